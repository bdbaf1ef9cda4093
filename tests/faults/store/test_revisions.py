"""Two writers who replace one text, or one who is refused or killed: what the earlier text is said to have become."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import Any

import pytest
from pymongo.database import Database

from crawler.items import Article
from crawler.store.config import StoreConfig
from crawler.store.documents import article_id
from crawler.text.difference import difference
from tests.faults.store.racing import after_writes, before_writes, die, killed, writers
from tests.integration.store.samples import article, write

Db = Database[dict[str, Any]]
NEW_TEXT, OTHER_TEXT = "Nội dung đã sửa lại. " * 15, "Bài khác hẳn. " * 20


def revisions(database: Db) -> list[tuple[str, int, str, object, int]]:
    """What a consumer is told of earlier texts."""
    found = database.revisions.find().sort([("article_id", 1), ("revision", 1)]).to_list()
    assert not [kept for kept in found if "provisional" in kept or "holders" in kept]
    return [(kept["article_id"], kept["revision"], kept["body"], kept["valid_to"], kept["added"]) for kept in found]


def expected(*edits: Article) -> list[tuple[str, int, str, object, int]]:
    """What it is where these are written one after the other, as articles of one place."""
    kept = [difference(f"{old.title}\n{old.body}", f"{new.title}\n{new.body}").added for old, new in pairwise(edits)]
    return [
        (article_id(old.key), number, str(old.body), new.fetched_at, added)
        for number, ((old, new), added) in enumerate(zip(pairwise(edits), kept, strict=True), 1)
    ]


@pytest.mark.parametrize("step", ["revisions", "articles"])
@pytest.mark.parametrize("minute", [5, 9], ids=["the late one is older", "the late one is newer"])
def test_a_writer_that_comes_late_spoils_no_revision(store: StoreConfig, database: Db, step: str, minute: int) -> None:
    """The earlier text would end when another one came, and differ from it by words that were never stored."""
    first = article()
    fast, late = article(minute=7, text=NEW_TEXT), article(minute=minute, text=OTHER_TEXT)
    write(store, [first])

    async def run() -> None:
        async with writers(store, 2) as (one, two):
            before_writes(one, step, lambda: two.write([fast]))
            await one.write([late])

    asyncio.run(run())
    assert revisions(database) == expected(first, fast, *([late] if minute > 7 else []))


def test_a_faster_writer_that_dies_leaves_the_revision_of_its_own_edit(store: StoreConfig, database: Db) -> None:
    """It was killed between its edit and the last word on what the edit changed."""
    first, fast = article(), article(minute=7, text=NEW_TEXT)
    write(store, [first])

    async def run() -> None:
        async with writers(store, 3) as (one, two, three):
            # The slow one comes last to say what it is going to do, and dies before it does it.
            after_writes(two, "revisions", lambda: killed(one.write([article(minute=5, text=OTHER_TEXT)])))
            before_writes(one, "articles", die)
            after_writes(two, "articles", die)
            await killed(two.write([fast]))
            await three.recover()

    asyncio.run(run())
    assert revisions(database) == expected(first, fast)


def test_an_edit_that_is_refused_leaves_no_revision(store: StoreConfig, database: Db) -> None:
    """The current text would look like one that was replaced, by a text that is nowhere."""
    first = article()
    write(store, [first], [article(minute=5, title="", text=NEW_TEXT)])
    assert revisions(database) == []
    third = article(minute=9, text=OTHER_TEXT)
    write(store, [third])
    assert revisions(database) == expected(first, third)


def test_the_text_of_another_writer_who_relies_on_it_is_not_taken_away(store: StoreConfig, database: Db) -> None:
    """One was refused while the other, just killed, had replaced the text: it would be in no collection any more."""
    first, fast = article(), article(minute=7, text=NEW_TEXT)
    write(store, [first])

    async def run() -> None:
        async with writers(store, 3) as (one, two, three):
            after_writes(two, "articles", die)
            after_writes(one, "revisions", lambda: killed(two.write([fast])))
            await one.write([article(minute=5, title="", text=OTHER_TEXT)])
            await three.recover()

    asyncio.run(run())
    assert revisions(database) == expected(first, fast)


def test_texts_that_one_batch_brings_are_replaced_one_by_one(store: StoreConfig, database: Db) -> None:
    """A text that a slow writer was only going to store would overwrite one that was really there."""
    shown = [article(minute=n, text=f"Lần sửa thứ {n}. " * 20) for n in range(12)]
    [result] = write(store, shown)
    assert (result.new, result.edited, result.conflicts) == (1, 11, 0)
    assert revisions(database) == expected(*shown)
    kinds = [entry["kind"] for entry in database.changes.find().sort("seq")]
    assert kinds == ["added", *["edited"] * 11]
