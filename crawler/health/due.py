"""When a site is to be crawled next: its cadence, longer after bad outcomes. Pure: records and a clock in.

Nothing is kept for it: `sites` and `runs` say when the last run began and how it ended, so every machine decides alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from crawler.health.history import KILLED, LONGEST_RUN, RUNNING, UNFINISHED, state_of
from crawler.health.outcomes import Outcome
from crawler.items import Kind

EVERY: Mapping[Kind, timedelta] = {
    "newspaper": timedelta(hours=1),
    "tv": timedelta(hours=1),
    "portal": timedelta(hours=3),
}
"""Newspapers and broadcasters publish all day, offices a few times a week. A look without news costs a request per
listing."""

BACK_OFF = frozenset({Outcome.BLOCKED, Outcome.STUB_PAGE, Outcome.UNREACHABLE})
"""Outcomes that a site causes which does not want us, or cannot now: it is asked half as often after each of them."""
LONGEST_BACK_OFF = timedelta(days=1)
"""Bound of the growing interval, so that a site that came back is noticed; a longer cadence stays as it is."""
AFTER_A_KILL = timedelta(minutes=15)
"""A killed run goes on soon, but not in a circle of runs that die at once."""
BROKEN_EVERY = timedelta(days=1)
"""A site whose file is wrong is told so often: whoever mends it needs no mail every five minutes."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a site is due, and why then."""

    at: datetime
    """UTC."""
    why: str
    """Half a sentence, e.g. ``every 1:00:00``."""

    def by(self, now: datetime) -> bool:
        """Whether the site is to be crawled now."""
        return self.at <= now + SLACK


SLACK = timedelta(minutes=1)
"""So much too early is due: called on the minute, a run that began two seconds past it would wait for the next call."""

NEVER_CRAWLED = "it was never crawled"


def cadence(kind: Kind, every: timedelta | None) -> timedelta:
    """The interval of a site: its own, or that of its kind."""
    return every if every is not None else EVERY[kind]


def interval(every: timedelta, outcome: str, failures: int) -> timedelta:
    """Time between the starts of two runs, the last of which ended with *outcome*, the *failures*th bad one in a row.

    Never shorter than *every*, never longer than the longer one of *every* and LONGEST_BACK_OFF.
    """
    if outcome not in BACK_OFF or failures < 1:
        return every
    doublings = min(failures, 11)  # 2 ** 11 times the shortest cadence is more than a week
    return min(every * (1 << doublings), max(every, LONGEST_BACK_OFF))


def next_look(
    every: timedelta, site: Mapping[str, Any] | None, unfinished: Mapping[str, Any] | None, now: datetime
) -> Due:
    """When the site is due. *site*: its document of `sites`; *unfinished*: its newest run without an end."""
    known = site or {}
    began: datetime | None = known.get("last_run_at")
    if unfinished is not None and (began is None or unfinished["started_at"] > began):
        return _after_no_end(every, unfinished, now)
    if began is None:
        return Due(now, NEVER_CRAWLED)
    outcome, failures = str(known.get("last_outcome")), int(known.get("failures_in_a_row", 0))
    wait = interval(every, outcome, failures)
    slower = f", after {failures} times {outcome} instead of {every}" if wait != every else ""
    return Due(began + wait, f"every {wait}{slower}")


def _after_no_end(every: timedelta, run: Mapping[str, Any], now: datetime) -> Due:
    began: datetime = run["started_at"]
    state = state_of(run, now)
    if state == RUNNING:
        return Due(began + LONGEST_RUN, "its run is at work")
    if state == UNFINISHED:
        return Due(began + max(every, AFTER_A_KILL), "its run on another machine has no end yet")
    return Due(began + min(every, AFTER_A_KILL), f"its run was {KILLED}")
