"""How fresh a site's articles are: what `sites` says after a run. Pure: old record and run in, new record out.

``last_success_at`` is what tells "no news" from "not crawled": up to then everything that the site showed is stored;
of the time after it nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

from crawler.items import Kind
from crawler.store.schema import SCHEMA_VERSION
from crawler.text.dates import VIETNAM

Document = dict[str, Any]

ARCHIVE_AFTER = timedelta(days=2)
"""Articles published so long before the last successful run are archive: a section that was added, a page that paging
reached. How late they are found says nothing of how late news are found."""

_EXACT = ("second", "minute")


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRun:
    """What a finished run says of its site."""

    run_id: str
    site: str
    publisher: str
    kind: Kind
    province_current: str | None
    started_at: datetime
    """UTC. All times of the record are starts of runs: what is published later a run need not have seen."""
    outcome: str
    good: bool
    """Whether the outcome needs nobody's look."""
    reason: str
    complete: bool = False
    """Whether it read all that the site showed, also if somebody has to look; a good run did."""
    new: int = 0
    """Articles that the site had not shown before, copies of other sites' texts among them."""
    is_whole: bool = True
    """False if the run was told to leave the newest articles out (``sample``, ``end``): it cannot prove "no news"."""
    reads_from: date | None = None
    """First publication day that it was told to read (``start``)."""
    newest_published_at: datetime | None = None
    """UTC."""
    lag_s: int | None = None
    """Of its new articles, from `lag`."""
    ended_at: datetime | None = None
    """UTC."""
    depth: int = 0
    """Pages per listing that it was to walk, 0 = all."""
    missed_listings: int = 0
    """Listing pages that it could not read and that may be there: below them something may be unknown."""
    checks: int = 0
    """Known articles that it looked at again."""
    edits: int = 0
    """Of these: with another text."""
    validators: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    """What these checks said of ``etag`` and ``last_modified``: counts by finding."""
    origins: Mapping[str, Any] = field(default_factory=dict)
    """From `crawler.health.drift`; empty leaves what is known."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A new article: when it was published, to which unit, and when it was first seen."""

    published_at: datetime
    precision: str | None
    first_seen: datetime


def after(old: Mapping[str, Any] | None, run: SiteRun) -> Document:
    """The record of a site after ``run``; ``old`` is the stored one, if there is one.

    The same run a second time changes nothing. A run that began before the last one, but ended after it, only adds
    what it proves; it moves nothing backwards.
    """
    known = dict(old or {})
    if known.get("last_run_id") == run.run_id:
        return known
    proves = (run.good or run.complete) and run.is_whole and _joins(known.get("last_success_at"), run.reads_from)
    record = {
        "last_success_at": _later(known.get("last_success_at"), run.started_at if proves else None),
        "last_new_at": _later(known.get("last_new_at"), run.started_at if run.new else None),
        "newest_published_at": _later(known.get("newest_published_at"), run.newest_published_at),
    }
    record |= _learned(known, run) | (_ground(known, run) if proves else {})
    if "last_run_at" in known and run.started_at <= known["last_run_at"]:
        return {**known, **record}
    return {
        **known,
        "publisher": run.publisher,
        "province_current": run.province_current,
        "kind": run.kind,
        "last_run_id": run.run_id,
        "last_run_at": run.started_at,
        "last_outcome": run.outcome,
        "last_reason": run.reason,
        **record,
        "lag_s": known.get("lag_s") if run.lag_s is None else run.lag_s,
        "runs_since_new": 0 if run.new else known.get("runs_since_new", 0) + 1,
        "failures_in_a_row": 0 if run.good else known.get("failures_in_a_row", 0) + 1,
        "schema_version": SCHEMA_VERSION,
    }


def _ground(known: Mapping[str, Any], run: SiteRun) -> Document:
    """How far down everything is stored after a good run; only one that read all its listings says so."""
    if run.missed_listings or run.ended_at is None or run.reads_from is not None:
        return {}
    before = known.get("depth")
    deeper = run.depth if before is None else 0 if 0 in (before, run.depth) else max(before, run.depth)
    return {"settled_at": _later(known.get("settled_at"), run.ended_at), "depth": deeper}


def _learned(known: Mapping[str, Any], run: SiteRun) -> Document:
    """The counts of earlier runs and of this one."""
    tallies: dict[str, dict[str, int]] = {name: dict(counts) for name, counts in known.get("validators", {}).items()}
    for name, counts in run.validators.items():
        tally = tallies.setdefault(name, {})
        for found, times in counts.items():
            tally[found] = tally.get(found, 0) + times
    return {
        "checks": known.get("checks", 0) + run.checks,
        "edits": known.get("edits", 0) + run.edits,
        "validators": tallies,
    } | ({"origins": dict(run.origins)} if run.origins else {})


def lag(sights: Iterable[Sight], last_success_at: datetime | None) -> int | None:
    """Median seconds from publication to first sight; ``None`` if that cannot be told.

    Before the first success nothing was awaited, articles that show only a day have no time, and archive is no news.
    """
    if last_success_at is None:
        return None
    waited = [
        max(0.0, (sight.first_seen - sight.published_at).total_seconds())
        for sight in sights
        if sight.precision in _EXACT and sight.published_at > last_success_at - ARCHIVE_AFTER
    ]
    return round(median(waited)) if waited else None


def sentence(record: Mapping[str, Any] | None) -> str:
    """What can be said of the site's news, for people: days and times of Vietnam."""
    if record is None or record.get("last_run_at") is None:
        return "never crawled"
    if record["failures_in_a_row"]:
        times = f", {record['failures_in_a_row']} runs in a row" if record["failures_in_a_row"] > 1 else ""
        since = f"since {local(record['last_success_at'])}" if record["last_success_at"] else "yet"
        return f"not read {since}: {record['last_outcome']}{times}"
    if record["last_success_at"] is None:
        return f"read in part only, {local(record['last_run_at'])}"
    if not record["runs_since_new"]:
        return f"news {local(record['last_new_at'])}"
    since = f" since {local(record['last_new_at'])}" if record["last_new_at"] else ""
    return f"no news{since}, read until {local(record['last_success_at'])}"


def local(moment: datetime | None) -> str:
    """``2026-11-22 16:05`` in Vietnam, ``-`` for nothing."""
    return "-" if moment is None else f"{moment.astimezone(VIETNAM):%Y-%m-%d %H:%M}"


def _joins(last_success_at: datetime | None, reads_from: date | None) -> bool:
    """Whether reading from that day leaves no gap behind the last success."""
    if reads_from is None:
        return True
    return last_success_at is not None and reads_from <= last_success_at.astimezone(VIETNAM).date()


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((moment for moment in (one, other) if moment is not None), default=None)
