"""What two writers, or a killed one, can do to each other between any two writes: nothing is lost."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from crawler.items import Article
from crawler.store.config import StoreConfig
from crawler.store.documents import article_id
from crawler.store.plan import View
from tests.faults.store.racing import KilledError, after_writes, before_writes, die, killed, lose_answers, writers
from tests.integration.store.samples import START, article, gone, miss, write

Db = Database[dict[str, Any]]
NEW_TEXT, OTHER_TEXT = "Nội dung đã sửa lại. " * 15, "Bài khác hẳn. " * 20
NBTV, UBDT = (article_id(f"{site}.vn#1") for site in ("nbtv", "ubdt"))


def copied(store: StoreConfig) -> Article:
    """Article 1 of nbtv, which ubdt shows as well."""
    first = article()
    write(store, [first], [article(site="ubdt", minute=1, text=first.body, title=first.title)])
    return first


def shown(database: Db) -> dict[str, str]:
    """Key of each place -> the text that it shows."""
    found = database.articles.find({"state": {"$ne": "merged"}}).to_list()
    return {entry["key"]: document["body"] for document in found for entry in document["sources"]}


def test_a_source_that_left_is_placed_although_another_article_of_the_batch_was_contended(
    store: StoreConfig, database: Db
) -> None:
    """A batch that was planned again forgot whom its first attempt had set free: the copy vanished from the store."""
    first = copied(store)
    write(store, [article(2)])

    async def run() -> None:
        async with writers(store, 2) as (one, two):
            before_writes(one, "articles", lambda: two.write([article(2, minute=4, text=OTHER_TEXT)]))
            await one.write([article(minute=5, text=NEW_TEXT), article(2, minute=6)])

    asyncio.run(run())
    assert shown(database)["ubdt.vn#1"] == first.body
    assert database.intents.count_documents({}) == 0


def test_a_source_that_left_is_placed_although_the_answer_was_lost(store: StoreConfig, database: Db) -> None:
    """A connection that broke in the wrong moment cost a copy its place."""
    first = copied(store)

    async def run() -> None:
        async with writers(store, 1) as (one,):
            lose_answers(one, "articles")
            result = await one.write([article(minute=5, text=NEW_TEXT)])
            assert result.edited == 1
            await one.publish()

    asyncio.run(run())
    assert shown(database) == {"nbtv.vn#1": NEW_TEXT, "ubdt.vn#1": first.body}
    assert database.revisions.count_documents({}) == 1
    kinds = [entry["kind"] for entry in database.changes.find().sort("seq")]
    assert kinds == ["added", "duplicate_found", "edited", "added"]


def test_one_contended_article_costs_the_others_nothing(store: StoreConfig, database: Db) -> None:
    """Ninety-nine articles of a batch would lie among the dead letters, and be stored all the same."""
    first = copied(store)
    write(store, [article(2)])

    async def run() -> None:
        async with writers(store, 2, max_attempts=2) as (one, two):
            edits = [article(2, minute=4 + n, text=f"Lần sửa thứ {n}. " * 20) for n in range(2)]
            before_writes(one, "articles", *((lambda item=item: two.write([item])) for item in edits))
            batch = [article(2, minute=3, text=OTHER_TEXT), article(minute=5, text=NEW_TEXT), article(3, minute=6)]
            result = await one.write(batch)
            assert (result.new, result.edited, result.conflicts) == (1, 1, 0)

    asyncio.run(run())
    places = shown(database)
    assert (places["nbtv.vn#1"], places["ubdt.vn#1"]) == (NEW_TEXT, first.body)
    assert "nbtv.vn#3" in places
    assert database.rejects.count_documents({}) == 0


def test_an_item_that_cannot_be_placed_keeps_its_intent(store: StoreConfig, database: Db) -> None:
    """Other writers were always faster: what was to be done must not be forgotten, the next run completes it."""
    first = copied(store)

    async def run() -> None:
        async with writers(store, 2, max_attempts=1) as (one, two):
            seen = [article(site="ubdt", minute=30 + n, text=f"Lần thứ {n}. " * 20) for n in range(9)]

            async def nothing() -> None: ...

            before_writes(one, "articles", nothing, *((lambda item=item: two.write([item])) for item in seen))
            await one.write([article(minute=5, text=NEW_TEXT)])
            left = [entry["item"]["body"] for entry in database.intents.find()]
            assert left == [first.body]
            await two.recover()

    asyncio.run(run())
    assert database.intents.count_documents({}) == 0
    assert set(shown(database)) == {"nbtv.vn#1", "ubdt.vn#1"}


def test_a_writer_forgets_only_its_own_intents(store: StoreConfig, database: Db) -> None:
    """The intent of another writer for the same page would go with it, and with that writer's end the page."""
    first = copied(store)
    third = article(2, text=OTHER_TEXT)
    write(store, [third])

    async def run() -> None:
        async with writers(store, 3) as (one, two, three):
            after_writes(two, "articles", die)
            forget = one._intents.forget

            async def late(records: Any) -> None:
                moved = article(site="ubdt", minute=9, text=third.body, title=third.title)
                await killed(two.write([moved]))
                await forget(records)

            one._intents.forget = late  # type: ignore[method-assign]
            await one.write([article(minute=5, text=NEW_TEXT)])
            assert UBDT in {entry["_id"] for entry in database.articles.find({"state": "merged"})}
            await three.recover()

    asyncio.run(run())
    assert shown(database) == {"nbtv.vn#1": NEW_TEXT, "nbtv.vn#2": third.body, "ubdt.vn#1": third.body}
    assert first.body


def test_a_run_that_starts_beside_a_writer_does_not_take_its_safety_net(store: StoreConfig, database: Db) -> None:
    """`crawlall` starts writers beside each other: what one finds and completes, the other may still be about to do."""
    first = copied(store)

    async def run() -> None:
        async with writers(store, 3) as (one, two, three):
            before_writes(one, "articles", two.recover)

            async def die_when_edited() -> None:
                if shown(database)["nbtv.vn#1"] == NEW_TEXT:
                    raise KilledError

            after_writes(one, "articles", *[die_when_edited] * 5)
            await killed(one.write([article(minute=5, text=NEW_TEXT)]))
            await three.recover()

    asyncio.run(run())
    assert shown(database) == {"nbtv.vn#1": NEW_TEXT, "ubdt.vn#1": first.body}
    assert database.intents.count_documents({}) == 0


def test_what_a_killed_writer_left_and_nobody_can_store_is_a_dead_letter(store: StoreConfig, database: Db) -> None:
    """It was dropped without a word."""
    copied(store)

    async def run() -> None:
        async with writers(store, 2) as (one, two):
            after_writes(one, "intents", die)
            await killed(one.write([article(site="ubdt", minute=5, title="", text=NEW_TEXT)]))
            await two.recover()

    asyncio.run(run())
    assert [letter["item"]["body"] for letter in database.rejects.find()] == [NEW_TEXT]
    assert database.intents.count_documents({}) == 0


def test_a_recovered_source_has_its_page_with_it(store: StoreConfig, database: Db) -> None:
    """`reparse` finds an article by its page: a page that stays with the old article is never read again."""
    copied(store)

    async def run() -> None:
        async with writers(store, 2) as (one, two):
            after_writes(one, "articles", die)
            await killed(one.write([article(minute=5, text=NEW_TEXT)]))
            await two.recover()

    asyncio.run(run())
    page = database.pages.find_one({"_id": "https://ubdt.vn/tin/1.html"})
    assert page is not None
    assert page["article_id"] == UBDT


def test_an_article_changed_twice_in_one_call_keeps_the_order_of_its_site(store: StoreConfig, database: Db) -> None:
    """A consumer of one site replays its changes in their order: the second edit came after the copy's own article."""
    first = article()
    write(store, [first], [article(2, minute=1, text=first.body, title=first.title)])
    write(store, [article(minute=5, text=NEW_TEXT), article(minute=6, text=OTHER_TEXT)])
    told = [(e["kind"], e["article_id"]) for e in database.changes.find().sort("seq")][2:]
    assert told == [("edited", NBTV), ("added", article_id("nbtv.vn#2")), ("edited", NBTV)]


def test_a_change_whose_answer_never_came_is_published_in_its_order(store: StoreConfig, database: Db) -> None:
    """The server carried it out and went away; the same writer goes on later and tells it first."""

    async def run() -> None:
        async with writers(store, 1) as (one,):

            async def away() -> None:
                raise ConnectionError

            after_writes(one, "articles", away)
            with pytest.raises(ConnectionError):
                await one.write([article(1)])
            await one.write([article(1), article(2, minute=1)])
            await one.publish()

    asyncio.run(run())
    assert [e["article_id"] for e in database.changes.find().sort("seq")] == [NBTV, article_id("nbtv.vn#2")]


def test_a_sight_that_meets_a_withdrawal_brings_the_article_back(store: StoreConfig, database: Db) -> None:
    """A page that was seen between the checks is not withdrawn, and must not stay so for ever."""
    write(store, [article()])
    miss(store, *[gone(days=day) for day in (1, 2, 4)])
    write(store, [article(minute=6 * 1440)])
    miss(store, gone(days=7), gone(days=8))

    async def run() -> None:
        async with writers(store, 2) as (one, two):
            before_writes(one, "articles", lambda: two.seen([gone(days=11)]))
            await one.write([article(minute=9 * 1440)])
            await one.publish()

    asyncio.run(run())
    found = database.articles.find_one({"_id": NBTV})
    assert found is not None
    assert found["state"] == "current"
    assert found["sources"][0]["gone_on"] == [START + timedelta(days=11)]
    kinds = [entry["kind"] for entry in database.changes.find().sort("seq")]
    assert kinds == ["added", "withdrawn", "edited", "withdrawn", "edited"]


def test_a_sight_of_a_source_that_just_left_is_not_swallowed(store: StoreConfig, database: Db) -> None:
    """The place shows the old text again, later than the rewritten one: the later reading must win."""
    first = copied(store)

    async def run() -> None:
        async with writers(store, 2) as (one, two):
            rewritten = article(site="ubdt", minute=5, text=NEW_TEXT)
            before_writes(one, "articles", lambda: two.write([rewritten]))
            await one.write([article(site="ubdt", minute=9, text=first.body, title=first.title)])

    asyncio.run(run())
    assert shown(database) == {"nbtv.vn#1": first.body, "ubdt.vn#1": first.body}


def test_an_article_whose_last_living_source_leaves_is_withdrawn(store: StoreConfig, database: Db) -> None:
    """Nobody shows that text any more; no later check would ever tell it."""
    copied(store)
    miss(store, *[gone(days=day) for day in (1, 2, 4)])
    write(store, [article(site="ubdt", minute=5 * 1440, text=NEW_TEXT)])
    found = database.articles.find_one({"_id": NBTV})
    assert found is not None
    assert (found["state"], found["withdrawn_at"]) == ("withdrawn", START + timedelta(days=4))
    kinds = [entry["kind"] for entry in database.changes.find({"article_id": NBTV}).sort("seq")]
    assert kinds == ["added", "duplicate_found", "edited", "edited", "withdrawn"]


def test_finds_that_contradict_each_other_do_not_end_the_run(store: StoreConfig, database: Db) -> None:
    """Between two finds another writer may hand a text from one article to the other."""
    write(store, [article(1), article(2, minute=1)])
    documents = list(database.articles.find().sort("first_seen"))
    documents[1]["content_hash"] = documents[0]["content_hash"]
    view = View(documents, run_id="r", now=START + timedelta(hours=1))
    edits = [article(1, minute=5, text=NEW_TEXT), article(2, minute=6, text=OTHER_TEXT)]
    assert [decision.kind for decision in view.plan(edits)] == ["edited", "edited"]
