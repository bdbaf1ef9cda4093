"""Archived pages read again as the crawl would read them today, held against what is stored. Writes nothing."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from pymongo.asynchronous.database import AsyncDatabase
from scrapy import Request
from scrapy.http import Headers, Response, TextResponse
from scrapy.responsetypes import responsetypes

from crawler.archive.reader import ArchivedPage, ArchiveReader
from crawler.archive.reference import ArchiveError, MissingRecordError
from crawler.archive.writer import Capture
from crawler.fetch.archive import CAPTURE
from crawler.items import Article
from crawler.platforms.base import ConfigError
from crawler.saved import AddressError, Reading, read_article, spider_for
from crawler.site import SiteSpider
from crawler.store.captures import EARLIEST, Stored, captured_articles
from crawler.store.documents import PUBLISHED_FIELDS, REFRESHED_FIELDS, content

logger = logging.getLogger(__name__)

COMPARED: Final = (
    *("title", "body", "dateline"),
    *(name for name in REFRESHED_FIELDS if name != "views"),
    *PUBLISHED_FIELDS,
)
"""Fields that a re-reading may change. Not ``views``, which only counts."""

_NEEDED = (*COMPARED, "url", "kind", "platform")
_EMPTY: tuple[Any, ...] = (None, "", [], {})


class Problem(StrEnum):
    """Why a page was not read again; nothing of its article is touched."""

    MISSING = "missing"
    """Its archive file is gone, or lost its end."""
    DAMAGED = "damaged"
    """Its record is no whole one any more."""
    REJECTED = "rejected"
    """Today's extraction gives what a crawl would not store, or less than is stored."""
    NO_SITE = "no_site"
    """There is no site file of that name any more, or it is broken."""
    FAILED = "failed"
    """Today's extraction raised an error: see the log."""


@dataclass(frozen=True, slots=True)
class Change:
    """An article that today's extraction reads differently."""

    item: Article
    """As it would be stored."""
    article_id: str
    title: str
    """As stored."""
    fields: Mapping[str, tuple[Any, Any]]
    """Name -> (stored value, today's value)."""


@dataclass(frozen=True, slots=True)
class Unread:
    """An article whose page could not be read again."""

    site: str
    article_id: str
    url: str
    problem: Problem
    reason: str


@dataclass(slots=True)
class Totals:
    """What came of a replay so far."""

    pages: int = 0
    """Articles that were looked at."""
    same: int = 0
    changed: int = 0
    not_archived: int = 0
    """Their newest page is not in the archive."""
    superseded: int = 0
    """What is stored was read from a newer page than the archived one."""
    fields: Counter[str] = field(default_factory=Counter)
    """Changed fields."""
    problems: Counter[Problem] = field(default_factory=Counter)


class Replay:
    """Reads archived pages again, site by site."""

    def __init__(self, db: AsyncDatabase[dict[str, Any]], reader: ArchiveReader) -> None:
        self._db = db
        self._reader = reader
        self.totals = Totals()

    async def run(
        self, site: str, spidercls: type[SiteSpider] | None, *, since: datetime | None, until: datetime
    ) -> AsyncIterator[Change | Unread | None]:
        """Every article of *site* whose page was visited between *since* (the beginning) and *until*, one at a time.

        Yields what differs, what could not be read, and ``None`` where nothing is to be told. *spidercls* is ``None``
        if the site's file is gone. Raises pymongo's errors.
        """
        spiders = _Spiders(spidercls)
        async for stored in captured_articles(self._db, site, since or EARLIEST, until, _NEEDED):
            self.totals.pages += 1
            try:
                result = self._compare(stored, spiders)
            except _UnreadableError as error:
                self.totals.problems[error.problem] += 1
                result = Unread(site, stored.article["_id"], stored.url, error.problem, str(error))
            if isinstance(result, Change):
                self.totals.changed += 1
                self.totals.fields.update(result.fields.keys())
            yield result

    def _compare(self, stored: Stored, spiders: _Spiders) -> Change | Unread | None:
        article = stored.article
        if stored.archive is None:
            self.totals.not_archived += 1
            return None
        spiders.check()
        page = self._page(stored.archive)
        if page.answer.date < article["fetched_at"]:
            # To read it would bring back what the page said before.
            self.totals.superseded += 1
            return None
        item = _reread(page, article, spiders)
        fields = differences(article, content(item))
        if not fields:
            self.totals.same += 1
            return None
        return Change(item, article["_id"], article.get("title") or "", fields)

    def _page(self, reference: str) -> ArchivedPage:
        try:
            return self._reader.read_at(reference)
        except MissingRecordError as error:
            raise _UnreadableError(Problem.MISSING, str(error)) from error
        except (ArchiveError, OSError) as error:
            raise _UnreadableError(Problem.DAMAGED, str(error)) from error


class _UnreadableError(Exception):
    """A page that is told as `Unread`."""

    def __init__(self, problem: Problem, reason: str) -> None:
        super().__init__(reason)
        self.problem = problem


class _Spiders:
    """The spider of one site: the same for all of its pages, but for a tool that takes each page's address."""

    def __init__(self, spidercls: type[SiteSpider] | None) -> None:
        self._spidercls = spidercls
        self._spider: SiteSpider | None = None

    def check(self) -> type[SiteSpider]:
        """Raises _UnreadableError if there is no spider."""
        if self._spidercls is None:
            raise _UnreadableError(Problem.NO_SITE, "the site has no site file, or a broken one")
        return self._spidercls

    def for_page(self, url: str, article: Mapping[str, Any]) -> SiteSpider:
        """Raises _UnreadableError."""
        spidercls = self.check()
        takes_url = "url" in spidercls.arguments
        if takes_url or self._spider is None:
            # Such a tool recognises the platform itself; the stored one keeps the identity of its articles.
            known = spidercls.arguments
            told: dict[str, Any] = {name: article[name] for name in ("platform", "kind") if name in known}
            try:
                self._spider, _ = spider_for(spidercls, url, told)
            except AddressError as error:
                raise _UnreadableError(Problem.REJECTED, str(error)) from error
            except ConfigError as error:
                raise _UnreadableError(Problem.NO_SITE, str(error)) from error
        return self._spider


def _reread(page: ArchivedPage, article: Mapping[str, Any], spiders: _Spiders) -> Article:
    """Today's item of an archived page. Raises _UnreadableError if a crawl would not store it as this article."""
    response = response_of(page)
    spider = spiders.for_page(page.answer.url, article)
    if not isinstance(response, TextResponse):
        raise _UnreadableError(Problem.REJECTED, "the answer is no HTML")
    try:
        reading: Reading = read_article(spider, response, page.answer.date)
    except Exception as error:  # one page must not end the replay of all others
        logger.exception("Today's extraction failed at %s", page.answer.url)
        raise _UnreadableError(Problem.FAILED, f"{type(error).__name__}: {error}") from error
    item = reading.item
    if reading.rejected:
        raise _UnreadableError(Problem.REJECTED, "; ".join(reading.rejected))
    if not spider.is_proved(item):
        raise _UnreadableError(Problem.REJECTED, "the page shows no date and does not call itself an article")
    if article.get("body") and not item.body:
        raise _UnreadableError(Problem.REJECTED, "body: today's extraction finds none, the stored one is kept")
    first = article["sources"][0]
    if item.key != first["key"] and item.url != first["url"]:
        raise _UnreadableError(Problem.REJECTED, f"key: it reads as another article ({item.key}, not {first['key']})")
    return item


def response_of(page: ArchivedPage) -> Response:
    """The answer as Scrapy gave it to the spider then."""
    answer = page.answer
    headers = Headers([(name, value) for name, value in answer.headers if name.lower() != "content-length"])
    kind = responsetypes.from_args(headers=headers, url=answer.url, body=page.payload)
    capture = Capture(answer.reference, str(answer.payload_digest), answer.date, answer.type == "revisit")
    request = Request(answer.url, meta={CAPTURE: capture})
    return kind(answer.url, status=answer.status or 200, headers=headers, body=page.payload, request=request)


def differences(stored: Mapping[str, Any], today: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Compared fields that differ, name -> (stored, today's); nothing and empty are the same."""
    pairs = {name: (stored.get(name), _as_stored(today.get(name))) for name in COMPARED}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and not _both_empty(*pair)}


def _both_empty(one: Any, other: Any) -> bool:
    return one in _EMPTY and other in _EMPTY


def _as_stored(value: Any) -> Any:
    """*value* as it comes back from MongoDB: times in whole milliseconds."""
    return value.replace(microsecond=value.microsecond // 1000 * 1000) if isinstance(value, datetime) else value
