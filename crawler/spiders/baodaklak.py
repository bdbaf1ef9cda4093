"""Báo Đắk Lắk."""

from crawler.platforms.month_hex import MonthHex
from crawler.site import SiteSpider


class BaoDakLak(SiteSpider):
    """Addresses, links, lead, text, category and tags (B, TM)."""

    name = "baodaklak"
    publisher = "Báo Đắk Lắk"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Đắk Lắk"
    hosts = ("baodaklak.vn",)
    home = "/"
    platform = MonthHex(
        article_url=r"/\d{6}/[^/]+/?$",  # B, TM
        listing_links=("a.title5",),  # B, TM
    )
    article_examples = ("/kinh-te/202601/ten-bai-viet-9344c18/",)  # its form
