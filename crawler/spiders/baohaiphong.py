"""Báo Hải Phòng."""

from crawler.platforms.b_grid import BGrid
from crawler.site import SiteSpider


class BaoHaiPhong(SiteSpider):
    """Links, lead and text (B, TM); addresses as its siblings have them (B)."""

    name = "baohaiphong"
    publisher = "Báo Hải Phòng"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hải Phòng"
    hosts = ("baohaiphong.vn",)
    home = "/"
    platform = BGrid()
    article_examples = ("/ten-bai-viet-10418822.html",)  # its form
