"""Thành phố Long Xuyên, An Giang."""

from crawler.platforms.drupal import Drupal
from crawler.site import SiteSpider


class LongXuyenAnGiang(SiteSpider):
    """The CMS, from its own source (A, 2023); the form of its addresses is that of the product (A)."""

    name = "longxuyen_angiang"
    publisher = "Ủy ban nhân dân thành phố Long Xuyên"
    kind = "portal"
    status = "unverified"
    evidence = "A"
    verified = "never"
    province = "An Giang"
    hosts = ("longxuyen.angiang.gov.vn",)
    home = "/"
    platform = Drupal()
    article_examples = ("/node/5120",)  # the product's form
