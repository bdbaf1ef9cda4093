"""Cổng thông tin điện tử tỉnh Quảng Bình, which became part of Quảng Trị in July 2025."""

from crawler.platforms.liferay import Liferay
from crawler.site import SiteSpider


class QuangBinh(SiteSpider):
    """Addresses (B); whether the host still answers is not known."""

    name = "quangbinh"
    publisher = "Cổng thông tin điện tử tỉnh Quảng Bình"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Quảng Bình"
    hosts = ("quangbinh.gov.vn",)
    home = "/"
    platform = Liferay()
    article_examples = ("/chi-tiet-tin/-/view-article/1/1503980213311/1786064771208",)  # its form
