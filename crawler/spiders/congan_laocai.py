"""Công an tỉnh Lào Cai."""

from crawler.platforms.vnpt_portal import VnptPortal
from crawler.site import SiteSpider


class CongAnLaoCai(SiteSpider):
    """The CMS (C, CR) and one category (B); the rest as its siblings have it (B)."""

    name = "congan_laocai"
    publisher = "Công an tỉnh Lào Cai"
    kind = "portal"
    status = "unverified"
    evidence = "C"
    verified = "never"
    province = "Lào Cai"
    hosts = ("congan.laocai.gov.vn",)
    platform = VnptPortal()
    listings = ("/an-ninh-trat-tu",)  # B
    article_examples = ("/tin-tuc/ten-bai-viet-336351",)  # its form
