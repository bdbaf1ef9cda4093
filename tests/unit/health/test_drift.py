"""If these fail, a changed design is noticed by readers of wrong texts; or ops are woken for an odd notice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.health.drift import LEAST_ARTICLES, STALE_AFTER, drift, origins_after, quiet_days

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def read(articles: int, **origins: dict[str, int]) -> dict[str, Any]:
    """What one run read."""
    usual = {"title": {"layout": articles}, "body": {"layout": articles}, "published_at": {"text": articles}}
    return {"articles": articles, "fields": usual | origins}


def site_of(*runs: dict[str, Any]) -> dict[str, Any]:
    """The record of a site after these runs."""
    site: dict[str, Any] = {}
    for run in runs:
        site["origins"] = origins_after(site, run)
    return site


def test_a_body_that_the_layout_does_not_find_any_more() -> None:
    """The generic reader gives a text, and nobody would look."""
    said = drift(site_of(read(20)), read(6, body={"generic": 6}))
    assert said == "body was read by layout in 20 of 20 articles, now in 0 of 6"


def test_a_date_that_is_gone() -> None:
    """Articles without a date are allowed, so nothing else would tell."""
    assert drift(site_of(read(20)), read(6, published_at={})).startswith("published_at was read by text in 20")


def test_news_in_ones_and_twos_are_judged_together() -> None:
    """A portal with two articles a day never has a run of five."""
    broken = read(1, body={"generic": 1})
    site = site_of(read(20))
    said = []
    for _ in range(LEAST_ARTICLES + 1):
        said.append(bool(drift(site, broken)))
        site["origins"] = origins_after(site, broken)
    assert said == [False] * 4 + [True] * 2, "five prove it, whatever was before"


def test_a_drift_stays_told_until_it_is_mended() -> None:
    """The second mail would say that all is well."""
    site = site_of(read(20), *[read(9, body={"generic": 9})] * 3)
    assert drift(site, read(9, body={"generic": 9}))
    assert not drift(site, read(9))
    assert drift(site, read(0)) == "", "a run that read nothing says nothing"


@pytest.mark.parametrize(
    "run",
    [
        read(6, title={"layout": 6}, published_at={"layout": 6}),
        read(6, body={"layout": 3, "generic": 3}),
        read(4, body={"generic": 4}),
        read(6, tags={}),
    ],
    ids=["better than before", "half of them", "too few", "another field"],
)
def test_what_is_no_drift(run: dict[str, Any]) -> None:
    """Each false alarm makes the next true one less believed."""
    site = site_of(read(20)) if run["articles"] >= LEAST_ARTICLES else {"origins": {"usual": read(20), "recent": []}}
    assert drift(site, run) == ""


def test_a_site_that_never_had_a_layout_cannot_lose_it() -> None:
    """Sites of the generic platform would always be wrong."""
    guessed = read(9, title={"structured": 9}, body={"generic": 9}, published_at={"text": 9})
    assert drift(site_of(guessed), guessed) == ""


@given(st.lists(st.integers(0, 30), max_size=60))
def test_what_is_kept_is_bounded(sizes: list[int]) -> None:
    """The record of a site would grow with every run."""
    kept = site_of(*map(read, sizes)).get("origins", {"recent": []})["recent"]
    assert len(kept) <= 20
    assert sum(run["articles"] for run in kept[1:]) < LEAST_ARTICLES


def test_a_source_that_dried_up() -> None:
    """A newspaper that moved to another host shows its old articles for years."""
    for kind, limit in STALE_AFTER.items():
        assert quiet_days({"last_new_at": NOW - limit}, kind, None, NOW) == 0
        assert quiet_days({"last_new_at": NOW - limit - timedelta(days=1)}, kind, None, NOW) == limit.days + 1
    assert quiet_days({"last_new_at": NOW - timedelta(days=9)}, "tv", timedelta(days=60), NOW) == 0
    assert quiet_days({}, "tv", None, NOW) == 0, "what was never read is not stale"
