"""Liên đoàn Lao động tỉnh Quảng Trị."""

from crawler.platforms.nukeviet import NukeViet
from crawler.site import SiteSpider


class CongDoanQuangTri(SiteSpider):
    """The CMS, addresses and the date line (B, 2017)."""

    name = "congdoan_quangtri"
    publisher = "Liên đoàn Lao động tỉnh Quảng Trị"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Quảng Trị"
    hosts = ("congdoan.quangtri.gov.vn",)
    scheme = "http"
    home = "/"
    platform = NukeViet()
    feeds = ("/rss/",)  # A for the CMS
    sitemaps = ("/sitemap.xml",)  # A for the CMS
    article_examples = ("/Tin-tuc-26/ten-bai-viet-1053.html",)  # B, its slug left out
