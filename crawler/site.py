"""The spider of one site: walks its listings, feeds and sitemaps and yields one `Article` per article page.

A site file in `crawler.spiders` holds data only: who publishes, where, on which platform, what differs. How listings
page and articles are laid out is the platform's; how fields are read is extraction's.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, cast
from urllib.parse import urljoin, urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse
from scrapy.settings import BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler import signals, units
from crawler.discovery import schedule
from crawler.discovery.memory import Memory
from crawler.discovery.urls import on_site
from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules, own_names_of
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted
from crawler.fetch.archive import capture_of
from crawler.fetch.gate import RunEnding
from crawler.fetch.old_tls import OLD_TLS
from crawler.fetch.walled import WallMet
from crawler.fetch.walls import PAST_THE_END
from crawler.items import Article, Kind, PageFacts
from crawler.known import Checks, KnownPage
from crawler.options import RunOptions
from crawler.site_file import check_site
from crawler.store.pages import NOT_MODIFIED, PageRecord
from crawler.store.runs import new_run_id
from crawler.walk import Walk

logger = logging.getLogger(__name__)


class SiteSpider(Walk):
    """Base of every site.

    Required: ``name``, ``publisher``, ``kind``, ``hosts``, ``platform``, ``evidence``, ``verified`` and one way in
    (``listings``, ``home``, ``feeds`` or ``sitemaps``).
    """

    publisher: str
    """Full name of the publishing office, as it writes itself."""
    kind: Kind
    province: str | None = None
    """As the site names it, in a spelling that `crawler.units` knows; ``None`` for a central office."""
    province_current: str | None = None
    """Best left out: it follows from ``province`` (`current_province`), and what is written here must agree with it."""
    verify_certificates: bool = True
    """False only where the site's certificate is known to be wrong; say why in the site file."""
    weak_tls: str | None = None
    """Why this site needs TLS that is out of date, e.g. ``"small Diffie-Hellman key (B)"``; for this site only."""
    answers_d1n: bool = False
    """True to send back the cookie D1N that the site's stub page sets by script, as every browser does."""
    status: str = "active"
    """``active`` sites are crawled by ``crawlall``; others only by name: ``unverified`` (nobody has seen it work on the
    live web), ``paused``, ``retired``, ``tool``."""
    evidence: str | None = None
    """Grade of the facts that its addresses and its platform rest on: A (seen in its pages) to D (inferred)."""
    verified: str | None = None
    """Day on which the site was last seen to work on the live web, as ``"2026-11-22"``, or ``"never"``."""
    article_examples: tuple[str, ...] = ()
    """Addresses of articles, absolute or relative to the site: `scrapy lint-sites` tries the platform on them."""
    faster_because: str | None = None
    """Why this site may be asked faster than the project's ``DOWNLOAD_DELAY``; its delay is in ``custom_settings``."""
    stale_after: timedelta | None = None
    """Without a new article for so long somebody has to look; ``None`` = as its kind says (`crawler.health.drift`)."""
    every: timedelta | None = None
    """How often ``crawlall --due`` and `scrapy crontab` look at the site; ``None``: as often as sites of its kind."""
    arguments: ClassVar[tuple[str, ...]] = ()
    """Arguments that this spider takes besides `RunOptions`."""

    def __init__(self, name: str | None = None, **arguments: Any) -> None:
        super().__init__(name)
        self.check()
        self.options = RunOptions.parse(arguments, also=self.arguments)
        self.memory = Memory(
            wants_all=self.options.is_whole_look,
            rechecks=self.options.recheck,
            # A catch-up of old days looks for gaps below what is known.
            stops=self.options.start is None and self.options.end is None,
            max_pages=self.options.max_pages,
        )
        self.started_at = datetime.now(UTC)
        self.run_id = new_run_id(self.name, self.started_at)
        # `allowed_domains` makes Scrapy refuse off-site requests and redirects.
        self.allowed_domains = sorted({host.removeprefix("www.") for host in self.hosts})

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        super().update_settings(settings)
        if not cls.verify_certificates:
            settings.set("DOWNLOAD_VERIFY_CERTIFICATES", False, priority="spider")
        if cls.weak_tls:
            settings.setdict(OLD_TLS, priority="spider")

    @classmethod
    def check(cls) -> None:
        """Raise `ConfigError` naming the attribute to mend if the site file is incomplete or wrong."""
        check_site(cls, SiteSpider)

    @classmethod
    def current_province(cls) -> str | None:
        """Short name of the province or city that holds the site's province today."""
        unit = units.current(cls.province) if cls.province else None
        return unit.short if unit else None

    def parse_article(self, response: Response) -> Iterator[Article]:
        """Read an article page, or the answer that it did not change."""
        if response.status == NOT_MODIFIED:
            self._not_modified(response)
            return
        if not self._is_html(response, "article"):
            return
        capture = capture_of(response)
        article = self.article(response, capture.fetched_at if capture else datetime.now(UTC))
        self._count("articles/fetched")
        if not self.is_proved(article):
            self._count("articles/unproved")
            logger.info("No article at %s: it shows no date and does not call itself one", response.url)
            return
        if not self.options.window.holds(article.published_at):
            self._count("articles/outside_window")
            return
        yield article

    def is_proved(self, article: Article) -> bool:
        """False for a page of a platform without form of address that neither shows a date nor says what it is."""
        return (
            not self.platform.needs_proof
            or article.published_at is not None
            or "jsonld" in article.via.get("title", "")
        )

    def article(self, response: TextResponse, fetched_at: datetime) -> Article:
        """Return the article that *response* holds; fields that it lacks stay empty, for validation to judge."""
        page = Page(response, fetched_at)
        extracted = self.extract(page)
        url = self._canonical_of(page)
        values = {name: getattr(extracted, name) for name in Extracted.__dataclass_fields__}
        capture = capture_of(response)
        return Article(
            url=url,
            key=self.platform.key(url),
            site=self.name,
            publisher=self.publisher,
            platform=self.platform.name,
            kind=self.kind,
            province=self.province,
            province_current=self.current_province(),
            fetched_at=fetched_at,
            page=replace(_facts(response), asked=self._asked(response)),
            archive=capture.reference if capture else None,
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

    def missed(self, failure: Failure) -> Iterator[Request]:
        """Record a page that gave no answer or an error answer: evidence for the run's outcome.

        An article is then asked for at its next address, if listings gave several.
        """
        if isinstance(failure.value, RunEnding):
            return  # it says nothing of the page: the next run asks for it
        request = cast(Request, failure.request)  # type: ignore[attr-defined]
        duty = request.meta.get("duty", "page")
        response = getattr(failure.value, "response", None)
        if isinstance(failure.value, HttpError) and response is not None:
            reason = str(response.status)
        elif isinstance(failure.value, WallMet):
            reason = str(failure.value.wall.kind)
            # A wall with status 200 is as if the page had not been answered: nothing is known of it.
            response = response if response is not None and response.status >= 300 else None
        else:
            response, reason = None, getattr(failure.value, "met", None) or type(failure.value).__name__
        if duty == "listing" and reason in _PAST_THE_END and request.cb_kwargs.get("number", 1) > 1:
            self._count("discovery/paging_ended")  # what sites answer past the last page
            return
        # After a redirect the request has another address than the one that was asked for.
        asked = request.meta.get("redirect_urls", [request.url])[0]
        known = self.memory.page(self.platform.key(asked)) if duty == "article" else None
        if known is not None and response is not None and response.status in schedule.GONE:
            # An answer, not a failure: whether it counts as withdrawn is the store's to say.
            self._count("articles/gone")
            logger.info("Known article is gone: %s (HTTP %d)", request.url, response.status)
        else:
            self._count(f"missed/{duty}/{reason}")
            logger.warning("No %s at %s: %s", duty, request.url, self._why(failure, reason))
        if duty == "article":
            self._page_missed(asked, response, known)
            if url := self._frontier.fail(self.platform.key(asked)):
                yield self._request(url, self.parse_article, "article")

    @staticmethod
    def _why(failure: Failure, reason: str) -> str:
        if not isinstance(failure.value, HttpError):
            return str(failure.getErrorMessage()) or reason
        location = failure.value.response.headers.get("Location")
        return f"HTTP {reason}" + (f" to {location.decode('latin-1')}" if location else "")

    def _asked(self, response: Response) -> str | None:
        """The canonical address that was asked for, before redirects; ``None`` for a saved page."""
        request = response.request
        if request is None:
            return None
        return self.platform.canonical(request.meta.get("redirect_urls", [request.url])[0], self.hosts, self.scheme)

    def _not_modified(self, response: Response) -> None:
        """Take note of a known article that did not change."""
        self._count("articles/not_modified")
        url = self.platform.canonical(response.url, self.hosts, self.scheme)
        known = self.memory.page(self.platform.key(url))
        if known is not None:
            self._count("recheck/checks")
            now = self.now()
            checks = schedule.checked(known, edited=False, site=self.memory.site, now=now)
            self._tell_page(url, known.key, now, checks, response)

    def _page_missed(self, url: str, response: Response | None, known: KnownPage | None) -> None:
        url = self.platform.canonical(url, self.hosts, self.scheme)
        now = self.now()
        checks = schedule.missing(known, status=response.status if response else None, now=now)
        self._tell_page(url, known.key if known else self.platform.key(url), now, checks, response)

    def _tell_page(self, url: str, key: str, now: datetime, checks: Checks, response: Response | None) -> None:
        facts = _facts(response) if response else None
        page = PageRecord(
            url=url,
            key=key,
            site=self.name,
            fetched_at=now,
            status=facts.status if facts else None,
            etag=facts.etag if facts else None,
            last_modified=facts.last_modified if facts else None,
            size=facts.size if facts and facts.status != NOT_MODIFIED else None,
            checks=checks,
        )
        self.crawler.signals.send_catch_log(signals.page_seen, page=page)


_PAST_THE_END = frozenset({"404", *PAST_THE_END})


def _slug(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]


def _facts(response: Response) -> PageFacts:
    def header(name: str) -> str | None:
        value = response.headers.get(name)
        return value.decode("latin-1") if value else None

    capture = capture_of(response)
    return PageFacts(
        status=response.status,
        url=response.url,
        size=len(response.body),
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
        payload_digest=capture.payload_digest if capture else None,
    )
