"""The follower of docs/consuming.md: each change exactly once, whatever happens to it or to the articles."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.items import Article
from crawler.store import feed
from crawler.store.collections import CHANGES, META
from crawler.store.config import StoreConfig
from crawler.store.documents import article_id
from tests.integration.store.samples import article, gone, miss, write
from tests.page import python_blocks
from tests.plans import index_of

Db = Database[dict[str, Any]]

(FOLLOWER,) = python_blocks("Follow the changes")
NEW_TEXT = "Nội dung đã sửa lại. " * 15
NBTV, UBDT = article_id("nbtv.vn#1"), article_id("ubdt.vn#1")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the follower keeps its file."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(database: Db, code: str = FOLLOWER) -> dict[str, Any]:
    """Start the follower; the file that it leaves."""
    exec(code, {"db": database})
    state: dict[str, Any] = json.loads(Path("headlines.json").read_text("utf-8"))
    return state


def right(database: Db) -> dict[str, Any]:
    """What its file must say of all articles that are stored now."""
    stored = database.articles.find().to_list()
    return {
        "cursor": feed.newest(database),
        "titles": {entry["_id"]: entry["title"] for entry in stored if entry["state"] == "current"},
        "moved": {entry["_id"]: entry["merged_into"] for entry in stored if entry["state"] == "merged"},
    }


def copy_at(site: str, original: Article, *, minute: int) -> Article:
    """The same text, published by another site."""
    return article(site=site, minute=minute, text=original.body, title=original.title)


def forget(database: Db) -> None:
    """What a crawl does to events that are older than CHANGES_RETENTION_DAYS."""
    assert feed.prune(database, keep=timedelta(days=400), now=datetime.now(UTC) + timedelta(days=401))


def test_it_goes_on_where_it_stopped(store: StoreConfig, database: Db) -> None:
    """A consumer that copies it would work off everything again, or miss something."""
    write(store, [article(1)])
    assert run(database) == {"cursor": 1, "titles": {NBTV: "Bài viết số 1"}, "moved": {}}
    write(store, [article(2), article(3)], [article(1, minute=5, title="Tin đã sửa", text=NEW_TEXT)])
    assert run(database) == right(database)
    assert run(database)["titles"][NBTV] == "Tin đã sửa"
    assert run(database)["cursor"] == 4


def test_a_crash_in_the_middle_loses_and_doubles_nothing(store: StoreConfig, database: Db) -> None:
    """Cursor and work could disagree after a kill."""
    write(store, [article(1)])
    run(database)
    write(store, [article(2)])
    with pytest.raises(ZeroDivisionError):
        run(database, FOLLOWER.replace("    part.replace(FILE)", "    1 / 0"))
    assert json.loads(Path("headlines.json").read_text("utf-8"))["cursor"] == 1
    assert run(database) == right(database)


def test_more_than_one_page_of_events(store: StoreConfig, database: Db) -> None:
    """A consumer that was away for a day would stop in the middle, or overlook what lies between two pages."""
    write(store, [article(number) for number in range(205)])
    assert run(database) == right(database)
    assert len(run(database)["titles"]) == 205


def test_it_waits_at_a_gap(store: StoreConfig, database: Db) -> None:
    """An event that another process is about to publish would never be seen."""
    write(store, [article(1), article(2), article(3)])
    late = database[CHANGES].find_one_and_delete({"seq": 2})
    assert late is not None
    assert run(database)["cursor"] == 1
    assert run(database)["cursor"] == 1
    database[CHANGES].insert_one(late)
    assert run(database) == right(database)


def test_it_says_that_it_came_too_late(store: StoreConfig, database: Db) -> None:
    """A consumer that slept longer than events are kept would go on with a hole in its data."""
    write(store, [article(1)])
    run(database)
    write(store, [article(2), article(3), article(4)])
    forget(database)
    with pytest.raises(SystemExit, match="events after 1 are no longer kept"):
        run(database)
    Path("headlines.json").unlink()
    with pytest.raises(SystemExit, match="events after 0 are no longer kept"):
        run(database)


@pytest.mark.parametrize("unread", [0, 1], ids=["all read", "all but the newest read"])
def test_old_events_that_are_gone_do_not_trouble_who_has_them(store: StoreConfig, database: Db, unread: int) -> None:
    """A consumer that is up to date would be sent to an export for nothing."""
    write(store, [article(number) for number in range(1, 5 - unread)])
    run(database)
    write(store, [article(9)] * unread)
    forget(database)
    assert run(database) == right(database)
    write(store, [article(5)])
    assert run(database) == right(database)


def test_a_cursor_of_another_database_is_told(store: StoreConfig, database: Db) -> None:
    """After a restore from a backup a consumer would wait for ever, and then take other changes for the next ones."""
    write(store, [article(1), article(2)])
    run(database)
    database[CHANGES].delete_one({"seq": 2})
    database[META].update_one({"_id": feed.HEAD}, {"$set": {"seq": 1, "pending": []}})
    with pytest.raises(SystemExit, match="another database"):
        run(database)


def test_a_copy_that_is_rewritten_gets_a_headline_of_its_own(store: StoreConfig, database: Db) -> None:
    """A split would leave a consumer without the new article."""
    first = article()
    write(store, [first], [copy_at("ubdt", first, minute=1)])
    assert list(run(database)["titles"]) == [NBTV]
    write(store, [article(site="ubdt", minute=5, title="Bản của xã", text=NEW_TEXT)])
    assert run(database) == right(database)
    assert run(database)["titles"] == {NBTV: "Bài viết số 1", UBDT: "Bản của xã"}


def test_a_text_that_only_its_copies_still_show_stays(store: StoreConfig, database: Db) -> None:
    """The first place is edited: the earlier text lives on under another id, of which a consumer must hear."""
    first = article()
    write(store, [first], [copy_at("ubdt", first, minute=1)])
    run(database)
    write(store, [article(minute=5, title="Tin đã sửa", text=NEW_TEXT)])
    assert run(database) == right(database)
    assert run(database)["titles"] == {NBTV: "Tin đã sửa", UBDT: "Bài viết số 1"}


def test_a_merged_article_goes_and_its_id_leads_on(store: StoreConfig, database: Db) -> None:
    """A consumer would count one article twice, and its old links would lead nowhere."""
    two = article(1, site="ubdt", title="Bản của xã", text=NEW_TEXT)
    write(store, [article()], [two])
    run(database)
    write(store, [copy_at("nbtv", two, minute=5)])
    merged = run(database)
    assert merged == right(database)
    assert (list(merged["titles"]), merged["moved"]) == ([UBDT], {NBTV: UBDT})
    write(store, [article(minute=9, title="Tin thứ ba", text="Bài thứ ba. " * 20)])
    again = run(database)
    assert again == right(database)
    assert (again["titles"][NBTV], again["moved"]) == ("Tin thứ ba", {})


def test_a_withdrawn_article_goes_and_may_come_back(store: StoreConfig, database: Db) -> None:
    """A consumer would go on showing what its publisher took down, or hide what is up again."""
    write(store, [article()])
    run(database)
    miss(store, *[gone(days=day) for day in (1, 2, 4)])
    assert run(database) == right(database)
    assert run(database)["titles"] == {}
    write(store, [article(minute=6 * 1440)])
    assert run(database) == right(database)
    assert run(database)["titles"] == {NBTV: "Bài viết số 1"}


def test_an_empty_round_costs_two_lookups(database: Db) -> None:
    """A follower that looks every few seconds would slow every crawl."""
    command = {"find": CHANGES, "filter": {"seq": {"$gt": 7, "$lte": 107}}, "sort": {"seq": 1}}
    assert index_of(database, command) == "seq"
