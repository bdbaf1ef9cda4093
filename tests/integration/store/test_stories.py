"""Stories in the real store: who is joined, who is not, who leaves, whatever the order of arrival."""

from __future__ import annotations

import asyncio
import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.stories.variants import Text
from crawler.store import stories as module
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.schema import SCHEMA_VERSION
from crawler.store.sketches import renew
from crawler.store.stories import join_due
from crawler.store.story_groups import CROWD, Groups
from crawler.store.story_summaries import refresh
from tests.integration.store.samples import START, article, write
from tests.integration.store.story_samples import (
    BRIDGE,
    BRIDGE_FEATURE,
    FESTIVAL,
    FLOOD,
    POWER_CUTS,
    Db,
    Document,
    cut,
    document,
    edit,
    fleet,
    ident,
    join,
    retold,
    state,
)


def test_a_release_that_two_sites_carry_is_one_story(store: StoreConfig, database: Db) -> None:
    """Without it a consumer counts one press release as two news, and credits the later site with it."""
    older = document("baolaocai", 1, cut(BRIDGE), day=1, source_credit="TTXVN")
    newer = document("laocaitv", 1, BRIDGE, day=3)
    database.articles.insert_many([newer, older])
    assert join(store) == 2
    ids, stories = state(database)
    assert ids == {older["_id"]: older["_id"], newer["_id"]: older["_id"]}
    assert stories == [
        {
            "_id": older["_id"],
            "size": 2,
            "sites": ["baolaocai", "laocaitv"],
            "first_published_at": START + timedelta(days=1),
            "first_article_id": older["_id"],
            "source_credit": "TTXVN",
            "last_joined_at": older["first_seen"],
            "schema_version": SCHEMA_VERSION,
        }
    ]
    moved = database.articles.find_one({"_id": newer["_id"]})
    assert moved is not None
    (change,) = moved["unpublished"]
    assert (change["kind"], change["into"], change["version"]) == ("story_joined", older["_id"], 2)
    assert change["changed_fields"] == ["story_id"]
    assert change["site"] == "laocaitv"
    assert join(store) == 0
    assert state(database) == (ids, stories)


def test_no_article_is_removed_or_altered(store: StoreConfig, database: Db) -> None:
    """A text that is only similar would be lost: the promise is one document per distinct text."""
    database.articles.insert_many(fleet())
    before = database.articles.find().sort("_id").to_list()
    join(store)
    after = database.articles.find().sort("_id").to_list()
    ours = ("story_id", "story_due", "version", "unpublished")
    for one, other in zip(before, after, strict=True):
        assert {k: v for k, v in one.items() if k not in ours} == {k: v for k, v in other.items() if k not in ours}


def reference(store: StoreConfig, database: Db, documents: list[Document]) -> Any:
    database.articles.delete_many({})
    database.stories.delete_many({})
    database.articles.insert_many(documents)
    join(store)
    return state(database)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), size=st.integers(1, 8), limit=st.integers(1, 20))
def test_the_order_of_arrival_does_not_decide(
    store: StoreConfig, database: Db, seed: int, size: int, limit: int
) -> None:
    """Two crawls of the same news would give a consumer two different sets of stories."""
    documents = fleet()
    expected = reference(store, database, documents)
    ids, stories = expected
    assert sorted(story["size"] for story in stories) == [2, 2, 4]
    assert ids[ident("laocaitv", 1)] == ident("baolaocai", 1), "the oldest gives the story its id"
    database.articles.delete_many({})
    database.stories.delete_many({})
    random.Random(seed).shuffle(documents)
    for start in range(0, len(documents), size):
        database.articles.insert_many(documents[start : start + size])
        join(store, limit=limit)
    assert state(database) == expected


def test_issues_of_a_series_stay_apart_on_one_site_and_on_several(store: StoreConfig, database: Db) -> None:
    """All power cuts of a year would be one story, and the latest one would look like old news."""
    database.articles.insert_many(
        [document("nbtv", place, text, day=place) for place, text in enumerate(POWER_CUTS)]
        + [document("ubdt", 9, replace(POWER_CUTS[0], body=f"{POWER_CUTS[0].body}\n\nTheo nbtv.vn"), day=9)]
    )
    join(store)
    ids, stories = state(database)
    assert [story["size"] for story in stories] == [2]
    assert ids[ident("ubdt", 9)] == ident("nbtv", 0)
    assert ids[ident("nbtv", 1)] == ident("nbtv", 1)


def test_short_texts_and_texts_without_a_body_join_nothing(store: StoreConfig, database: Db) -> None:
    """ "Xem chi tiết tại đây" stands under a hundred notices that have nothing else in common."""
    short = replace(BRIDGE, body="Ủy ban nhân dân tỉnh thông báo kết quả thi tuyển viên chức, xem chi tiết tại đây.")
    empty = replace(BRIDGE, body="")
    documents = [
        *(document("nbtv", 1 + place, text, day=1) for place, text in enumerate((short, empty))),
        *(document("ubdt", 1 + place, text, day=1) for place, text in enumerate((short, empty))),
    ]
    for number, stored in enumerate(documents):
        stored["content_hash"] = f"{number:064x}"
    database.articles.insert_many(documents)
    assert join(store) == 4
    ids, stories = state(database)
    assert all(key == story for key, story in ids.items())
    assert stories == []


def test_an_article_with_another_text_leaves_its_story(store: StoreConfig, database: Db) -> None:
    """A page that was given a new subject would go on naming a release that it no longer carries."""
    database.articles.insert_many([document("nbtv", 1, BRIDGE, day=1), document("ubdt", 1, retold(BRIDGE), day=2)])
    join(store)
    head = ident("nbtv", 1)
    edit(database, head, FESTIVAL)
    join(store)
    ids, stories = state(database)
    assert ids == {head: head, ident("ubdt", 1): ident("ubdt", 1)}, "also where the one that left gave the id"
    assert stories == []
    left = database.articles.find_one({"_id": ident("ubdt", 1)})
    assert left is not None
    assert [change["into"] for change in left["unpublished"]] == [head, ident("ubdt", 1)]


def test_an_edit_takes_an_article_into_another_story_and_parts_what_it_held_together(
    store: StoreConfig, database: Db
) -> None:
    """Two releases that one page once had in common would stay one story for ever."""
    both = replace(BRIDGE, body=f"{BRIDGE.body}\n\n{FLOOD.body}", title=f"{BRIDGE.title}; {FLOOD.title}")
    database.articles.insert_many(
        [document("nbtv", 1, both, day=1), document("ubdt", 1, BRIDGE, day=2), document("baoquangtri", 1, FLOOD, day=3)]
    )
    join(store)
    assert len(set(state(database)[0].values())) == 1
    edit(database, ident("nbtv", 1), retold(FLOOD))
    join(store)
    ids, stories = state(database)
    assert ids[ident("ubdt", 1)] == ident("ubdt", 1)
    assert ids[ident("baoquangtri", 1)] == ids[ident("nbtv", 1)] == ident("nbtv", 1)
    assert [story["sites"] for story in stories] == [["baoquangtri", "nbtv"]]


def test_an_older_article_that_comes_late_gives_the_story_its_id(store: StoreConfig, database: Db) -> None:
    """The earliest publication would be whichever site happened to be crawled first."""
    database.articles.insert_many([document("nbtv", 1, BRIDGE, day=5), document("ubdt", 1, retold(BRIDGE), day=6)])
    join(store)
    database.articles.insert_one(document("laocaitv", 1, cut(BRIDGE), day=1))
    join(store)
    ids, (story,) = state(database)
    assert set(ids.values()) == {ident("laocaitv", 1)} == {story["_id"]}
    assert story["first_article_id"] == ident("laocaitv", 1)
    moved = database.articles.find_one({"_id": ident("nbtv", 1)})
    assert moved is not None
    assert moved["version"] == 2


def test_articles_from_before_there_were_stories_take_part(store: StoreConfig, database: Db) -> None:
    """A migration that only adds keys and marks would leave the archive without stories."""
    old = document("nbtv", 1, BRIDGE, day=1)
    del old["version"], old["story_id"]
    both = [old, document("ubdt", 1, retold(BRIDGE), day=0)]
    database.articles.insert_many(both, bypass_document_validation=True)
    join(store)
    ids = {stored["_id"]: stored.get("story_id") for stored in database.articles.find()}
    assert ids == dict.fromkeys(ids, ident("ubdt", 1))


def test_a_paragraph_that_everybody_has_is_no_evidence_and_hides_nothing(store: StoreConfig, database: Db) -> None:
    """Each new article with the usual closing paragraph would be compared with all that ever had it."""
    usual = POWER_CUTS[0].paragraphs[1]
    crowd = [
        document(
            "ubdt", number, replace(FLOOD, body=" ".join(f"chữ{number}x{n}" for n in range(60)) + f"\n\n{usual}"), day=1
        )
        for number in range(CROWD + 1)
    ]
    carried = replace(BRIDGE, body=f"{BRIDGE.body}\n\n{usual}")
    database.articles.insert_many(
        [*crowd, document("nbtv", 1, carried, day=1), document("laocaitv", 1, retold(carried), day=2)]
    )

    async def look() -> set[str]:
        async with open_async(store, resolve_uri(store)) as db:
            await renew(db, [stored["_id"] for stored in database.articles.find()])
            database.articles.update_many({"site": "ubdt"}, {"$unset": {"story_due": ""}})
            article = await Groups(db).article(ident("nbtv", 1))
            assert article is not None
            return {found["_id"] for found in await Groups(db)._sharing(article["sketch"])}

    candidates = asyncio.run(look())
    assert ident("laocaitv", 1) in candidates
    assert len(candidates) <= CROWD, "only by keys at the edge of the paragraph, which not everybody has"
    join(store)
    assert [story["size"] for story in state(database)[1]] == [2]


def test_an_edit_between_look_and_write_is_not_overwritten(
    store: StoreConfig, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An article would be put into the story of a text that it does not have any more."""
    database.articles.insert_many([document("nbtv", 1, BRIDGE, day=2), document("ubdt", 1, retold(BRIDGE), day=1)])
    original = module.move
    edits = iter([FESTIVAL])

    async def late(*arguments: Any, **options: Any) -> None:
        for text in edits:
            edit(database, ident("nbtv", 1), text)
        await original(*arguments, **options)

    monkeypatch.setattr(module, "move", late)
    join(store)
    ids, stories = state(database)
    assert ids == {key: key for key in ids}
    assert stories == []


def test_an_edit_between_the_last_look_and_the_mark_keeps_the_mark(
    store: StoreConfig, database: Db, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new text's story would never be looked for."""
    database.articles.insert_many([document("nbtv", 1, BRIDGE_FEATURE, day=2)])

    async def late(*arguments: Any) -> None:
        await refresh(*arguments)
        edit(database, ident("nbtv", 1), FESTIVAL)

    monkeypatch.setattr(module, "refresh", late)

    async def once() -> int:
        async with open_async(store, resolve_uri(store)) as db:
            return await join_due(db, run_id="run-2")

    assert asyncio.run(once()) == 0
    assert database.articles.count_documents({"story_due": True}) == 1


def test_a_story_knows_the_places_and_dates_of_its_articles(store: StoreConfig, database: Db) -> None:
    """`stories` is what a consumer counts publishers by: a copy that came, left or was dated anew was not in it."""

    def shown(site: str, text: Text, minute: int, **fields: Any) -> None:
        write(store, [article(site=site, title=text.title, text=text.body, minute=minute, **fields)])
        join(store)

    shown("nbtv", BRIDGE, 0)
    shown("ubdt", retold(BRIDGE), 1)
    shown("laocaitv", BRIDGE, 2)
    assert database.stories.distinct("sites") == ["laocaitv", "nbtv", "ubdt"]
    shown("laocaitv", FESTIVAL, 3)
    assert database.stories.distinct("sites") == ["nbtv", "ubdt"]
    shown("nbtv", BRIDGE, 4, published_at=START - timedelta(days=2), source_credit="TTXVN")
    (story,) = database.stories.find()
    assert (story["first_published_at"], story["source_credit"]) == (START - timedelta(days=2), "TTXVN")
    write(store, [article(site="nbtv", title=BRIDGE.title, text=BRIDGE.body, minute=5, views=99)])
    assert database.articles.count_documents({"story_due": True}) == 1, "the touch took the date back"
    join(store)
    write(store, [article(site="nbtv", title=BRIDGE.title, text=BRIDGE.body, minute=6, views=100)])
    assert database.articles.count_documents({"story_due": True}) == 0, "a touch is no reason to look"
