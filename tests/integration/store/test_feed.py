"""The change feed: each change once, in order, whoever was killed between which two writes."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store import feed
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.documents import article_id
from crawler.store.writer import ArticleWriter
from tests.integration.store.samples import START, article, write

Db = Database[dict[str, Any]]
NEW_TEXT = "Nội dung đã sửa lại. " * 15


def unpublished(store: StoreConfig, *numbers: int, run_id: str = "killed") -> None:
    """Write articles and end before their changes are published, as a killed writer does."""

    async def run() -> None:
        async with open_async(store, resolve_uri(store)) as database:
            await ArticleWriter(database, run_id=run_id).write([article(n, minute=n) for n in numbers])

    asyncio.run(run())


def recover(store: StoreConfig) -> int:
    """What every run does first."""

    async def run() -> int:
        async with open_async(store, resolve_uri(store)) as database:
            return await ArticleWriter(database, run_id="next").recover()

    return asyncio.run(run())


def events(database: Db) -> list[tuple[int, str, str]]:
    return [(e["seq"], e["kind"], e["_id"]) for e in database.changes.find().sort("seq")]


def test_an_edit_says_which_fields_it_changed_and_how_much(store: StoreConfig, database: Db) -> None:
    """Consumers must be able to ignore a comma."""
    body = " ".join(f"tiếng{number}" for number in range(200))
    write(store, [article(text=body)], [article(minute=1, text=body.replace("tiếng7 ", "tiếng7, "))])
    added, edited = feed.read(database, 0)
    assert (added["kind"], added["version"], added["site"], added["cause"]) == ("added", 1, "nbtv", "crawl")
    assert (edited["kind"], edited["version"], edited["changed_fields"]) == ("edited", 2, ["body", "body_html"])
    assert edited["at"] == START + timedelta(minutes=1)
    assert 0.98 < edited["similarity"] < 1
    revision = database.revisions.find_one()
    assert revision is not None
    assert (revision["added"], revision["removed"], revision["similarity"]) == (0, 0, edited["similarity"])


def test_a_field_that_is_not_hashed_is_a_change_and_a_counter_is_none(store: StoreConfig, database: Db) -> None:
    """A consumer who mirrors tags would never learn of new ones; one who is told of every view could not keep up."""
    write(store, [article()], [article(minute=1, views=99)], [article(minute=2, tags=["Bầu cử"])], [article(minute=3)])
    found = [(e["kind"], e["changed_fields"]) for e in feed.read(database, 0)]
    assert found == [("added", []), ("edited", ["tags"]), ("edited", ["tags"])]


def test_what_a_killed_writer_left_is_published_by_the_next_oldest_first(store: StoreConfig, database: Db) -> None:
    """A change without event is a change that a consumer never hears of."""
    unpublished(store, 3, 1, 2)
    assert feed.read(database, 0) == []
    assert recover(store) == 3
    assert [place for _, _, place in events(database)] == [f"{article_id(f'nbtv.vn#{n}')}:1" for n in (1, 2, 3)]
    assert recover(store) == 0
    assert database.articles.count_documents({"unpublished.at": {"$exists": True}}) == 0


def test_a_publisher_killed_after_it_gave_the_numbers_loses_and_doubles_nothing(
    store: StoreConfig, database: Db
) -> None:
    """The numbers are given, the events are not copied, and they still wait in their articles."""
    unpublished(store, 1, 2)
    waiting = [e for d in database.articles.find().sort("first_seen") for e in d["unpublished"]]
    pending = [
        {"_id": e["event"], "seq": n, **{k: v for k, v in e.items() if k != "event"}, "recorded_at": START}
        for n, e in enumerate(waiting, 1)
    ]
    database.meta.insert_one({"_id": feed.HEAD, "seq": 2, "first": 1, "pending": pending})
    assert feed.read(database, 0) == []
    unpublished(store, 3)
    recover(store)
    assert [(seq, place[-2:]) for seq, _, place in events(database)] == [(1, ":1"), (2, ":1"), (3, ":1")]


@pytest.mark.parametrize("copied", [0, 1, 2])
def test_a_publisher_killed_while_it_copied_loses_and_doubles_nothing(
    store: StoreConfig, database: Db, copied: int
) -> None:
    """Wherever the kill falls, the next publisher goes on there."""
    write(store, [article(1), article(2, minute=1)])
    whole = events(database)
    waiting = list(database.changes.find().sort("seq"))
    database.changes.delete_many({"seq": {"$gt": copied}})
    for entry in waiting:
        place = {"_id": entry["article_id"]}
        event = {"event": entry["_id"], **{k: v for k, v in entry.items() if k not in ("_id", "seq", "recorded_at")}}
        database.articles.update_one(place, {"$push": {"unpublished": event}})
    assert [e["seq"] for e in feed.read(database, 0)] == list(range(1, copied + 1)), "a reader stops at the gap"
    recover(store)
    assert events(database) == whole


def test_publishers_at_once_number_each_change_once(store: StoreConfig, database: Db) -> None:
    """Two crons publish what a third one left: no number twice, no change twice, no gap."""
    unpublished(store, *range(40))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: recover(store), range(4)))
    found = events(database)
    assert [seq for seq, _, _ in found] == list(range(1, 41))
    assert len({place for _, _, place in found}) == 40


def test_a_reader_goes_on_where_it_stopped(store: StoreConfig, database: Db) -> None:
    """Its cursor is all that a consumer keeps."""
    write(store, [article(n) for n in range(5)])
    cursor, seen = 0, []
    while page := feed.read(database, cursor, limit=2):
        seen += [entry["article_id"] for entry in page]
        cursor = page[-1]["seq"]
    assert cursor == feed.newest(database) == 5
    assert len(set(seen)) == len(seen) == 5
    write(store, [article(2, minute=1, text=NEW_TEXT)])
    assert [entry["kind"] for entry in feed.read(database, cursor)] == ["edited"]


def test_a_cursor_that_is_too_old_is_told_so(store: StoreConfig, database: Db) -> None:
    """A consumer that was away too long would otherwise take the gap for silence."""
    write(store, [article(n) for n in range(5)])
    later = datetime.now(UTC) + timedelta(days=10)
    assert feed.prune(database, keep=timedelta(days=30), now=later) == 0
    assert feed.prune(database, keep=timedelta(days=5), now=later) == 4
    assert feed.prune(database, keep=timedelta(days=5), now=later) == 0
    with pytest.raises(feed.CursorExpiredError, match="scrapy export"):
        feed.read(database, 1)
    assert [entry["seq"] for entry in feed.read(database, 4)] == [5], "the newest one always stays"
    write(store, [article(9)])
    assert [entry["seq"] for entry in feed.read(database, 5)] == [6], "numbers go on, they never start again"


def test_one_wrong_clock_does_not_cost_the_feed(store: StoreConfig, database: Db) -> None:
    """An event recorded "in 1999" took all before it along: every consumer would have to begin anew."""
    write(store, [article(n) for n in range(5)])
    database.changes.update_one({"seq": 4}, {"$set": {"recorded_at": datetime(1999, 1, 1, tzinfo=UTC)}})
    now = datetime.now(UTC)
    assert feed.prune(database, keep=timedelta(days=5), now=now) == 0
    assert len(feed.read(database, 0)) == 5
    long_ago = now - timedelta(days=9)
    database.changes.update_many({"seq": {"$gte": 1, "$lte": 2}}, {"$set": {"recorded_at": long_ago}})
    assert feed.prune(database, keep=timedelta(days=5), now=now) == 2
    assert [entry["seq"] for entry in feed.read(database, 2)] == [3, 4, 5]


def test_what_was_pruned_does_not_come_back(store: StoreConfig, database: Db) -> None:
    """The head still holds the events that it numbered last: below `first` they would stay for ever."""
    write(store, [article(n) for n in range(5)])
    later = datetime.now(UTC) + timedelta(days=10)
    assert feed.prune(database, keep=timedelta(days=5), now=later) == 4
    write(store, [article(9)])
    assert [entry["seq"] for entry in database.changes.find().sort("seq")] == [5, 6]


def test_a_cursor_of_another_database_is_told_so(store: StoreConfig, database: Db) -> None:
    """It would wait in silence until this feed has grown as long as the other one, and then miss all before."""
    write(store, [article(1)])
    with pytest.raises(feed.CursorExpiredError, match=r"another database.*scrapy export.*from 1$"):
        feed.read(database, 7)
