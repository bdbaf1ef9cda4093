"""Báo Đồng Khởi of Bến Tre, below the host of Vĩnh Long, of which Bến Tre is a part since July 2025."""

from crawler.platforms.a_id import AId
from crawler.site import SiteSpider


class DongKhoiBaoVinhLong(SiteSpider):
    """The family, lead and text (B)."""

    name = "dongkhoi_baovinhlong"
    publisher = "Báo Đồng Khởi"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Bến Tre"
    hosts = ("dongkhoi.baovinhlong.vn",)
    home = "/"
    platform = AId()
    article_examples = ("/ten-bai-viet-a196670.html",)  # its form
