"""Báo Vĩnh Long."""

from crawler.platforms.month_hex import MonthHex
from crawler.site import SiteSpider


class BaoVinhLong(SiteSpider):
    """The family, lead and text (B, TM); its addresses are only told to end in a slug and a code (B)."""

    name = "baovinhlong"
    publisher = "Báo Vĩnh Long"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Vĩnh Long"
    hosts = ("baovinhlong.com.vn",)
    home = "/"
    platform = MonthHex()
    article_examples = ("/kinh-te/202601/ten-bai-viet-9344c18/",)  # its form
