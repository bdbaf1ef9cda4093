"""Đài Phát thanh và Truyền hình Thái Bình, until Thái Bình became part of Hưng Yên in July 2025."""

from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


class ThaiBinhTv(SiteSpider):
    """Addresses (B); links and text are unpublished. Whether the host still answers is not known."""

    name = "thaibinhtv"
    publisher = "Đài Phát thanh và Truyền hình Thái Bình"
    kind = "tv"
    status = "retired"
    evidence = "B"
    verified = "never"
    province = "Thái Bình"
    hosts = ("thaibinhtv.vn",)
    home = "/"
    platform = MediaTech()
    article_examples = ("/tin-tuc/260/154962/ten-bai-viet",)  # its form
