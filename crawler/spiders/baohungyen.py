"""Báo Hưng Yên; the papers of Thái Bình merged into Hưng Yên in 2025 (B), under which host is not told."""

from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


class BaoHungYen(SiteSpider):
    """Addresses, headline and text (B, TM); its media host is mediabhy.mediatech.vn (B)."""

    name = "baohungyen"
    publisher = "Báo Hưng Yên"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hưng Yên"
    hosts = ("baohungyen.vn",)
    home = "/"
    platform = MediaTech()
    article_examples = ("/ten-bai-viet-112233.html",)  # its form
