"""Báo Khánh Hòa."""

from dataclasses import replace
from datetime import date

from crawler.platforms.month_hex import MONTH_HEX_2022, MonthHex
from crawler.site import SiteSpider

KHANHHOA_2026 = replace(
    MONTH_HEX_2022,
    id="khanhhoa-2026",
    since=date(2026, 1, 1),
    title=("h1.head_title",),  # B, TM
    body=(".content-detail",),  # B, TM
    lead_in_body=("p strong",),  # B, TM
)


class BaoKhanhHoa(SiteSpider):
    """Addresses, links, headline, lead and text (B, TM)."""

    name = "baokhanhhoa"
    publisher = "Báo Khánh Hòa"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Khánh Hòa"
    hosts = ("baokhanhhoa.vn",)
    home = "/"
    platform = MonthHex(
        layouts=(KHANHHOA_2026, *MonthHex.layouts),
        listing_links=("div.item a",),  # B, TM
    )
    article_examples = ("/kinh-te/202601/ten-bai-viet-9344c18/",)  # its form
