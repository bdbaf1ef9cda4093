"""Báo Nghệ An."""

from crawler.platforms.b_grid import BGrid
from crawler.site import SiteSpider


class BaoNgheAn(SiteSpider):
    """Addresses, links, headline, lead, text and what to drop (B, TM)."""

    name = "baonghean"
    publisher = "Báo Nghệ An"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Nghệ An"
    hosts = ("baonghean.vn",)
    home = "/"
    platform = BGrid()
    article_examples = ("/ten-bai-viet-10418822.html",)  # its form
