"""Báo Pháp Luật Thành phố Hồ Chí Minh."""

from crawler.platforms.onecms import OneCms
from crawler.site import SiteSpider


class Plo(SiteSpider):
    """Markup, addresses and sections are known from a real page (A)."""

    name = "plo"
    publisher = "Báo Pháp Luật Thành phố Hồ Chí Minh"
    kind = "newspaper"
    status = "unverified"
    evidence = "A"
    verified = "never"
    province = "Thành phố Hồ Chí Minh"
    hosts = ("plo.vn",)
    platform = OneCms()
    listings = ("/thoi-su/", "/phap-luat/", "/xa-hoi/", "/do-thi/", "/kinh-te/", "/van-hoa/", "/ban-doc/")  # A
    article_examples = ("/hoi-nghi-tong-ket-nam-post874982.html",)  # A, another slug
