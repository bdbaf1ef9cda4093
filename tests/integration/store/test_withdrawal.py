"""Pages that a site takes down: told once it is certain, and never because of one bad day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store.config import StoreConfig
from crawler.store.documents import article_id
from tests.integration.store.samples import START, article, gone, miss, write

Db = Database[dict[str, Any]]
NBTV = article_id("nbtv.vn#1")


def state(database: Db) -> str:
    """State of the one article."""
    found = database.articles.find_one({"_id": NBTV})
    assert found is not None
    assert found["body"], "a withdrawn text stays"
    return str(found["state"])


def kinds(database: Db) -> list[str]:
    """The feed."""
    return [entry["kind"] for entry in database.changes.find().sort("seq")]


def test_three_checks_over_three_days_withdraw_an_article(store: StoreConfig, database: Db) -> None:
    """Consumers must learn that a text was taken down, and when."""
    write(store, [article()])
    miss(store, gone(days=1), gone(days=2, status=410))
    assert state(database) == "current"
    miss(store, gone(days=4), gone(days=5))
    assert state(database) == "withdrawn"
    assert kinds(database) == ["added", "withdrawn"]
    found = database.articles.find_one({"_id": NBTV})
    assert found is not None
    assert found["withdrawn_at"] == START + timedelta(days=4)


@pytest.mark.parametrize(
    "days", [(0.1, 0.2, 0.3, 0.4), (1, 1.2, 1.4), (1, 2, 2.9)], ids=["one day", "one check a day counts", "too short"]
)
def test_a_bad_day_is_no_withdrawal(store: StoreConfig, database: Db, days: tuple[float, ...]) -> None:
    """A broken server answers 404 to everything for hours: a whole site would be reported as taken down."""
    write(store, [article()])
    miss(store, *[gone(days=day) for day in days])
    assert state(database) == "current"


def test_a_visit_in_between_starts_the_count_anew(store: StoreConfig, database: Db) -> None:
    """Pages that come and go are not withdrawn."""
    write(store, [article()])
    miss(store, gone(days=1), gone(days=2))
    write(store, [article(minute=3 * 1440)])
    miss(store, gone(days=4), gone(days=5))
    assert state(database) == "current"


def test_a_page_that_comes_back_is_current_again(store: StoreConfig, database: Db) -> None:
    """Otherwise a restored article would stay hidden for ever."""
    write(store, [article()])
    miss(store, *[gone(days=day) for day in (1, 2, 4)])
    write(store, [article(minute=6 * 1440)])
    assert state(database) == "current"
    assert kinds(database) == ["added", "withdrawn", "edited"]
    back = database.changes.find_one({"kind": "edited"})
    assert back is not None
    assert "state" in back["changed_fields"]


def test_an_article_with_two_sources_is_withdrawn_when_both_are_gone(store: StoreConfig, database: Db) -> None:
    """A copy that is still online keeps the article online."""
    first = article()
    write(store, [first], [article(site="ubdt", text=first.body, title=first.title)])
    miss(store, *[gone(days=day) for day in (1, 2, 4)])
    assert state(database) == "current"
    miss(store, *[gone(site="ubdt", days=day) for day in (1, 2, 4)])
    assert state(database) == "withdrawn"


def test_an_error_is_no_sign_of_withdrawal_and_an_unknown_page_is_none(store: StoreConfig, database: Db) -> None:
    """A server in trouble answers 500; a link that never was an article answers 404."""
    write(store, [article()])
    miss(store, *[gone(days=day, status=500) for day in (1, 2, 4)], *[gone(7, days=day) for day in (1, 2, 4)])
    assert state(database) == "current"
    assert database.articles.count_documents({}) == 1
