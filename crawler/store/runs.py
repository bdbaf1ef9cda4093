"""Run records: one document per run of one spider, open while it runs."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import DESCENDING
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from crawler.store.collections import RUNS, Document
from crawler.store.holders import whoami
from crawler.store.schema import SCHEMA_VERSION

_NAME = re.compile(r"[^A-Za-z0-9_]+")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def new_run_id(site: str, started_at: datetime) -> str:
    """``20261122T031500Z-nbtv-1f3a9c``: sorts by time, names the site, and is unique."""
    return f"{started_at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{_NAME.sub('_', site)}-{secrets.token_hex(3)}"


def run_document(run_id: str, site: str, started_at: datetime, settings: Mapping[str, Any]) -> Document:
    """A run of this process that has just begun. ``settings``: those that explain its behaviour, never secrets."""
    return {
        "_id": run_id,
        "site": site,
        "started_at": started_at,
        "finished_at": None,
        "outcome": None,
        "reason": None,
        "counts": {},
        "evidence": {},
        "settings": dict(settings),
        "process": whoami(),
        "schema_version": SCHEMA_VERSION,
    }


async def start_run(db: AsyncDatabase[Document], document: Mapping[str, Any]) -> None:
    """Store a run's beginning, beside what others have entered of it already. Raises pymongo's errors."""
    fields = {name: value for name, value in document.items() if name != "_id"}
    try:
        await db[RUNS].update_one({"_id": document["_id"]}, {"$set": fields}, upsert=True)
    except DuplicateKeyError:  # the lease made it meanwhile
        await db[RUNS].update_one({"_id": document["_id"]}, {"$set": fields})


async def finish_run(db: AsyncDatabase[Document], run_id: str, fields: Mapping[str, Any]) -> None:
    """Store a run's end: ``finished_at``, ``outcome``, ``reason``, ``counts``, ``evidence`` and what it took."""
    await db[RUNS].update_one({"_id": run_id}, {"$set": dict(fields)}, upsert=True)


def enter_not_run(db: Database[Document], site: str, outcome: str, reason: str, at: datetime) -> None:
    """Enter that a site could not even be tried, so that the history shows it. Raises pymongo's errors."""
    end = {"finished_at": at, "outcome": outcome, "reason": reason}
    db[RUNS].insert_one({**run_document(new_run_id(site, at), site, at, {}), **end})


def unfinished_runs(db: Database[Document], hours: float = 24.0) -> list[str]:
    """Ids of the runs of the last ``hours`` without an end: still at work, or killed."""
    now = datetime.now(UTC)
    span = {"$gte": now - timedelta(hours=hours), "$lte": now + timedelta(days=1)}
    found = db[RUNS].find({"started_at": span, "finished_at": None}, {"_id": 1})
    return sorted(run["_id"] for run in found)


def past_runs(
    db: Database[Document], *, site: str | None = None, since: datetime | None = None, now: datetime
) -> Iterator[Document]:
    """Runs that began at or after ``since`` (default: all), newest first; of one site or of all. Raises pymongo's
    errors. Stop iterating when you have enough: nothing older is read then.
    """
    runs = db[RUNS]
    first, end = since or _EPOCH, now + timedelta(days=1)
    if site is not None:  # one equality and one closed range on one index
        yield from runs.find({"site": site, "started_at": {"$gte": first, "$lt": end}}).sort("started_at", DESCENDING)
        return
    # The embedded server reads the whole range before the first document leaves: 2 s for 40,000 runs, 0.1 s for a day.
    step = timedelta(days=2)
    while end > first:
        start = max(first, end - step)
        yield from runs.find({"started_at": {"$gte": start, "$lt": end}}).sort("started_at", DESCENDING)
        end, step = start, step * 2
