"""Ủy ban Dân tộc, since 2025 Bộ Dân tộc và Tôn giáo: cema.gov.vn and ubdt.gov.vn are one portal."""

from crawler.platforms.ecm import EcmPortal
from crawler.site import SiteSpider


class Ubdt(SiteSpider):
    """Same paths on every host (B). HTTP: the certificate is for another host name (B, TM 2026-01)."""

    name = "ubdt"
    publisher = "Ủy ban Dân tộc"
    kind = "portal"
    evidence = "A"
    verified = "never"
    hosts = ("ubdt.gov.vn", "cema.gov.vn")
    scheme = "http"
    platform = EcmPortal()
    listings = (  # B, MIN+MC+TM
        "/tin-tuc/tin-hoat-dong/hoat-dong-cua-bo-truong.htm",
        "/tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban.htm",
        "/tin-tuc/tin-hoat-dong/hoat-dong-cua-cac-ban-dan-toc.htm",
        "/uy-ban-dan-toc-voi-bo-nganh.htm",
        "/uy-ban-dan-toc-voi-dia-phuong.htm",
        "/tin-tuc/tin-tuc-su-kien/chu-truong-chinh-sach.htm",
        "/tin-tuc/tin-tuc-su-kien/thoi-su-chinh-tri.htm",
        "/tin-tuc/tin-tuc-su-kien/kinh-te-xa-hoi.htm",
        "/tin-tuc/tin-tuc-su-kien/y-te-giao-duc.htm",
        "/tin-tuc/tin-tuc-su-kien/van-hoa-van-nghe-the-thao.htm",
        "/tin-tuc/tin-tuc-su-kien/khoa-hoc-cong-nghe-moi-truong.htm",
        "/tin-tuc/tin-tuc-su-kien/phap-luat.htm",
        "/tin-tuc-hoat-dong.htm",
        "/thong-bao.htm",
    )
    feeds = ("/tin-tuc-hoat-dong.rss",)  # C, two bot configs
    article_examples = (
        "/tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban/ten-bai-viet.htm",  # its form
        "/gioi-thieu/cong-dong-54-dan-toc/nguoi-tay.htm",  # B
        "/hanh-trinh-70-nam-ban-ton-giao-chinh-phu.htm",  # B
    )
