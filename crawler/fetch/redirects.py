"""Refuses redirects that lead away: to another host, from an article to what is no article (mostly the home page), or
in a circle.

The redirect itself then is the answer, and is counted as such. Scrapy alone would follow an article home and read the
home page as the article, or drop it without a word when the home page was seen before.
"""

from __future__ import annotations

from typing import Protocol, Self, cast
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler.discovery.urls import on_site


class Addresses(Protocol):
    """What tells articles from other pages."""

    def is_article_url(self, url: str) -> bool:
        """True if the address has the form of an article's."""
        ...


class Walker(Protocol):
    """What the guard needs of a spider that marks its requests with a ``duty``."""

    hosts: tuple[str, ...]
    platform: Addresses


_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class RedirectGuard:
    """Downloader middleware, nearer to the web than Scrapy's own redirect handling."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep Scrapy from following a redirect that leads away."""
        location = response.headers.get("Location")
        if response.status in _REDIRECTS and location and "duty" in request.meta:
            spider = cast(Walker, self._crawler.spider)
            target = urljoin(request.url, location.decode("latin-1"))
            astray = not on_site(urlsplit(target).hostname, spider.hosts)
            if astray:
                self._crawler.stats.inc_value("redirects/away")
            elif request.meta["duty"] == "article":
                astray = not spider.platform.is_article_url(target)
            # Scrapy drops a request that it has seen without a word: the page would be neither read nor missed.
            astray = astray or target in (request.url, *request.meta.get("redirect_urls", ()))
            if astray:
                request.meta["dont_redirect"] = True
        return response
