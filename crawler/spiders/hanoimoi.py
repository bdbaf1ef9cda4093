"""Báo Hànộimới."""

from crawler.platforms.b_grid import BGrid
from crawler.site import SiteSpider


class HaNoiMoi(SiteSpider):
    """Text and author (B, TM); it has /sitemap-article-… (B), whose whole names are not told."""

    name = "hanoimoi"
    publisher = "Báo Hànộimới"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hà Nội"
    hosts = ("hanoimoi.vn",)
    home = "/"
    platform = BGrid()
    article_examples = ("/ten-bai-viet-10418822.html",)  # its form
