"""Cổng thông tin điện tử tỉnh Ninh Bình."""

from crawler.platforms.vnpt_portal import VnptPortal
from crawler.site import SiteSpider


class NinhBinh(SiteSpider):
    """Categories, paging, headline, date and text (B, NB)."""

    name = "ninhbinh"
    publisher = "Cổng thông tin điện tử tỉnh Ninh Bình"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Ninh Bình"
    hosts = ("ninhbinh.gov.vn",)
    platform = VnptPortal()
    verify_certificates = False  # it could only be read without verification (B, NB)
    listings = (  # B, NB
        "/kinh-te",
        "/van-hoa-xa-hoi",
        "/an-ninh-quoc-phong",
        "/thong-tin-chi-dao-dieu-hanh",
        "/tin-trong-nuoc-quoc-te",
        "/tin-tuc-cai-cach-hanh-chinh",
    )
    article_examples = ("/tin-noi-bat/cac-hoat-dong-tai-le-hoi-hoa-lu-nam-2024-336351",)  # B
