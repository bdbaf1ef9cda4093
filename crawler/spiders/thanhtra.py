"""Thanh tra Chính phủ."""

from crawler.platforms.liferay import Liferay
from crawler.site import SiteSpider


class ThanhTra(SiteSpider):
    """Addresses, whose query is part of them (B)."""

    name = "thanhtra"
    publisher = "Thanh tra Chính phủ"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("thanhtra.gov.vn",)
    home = "/"
    platform = Liferay()
    article_examples = ("/web/guest/xem-chi-tiet-tin-tuc/-/asset_publisher/Content/ten-bai-viet?1204567",)  # its form
