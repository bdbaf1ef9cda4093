"""Bộ Công Thương."""

from crawler.platforms.news_detail_layout import NewsDetailLayout
from crawler.site import SiteSpider


class Moit(SiteSpider):
    """Addresses, links, paging, headline, lead and text (B, TM and MIN)."""

    name = "moit"
    publisher = "Bộ Công Thương"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("moit.gov.vn",)
    home = "/"
    platform = NewsDetailLayout()
    article_examples = ("/tin-tuc/hoat-dong/ten-bai-viet.html",)  # its form
