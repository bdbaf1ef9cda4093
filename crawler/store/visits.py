"""The collection `pages`: what the newest visit of every URL found."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pymongo import UpdateOne

from crawler.items import Article
from crawler.store.collections import ARTICLES, PAGES
from crawler.store.pages import NOT_MODIFIED, PageRecord
from crawler.store.patient import PatientDatabase


class Visits:
    """Writes page records."""

    def __init__(self, db: PatientDatabase) -> None:
        self._db = db

    async def note(self, pages: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Upsert (URL, fields) pairs, one operation per URL; an older visit never overwrites a newer one."""
        newest: dict[str, Mapping[str, Any]] = {}
        first: dict[str, Any] = {}
        for url, fields in pages:
            first[url] = min(first.get(url, fields["fetched_at"]), fields["fetched_at"])
            if url not in newest or newest[url]["fetched_at"] <= fields["fetched_at"]:
                newest[url] = fields
        operations = [
            UpdateOne(
                # Where a newer visit is stored this matches nothing, tries to insert, and is refused: no change.
                {"_id": url, "fetched_at": {"$not": {"$gt": fields["fetched_at"]}}},
                {"$set": fields, "$min": {"first_seen": first[url]}},
                upsert=True,
            )
            for url, fields in newest.items()
        ]
        if operations:
            await self._db.bulk(PAGES, operations)

    async def confirm(self, pages: Iterable[PageRecord]) -> None:
        """Note of articles whose pages said "not modified" that they are still there.

        ``fetched_at`` stays, because it says of which reading the stored text is.
        """
        confirmed = [
            UpdateOne(
                {"sources.key": page.key},
                {"$max": {"last_seen": page.fetched_at, "sources.$[place].last_seen": page.fetched_at}},
                array_filters=[{"place.key": page.key}],
            )
            for page in pages
            if page.status == NOT_MODIFIED and page.key
        ]
        if confirmed:
            await self._db.bulk(ARTICLES, confirmed)

    async def move(self, sources: Collection[tuple[Article | PageRecord, str]]) -> None:
        """Let the pages of these sources belong to these articles (source, id); unknown pages stay unknown.

        A source has several addresses: what redirects there, another form of its own. One key is common to all.
        """
        by_key = {item.key: place for item, place in sources if item.key}
        found = await self._db.find_by(PAGES, "key", set(by_key), ["key", "article_id"])
        moved = {page["_id"]: by_key[page["key"]] for page in found if page.get("article_id")}
        moved |= {item.url: place for item, place in sources}  # also if it was stored under another rule of keys
        writes = [UpdateOne({"_id": url}, {"$set": {"article_id": place}}) for url, place in moved.items()]
        if writes:
            await self._db.bulk(PAGES, writes)
