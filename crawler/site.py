"""The spider of one site: walks its listings, feeds and sitemaps and yields one `Article` per article page.

A site file in `crawler.spiders` holds data only: who publishes, where, on which platform, what differs. How listings
page and articles are laid out is the platform's; how fields are read is extraction's."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeGuard, cast
from urllib.parse import urljoin, urlsplit

from scrapy import Request, Spider
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler import signals
from crawler.discovery.feeds import FeedEntry, feed_entries, sitemap_entries
from crawler.discovery.frontier import Frontier
from crawler.discovery.links import article_links, menu_listings, parent_listings
from crawler.discovery.paging import ListingPage
from crawler.discovery.urls import on_site
from crawler.extraction.extractor import Extracted, extract
from crawler.extraction.fields import Rules, own_names_of
from crawler.extraction.media import absolute
from crawler.extraction.page import Page
from crawler.items import Article, Kind, PageFacts
from crawler.options import RunOptions
from crawler.platforms import PLATFORMS
from crawler.platforms.base import ConfigError, Platform
from crawler.store.documents import PageRecord
from crawler.store.runs import new_run_id

logger = logging.getLogger(__name__)

PAGE_MAXSIZE = 4 * 1024 * 1024
"""Bytes of a page, before and after decompression: the largest real one is 0.35 MB, parsing takes 70 times that."""

MAX_SECTIONS = 40
"""Listings that a home page may lead to: more than any provincial site has, a bound for one that links to itself."""


class SiteSpider(Spider):
    """Base of every site. Required: ``name``, ``publisher``, ``kind``, ``hosts``, ``platform`` and one way in
    (``listings``, ``home``, ``feeds`` or ``sitemaps``)."""

    publisher: str
    """Full name of the publishing office, as it writes itself."""
    kind: Kind
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
    sitemaps: tuple[str, ...] = ()
    province: str | None = None
    province_current: str | None = None
    """Set where it differs from ``province`` since 1 July 2025."""
    verify_certificates: bool = True
    """False only where the site's certificate is known to be wrong; say why in the site file."""
    status: str = "active"
    """``active`` sites are crawled by ``crawlall``; others (``paused``, ``retired``, ``tool``) only by name."""
    arguments: ClassVar[tuple[str, ...]] = ()
    """Arguments that this spider takes besides `RunOptions`."""

    def __init__(self, name: str | None = None, **arguments: Any) -> None:
        super().__init__(name)
        self.check()
        self.options = RunOptions.parse(arguments, also=self.arguments)
        self.started_at = datetime.now(UTC)
        self.run_id = new_run_id(self.name, self.started_at)
        # `allowed_domains` makes Scrapy refuse off-site requests and redirects.
        self.allowed_domains = sorted({host.removeprefix("www.") for host in self.hosts})
        self._frontier = Frontier()
        self._listed: dict[str, set[str]] = {}

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if not cls.verify_certificates:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")

    @classmethod
    def check(cls) -> None:
        """Raise `ConfigError` naming the attribute to mend if the site file is incomplete."""
        where = f"{cls.__module__}.{cls.__name__}"
        for attribute, example in (
            ("publisher", '"Đài Phát thanh và Truyền hình Ninh Bình"'),
            ("kind", '"portal", "tv" or "newspaper"'),
            ("hosts", '("nbtv.vn",)'),
            ("platform", "MediaTech()"),
        ):
            if not getattr(cls, attribute, None):
                raise ConfigError(f"{where} has no {attribute}: set it, for example {attribute} = {example}.")
        platform: object = cls.platform
        if not isinstance(platform, Platform):
            # Somebody wrote the class or its name.
            name = getattr(PLATFORMS.get(str(platform), platform), "__name__", "NukeViet")
            raise ConfigError(f"{where}.platform must be a platform object: write {name}().")
        if cls.kind not in ("portal", "tv", "newspaper"):
            raise ConfigError(f"{where}.kind is {cls.kind!r}: use 'portal', 'tv' or 'newspaper'.")
        for attribute in ("hosts", "listings", "feeds", "sitemaps"):
            value = getattr(cls, attribute)
            if not isinstance(value, tuple):
                written = f"({value!r},)" if isinstance(value, str) else repr(tuple(value))
                raise ConfigError(f"{where}.{attribute} is no tuple: write {written}.")
        for host in cls.hosts:
            bare = (urlsplit(host).hostname if "//" in host else host.split("/")[0].lower()) or "vidu.gov.vn"
            if host != bare:
                raise ConfigError(f"{where}.hosts holds {host!r}, which is no host name: write {bare!r}.")
        if cls.scheme not in ("http", "https"):
            raise ConfigError(f"{where}.scheme is {cls.scheme!r}: use 'https' or 'http'.")
        if not (cls.listings or cls.home or cls.feeds or cls.sitemaps):
            raise ConfigError(f"{where} has no way in: set listings, home, feeds or sitemaps.")

    # --- discovery ---------------------------------------------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Ask for every way into the site."""
        for url in self.listings:
            yield self._listing_request(self._absolute(url))
        if self.home and not self.listings:
            yield self._request(self._absolute(self.home), self.parse_home, "listing")
        for url in self.feeds:
            yield self._request(self._absolute(url), self.parse_feed, "feed")
        for url in self.sitemaps:
            yield self._request(self._absolute(url), self.parse_sitemap, "feed")

    def parse_home(self, response: Response) -> Iterator[Request]:
        """Read a home page: its articles, and the listings that its articles and menu lead to."""
        if not self._is_html(response, "listing"):
            return
        page = Page(response, datetime.now(UTC))
        links = self._links(page)
        yield from self._article_requests(links)
        yield from self._section_requests(page, links)

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

    def parse_listing(self, response: Response, root: str, number: int, memory: dict[str, str]) -> Iterator[Request]:
        """Read one page of a listing and ask for its articles and its next page.

        The walk ends at ``max_pages``, and at a page without articles that this listing has not shown before.
        """
        if not self._is_html(response, "listing"):
            return
        page = Page(response, datetime.now(UTC))
        links = self._links(page)
        listed = self._listed.setdefault(root, set())
        new = [link for link in links if link not in listed]
        listed.update(new)
        yield from self._article_requests(new)
        if not new or self._sampled() or number == self.options.max_pages:
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

    def parse_feed(self, response: Response) -> Iterator[Request]:
        """Read an RSS or Atom feed."""
        self._count("discovery/feeds_read")
        yield from self._entry_requests(feed_entries(response.body), response.url)

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        """Read a sitemap, or an index of sitemaps."""
        self._count("discovery/feeds_read")
        for entry, is_sitemap in sitemap_entries(response.body):
            if not is_sitemap:
                yield from self._entry_requests([entry], response.url)
            elif self.options.window.may_hold_changed(entry.changed) and self.platform.is_news_sitemap(entry.url):
                url = absolute(response.url, entry.url)
                if url:
                    yield self._request(url, self.parse_sitemap, "feed")

    def _links(self, page: Page) -> list[str]:
        """The canonical article addresses of a listing, and their count in the run's evidence."""
        self._count("discovery/listing_pages")
        found = article_links(
            page.selector,
            self.platform.listing_links,
            page.base_url,
            pattern=self.platform.article_url,
            hosts=self.hosts,
        )
        self._count("discovery/links", len(found))
        return found

    def _entry_requests(self, entries: list[FeedEntry], base_url: str) -> Iterator[Request]:
        in_time = (entry for entry in entries if self.options.window.may_hold_changed(entry.changed))
        urls = (absolute(base_url, entry.url) for entry in in_time)
        found = [
            url
            for url in urls
            if url and on_site(urlsplit(url).hostname, self.hosts) and self.platform.is_article_url(url)
        ]
        self._count("discovery/links", len(found))
        yield from self._article_requests(found)

    def _article_requests(self, urls: list[str]) -> Iterator[Request]:
        """Ask for each article once, whatever addresses lead to it."""
        for url in urls:
            try:
                canonical = self.platform.canonical(url, self.hosts, self.scheme)
            except ValueError:
                continue
            if not self._sampled() and self._frontier.admit(self.platform.key(canonical), canonical):
                self._count("articles/requested")
                yield self._request(canonical, self.parse_article, "article")

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

    def _absolute(self, url: str) -> str:
        return urljoin(f"{self.scheme}://{self.hosts[0]}/", url)

    # --- articles ----------------------------------------------------------------------------------------------------

    def parse_article(self, response: Response) -> Iterator[Article]:
        """Read an article page."""
        if not self._is_html(response, "article"):
            return
        article = self.article(response, datetime.now(UTC))
        self._count("articles/fetched")
        if self.platform.needs_proof and article.published_at is None and "jsonld" not in article.via.get("title", ""):
            self._count("articles/unproved")
            logger.info("No article at %s: it shows no date and does not call itself one", response.url)
            return
        if not self.options.window.holds(article.published_at):
            self._count("articles/outside_window")
            return
        yield article

    def article(self, response: TextResponse, fetched_at: datetime) -> Article:
        """Return the article that *response* holds; fields that it lacks stay empty, for validation to judge."""
        page = Page(response, fetched_at)
        extracted = self.extract(page)
        url = self._canonical_of(page)
        values = {name: getattr(extracted, name) for name in Extracted.__dataclass_fields__}
        return Article(
            url=url,
            key=self.platform.key(url),
            site=self.name,
            publisher=self.publisher,
            platform=self.platform.name,
            kind=self.kind,
            province=self.province,
            province_current=self.province_current or self.province,
            fetched_at=fetched_at,
            page=_facts(response),
            **values,
        )

    def extract(self, page: Page) -> Extracted:
        """Read the fields of *page* with the platform's layouts."""
        rules = Rules(distrust=self.platform.distrust, own_names=own_names_of([self.publisher], self.hosts))
        return extract(page, self.platform.layouts, rules)

    def _canonical_of(self, page: Page) -> str:
        """The address that the page gives itself, if it is an article address of this site; else the fetched one."""
        own = self.platform.canonical(page.url, self.hosts, self.scheme)
        said = page.selector.css("link[rel='canonical']::attr(href)").get("").strip()
        try:
            url = self.platform.canonical(urljoin(page.url, said), self.hosts, self.scheme) if said else own
        except ValueError:
            return own
        if not on_site(urlsplit(url).hostname, self.hosts) or not self.platform.is_article_url(url):
            return own
        # Some themes print one canonical address on every page: believing it would merge all articles into one.
        if not self.platform.is_article_url(own):
            return url
        same_id = self.platform.key(url) == self.platform.key(own)
        same_slug = self.platform.key(own) == own and _slug(url) == _slug(own)
        return url if same_id or same_slug else own

    # --- what went wrong ---------------------------------------------------------------------------------------------

    def missed(self, failure: Failure) -> Iterator[Request]:
        """Record a page that gave no answer or an error answer: evidence for the run's outcome.

        An article is then asked for at its next address, if listings gave several.
        """
        request = cast(Request, failure.request)  # type: ignore[attr-defined]
        duty = request.meta.get("duty", "page")
        response = getattr(failure.value, "response", None)
        if isinstance(failure.value, HttpError) and response is not None:
            reason = str(response.status)
            if duty == "article":
                self._page_seen(response, request.url)
        else:
            reason = type(failure.value).__name__
        if duty == "listing" and reason == "404" and request.cb_kwargs.get("number", 1) > 1:
            self._count("discovery/paging_ended")  # some sites answer 404 past the last page
            return
        self._count(f"missed/{duty}/{reason}")
        logger.warning("No %s at %s: %s", duty, request.url, self._why(failure, reason))
        # After a redirect the request has another address than the one that was asked for.
        asked = request.meta.get("redirect_urls", [request.url])[0]
        if duty == "article" and (url := self._frontier.fail(self.platform.key(asked))):
            yield self._request(url, self.parse_article, "article")

    @staticmethod
    def _why(failure: Failure, reason: str) -> str:
        if not isinstance(failure.value, HttpError):
            return str(failure.getErrorMessage()) or reason
        location = failure.value.response.headers.get("Location")
        return f"HTTP {reason}" + (f" to {location.decode('latin-1')}" if location else "")

    def _is_html(self, response: Response, duty: str) -> TypeGuard[TextResponse]:
        if isinstance(response, TextResponse):
            return True
        self._count(f"missed/{duty}/not_html")
        logger.warning("No %s at %s: the answer is no HTML", duty, response.url)
        return False

    def _page_seen(self, response: Response, url: str) -> None:
        canonical = self.platform.canonical(url, self.hosts, self.scheme)
        facts = _facts(response)
        page = PageRecord(
            url=canonical,
            key=self.platform.key(canonical),
            site=self.name,
            fetched_at=datetime.now(UTC),
            status=facts.status,
            etag=facts.etag,
            last_modified=facts.last_modified,
            size=facts.size,
        )
        self.crawler.signals.send_catch_log(signals.page_seen, page=page)

    def _count(self, stat: str, by: int = 1) -> None:
        if by and getattr(self, "crawler", None) is not None:
            self.crawler.stats.inc_value(stat, by)


def _meta(duty: str) -> dict[str, Any]:
    """What a request is for, and how large its answer may be; only feeds may be larger than a page."""
    return {"duty": duty} if duty == "feed" else {"duty": duty, "download_maxsize": PAGE_MAXSIZE}


def _slug(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]


def _facts(response: Response) -> PageFacts:
    def header(name: str) -> str | None:
        value = response.headers.get(name)
        return value.decode("latin-1") if value else None

    return PageFacts(
        status=response.status,
        url=response.url,
        size=len(response.body),
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
    )
