"""A site that says how it wants to be crawled, and the spider that reads it. Load it with ``SPIDER_MODULES``."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.discovery.paging import NextLink
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted
from crawler.platforms.base import Platform
from crawler.site import SiteSpider
from demo.play import PlayRequest, PlayResponse, Tls, not_found, text_response
from demo.sites.misbehaving import article, listing

HOST = "cham.demo.test"
ARTICLES = 4


class Slow:
    """Four articles, one of them forbidden, and a robots.txt."""

    hosts: Sequence[str] = (HOST,)
    tls: Tls = "none"

    def __init__(self) -> None:
        self.robots = ""
        self.articles = ARTICLES

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Listing, articles, robots.txt."""
        if request.path == "/robots.txt":
            return text_response(200, f"User-agent: *\nDisallow: /bai/tot-1.html\n{self.robots}")
        if request.path == "/muc/tot/":
            return PlayResponse(listing("tot", range(1, self.articles + 1)))
        return PlayResponse(article(len(request.path)).encode()) if request.path.startswith("/bai/") else not_found()


class Polite(SiteSpider):
    """Its spider."""

    name = "polite"
    publisher = "Báo Chậm Rãi"
    kind = "newspaper"
    evidence = "D"
    verified = "never"
    scheme = "http"
    hosts = (HOST,)
    listings = ("/muc/tot/",)
    platform = Platform(
        article_url=r"^/bai/[a-z0-9-]+-\d+\.html$",
        article_id=(r"-(?P<id>\d+)\.html$",),
        paging=NextLink(("a[rel=next]",)),
    )


class Faulty(Polite):
    """One with an error in the crawler's own code."""

    name = "faulty"

    def extract(self, page: Page) -> Extracted:
        """Fail as a wrong line in a platform would."""
        raise ZeroDivisionError(page.url)
