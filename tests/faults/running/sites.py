"""Site files of these tests. Load them with ``SPIDER_MODULES``."""

from __future__ import annotations

from crawler.platforms.base import Platform
from crawler.site import SiteSpider
from tests.faults.running.stubborn import HOST, OTHER_HOST


class _Running(SiteSpider):
    publisher = "Báo Cứng Đầu"
    kind = "newspaper"
    evidence = "D"
    verified = "never"
    scheme = "http"
    platform = Platform(article_url=r"^/bai/[a-z0-9-]+-\d+\.html$", article_id=(r"-(?P<id>\d+)\.html$",))
    listings = ("/muc/tot/",)


class CungDau(_Running):
    """The site that stops answering."""

    name = "cung_dau"
    hosts = (HOST,)


class Hien(_Running):
    """A site that does no harm."""

    name = "hien"
    hosts = (OTHER_HOST,)


class HaiNha(_Running):
    """A site with both hosts."""

    name = "hai_nha"
    hosts = (OTHER_HOST, HOST)
