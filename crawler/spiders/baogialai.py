"""Báo Gia Lai."""

from crawler.platforms.onecms import OneCms
from crawler.site import SiteSpider


class BaoGiaLai(SiteSpider):
    """Links of listings (B); addresses and markup as its siblings have them (A)."""

    name = "baogialai"
    publisher = "Báo Gia Lai"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Gia Lai"
    hosts = ("baogialai.com.vn",)
    home = "/"
    platform = OneCms()
    article_examples = ("/ten-bai-viet-post404649.html",)  # its form
