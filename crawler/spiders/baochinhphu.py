"""Báo Điện tử Chính phủ."""

from crawler.platforms.vccorp import VcCorp
from crawler.site import SiteSpider


class BaoChinhPhu(SiteSpider):
    """Everything is known from real pages (A): an article and a listing."""

    name = "baochinhphu"
    publisher = "Báo Điện tử Chính phủ"
    kind = "newspaper"
    status = "unverified"
    evidence = "A"
    verified = "never"
    hosts = ("baochinhphu.vn",)
    platform = VcCorp()
    listings = (  # A: the menu of a saved page
        "/chinh-tri.htm",
        "/kinh-te.htm",
        "/xa-hoi.htm",
        "/van-hoa.htm",
        "/khoa-giao.htm",
        "/quoc-te.htm",
        "/chinh-sach-va-cuoc-song/chinh-sach-moi.htm",
    )
    feeds = ("/chinh-sach-va-cuoc-song/chinh-sach-moi.rss",)  # A
    article_examples = ("/chinh-sach-moi-co-hieu-luc-tu-thang-3-2026-102260228093004191.htm",)
