"""Báo và phát thanh, truyền hình Ninh Bình: successor of nbtv.vn since 2025."""

from datetime import date

from crawler.extraction.layout import Layout
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider

NINHBINH_2026 = Layout(
    id="ninhbinh-2026",
    since=date(2026, 1, 1),
    title=("h1.header-title",),  # B, TM
    published_near=("div.italic > span",),  # B, TM: page-wide
    body=("#content_detail", "#content-detail", ".content-detail"),  # B, TM
    lead_in_body=(".font-bold",),  # B, TM
    sections=("ol.uppercase.font-semibold.w-max a", "li.inline-flex.items-center.gap-1\\.5 a"),  # B, TM
)


class BaoNinhBinh(SiteSpider):
    """Addresses, old and new, categories and markup of its Tailwind theme (B, TM); paging is unknown."""

    name = "baoninhbinh"
    publisher = "Báo và phát thanh, truyền hình Ninh Bình"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Ninh Bình"
    hosts = ("baoninhbinh.org.vn",)
    home = "/"
    platform = Generic(
        layouts=(NINHBINH_2026,),
        article_url=r"-\d{15}\.html$|/d\d{14,}\.htm$",  # B, TM
        listing_url=r"^/(?!bao-in|doc-bao-in|da-phuong-tien|video|podcast|dang-nhap|s/)[a-z0-9-]+$",  # B, TM
        needs_proof=False,
    )
    article_examples = (
        "/ten-bai-viet-202601150915021.html",  # its form
        "/ten-bai-viet/d20220607082731436.htm",  # B, its slug left out
    )
