"""When a site is due: too often is a burden on a small server, too seldom is old news, never is silence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.health.due import AFTER_A_KILL, BACK_OFF, EVERY, LONGEST_BACK_OFF, cadence, interval, next_look
from crawler.health.history import LONGEST_RUN
from crawler.health.outcomes import Outcome
from crawler.items import Kind
from crawler.site_file import LONGEST_EVERY, SHORTEST_EVERY
from crawler.store.holders import whoami

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
every_ = st.timedeltas(min_value=SHORTEST_EVERY, max_value=LONGEST_EVERY)
outcomes = st.sampled_from([*Outcome, "of_a_newer_version"])
failures_ = st.integers(min_value=0, max_value=10_000)


def ended(hours: float, outcome: str = "ok", failures: int = 0) -> dict[str, Any]:
    """The document of a site whose last run began so many hours ago."""
    return {"last_run_at": NOW - timedelta(hours=hours), "last_outcome": outcome, "failures_in_a_row": failures}


def begun(hours: float, **process: Any) -> dict[str, Any]:
    """A run without an end."""
    return {"started_at": NOW - timedelta(hours=hours), "finished_at": None, "process": {**whoami(), **process}}


@given(every_, outcomes, failures_)
def test_the_interval_has_bounds(every: timedelta, outcome: str, failures: int) -> None:
    """A site that came back would be found after months, or one in trouble asked more often than a healthy one."""
    assert every <= interval(every, outcome, failures) <= max(every, LONGEST_BACK_OFF)


@given(every_, outcomes, failures_, failures_)
def test_more_failures_never_mean_more_requests(every: timedelta, outcome: str, one: int, other: int) -> None:
    """A site that refuses us would be asked the more often the longer it refuses."""
    assert interval(every, outcome, min(one, other)) <= interval(every, outcome, max(one, other))


@given(every_, every_, outcomes, failures_)
def test_a_site_with_a_longer_cadence_is_not_asked_more_often(
    one: timedelta, other: timedelta, outcome: str, failures: int
) -> None:
    """`every` would mean nothing after the first failure."""
    short, long = sorted((one, other))
    assert interval(short, outcome, failures) <= interval(long, outcome, failures)


@given(every_, failures_)
def test_only_what_the_site_causes_slows_it_down(every: timedelta, failures: int) -> None:
    """After a night without database every site would be read once a day."""
    for outcome in set(Outcome) - BACK_OFF:
        assert interval(every, outcome, failures) == every


def test_back_off_doubles() -> None:
    """The doubling that the runbook promises."""
    assert [interval(HOUR, "blocked", n) / HOUR for n in range(7)] == [1, 2, 4, 8, 16, 24, 24]


@given(every_, st.floats(min_value=0, max_value=400), outcomes, failures_)
def test_due_is_the_start_plus_the_interval(every: timedelta, hours: float, outcome: str, failures: int) -> None:
    """A site would be crawled twice in a row, or left out for ever."""
    site = ended(hours, outcome, failures)
    assert next_look(every, site, None, NOW).at == site["last_run_at"] + interval(every, outcome, failures)


@pytest.mark.parametrize(
    ("site", "run", "due", "words"),
    [
        (None, None, True, "never crawled"),
        ({"paused": None}, None, True, "never crawled"),
        (ended(0.9), None, False, "every 1:00:00"),
        (ended(0.999), None, True, "every 1:00:00"),  # cron's minute
        (ended(1.0), None, True, "every 1:00:00"),
        (ended(1.5, "blocked", 1), None, False, "every 2:00:00, after 1 times blocked instead of 1:00:00"),
        (ended(2.0, "blocked", 1), None, True, "every 2:00:00"),
        (ended(9), begun(2), False, "at work"),
        (ended(1), begun(2), True, "every 1:00:00"),  # the open run is the older one
        (None, begun(0.1), False, "at work"),
        (ended(9), begun(0.2, pid=2**22 + 1), False, "killed"),
        (ended(9), begun(0.25, pid=2**22 + 1), True, "killed"),
        (ended(9), begun(0.9, machine="elsewhere"), False, "another machine"),
        (ended(9), begun(1.0, machine="elsewhere"), True, "another machine"),
        (ended(30), begun(24.1), True, "killed"),
    ],
)
def test_what_is_due(site: dict[str, Any] | None, run: dict[str, Any] | None, due: bool, words: str) -> None:
    """Cron calls every five minutes: what is decided wrongly here is decided wrongly 288 times a day."""
    found = next_look(HOUR, site, run, NOW)
    assert found.by(NOW) is due
    assert words in found.why


def test_every_kind_has_a_cadence_and_a_site_may_have_its_own() -> None:
    """A site of a new kind would stop `crawlall --due` with a KeyError."""
    assert set(EVERY) == set(get_args(Kind))
    assert all(SHORTEST_EVERY <= each <= LONGEST_EVERY for each in EVERY.values())
    assert EVERY["newspaper"] < EVERY["portal"]
    assert cadence("portal", None) == EVERY["portal"]
    assert cadence("portal", HOUR / 2) == HOUR / 2
    assert AFTER_A_KILL < LONGEST_RUN
