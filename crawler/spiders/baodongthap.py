"""Báo Đồng Tháp."""

from crawler.platforms.a_id import AId
from crawler.site import SiteSpider


class BaoDongThap(SiteSpider):
    """Addresses, links, headline, lead and text (B, TM)."""

    name = "baodongthap"
    publisher = "Báo Đồng Tháp"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Đồng Tháp"
    hosts = ("baodongthap.vn",)
    home = "/"
    platform = AId()
    article_examples = ("/ten-bai-viet-a196670.html",)  # its form
