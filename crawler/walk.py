"""The walk over a site: from its ways in to the addresses of its articles, each asked for once.

Knows listings, feeds and sitemaps, where the next page is (the platform's pager) and when to stop; knows nothing of
what an article holds.
"""

from __future__ import annotations

import logging
from abc import abstractmethod
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, TypeGuard
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from twisted.python.failure import Failure

from crawler.discovery.feeds import FeedEntry, feed_entries, sitemap_entries
from crawler.discovery.frontier import Frontier
from crawler.discovery.links import article_links, menu_listings, parent_listings
from crawler.discovery.memory import Memory
from crawler.discovery.paging import ListingPage
from crawler.discovery.urls import on_site
from crawler.extraction.media import absolute
from crawler.extraction.page import Page
from crawler.options import RunOptions
from crawler.platforms.base import Platform

logger = logging.getLogger(__name__)

PAGE_MAXSIZE = 4 * 1024 * 1024
"""Bytes of a page, before and after decompression: the largest real one is 0.35 MB, parsing takes 70 times that."""

MAX_LINKS = 500
"""Articles that one listing page may lead to: ten times what the fullest of the saved ones shows, a bound for a broken
or hostile one; the rest is on the pages that follow, or in a log line."""

MAX_SECTIONS = 40
"""Listings that a home page may lead to: more than any provincial site has, a bound for one that links to itself."""


MOST_OVERDUE = 50
"""Articles per run that are looked at again although no listing shows them: 50 s at one request a second."""

_NEWS_FIRST = -1
"""Priority of looking again: an interrupted run should have the news."""


class Walk(Spider):
    """A spider that walks; what it finds is read by its subclass."""

    hosts: tuple[str, ...] = ()
    """Host names of the site, the one for canonical addresses first; ``www.`` is understood."""
    platform: Platform
    scheme: str = "https"
    """Scheme of canonical addresses."""
    home: str | None = None
    """Page to find listings from, where ``listings`` are unknown."""
    listings: tuple[str, ...] = ()
    """First pages of listings, absolute or relative to the site."""
    feeds: tuple[str, ...] = ()
    """RSS or Atom feeds, absolute or relative to the site."""
    sitemaps: tuple[str, ...] = ()
    """Sitemaps or indexes of sitemaps, absolute or relative to the site."""
    options: RunOptions
    memory: Memory
    """What earlier runs know; empty until a store is connected."""

    def __init__(self, name: str | None = None) -> None:
        super().__init__(name)
        self._frontier = Frontier()
        self._listed: dict[str, set[str]] = {}

    @abstractmethod
    def parse_article(self, response: Response) -> Iterator[Any]:
        """Read an article page."""

    @abstractmethod
    def missed(self, failure: Failure) -> Iterator[Request]:
        """Take note of a page that could not be had."""

    async def start(self) -> AsyncIterator[Any]:
        """Ask for every way into the site, and for known articles that are due."""
        await self.memory.begin()
        for url in self.listings:
            yield self._listing_request(self._absolute(url))
        if self.home and not self.listings:
            yield self._request(self._absolute(self.home), self.parse_home, "listing")
        for url in self.feeds:
            yield self._request(self._absolute(url), self.parse_feed, "feed")
        for url in self.sitemaps:
            yield self._request(self._absolute(url), self.parse_sitemap, "feed")
        for page in await self.memory.overdue(self.now(), MOST_OVERDUE):
            key = self.platform.key(page.url)  # the page may give itself another one
            self.memory.learn(key, page)
            if self._frontier.admit(key, page.url):
                yield self._article_request(key, page.url)

    async def parse_home(self, response: Response) -> AsyncIterator[Request]:
        """Read a home page: its articles, and the listings that its articles and menu lead to."""
        if not self._is_html(response, "listing"):
            return
        page = Page(response, datetime.now(UTC))
        links = self._links(page)
        async for request in self._article_requests(links):
            yield request
        for request in self._section_requests(page, links):
            yield request

    def _section_requests(self, page: Page, links: list[str]) -> Iterator[Request]:
        """Ask for the listings that a home page's articles and menu lead to."""
        sections = parent_listings(links) if self.platform.parent_is_listing else []
        if self.platform.listing_url:
            sections += menu_listings(
                page.selector,
                self.platform.menu_links,
                page.base_url,
                pattern=self.platform.listing_url,
                hosts=self.hosts,
            )
        for url in list(dict.fromkeys(sections))[:MAX_SECTIONS]:
            if not self.platform.is_article_url(url) and not self._sampled():
                yield self._listing_request(url)

    async def parse_listing(
        self, response: Response, root: str, number: int, memory: dict[str, str]
    ) -> AsyncIterator[Request]:
        """Read one page of a listing and ask for its articles and its next page.

        The walk ends at ``max_pages``, at a page without articles that this listing has not shown before, and where
        all is known (`crawler.discovery.stop`).
        """
        if not self._is_html(response, "listing"):
            return
        page = Page(response, datetime.now(UTC))
        links = self._links(page)
        listed = self._listed.setdefault(root, set())
        new = [link for link in links if link not in listed]
        listed.update(new)
        async for request in self._article_requests(new):
            yield request
        if not new or self._sampled() or number == self.options.max_pages:
            return
        if self.memory.is_end(root, list(self._identities(new).values()), self.now()):
            self._count("discovery/stopped_early")
            return
        listing = ListingPage(response, page.selector, root, number, page.base_url, memory)
        following = self.platform.paging.next_request(listing)
        if following is not None:
            self._count("discovery/listings")
            yield following.replace(
                callback=self.parse_listing,
                errback=self.missed,
                cb_kwargs={"root": root, "number": number + 1, "memory": memory},
                meta=_meta("listing"),
            )

    async def parse_feed(self, response: Response) -> AsyncIterator[Request]:
        """Read an RSS or Atom feed."""
        self._count("discovery/feeds_read")
        async for request in self._entry_requests(feed_entries(response.body), response.url):
            yield request

    async def parse_sitemap(self, response: Response) -> AsyncIterator[Request]:
        """Read a sitemap, or an index of sitemaps."""
        self._count("discovery/feeds_read")
        entries = list(sitemap_entries(response.body))
        articles = [entry for entry, is_sitemap in entries if not is_sitemap]
        async for request in self._entry_requests(articles, response.url):
            yield request
        for entry, is_sitemap in entries:
            if not is_sitemap:
                continue
            if self.options.window.may_hold_changed(entry.changed) and self.platform.is_news_sitemap(entry.url):
                url = absolute(response.url, entry.url)
                if url:
                    yield self._request(url, self.parse_sitemap, "feed")

    def _links(self, page: Page) -> list[str]:
        """The article addresses of a listing; their count is evidence of the run."""
        self._count("discovery/listing_pages")
        found = self._article_links(page)
        self._count("discovery/links", len(found))
        if len(found) > MAX_LINKS:
            self._count("discovery/links_cut", len(found) - MAX_LINKS)
            logger.warning("%s links %d articles; only the first %d are read", page.url, len(found), MAX_LINKS)
        return found[:MAX_LINKS]

    def _article_links(self, page: Page) -> list[str]:
        return article_links(
            page.selector,
            self.platform.listing_links,
            page.base_url,
            pattern=self.platform.article_url,
            hosts=self.hosts,
        )

    async def _entry_requests(self, entries: list[FeedEntry], base_url: str) -> AsyncIterator[Request]:
        in_time = (entry for entry in entries if self.options.window.may_hold_changed(entry.changed))
        urls = (absolute(base_url, entry.url) for entry in in_time)
        found = [
            url
            for url in urls
            if url and on_site(urlsplit(url).hostname, self.hosts) and self.platform.is_article_url(url)
        ]
        self._count("discovery/links", len(found))
        async for request in self._article_requests(found):
            yield request

    def _identities(self, urls: Sequence[str]) -> dict[str, str]:
        """Canonical URL -> key, in order; what is no address is left out."""
        found = {}
        for url in urls:
            try:
                canonical = self.platform.canonical(url, self.hosts, self.scheme)
            except ValueError:
                continue
            found[canonical] = self.platform.key(canonical)
        return found

    async def _article_requests(self, urls: list[str]) -> AsyncIterator[Request]:
        """Ask for each article once, whatever addresses lead to it, unless it is known and not due."""
        found = self._identities(urls)
        await self.memory.look_up(found)
        now = self.now()
        for url, key in found.items():
            if self.memory.skips(key, now):
                self._count("discovery/known_skipped", self.memory.skip(key))
            elif not self._sampled() and self._frontier.admit(key, url):
                yield self._article_request(key, url)

    def _article_request(self, key: str, url: str) -> Request:
        self._count("articles/requested")
        request = self._request(url, self.parse_article, "article")
        if self.memory.page(key) is None:
            return request
        self._count("discovery/rechecked")
        headers = self.memory.conditions(key, url)
        meta = request.meta | ({"handle_httpstatus_list": [304]} if headers else {})
        return request.replace(headers=headers, meta=meta, priority=_NEWS_FIRST)

    def _sampled(self) -> bool:
        return bool(self.options.sample) and len(self._frontier) >= self.options.sample

    def _listing_request(self, url: str) -> Request:
        arguments = {"root": url, "number": 1, "memory": {}}
        return self._request(url, self.parse_listing, "listing", cb_kwargs=arguments)

    def _request(self, url: str, callback: Any, duty: str, **kwargs: Any) -> Request:
        if duty == "listing":
            self._count("discovery/listings")
        # Never dont_filter: Scrapy would then let off-site redirects through.
        return Request(url, callback=callback, errback=self.missed, meta=_meta(duty), **kwargs)

    def now(self) -> datetime:
        """The clock of what is due, UTC."""
        return datetime.now(UTC)

    def _absolute(self, url: str) -> str:
        return urljoin(f"{self.scheme}://{self.hosts[0]}/", url)

    def _is_html(self, response: Response, duty: str) -> TypeGuard[TextResponse]:
        if isinstance(response, TextResponse):
            return True
        self._count(f"missed/{duty}/not_html")
        logger.warning("No %s at %s: the answer is no HTML", duty, response.url)
        return False

    def _count(self, stat: str, by: int = 1) -> None:
        if by and getattr(self, "crawler", None) is not None:
            self.crawler.stats.inc_value(stat, by)


def _meta(duty: str) -> dict[str, Any]:
    """What a request is for, and how large its answer may be; only feeds may be larger than a page."""
    return {"duty": duty} if duty == "feed" else {"duty": duty, "download_maxsize": PAGE_MAXSIZE}
