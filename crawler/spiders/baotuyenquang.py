"""Báo Tuyên Quang."""

from crawler.platforms.month_hex import MonthHex
from crawler.site import SiteSpider


class BaoTuyenQuang(SiteSpider):
    """Addresses of any depth, links, headline, lead, text and date (B, TM)."""

    name = "baotuyenquang"
    publisher = "Báo Tuyên Quang"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Tuyên Quang"
    hosts = ("baotuyenquang.com.vn",)
    home = "/"
    platform = MonthHex(
        article_url=r"/(?:[^/]+/)+\d{6}/[^/]+/?$",  # B, TM
        listing_links=("a.title1", "a.title2", "a.title3", "a.title4", "a.title5"),  # B, TM
    )
    article_examples = ("/kinh-te/nong-nghiep/202601/ten-bai-viet-9344c18/",)  # its form
