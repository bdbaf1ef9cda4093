"""Báo An ninh Thủ đô."""

from crawler.platforms.onecms import OneCms
from crawler.site import SiteSpider


class AnNinhThuDo(SiteSpider):
    """The CMS (B); addresses and markup as its siblings have them (A)."""

    name = "anninhthudo"
    publisher = "Báo An ninh Thủ đô"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hà Nội"
    hosts = ("anninhthudo.vn",)
    home = "/"
    platform = OneCms()
    article_examples = ("/ten-bai-viet-post404649.html",)  # its form
