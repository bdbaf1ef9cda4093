"""Báo Lâm Đồng."""

from crawler.platforms.b_grid import BGrid
from crawler.site import SiteSpider


class BaoLamDong(SiteSpider):
    """Two forms of addresses, the older with the month (B, TM); the rest as its siblings have it (B)."""

    name = "baolamdong"
    publisher = "Báo Lâm Đồng"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Lâm Đồng"
    hosts = ("baolamdong.vn",)
    home = "/"
    platform = BGrid()
    article_examples = (
        "/ten-bai-viet-10418822.html",  # its form
        "/kinh-te/202403/ten-bai-viet-4c18e9d/",  # its older form
    )
