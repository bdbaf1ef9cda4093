"""Sở Khoa học và Công nghệ tỉnh Ninh Bình."""

from crawler.platforms.vnpt_portal import VnptPortal
from crawler.site import SiteSpider


class SoKhcnNinhBinh(SiteSpider):
    """Categories, paging, headline, date and text (B, NB)."""

    name = "sokhcn_ninhbinh"
    publisher = "Sở Khoa học và Công nghệ tỉnh Ninh Bình"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Ninh Bình"
    hosts = ("sokhcn.ninhbinh.gov.vn",)
    platform = VnptPortal()
    verify_certificates = False  # its reader had to do without verification (B, NB)
    listings = ("/tin-hoat-dong-cua-tinh", "/tin-hoat-dong-cua-so", "/tin-khcn-trong-nuoc")  # B, NB
    article_examples = ("/tin-tuc/ten-bai-viet-336351",)  # its form
