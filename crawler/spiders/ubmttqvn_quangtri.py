"""Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Trị."""

from crawler.platforms.nukeviet import NukeViet
from crawler.site import SiteSpider


class UbmttqvnQuangTri(SiteSpider):
    """Generator meta NukeViet v4.5 (B)."""

    name = "ubmttqvn_quangtri"
    publisher = "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Quảng Trị"
    kind = "portal"
    evidence = "B"
    verified = "never"
    province = "Quảng Trị"
    hosts = ("ubmttqvn.quangtri.gov.vn",)
    scheme = "http"
    home = "/"
    platform = NukeViet()
    feeds = ("/rss/", "/index.php/rss/")  # A for the CMS; B: this host serves /index.php/rss/<cat>/
    sitemaps = ("/sitemap.xml",)  # A for the CMS
    article_examples = ("/news/tin-tuc/ten-bai-viet-120.html",)  # its form
