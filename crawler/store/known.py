"""What earlier runs know of a site's pages: the answers to discovery's questions, each by an index of its own.

An article has several addresses, so it is looked up by address and by key: two finds, because SecantusDB reads the
whole collection for an ``$or`` or for a second condition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from crawler.known import KnownPage, Standing, Tally
from crawler.store.captures import EARLIEST
from crawler.store.collections import PAGES, SITES, Document
from crawler.store.patient import PatientDatabase

CHUNK = 500
"""Addresses per find: a sitemap names thousands; a listing page never more than a hundred."""

_FIELDS = (
    *("site", "key", "status", "etag", "last_modified", "content_hash", "published_at", "first_seen", "fetched_at"),
    *("next_check", "checks", "unchanged_checks", "edits"),
)


class KnownPages:
    """The memory of one site. Raises StoreUnavailable and StoreError like every use of the store."""

    def __init__(self, db: PatientDatabase, site: str) -> None:
        self._db = db
        self._site = site

    async def standing(self) -> Standing:
        """How well the site was read so far."""
        found = await self._db.find(SITES, {"_id": self._site}, expected=1)
        return standing_of(found[0] if found else {})

    async def look_up(self, addresses: Mapping[str, str]) -> Mapping[str, KnownPage]:
        """The known ones of these articles (canonical URL -> key), by key, each as its newest visit left it."""
        known: dict[str, KnownPage] = {}
        urls = sorted(addresses)
        for start in range(0, len(urls), CHUNK):
            chunk = urls[start : start + CHUNK]
            at_address = await self._db.find_by(PAGES, "_id", set(chunk), _FIELDS)
            # A page may have given itself another identity than its address says: then that one holds.
            own = {page["_id"]: page["key"] for page in at_address if page.get("key")}
            keys = {addresses[url] for url in chunk} | set(own.values())
            newest = _newest([*at_address, *await self._db.find_by(PAGES, "key", keys, _FIELDS)])
            for url in chunk:
                page = newest.get(own.get(url, addresses[url])) or newest.get(addresses[url])
                if page is not None:
                    known[addresses[url]] = page
        return known

    async def due(self, until: datetime, limit: int) -> list[KnownPage]:
        """At most *limit* pages of the site whose next check is not after *until*, the longest overdue first."""
        condition = {"site": self._site, "next_check": {"$gte": EARLIEST, "$lte": until}}
        found: list[Document] = await self._db.call(
            lambda: self._db[PAGES].find(condition, _FIELDS).sort("next_check", 1).limit(limit).to_list()
        )
        # One article has several addresses, and a visit at any of them counts.
        keys = {page["key"] for page in found if page.get("key")}
        newest = _newest(await self._db.find_by(PAGES, "key", keys, _FIELDS))
        late = [page for page in newest.values() if page.next_check is not None and page.next_check <= until]
        return sorted(late, key=lambda page: (page.next_check, page.url))


def _newest(pages: Iterable[Document]) -> dict[str, KnownPage]:
    """By key the page that was visited last; pages without identity are no articles."""
    newest: dict[str, KnownPage] = {}
    for document in pages:
        if not document.get("key") or "first_seen" not in document:
            continue
        page = _page(document)
        best = newest.get(page.key)
        if best is None or _rank(page) > _rank(best):
            newest[page.key] = page
    return newest


def _rank(page: KnownPage) -> tuple[datetime, bool, str]:
    """Of addresses that were visited at once the one that answered comes first, and not one that led there."""
    return page.fetched_at, bool(page.etag or page.last_modified), page.url


def _page(document: Mapping[str, Any]) -> KnownPage:
    return KnownPage(
        url=document["_id"],
        key=document["key"],
        first_seen=document["first_seen"],
        fetched_at=document["fetched_at"],
        published_at=document.get("published_at"),
        status=document.get("status"),
        etag=document.get("etag"),
        last_modified=document.get("last_modified"),
        content_hash=document.get("content_hash"),
        checks=document.get("checks", 0),
        unchanged_checks=document.get("unchanged_checks", 0),
        edits=document.get("edits", 0),
        # Pages of a version without schedule are due at once: their first check gives them one.
        next_check=document["next_check"] if "next_check" in document else document["fetched_at"],
    )


def standing_of(site: Mapping[str, Any]) -> Standing:
    """The memory in a document of `sites`."""
    tallies = site.get("validators") or {}
    return Standing(
        settled_at=site.get("settled_at"),
        depth=site.get("depth"),
        checks=site.get("checks", 0),
        edits=site.get("edits", 0),
        etag=Tally(**tallies.get("etag", {})),
        last_modified=Tally(**tallies.get("last_modified", {})),
    )
