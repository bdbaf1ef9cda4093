"""Cổng thông tin điện tử tỉnh Lào Cai."""

from crawler.platforms.vnpt_portal import VnptPortal
from crawler.site import SiteSpider


class LaoCai(SiteSpider):
    """The CMS (C, CR) and one category (B); the rest as its siblings have it (B)."""

    name = "laocai"
    publisher = "Cổng thông tin điện tử tỉnh Lào Cai"
    kind = "portal"
    status = "unverified"
    evidence = "C"
    verified = "never"
    province = "Lào Cai"
    hosts = ("laocai.gov.vn",)
    platform = VnptPortal()
    listings = ("/tin-thoi-su",)  # B
    article_examples = ("/tin-tuc/ten-bai-viet-336351",)  # its form
