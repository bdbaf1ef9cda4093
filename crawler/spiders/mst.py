"""Bộ Khoa học và Công nghệ."""

from crawler.platforms.vccorp import VcCorp
from crawler.site import SiteSpider


class Mst(SiteSpider):
    """Addresses, links, feed and sitemap (B, TM)."""

    name = "mst"
    publisher = "Bộ Khoa học và Công nghệ"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("mst.gov.vn",)
    home = "/"
    platform = VcCorp()
    feeds = ("/rss/home.rss",)  # B
    sitemaps = ("/sitemap.xml",)  # B
    article_examples = ("/ten-bai-viet-197260228093004191.htm",)  # its form
