"""Báo Thái Nguyên."""

from dataclasses import replace
from datetime import date

from crawler.platforms.month_hex import MONTH_HEX_2022, MonthHex
from crawler.site import SiteSpider

THAINGUYEN_2026 = replace(
    MONTH_HEX_2022,
    id="thainguyen-2026",
    since=date(2026, 1, 1),
    summary=("div.desc",),  # B, TM
    body=("div.content-detail",),  # B, TM
)


class BaoThaiNguyen(SiteSpider):
    """Addresses, links, lead, text and category (B, TM); the headline's place is not told."""

    name = "baothainguyen"
    publisher = "Báo Thái Nguyên"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Thái Nguyên"
    hosts = ("baothainguyen.vn",)
    home = "/"
    platform = MonthHex(
        layouts=(THAINGUYEN_2026, *MonthHex.layouts),
        article_url=r"/\d{6}/[^/]+/?$",  # B, TM
        listing_links=("a.title2",),  # B, TM
    )
    article_examples = ("/kinh-te/202601/ten-bai-viet-9344c18/",)  # its form
