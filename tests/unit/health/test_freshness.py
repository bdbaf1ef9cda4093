"""Freshness: whoever reads `sites` must be able to tell "no news" from "not crawled", and "slow" from "archive"."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from crawler.health.freshness import Sight, SiteRun, after, lag, sentence

T = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
OK = SiteRun(
    run_id="r0",
    site="nbtv",
    publisher="Đài",
    kind="tv",
    province_current="Ninh Bình",
    started_at=T,
    outcome="ok",
    good=True,
    reason="3 new",
    new=3,
)


def run(hours: int, **fields: Any) -> SiteRun:
    """A good run without news, so many hours after T."""
    quiet = replace(OK, run_id=f"r{hours}", started_at=T + hours * HOUR, outcome="ok_nothing_new", new=0)
    return replace(quiet, **fields)


def failed(hours: int) -> SiteRun:
    """A run that could not read the site."""
    return run(hours, outcome="unreachable", good=False, reason="DNSLookupError")


def history(*runs: SiteRun) -> dict[str, Any]:
    """The record after all of them."""
    record: dict[str, Any] | None = None
    for each in runs:
        record = after(record, each)
    assert record is not None
    return record


def test_no_news_and_not_crawled_are_two_things() -> None:
    """A consumer would take a broken crawler for a quiet province."""
    quiet, broken = history(OK, run(1), run(2)), history(OK, failed(1), failed(2))
    assert (quiet["last_success_at"], quiet["last_new_at"], quiet["runs_since_new"]) == (T + 2 * HOUR, T, 2)
    assert (broken["last_success_at"], broken["last_new_at"], broken["failures_in_a_row"]) == (T, T, 2)
    assert sentence(quiet) == "no news since 2026-11-22 16:00, read until 2026-11-22 18:00"
    assert sentence(broken) == "not read since 2026-11-22 16:00: unreachable, 2 runs in a row"
    assert sentence(history(OK)) == "news 2026-11-22 16:00"
    assert sentence(history(failed(0))) == "not read yet: unreachable"
    assert sentence(None) == "never crawled"


def test_a_success_ends_the_row_of_failures() -> None:
    """Ops would look after a site that is well again."""
    record = history(OK, failed(1), failed(2), run(3))
    assert (record["failures_in_a_row"], record["last_outcome"]) == (0, "ok_nothing_new")
    assert record["runs_since_new"] == 3


def test_the_same_run_twice_counts_once() -> None:
    """A write that is repeated after a lost answer would count a failure twice."""
    record = history(OK, failed(1))
    assert after(record, failed(1)) == record


def test_an_older_run_that_ends_later_moves_nothing_backwards() -> None:
    """Of two crawls that overlap, the slow one would hide what the fast one found."""
    slow = run(1, outcome="ok", new=2, newest_published_at=T)
    record = history(OK, failed(2), slow)
    assert (record["last_run_id"], record["last_outcome"], record["failures_in_a_row"]) == ("r2", "unreachable", 1)
    assert (record["last_success_at"], record["last_new_at"]) == (T + HOUR, T + HOUR)
    assert after(record, slow) == record


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_any_order_the_times_are_the_same(order: tuple[int, ...]) -> None:
    """Overlapping crawls would leave a record that depends on chance."""
    runs = (OK, run(1, newest_published_at=T - HOUR), run(2, outcome="ok", new=1, newest_published_at=T - 9 * HOUR))
    record = history(*(runs[number] for number in order))
    names = ("last_success_at", "last_new_at", "newest_published_at", "last_run_id")
    assert [record[name] for name in names] == [T + 2 * HOUR, T + 2 * HOUR, T - HOUR, "r2"]


@pytest.mark.parametrize(
    ("told", "proves"),
    [
        ({"is_whole": False}, False),
        ({"reads_from": date(2026, 11, 22)}, True),
        ({"reads_from": date(2026, 11, 23)}, False),
    ],
)
def test_a_run_that_was_told_to_leave_news_out_proves_no_absence_of_news(told: dict[str, Any], proves: bool) -> None:
    """A catch-up of last year, or a sample, would count as having read today's news."""
    record = history(OK, run(30, **told))
    assert (record["last_success_at"] == T + 30 * HOUR) is proves
    assert record["last_run_at"] == T + 30 * HOUR


def whole(hours: int, **fields: Any) -> SiteRun:
    """A good run that walked five pages of each listing and took ten minutes."""
    return run(hours, **{"ended_at": T + hours * HOUR + HOUR / 6, "depth": 5, **fields})


def test_only_a_run_that_read_all_its_listings_is_ground_to_stop_on() -> None:
    """Paging would end above articles that a failed, partial or killed run did not come to."""
    first = history(whole(0))
    assert (first["settled_at"], first["depth"]) == (T + HOUR / 6, 5)
    for other in (
        whole(1, missed_listings=1),
        whole(1, is_whole=False),
        whole(1, reads_from=date(2026, 11, 22)),
        whole(1, good=False, outcome="unreachable"),
    ):
        assert after(first, other)["settled_at"] == first["settled_at"], other
    assert after(first, whole(1))["settled_at"] == T + HOUR + HOUR / 6


@pytest.mark.parametrize(("depths", "known"), [((5, 2), 5), ((2, 5), 5), ((5, 0), 0), ((0, 5), 0)])
def test_the_deepest_walk_counts(depths: tuple[int, int], known: int) -> None:
    """After a walk through the whole archive every run would go down to it again, or never."""
    assert history(whole(0, depth=depths[0]), whole(1, depth=depths[1]))["depth"] == known


def test_what_runs_learned_adds_up() -> None:
    """One run checks a few articles: by itself it proves neither a lie nor how often the site edits."""
    one = {"last_modified": {"moved": 2}, "etag": {"kept": 1}}
    record = history(whole(0, checks=3, edits=1, validators=one), whole(1, checks=2, validators=one))
    assert (record["checks"], record["edits"]) == (5, 1)
    assert record["validators"] == {"last_modified": {"moved": 4}, "etag": {"kept": 2}}
    assert one == {"last_modified": {"moved": 2}, "etag": {"kept": 1}}
    assert after(record, whole(1)) == record


def test_fields_of_others_stay() -> None:
    """A lease or a due time in the same document would vanish at the end of every run."""
    assert after({"_id": "nbtv", "lease": "x"}, OK)["lease"] == "x"
    assert after({"_id": "nbtv", "lease": "x"}, OK)["runs_since_new"] == 0


def sight(minutes: float, precision: str | None = "minute", published: datetime = T) -> Sight:
    """An article found so many minutes after its publication."""
    return Sight(published, precision, published + timedelta(minutes=minutes))


def test_lag_is_the_median_of_what_can_be_told() -> None:
    """One article that a site shows late, or days without a time, would make a fast site look slow."""
    found = [sight(10), sight(20), sight(600), sight(900, "day"), sight(900, None)]
    assert lag(found, T - HOUR) == 20 * 60
    assert lag([sight(10), sight(600, published=T - timedelta(days=90))], T) == 10 * 60
    assert lag([sight(-3)], T - HOUR) == 0, "a clock that is ahead is no negative lag"


def test_without_a_success_before_there_is_no_lag() -> None:
    """The first crawl reads the archive: it would say that news are found after months."""
    assert lag([sight(10)], None) is None
    assert lag([], T) is None
    assert after(after(None, replace(OK, lag_s=60)), run(1))["lag_s"] == 60, "a quiet run keeps the last figure"
