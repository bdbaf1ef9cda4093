"""Văn phòng Chính phủ."""

from crawler.platforms.vccorp import VcCorp
from crawler.site import SiteSpider


class Vpcp(SiteSpider):
    """Home page and addresses are known from a real page (A); some links begin with a space (A)."""

    name = "vpcp"
    publisher = "Văn phòng Chính phủ"
    kind = "portal"
    status = "unverified"
    evidence = "A"
    verified = "never"
    hosts = ("vpcp.chinhphu.vn",)
    home = "/"
    platform = VcCorp()
    article_examples = ("/ten-bai-viet-115260228093004191.htm",)  # its form
