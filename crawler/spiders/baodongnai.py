"""Báo Đồng Nai."""

from crawler.platforms.month_hex import MonthHex
from crawler.site import SiteSpider


class BaoDongNai(SiteSpider):
    """Addresses, links and text (B, TM); the lead is the first paragraph (B)."""

    name = "baodongnai"
    publisher = "Báo Đồng Nai"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Đồng Nai"
    hosts = ("baodongnai.com.vn",)
    home = "/"
    platform = MonthHex(listing_links=("a.title1", "a.title3"))  # B, TM
    article_examples = ("/kinh-te/202601/ten-bai-viet-9344c18/",)  # its form
