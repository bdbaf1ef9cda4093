"""Báo Tây Ninh."""

from crawler.platforms.a_id import AId
from crawler.site import SiteSpider


class BaoTayNinh(SiteSpider):
    """The family and the links of listings (B); headline and text as its siblings have them."""

    name = "baotayninh"
    publisher = "Báo Tây Ninh"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Tây Ninh"
    hosts = ("www.baotayninh.vn",)
    home = "/"
    platform = AId()
    article_examples = ("/ten-bai-viet-a196670.html",)  # its form
