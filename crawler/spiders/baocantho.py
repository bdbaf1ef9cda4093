"""Báo Cần Thơ."""

from crawler.discovery.paging import NextLink
from crawler.platforms.a_id import AId
from crawler.site import SiteSpider


class BaoCanTho(SiteSpider):
    """Everything is known from real pages (A): an article and the listing /thoi-su/."""

    name = "baocantho"
    publisher = "Báo Cần Thơ"
    kind = "newspaper"
    status = "unverified"
    evidence = "A"
    verified = "never"
    province = "Cần Thơ"
    hosts = ("baocantho.com.vn",)
    platform = AId(paging=NextLink(("#page li:has(b) + li a",)))  # A
    listings = (  # A: the menu of a saved page
        "/thoi-su/",
        "/chinh-tri/",
        "/kinh-te/",
        "/xa-hoi-phap-luat/",
        "/quoc-phong-an-ninh/",
        "/van-hoa-giai-tri/",
        "/giao-duc/",
        "/y-te/",
        "/the-thao/",
        "/du-lich/",
        "/cong-nghe/",
    )
    feeds = ("/rss/cate/thoi-su/", "/rss/subcate/can-tho/")  # A
    article_examples = ("/hoi-nghi-tong-ket-nam-a196670.html",)  # A, another slug
