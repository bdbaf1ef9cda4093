"""Đài Phát thanh và Truyền hình Ninh Bình."""

from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


class Nbtv(SiteSpider):
    """Answered in October 2026 (B); merged into "Báo và phát thanh, truyền hình Ninh Bình" in 2025."""

    name = "nbtv"
    publisher = "Đài Phát thanh và Truyền hình Ninh Bình"
    kind = "tv"
    evidence = "B"
    verified = "never"
    province = "Ninh Bình"
    hosts = ("nbtv.vn",)
    home = "/"  # category addresses are unpublished (SITE-FACTS 9.2)
    platform = MediaTech()
    article_examples = (
        "/news/401/48578/du-an-cua-hoc-sinh",  # B, its slug shortened
        "/nhan-dan-la-chu-the-sang-tao-50151.html",  # B, its slug shortened
    )
