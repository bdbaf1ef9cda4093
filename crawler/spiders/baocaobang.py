"""Báo Cao Bằng."""

from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


class BaoCaoBang(SiteSpider):
    """Addresses, links and text (B, TM). Categories are found from the menu."""

    name = "baocaobang"
    publisher = "Báo Cao Bằng"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Cao Bằng"
    hosts = ("baocaobang.vn",)
    home = "/"
    platform = MediaTech()
    article_examples = ("/ten-bai-viet-112233.html",)  # its form
