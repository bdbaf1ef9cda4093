"""Cổng thông tin điện tử tỉnh Quảng Trị."""

from crawler.platforms.liferay import Liferay
from crawler.site import SiteSpider


class QuangTri(SiteSpider):
    """Addresses (B); nothing of the markup of its news portlets is published."""

    name = "quangtri"
    publisher = "Cổng thông tin điện tử tỉnh Quảng Trị"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    province = "Quảng Trị"
    hosts = ("quangtri.gov.vn",)
    home = "/"
    platform = Liferay()
    article_examples = ("/chi-tiet-tin/-/view-article/1/1503980213311/1786064771208",)  # its form
