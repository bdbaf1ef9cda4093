"""The rules of the store on a real server: what becomes of an item, one test per promise to consumers."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from pymongo import UpdateOne
from pymongo.database import Database

from crawler.items import Article
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.documents import article_id
from crawler.store.patient import PatientDatabase
from crawler.store.search import search
from crawler.store.writer import ArticleWriter
from tests.integration.store.samples import START, article, write

Db = Database[dict[str, Any]]
NEW_TEXT = "Nội dung đã sửa lại. " * 15


def only(database: Db) -> dict[str, Any]:
    """The one article there is."""
    found = database.articles.find().to_list()
    assert len(found) == 1
    return found[0]


def test_a_new_article_gets_its_stable_id_and_its_page_record(store: StoreConfig, database: Db) -> None:
    [result] = write(store, [article()])
    stored = only(database)
    assert (result.new, result.rejects) == (1, [])
    assert stored["_id"] == article_id("nbtv.vn#1")
    assert stored["published_at"] == START - timedelta(days=1)
    assert stored["run_id"] == "run-1"
    page = database.pages.find_one({"_id": "https://nbtv.vn/tin/1.html"})
    assert page is not None
    assert (page["article_id"], page["status"], page["etag"]) == (stored["_id"], 200, '"abc"')


def test_seeing_it_again_moves_last_seen_and_nothing_else(store: StoreConfig, database: Db) -> None:
    write(store, [article()])
    before = only(database)
    [result] = write(store, [article(minute=30, views=99)], run_id="run-2")
    after = only(database)
    assert result.touched == 1
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"last_seen", "fetched_at", "views", "sources"}
    assert after["last_seen"] == after["sources"][0]["last_seen"] == START + timedelta(minutes=30)
    assert after["first_seen"] == after["sources"][0]["first_seen"] == START
    assert after["run_id"] == "run-1"


def test_an_empty_value_never_erases_a_stored_one(store: StoreConfig, database: Db) -> None:
    write(store, [article()])
    poorer = article(minute=1, summary=None, tags=[], published_at=None, published_raw=None, images=[], authors=["Mới"])
    write(store, [poorer])
    stored = only(database)
    assert (stored["summary"], stored["tags"], len(stored["images"])) == ("Tóm tắt", ["Ninh Bình"], 1)
    assert stored["published_raw"] == "19/11/2026 15:00"
    assert stored["authors"] == ["Mới"]


def test_an_older_reading_overwrites_nothing(store: StoreConfig, database: Db) -> None:
    write(store, [article(minute=10)])
    write(store, [article(minute=5, summary="Cũ")], [article(minute=4, text=NEW_TEXT)])
    stored = only(database)
    assert stored["summary"] == "Tóm tắt"
    assert stored["body"] != NEW_TEXT
    assert stored["revision"] == 1
    assert stored["first_seen"] == START + timedelta(minutes=4)
    assert stored["fetched_at"] == START + timedelta(minutes=10)


def test_the_same_text_elsewhere_is_a_copy_of_the_one_article(store: StoreConfig, database: Db) -> None:
    first = article()
    copy = article(site="ubdt", minute=1, text=first.body, title=first.title, summary="Khác")
    results = write(store, [first], [copy], [replace(copy, fetched_at=START + timedelta(minutes=9))])
    stored = only(database)
    assert [(r.new, r.copied, r.touched) for r in results] == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert [entry["site"] for entry in stored["sources"]] == ["nbtv", "ubdt"]
    assert stored["summary"] == "Tóm tắt", "only the first source may refresh what is not hashed"
    assert stored["sources"][1]["last_seen"] == stored["last_seen"] == START + timedelta(minutes=9)


def test_both_places_of_an_article_are_seen_in_one_batch(store: StoreConfig, database: Db) -> None:
    """The embedded server matches no ``$all`` over two sources: such a batch was planned again without end."""
    first = article()
    copy = article(site="ubdt", minute=1, text=first.body, title=first.title)
    seen = [
        replace(first, fetched_at=START + timedelta(minutes=8)),
        replace(copy, fetched_at=START + timedelta(minutes=9)),
    ]

    async def trips() -> int:
        async with open_async(store, resolve_uri(store)) as opened:
            writer = ArticleWriter(opened, run_id="r")
            before = writer.round_trips
            result = await writer.write(seen)
            assert (result.touched, result.conflicts) == (2, 0)
            return writer.round_trips - before

    write(store, [first], [copy])
    assert asyncio.run(trips()) == 3
    assert [entry["last_seen"] for entry in only(database)["sources"]] == [item.fetched_at for item in seen]


def test_an_edit_keeps_the_id_and_the_earlier_text(store: StoreConfig, database: Db) -> None:
    write(store, [article()])
    before = only(database)
    [result] = write(store, [article(minute=60, text=NEW_TEXT)], run_id="run-2")
    after, revision = only(database), database.revisions.find_one()
    assert result.edited == 1
    assert (after["_id"], after["revision"], after["body"]) == (before["_id"], 2, NEW_TEXT)
    assert after["revised_at"] == START + timedelta(minutes=60)
    assert after["run_id"] == "run-2"
    assert revision is not None
    assert revision["_id"] == f"{before['_id']}:1"
    assert (revision["body"], revision["content_hash"]) == (before["body"], before["content_hash"])
    assert (revision["valid_from"], revision["valid_to"]) == (START, START + timedelta(minutes=60))
    assert revision["changed_fields"] == ["body", "body_html"]


def test_an_edit_that_is_taken_back_is_two_revisions_of_one_article(store: StoreConfig, database: Db) -> None:
    write(
        store, [article()], [article(minute=1, text=NEW_TEXT)], [article(minute=2)], [article(minute=1, text=NEW_TEXT)]
    )
    assert only(database)["revision"] == 3
    assert database.revisions.count_documents({}) == 2


def test_new_tags_and_leads_are_found(store: StoreConfig, database: Db) -> None:
    """Editors tag an article when its subject gets a name: the search did not know it until the text changed."""
    tags = ["bão Yagi"]
    write(store, [article()], [article(minute=1, tags=tags)], [article(minute=2, tags=tags, summary="Cầu Phong Châu")])
    assert [len(search(database, words)) for words in ("bão yagi", "Phong Châu", "bài viết")] == [1, 1, 1]


def test_duplicates_and_edits_inside_one_batch_meet_each_other(store: StoreConfig, database: Db) -> None:
    first = article()
    batch = [
        article(minute=2, text=NEW_TEXT),
        first,
        article(minute=1),
        article(site="ubdt", minute=3, text=NEW_TEXT, title=first.title),
    ]
    [result] = write(store, batch)
    stored = only(database)
    assert (result.new, result.touched, result.edited, result.copied) == (1, 1, 1, 1)
    assert (stored["revision"], stored["body"], len(stored["sources"])) == (2, NEW_TEXT, 2)
    assert database.revisions.find_one({"_id": f"{stored['_id']}:1"}, {"body": 1}) == {
        "_id": f"{stored['_id']}:1",
        "body": first.body,
    }


def test_two_urls_of_one_article_are_one_source(store: StoreConfig, database: Db) -> None:
    write(store, [article()], [article(minute=1, url="https://nbtv.vn/tin-moi/1-bai.html")])
    assert [entry["url"] for entry in only(database)["sources"]] == ["https://nbtv.vn/tin/1.html"]
    assert database.pages.count_documents({"article_id": article_id("nbtv.vn#1")}) == 2


def test_a_site_that_gets_a_new_key_rule_does_not_get_its_articles_twice(store: StoreConfig, database: Db) -> None:
    results = write(
        store, [article()], [article(minute=1, key="nbtv.vn#tin-1")], [article(minute=2, key="nbtv.vn#tin-1")]
    )
    stored = only(database)
    assert [r.touched for r in results] == [0, 1, 1]
    assert stored["_id"] == article_id("nbtv.vn#1")
    assert stored["sources"][0]["key"] == "nbtv.vn#tin-1"


def test_one_item_that_mongodb_cannot_hold_does_not_cost_the_batch(store: StoreConfig, database: Db) -> None:
    batch: list[Article] = [article(1), article(2), article(3, summary="a\ud800"), article(4, views=2**70)]
    batch[1].body = "x" * 16_000_000
    [result] = write(store, batch)
    assert (result.new, len(result.rejects)) == (1, 3)
    assert database.rejects.count_documents({}) == 3


def test_an_item_that_the_database_validator_refuses_is_a_dead_letter(store: StoreConfig, database: Db) -> None:
    [result] = write(store, [article(1), article(2, title="")])
    assert (result.new, len(result.rejects)) == (1, 1)
    letter = database.rejects.find_one()
    assert letter is not None
    assert "the database refused it" in letter["reasons"][0]


def test_an_ordinary_batch_takes_three_commands(store: StoreConfig, database: Db) -> None:
    """A round trip per item would make a crawl wait for its database."""

    async def trips() -> list[int]:
        async with open_async(store, resolve_uri(store)) as opened:
            writer, counts = ArticleWriter(opened, run_id="r"), []
            for minute in (0, 1):
                before = writer.round_trips
                await writer.write([article(n, minute=minute) for n in range(50)])
                counts.append(writer.round_trips - before)
            return counts

    new, known = asyncio.run(trips())
    assert known == 3, "look up, write articles, write pages"
    assert new == 4, "and the words of new texts, because this server has no text index"


def test_what_is_seen_again_is_not_searched_for(
    store: StoreConfig, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The embedded server reads the whole collection for `$and`: known articles would cost more with each new one."""
    sent: list[Mapping[str, Any]] = []
    bulk = PatientDatabase.bulk

    async def listened(self: PatientDatabase, collection: str, operations: Sequence[UpdateOne]) -> Mapping[str, Any]:
        sent.extend(operation._filter for operation in operations if collection == "articles")
        return await bulk(self, collection, operations)

    write(store, [article()])
    monkeypatch.setattr(PatientDatabase, "bulk", listened)
    write(store, [article(minute=60)])
    (condition,) = sent
    assert {"_id", "sources.key"} <= condition.keys()
    assert not [name for name in condition if name.startswith("$")]


def test_lookups_of_the_writer_use_an_index(database: Db) -> None:
    for name in ("sources.key", "sources.url", "content_hash"):
        plan = database.articles.find({name: {"$in": ["a", "b"]}}).explain()["queryPlanner"]["winningPlan"]
        assert "COLLSCAN" not in str(plan)


def test_a_clock_that_was_ahead_once_does_not_freeze_an_article(store: StoreConfig, database: Db) -> None:
    """A machine that believed it was 2030 would make every edit until then look older than what is stored."""
    write(store, [article(fetched_at=START + timedelta(days=1500))])
    [result] = write(store, [article(minute=60, text=NEW_TEXT)])
    stored = only(database)
    assert result.edited == 1
    assert (stored["body"], stored["fetched_at"]) == (NEW_TEXT, START + timedelta(minutes=60))
    assert stored["sources"][0]["last_seen"] == START + timedelta(minutes=60)


def test_a_clock_that_jumps_back_loses_no_article(store: StoreConfig, database: Db) -> None:
    """Readings from before the newest one are noted, and change nothing that was read later."""
    results = write(store, [article(1, minute=60)], [article(2, minute=1)], [article(1, minute=2, text=NEW_TEXT)])
    assert [result.new + result.touched for result in results] == [1, 1, 1]
    assert database.articles.count_documents({"state": "current"}) == 2
    assert [entry["kind"] for entry in database.changes.find().sort("seq")] == ["added", "added"]
