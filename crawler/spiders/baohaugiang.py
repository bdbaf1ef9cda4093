"""Báo Hậu Giang; Hậu Giang became part of Cần Thơ in July 2025."""

from datetime import date

from crawler.extraction.layout import Layout
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider

HAUGIANG_2026 = Layout(
    id="haugiang-2026",
    since=date(2026, 1, 1),
    title=("h1",),  # D: else og:title and <title>
    body=(".news-details-content .contentView",),  # B, TM
)


class BaoHauGiang(SiteSpider):
    """Addresses and text (B, TM). What became of the host is not told."""

    name = "baohaugiang"
    publisher = "Báo Hậu Giang"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hậu Giang"
    hosts = ("baohaugiang.com.vn",)
    home = "/"
    platform = Generic(
        layouts=(HAUGIANG_2026,),
        article_url=r"^/[^/]+/[^/]+-\d+\.html$",  # B, TM
        needs_proof=False,
    )
    article_examples = ("/xa-hoi/ten-bai-viet-118240.html",)  # its form
