"""Bộ Văn hóa, Thể thao và Du lịch."""

from crawler.platforms.vccorp import VcCorp
from crawler.site import SiteSpider


class Bvhttdl(SiteSpider):
    """Addresses, headline, lead and text (B, TM)."""

    name = "bvhttdl"
    publisher = "Bộ Văn hóa, Thể thao và Du lịch"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("bvhttdl.gov.vn",)
    home = "/"
    platform = VcCorp()
    article_examples = ("/ten-bai-viet-20260228093004191.htm",)  # its form
