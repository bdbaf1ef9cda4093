"""Ủy ban nhân dân xã Sơn Lĩnh, Hà Tĩnh."""

from crawler.platforms.sharepoint import SharePoint
from crawler.site import SiteSpider


class XaSonLinhHaTinh(SiteSpider):
    """Addresses (B); the markup of its pages is unpublished."""

    name = "xasonlinh_hatinh"
    publisher = "Ủy ban nhân dân xã Sơn Lĩnh"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Hà Tĩnh"
    hosts = ("xasonlinh.hatinh.gov.vn",)
    home = "/"
    platform = SharePoint()
    article_examples = ("/portal/pages/2026-03-05/Ten-bai-viet-a7k2m1.aspx",)  # its form
