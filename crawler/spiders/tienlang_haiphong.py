"""Ủy ban nhân dân xã Tiên Lãng, Hải Phòng."""

from crawler.platforms.vnpt_portal import VnptPortal
from crawler.site import SiteSpider


class TienLangHaiPhong(SiteSpider):
    """The CMS, addresses and paging (B, HP); its news categories are found from the home page's articles."""

    name = "tienlang_haiphong"
    publisher = "Ủy ban nhân dân xã Tiên Lãng"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hải Phòng"
    hosts = ("tienlang.haiphong.gov.vn",)
    home = "/"
    platform = VnptPortal()
    article_examples = ("/tin-tuc/ten-bai-viet-336351",)  # its form
