"""Báo Hà Tĩnh."""

from crawler.platforms.onecms import OneCms
from crawler.site import SiteSpider


class BaoHaTinh(SiteSpider):
    """Addresses and links (B); markup as its siblings have it (A)."""

    name = "baohatinh"
    publisher = "Báo Hà Tĩnh"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hà Tĩnh"
    hosts = ("baohatinh.vn",)
    home = "/"
    platform = OneCms()
    article_examples = ("/ten-bai-viet-post404649.html",)  # its form
