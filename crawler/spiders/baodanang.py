"""Báo Đà Nẵng."""

from crawler.platforms.b_grid import BGrid
from crawler.site import SiteSpider


class BaoDaNang(SiteSpider):
    """Links of listings (B, TM); the rest as its siblings have it (B)."""

    name = "baodanang"
    publisher = "Báo Đà Nẵng"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Đà Nẵng"
    hosts = ("baodanang.vn",)
    home = "/"
    platform = BGrid()
    article_examples = ("/ten-bai-viet-10418822.html",)  # its form
