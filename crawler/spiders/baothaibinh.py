"""Báo Thái Bình, until Thái Bình became part of Hưng Yên in July 2025."""

from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


class BaoThaiBinh(SiteSpider):
    """Addresses (B); links and text are unpublished. Whether the host still answers is not known."""

    name = "baothaibinh"
    publisher = "Báo Thái Bình"
    kind = "newspaper"
    status = "retired"
    evidence = "B"
    verified = "never"
    province = "Thái Bình"
    hosts = ("baothaibinh.com.vn",)
    home = "/"
    platform = MediaTech()
    article_examples = ("/tin-tuc/260/154962/ten-bai-viet",)  # B, its slug left out
