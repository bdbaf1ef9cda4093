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


def test_a_copy_that_was_taken_down_stays_so_when_it_gets_an_article_of_its_own(
    store: StoreConfig, database: Db
) -> None:
    """A consumer would show a text as online, for ever, that nobody publishes any more: its only page is dead."""
    first = article()
    write(store, [first], [article(site="ubdt", minute=1, text=first.body, title=first.title)])
    miss(store, *[gone(site="ubdt", days=day) for day in (1, 2, 4)])
    write(store, [article(minute=6 * 1440, text="Bài khác hẳn. " * 20)])
    place = article_id("ubdt.vn#1")
    left = database.articles.find_one({"_id": place})
    assert left is not None
    proof = START + timedelta(days=4)
    assert (left["state"], left["withdrawn_at"]) == ("withdrawn", proof)
    assert left["sources"][0]["withdrawn_at"] == proof
    assert left["sources"][0]["gone_on"] == [START + timedelta(days=day) for day in (1, 2, 4)]
    told = [(e["kind"], e["changed_fields"]) for e in database.changes.find({"article_id": place}).sort("seq")]
    assert told == [("added", []), ("withdrawn", ["state", "withdrawn_at"])]
    write(store, [article(site="ubdt", minute=7 * 1440, text=first.body, title=first.title)])
    back = database.articles.find_one({"_id": place})
    assert back is not None
    assert (back["state"], back["withdrawn_at"]) == ("current", None)


def test_a_copy_that_was_taken_down_brings_no_withdrawn_article_back(store: StoreConfig, database: Db) -> None:
    """Two dead pages show nothing; and the check that the second one still needs must not begin anew."""
    first = article()
    copies = [article(site=site, minute=1, text=first.body, title=first.title) for site in ("ubdt", "laocaitv")]
    write(store, [first], copies)
    miss(store, *[gone(site="ubdt", days=day) for day in (1, 2, 4)])
    miss(store, *[gone(site="laocaitv", days=day) for day in (1, 2)])
    write(store, [article(minute=6 * 1440, text="Bài khác hẳn. " * 20)])
    left = {"sources.site": "laocaitv"}
    assert [found["state"] for found in database.articles.find(left)] == ["current"]
    miss(store, gone(site="laocaitv", days=4))
    assert [found["state"] for found in database.articles.find(left)] == ["withdrawn"]
