"""If these fail, edits are noticed a month late, or a small server is asked for its archive at every run."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.schedule import (
    CLASSES,
    GONE_CHECKS,
    LONGEST,
    SHORTEST,
    age_of,
    checked,
    first_check,
    is_due,
    missing,
    site_factor,
)
from crawler.known import KnownPage, Standing
from crawler.store.withdrawal import proof_of

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW = Standing()

ages = st.timedeltas(timedelta(0), timedelta(days=400))
counts = st.integers(0, 50)
sites = st.builds(lambda checks, share: Standing(checks=checks, edits=int(checks * share)), counts, st.floats(0, 1))


def page(age: timedelta, **facts: object) -> KnownPage:
    """A page whose article was published and seen *age* ago."""
    began = NOW - age
    base = KnownPage(url="u", key="k", first_seen=began, fetched_at=began, published_at=began, status=200)
    return replace(base, **facts)  # type: ignore[arg-type]


def wait(of: KnownPage, *, edited: bool = False, site: Standing = NEW) -> timedelta | None:
    """Time until the check after one that is made now."""
    due = checked(of, edited=edited, site=site, now=NOW).next_check
    return None if due is None else due - NOW


@pytest.mark.parametrize(
    ("age", "interval"),
    [(HOUR, 2 * HOUR), (2 * DAY, 12 * HOUR), (10 * DAY, 3 * DAY), (60 * DAY, 30 * DAY), (90 * DAY, None)],
)
def test_the_first_check_comes_by_the_age_of_the_article(age: timedelta, interval: timedelta | None) -> None:
    """Corrections come on the day; an archive of ten years must not be fetched every month."""
    first = first_check(published_at=NOW - age, first_seen=NOW, site=NEW, now=NOW)
    assert first.next_check == (None if interval is None else NOW + interval)
    assert (first.checks, first.unchanged_checks, first.edits) == (0, 0, 0)


@given(ages, ages, counts, sites)
def test_an_older_article_is_never_checked_sooner(one: timedelta, other: timedelta, quiet: int, site: Standing) -> None:
    """News would wait behind archive."""
    younger, older = sorted([one, other])
    soon, late = (wait(page(age, unchanged_checks=quiet), site=site) for age in (younger, older))
    assert late is None or (soon is not None and soon <= late)


@given(ages, counts, counts, sites)
def test_quiet_pages_are_left_alone_longer(age: timedelta, one: int, other: int, site: Standing) -> None:
    """Requests that never find anything are the ones that a small server is owed back."""
    soon, late = (wait(page(age, unchanged_checks=quiet), site=site) for quiet in sorted([one, other]))
    assert soon == late or (soon is not None and late is not None and soon <= late)


@given(ages, counts, sites)
def test_an_edit_brings_the_next_check_nearer(age: timedelta, quiet: int, site: Standing) -> None:
    """Corrections come in groups: the second one would be found days later."""
    of = page(age, unchanged_checks=quiet)
    edited, same = wait(of, edited=True, site=site), wait(of, site=site)
    assert edited == same or (edited is not None and same is not None and edited < same)


@given(ages, counts, st.booleans(), sites)
def test_intervals_stay_within_their_bounds(age: timedelta, quiet: int, edited: bool, site: Standing) -> None:
    """No combination of factors makes a page be fetched at every run, or practically never."""
    interval = wait(page(age, unchanged_checks=quiet), edited=edited, site=site)
    assert interval is None or SHORTEST <= interval <= LONGEST


@given(st.integers(0, 5000), st.integers(0, 5000), st.integers(0, 5000))
def test_a_site_that_edits_more_is_checked_no_later(checks: int, one: int, other: int) -> None:
    """A paper that rewrites its reports would be read like a portal that never touches a notice again."""
    few, many = sorted(min(edits, checks) for edits in (one, other))
    assert site_factor(Standing(checks=checks, edits=many)) <= site_factor(Standing(checks=checks, edits=few))
    assert site_factor(NEW) == 1


def test_an_article_without_edits_is_fetched_a_bounded_number_of_times() -> None:
    """The whole life of an article costs the server a few dozen requests at most."""
    of, now, visits = page(timedelta(0)), NOW, 0
    while True:
        after = checked(of, edited=False, site=NEW, now=now)
        visits += 1
        if after.next_check is None:
            break
        now = after.next_check
        of = replace(of, unchanged_checks=after.unchanged_checks, checks=after.checks)
    assert 10 <= visits <= 25
    assert now - NOW > CLASSES[-2][0]


def test_a_date_in_the_future_keeps_no_article_young() -> None:
    """A misread year would have the page fetched every two hours until that year comes."""
    assert age_of(NOW + 30 * DAY, NOW - 10 * DAY, NOW) == 10 * DAY
    assert age_of(None, NOW - 10 * DAY, NOW) == 10 * DAY


def test_a_run_at_the_same_hour_finds_its_pages_due() -> None:
    """A daily run that comes two minutes earlier than yesterday would check every page every second day only."""
    assert is_due(page(DAY, next_check=NOW + timedelta(minutes=20)), NOW)
    assert not is_due(page(DAY, next_check=NOW + HOUR), NOW)
    assert not is_due(page(DAY, next_check=None), NOW)


def test_daily_runs_prove_a_withdrawal_and_then_rest() -> None:
    """An article that was taken down would stand as current for ever, or be asked for every day for ever."""
    of, now, seen = page(2 * DAY), NOW, []
    for _ in range(GONE_CHECKS):
        after = missing(of, status=404, now=now)
        seen.append(now)
        of = replace(of, status=404, checks=after.checks, unchanged_checks=after.unchanged_checks)
        assert after.next_check is not None
        if len(seen) < GONE_CHECKS:
            assert after.next_check <= now + DAY, "the next daily run is too early for it"
            now += DAY
    assert proof_of(seen) is not None
    assert after.next_check == now + 30 * DAY
    assert missing(of, status=404, now=now + 100 * DAY).next_check is None


def test_a_page_that_is_back_counts_as_quiet_from_then_on_only() -> None:
    """Misses would count as "unchanged", and the returned article would be left alone for weeks."""
    back = checked(page(DAY / 2, status=404, unchanged_checks=4), edited=False, site=NEW, now=NOW)
    assert back.unchanged_checks == 0
    assert back.next_check == NOW + 2 * HOUR


@pytest.mark.parametrize("status", [None, 500, 503, 429, 403])
def test_a_page_that_could_not_be_had_is_asked_for_again_at_the_next_run(status: int | None) -> None:
    """Its listing may have moved on by then: the article would be lost for good."""
    first = missing(None, status=status, now=NOW)
    assert first.next_check == NOW
    again = missing(page(4 * DAY, next_check=NOW), status=status, now=NOW)
    assert again.next_check == NOW + DAY, "one that stays broken is not asked for in each run"
