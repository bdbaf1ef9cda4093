"""Báo Bình Dương; Bình Dương became part of Thành phố Hồ Chí Minh in July 2025."""

from crawler.discovery.paging import QueryParameter
from crawler.platforms.a_id import AId
from crawler.site import SiteSpider


class BaoBinhDuong(SiteSpider):
    """Addresses, links, text and paging (B, TM and MC). What became of the host is not told."""

    name = "baobinhduong"
    publisher = "Báo Bình Dương"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Bình Dương"
    hosts = ("baobinhduong.vn",)
    home = "/"
    platform = AId(paging=QueryParameter("page"))  # B, TM+MC
    article_examples = ("/ten-bai-viet-a196670.html",)  # its form
