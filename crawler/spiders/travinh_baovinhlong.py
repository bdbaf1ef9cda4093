"""Báo Trà Vinh, below the host of Vĩnh Long, of which Trà Vinh is a part since July 2025."""

from crawler.platforms.a_id import AId
from crawler.site import SiteSpider


class TraVinhBaoVinhLong(SiteSpider):
    """The family and its text (C; the sibling dongkhoi. is B)."""

    name = "travinh_baovinhlong"
    publisher = "Báo Trà Vinh"
    kind = "newspaper"
    status = "unverified"
    evidence = "C"
    verified = "never"
    province = "Trà Vinh"
    hosts = ("travinh.baovinhlong.vn",)
    home = "/"
    platform = AId()
    article_examples = ("/ten-bai-viet-a196670.html",)  # its form
