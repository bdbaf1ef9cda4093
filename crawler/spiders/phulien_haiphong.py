"""Ủy ban nhân dân phường Phù Liễn, Hải Phòng."""

from crawler.platforms.vnpt_portal import VnptPortal
from crawler.site import SiteSpider


class PhuLienHaiPhong(SiteSpider):
    """The CMS, addresses and paging (B, HP); its news categories are found from the home page's articles."""

    name = "phulien_haiphong"
    publisher = "Ủy ban nhân dân phường Phù Liễn"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hải Phòng"
    hosts = ("phulien.haiphong.gov.vn",)
    home = "/"
    platform = VnptPortal()
    article_examples = ("/tin-tuc/ten-bai-viet-336351",)  # its form
