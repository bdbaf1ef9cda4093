"""Bộ Y tế."""

from crawler.platforms.liferay import Liferay
from crawler.site import SiteSpider


class Moh(SiteSpider):
    """Addresses and text (B)."""

    name = "moh"
    publisher = "Bộ Y tế"
    kind = "portal"
    status = "unverified"
    evidence = "B"
    verified = "never"
    hosts = ("moh.gov.vn",)
    home = "/"
    platform = Liferay()
    weak_tls = "small Diffie-Hellman key (B)"
    article_examples = ("/web/guest/-/ten-bai-viet",)  # its form
