"""`sites`: one document per site, so that consumers can tell "no news" from "not crawled"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import DESCENDING
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from crawler.store.collections import ARTICLES, SITES, Document
from crawler.store.errors import StoreError

_ATTEMPTS = 10
_COMPARED = ("last_run_id", "last_success_at", "last_new_at", "newest_published_at", "settled_at", "checks")
MOST_SIGHTS = 500
"""New articles of one run that are looked at; the median of the newest 500 is good enough."""


async def update_site(
    db: AsyncDatabase[Document], site: str, change: Callable[[Mapping[str, Any] | None], Document]
) -> Document:
    """Replace the fields of a site's document by what ``change`` makes of it, also beside other runs of the site.

    Fields that ``change`` leaves alone are not written: what others keep there (a pause) may have changed since it was
    read. Returns what was written. Raises StoreError if other runs always come first, and pymongo's errors.
    """
    for _ in range(_ATTEMPTS):
        old = await db[SITES].find_one({"_id": site})
        known = old or {}
        fields = {name: value for name, value in change(old).items() if name not in known or known[name] != value}
        if not fields:
            return known
        # Met only if nobody wrote since it was read.
        unchanged = {"_id": site, **{name: known.get(name) for name in _COMPARED}}
        try:
            done = await db[SITES].update_one(unchanged, {"$set": fields}, upsert=True)
        except DuplicateKeyError:
            continue
        if done.matched_count or done.upserted_id is not None:
            return {"_id": site, **fields}
    raise StoreError(f"`sites` of {site} could not be written beside other runs of it; the next run does it")


async def new_articles(
    db: AsyncDatabase[Document], site: str, *, seen_from: datetime, published_from: datetime
) -> list[Document]:
    """The newest articles of ``site`` first seen since ``seen_from``: published_at, published_precision, first_seen.

    By the index of site and publication day, at most MOST_SIGHTS; articles without a date are not among them.
    """
    span = {"$gte": published_from, "$lte": datetime.now(UTC) + timedelta(days=1)}
    found = (
        db[ARTICLES]
        .find({"site": site, "published_at": span}, ("published_at", "published_precision", "first_seen"))
        .sort("published_at", DESCENDING)
        .limit(MOST_SIGHTS)
    )
    return [article async for article in found if article["first_seen"] >= seen_from]


def all_sites(db: Database[Document]) -> dict[str, Document]:
    """Every site's document by its name."""
    return {document["_id"]: document for document in db[SITES].find()}
