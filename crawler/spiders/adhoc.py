"""Any site, without a file: ``scrapy crawl adhoc -a url=URL [-a platform=NAME]``."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, cast, get_args
from urllib.parse import urljoin, urlsplit

from scrapy.http import HtmlResponse, Response

from crawler.discovery.feeds import FEED_LINKS
from crawler.extraction.media import absolute
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted
from crawler.fetch.archive import WANTED
from crawler.items import Kind
from crawler.options import ArgumentError
from crawler.platforms import platform_named, recognise
from crawler.platforms.base import Platform
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider

_MAX_FEEDS = 30


class Adhoc(SiteSpider):
    """Reads an article, or walks the listing or home page at ``url``.

    Without ``platform`` the family is recognised from the page; ``kind`` (portal, tv, newspaper) is taken from the host
    name if it is not given. Articles are stored under the site name ``adhoc``.
    """

    name = "adhoc"
    publisher = "(the page's own)"
    kind: Kind = "portal"
    hosts = ("any.invalid",)
    home = "/"
    platform: Platform = Generic()
    status = "tool"
    arguments = ("url", "platform", "kind")

    def __init__(self, name: str | None = None, **arguments: Any) -> None:
        url = str(arguments.get("url") or "").strip()
        fix = "write -a url=https://example.gov.vn/tin-tuc"
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            host = ""
        if not host or parts.scheme not in ("http", "https"):
            raise ArgumentError(f"url={url!r} is no web address: {fix}")
        if parts.username is not None or parts.password is not None:
            raise ArgumentError(f"the url for {host!r} holds a login: leave out user and password.")
        if re.search(r"[\s\\%]", parts.netloc):
            raise ArgumentError(f"url={url!r} has a host with white space or other signs in it: {fix}")
        if not host.isascii():
            try:
                host = host.encode("idna").decode()
            except UnicodeError:
                raise ArgumentError(f"url={url!r} has a host that is no internet name: {fix}") from None
        if host != parts.hostname:
            # Answers come from the encoded name without final dot: links are compared with it.
            url = parts._replace(netloc=f"{host}:{port}" if port else host).geturl()
        self.hosts = (host,)
        self.scheme = parts.scheme
        self.url = url
        kind = arguments.get("kind") or ("portal" if host.endswith(".gov.vn") else "newspaper")
        if kind not in get_args(Kind):
            raise ArgumentError(f"kind={kind!r} is unknown: write portal, tv or newspaper.")
        self.kind = cast(Kind, kind)
        self._settled = bool(arguments.get("platform"))
        if self._settled:
            self.platform = platform_named(str(arguments["platform"]))
        super().__init__(name, **arguments)

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the given page only: what it is decides how to go on."""
        request = self._request(self.url, self.parse_given, "listing")
        request.meta[WANTED] = True  # it may be an article
        yield request

    async def parse_given(self, response: Response) -> AsyncIterator[Any]:
        """Recognise the family, then read the page as an article or walk it as a listing."""
        if not isinstance(response, HtmlResponse):
            async for request in self.parse_feed(response):
                yield request
            return
        page = Page(response, datetime.now(UTC))
        self._adopt(page)
        if self._is_article(page):
            self._count("discovery/listing_pages")
            self._count("discovery/links")
            self._count("articles/requested")
            for item in self.parse_article(response):
                yield item
            return
        async for request in self.parse_listing(response, root=response.url, number=1, memory={}):
            yield request
        for request in self._section_requests(page, self._article_links(page)):
            yield request
        feeds = [*page.selector.css(FEED_LINKS).css("::attr(href)").getall()[:_MAX_FEEDS], *self.platform.feeds]
        for url in dict.fromkeys(filter(None, (absolute(page.base_url, feed) for feed in feeds))):
            yield self._request(url, self.parse_feed, "feed")
        for url in self.platform.sitemaps:
            yield self._request(urljoin(page.url, url), self.parse_sitemap, "feed")

    def read_as(self, platform: Platform) -> None:
        """Read pages as *platform* from now on, whatever they prove to be."""
        self.platform = platform
        self._settled = True

    def extract(self, page: Page) -> Extracted:
        """Read the fields of *page* as its own family writes them."""
        self._adopt(page)
        return super().extract(page)

    def _adopt(self, page: Page) -> None:
        if not self._settled:
            self.platform = recognise(page)
            self.logger.info("%s is read as platform %r", page.url, self.platform.name)
        self._settled = True
        self.publisher = page.structured.publisher() or self.hosts[0]

    def _is_article(self, page: Page) -> bool:
        """True if the page is an article by its address, or says so itself."""
        if urlsplit(page.url).path in ("", "/"):
            return False
        return self.platform.is_article_url(page.url) or page.structured.is_article
