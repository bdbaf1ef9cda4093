"""If these fail, paging never ends at known articles, or ends above articles that nobody has read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discovery.stop import ENOUGH, StopRule, pinned, stop_rule
from crawler.known import KnownPage, Standing

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
SETTLED = NOW - timedelta(hours=1)
"""The last good run ended at nine in the morning in Vietnam, and it is ten now."""


def known(*keys: str, days: Sequence[int] = (), seen: datetime = SETTLED) -> dict[str, KnownPage]:
    """These articles as stored, published so many days ago."""
    return {
        key: KnownPage(
            url=key,
            key=key,
            first_seen=seen,
            fetched_at=seen,
            published_at=NOW - timedelta(days=days[place]) if days else None,
        )
        for place, key in enumerate(keys)
    }


def page(start: int, size: int = 10) -> list[str]:
    """Links of a listing page."""
    return [f"k{number}" for number in range(start, start + size)]


@pytest.mark.parametrize("size", [1, 4, 6, 10, 30])
def test_a_run_without_news_reads_one_page_of_each_listing(size: int) -> None:
    """Every run would cost a small server five requests per listing for nothing."""
    assert StopRule(SETTLED).is_end(page(0, size), known(*page(0, size)))


@given(st.lists(st.booleans(), min_size=1, max_size=40))
def test_a_page_with_anything_unknown_is_never_the_last(flags: list[bool]) -> None:
    """New articles may go on below it, wherever on the page the known ones stand."""
    links = page(0, len(flags))
    stored = known(*[link for link, is_known in zip(links, flags, strict=True) if is_known])
    assert StopRule(SETTLED).is_end(links, stored) is all(flags)


def test_pinned_articles_end_no_walk() -> None:
    """A portal that pins its notices would be read down to them only, and its news never."""
    links = page(0, 4)
    held = StopRule(SETTLED)
    assert pinned([NOW - timedelta(days=days) for days in (300, 200, 400, 1)]) == 3
    # The first page is pinned notices and one that is newer; the next page has the news.
    assert held.is_end(links, known(*links, days=(300, 200, 400, 1))), "the newest one is known: nothing is above it"
    mixed = [*page(0, 3), "new", "k9"]
    assert not StopRule(SETTLED).is_end(mixed, known("k0", "k1", "k2", "k9", days=(300, 200, 400, 1)))


def test_a_last_page_with_few_articles_of_its_own_is_not_enough() -> None:
    """Where each page repeats a box, two new links of ten would count as a page."""
    rule = StopRule(SETTLED)
    first = page(0)
    assert not rule.is_end(first, known(*first[1:]))
    assert not rule.is_end(page(10, 2), known(*page(10, 2)))
    assert rule.is_end(page(12, ENOUGH - 2), known(*page(12, ENOUGH - 2)))


def test_what_an_unfinished_run_stored_is_no_ground_to_stop_on() -> None:
    """A killed run has stored the newest articles, and not the ones below: they would never be read."""
    links = page(0)
    assert not StopRule(SETTLED).is_end(links, known(*links, seen=SETTLED + timedelta(minutes=1)))
    assert not StopRule(None).is_end(links, known(*links))


def test_the_first_run_of_a_day_looks_one_page_further() -> None:
    """An article that was backdated or approved late stands below known ones, on page two."""
    site = Standing(settled_at=SETTLED, depth=5)
    assert stop_rule(site, max_pages=5, now=NOW).is_end(page(0), known(*page(0)))
    tomorrow = stop_rule(site, max_pages=5, now=NOW + timedelta(hours=15))
    assert not tomorrow.is_end(page(0), known(*page(0)))
    assert tomorrow.is_end(page(10), known(*page(10)))


@pytest.mark.parametrize(
    ("depth", "max_pages", "stops"),
    [(5, 5, True), (5, 3, True), (5, 6, False), (5, 0, False), (0, 0, True), (0, 9, True)],
)
def test_a_run_that_is_to_go_deeper_goes_deeper(depth: int, max_pages: int, stops: bool) -> None:
    """``max_pages=0`` after a year of five pages would end at the first page, and the archive never come."""
    rule = stop_rule(Standing(settled_at=SETTLED, depth=depth), max_pages=max_pages, now=NOW)
    assert rule.is_end(page(0), known(*page(0))) is stops


def test_a_site_that_was_never_read_well_is_walked() -> None:
    """A first run that failed halfway would leave the rest unread."""
    assert not stop_rule(Standing(), max_pages=5, now=NOW).is_end(page(0), known(*page(0)))
