"""Trung ương Hội Nông dân Việt Nam."""

from crawler.platforms.vnpt_portal import VnptPortal
from crawler.site import SiteSpider


class HoiNongDan(SiteSpider):
    """Addresses, headline and text (B, HND); an older pager by postback is not followed."""

    name = "hoinongdan"
    publisher = "Trung ương Hội Nông dân Việt Nam"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("www.hoinongdan.org.vn",)
    scheme = "http"
    home = "/"
    platform = VnptPortal()
    article_examples = ("/chinh-sach/du-thao-luat-dat-dai-381436",)  # B, its slug shortened
