"""Archived pages as `pages` knows them: which payloads a site has, and which capture an article can be read from again.

The embedded server reads whole collections for open ranges, so all that is asked here is an equality on an index or a
closed range on one.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import DESCENDING
from pymongo.asynchronous.database import AsyncDatabase

from crawler.store.collections import ARTICLES, PAGES, Document

EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""Before the first page of any database."""

WINDOW = 1_000
"""Pages that are held in memory at a time."""

_TICK = timedelta(milliseconds=1)  # the unit of MongoDB's times
_FIRST_SPAN = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stored:
    """An article and the page of its first source."""

    article: Document
    """Only the fields that were asked for, and ``_id``, ``sources``, ``fetched_at``."""
    url: str
    """Of the page."""
    archive: str | None
    """Its newest capture; ``None`` if that visit was not archived."""


async def known_payloads(db: AsyncDatabase[Document], site: str, limit: int) -> list[tuple[str, str]]:
    """(payload digest, reference) of the *limit* newest pages of *site*, oldest first. Raises pymongo's errors."""
    condition = {"site": site, "fetched_at": {"$gte": EARLIEST, "$lte": datetime.now(UTC) + timedelta(days=1)}}
    wanted = {"_id": 0, "archive": 1, "payload_digest": 1}
    newest = await db[PAGES].find(condition, wanted).sort("fetched_at", DESCENDING).limit(limit).to_list()
    pairs = ((page.get("payload_digest"), page.get("archive")) for page in reversed(newest))
    return [(str(digest), str(reference)) for digest, reference in pairs if digest and reference]


async def captured_articles(
    db: AsyncDatabase[Document], site: str, since: datetime, until: datetime, fields: Sequence[str]
) -> AsyncIterator[Stored]:
    """Every article whose first source is of *site* and whose page was visited from *since* to *until*, once.

    Holds at most `WINDOW` pages (or those of one millisecond) and their articles. Raises pymongo's errors.
    """
    projection = dict.fromkeys((*fields, "sources", "fetched_at"), 1)
    async for pages in _windows(db, site, since, until):
        here = {page["_id"] for page in pages}
        ids = sorted({page["article_id"] for page in pages if page.get("article_id")})
        for start in range(0, len(ids), 100):
            chosen = {"$in": ids[start : start + 100]}
            articles = await db[ARTICLES].find({"_id": chosen}, projection).to_list()
            of_article: dict[str, list[Document]] = {}
            condition = {"article_id": chosen}
            for page in await db[PAGES].find(condition, _PAGE_FIELDS).to_list():
                of_article.setdefault(page["article_id"], []).append(page)
            for article in articles:
                newest = _newest_of_first_source(article, of_article.get(article["_id"], []))
                # An article with several addresses comes up in several windows; it is told with its newest page.
                if newest is not None and newest["_id"] in here:
                    yield Stored(article, str(newest["_id"]), newest.get("archive"))


_PAGE_FIELDS = {"site": 1, "key": 1, "fetched_at": 1, "archive": 1, "article_id": 1}


def _newest_of_first_source(article: Mapping[str, Any], pages: Sequence[Document]) -> Document | None:
    """The page that shows the text as the article's first publisher has it now; archived pages are preferred."""
    if not article.get("sources"):
        return None  # became part of another article
    first = article["sources"][0]
    own = [page for page in pages if page.get("key") == first["key"] or page["_id"] == first["url"]]
    return max(own, key=lambda page: (page["fetched_at"], bool(page.get("archive")), page["_id"]), default=None)


async def _windows(
    db: AsyncDatabase[Document], site: str, since: datetime, until: datetime
) -> AsyncIterator[list[Document]]:
    """The pages of a site by spans of time that hold at most `WINDOW` of them, oldest first."""
    start, span = since, _FIRST_SPAN
    while start <= until:
        end = min(start + span - _TICK, until)
        condition = {"site": site, "fetched_at": {"$gte": start, "$lte": end}}
        limit = WINDOW + 1 if end > start else 0
        pages = await db[PAGES].find(condition, _PAGE_FIELDS).limit(limit).to_list()
        if len(pages) > WINDOW and end > start:
            span = max((end - start) / 2, _TICK)
            continue
        if pages:
            yield pages
        start, span = end + _TICK, span * 2
