"""Trung tâm Phục vụ hành chính công tỉnh Ninh Bình."""

from crawler.platforms.vnpt_portal import VnptPortal
from crawler.site import SiteSpider


class HanhChinhCong(SiteSpider):
    """The host appears nowhere in public code; its family is inferred from sibling hosts and one page's text (D)."""

    name = "hanhchinhcong"
    publisher = "Trung tâm Phục vụ hành chính công tỉnh Ninh Bình"
    kind = "portal"
    evidence = "D"
    verified = "never"
    province = "Ninh Bình"
    hosts = ("hanhchinhcong.ninhbinh.gov.vn",)
    home = "/"  # categories are unknown (SITE-FACTS 9.1): they are found from the article links of the home page
    platform = VnptPortal()
    verify_certificates = False  # the sibling ninhbinh.gov.vn could only be read without verification (B, NB)
    article_examples = ("/tin-tuc/ten-bai-viet-336351",)  # its form
