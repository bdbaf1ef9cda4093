"""Báo Quảng Ninh."""

from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


class BaoQuangNinh(SiteSpider):
    """Addresses, links of listings, headline and text (B, TM). ``/rss`` is said to exist (C): not relied on."""

    name = "baoquangninh"
    publisher = "Báo Quảng Ninh"
    kind = "newspaper"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Quảng Ninh"
    hosts = ("baoquangninh.vn",)
    home = "/"
    platform = MediaTech(listing_links=("article.card a", ".card-content a"))  # B, TM
    article_examples = ("/ten-bai-viet-112233.html",)  # its form
