"""Báo Sài Gòn Giải Phóng."""

from crawler.platforms.onecms import OneCms
from crawler.site import SiteSpider


class Sggp(SiteSpider):
    """The CMS (B); addresses and markup as its siblings have them (A)."""

    name = "sggp"
    publisher = "Báo Sài Gòn Giải Phóng"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Thành phố Hồ Chí Minh"
    hosts = ("sggp.org.vn",)
    home = "/"
    platform = OneCms()
    article_examples = ("/ten-bai-viet-post404649.html",)  # its form
