"""Báo Lạng Sơn."""

from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


class BaoLangSon(SiteSpider):
    """Addresses, links and text (B, TM). Its robots.txt refused one bot (C): ours obeys what it says."""

    name = "baolangson"
    publisher = "Báo Lạng Sơn"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Lạng Sơn"
    hosts = ("baolangson.vn",)
    home = "/"
    platform = MediaTech()
    article_examples = ("/ten-bai-viet-112233.html",)  # its form
