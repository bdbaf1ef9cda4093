"""The follower of docs/consuming.md: each change exactly once, whatever happens to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store.collections import CHANGES
from crawler.store.config import StoreConfig
from crawler.store.documents import article_id
from crawler.store.events import ChangeKind, event
from tests.integration.store.samples import START, article, write
from tests.page import python_blocks

Db = Database[dict[str, Any]]

(FOLLOWER,) = python_blocks("Follow the changes")


def publish(database: Db, seq: int, article: str, kind: ChangeKind = "added", version: int = 1) -> None:
    """What the feed writes, until the lead's own writer is used here."""
    change = event(kind, article_id=article, version=version, site="nbtv", at=START, run_id="run-1")
    database[CHANGES].insert_one({"seq": seq, **change})


@pytest.fixture
def ids(store: StoreConfig, database: Db) -> list[str]:
    """Three stored articles."""
    items = [article(number) for number in range(3)]
    write(store, items)
    return [article_id(item.key) for item in items]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the follower keeps its file."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(database: Db, code: str = FOLLOWER) -> dict[str, Any]:
    """Start the follower; the file that it leaves."""
    exec(code, {"db": database})
    state: dict[str, Any] = json.loads(Path("headlines.json").read_text("utf-8"))
    return state


def test_it_goes_on_where_it_stopped(database: Db, ids: list[str], folder: Path) -> None:
    """A consumer that copies it would work off everything again, or miss something."""
    publish(database, 1, ids[0])
    assert run(database) == {"cursor": 1, "titles": {ids[0]: "Bài viết số 0"}}
    publish(database, 2, ids[1])
    publish(database, 3, ids[2])
    assert run(database)["cursor"] == 3
    assert len(run(database)["titles"]) == 3


def test_a_crash_in_the_middle_loses_and_doubles_nothing(database: Db, ids: list[str], folder: Path) -> None:
    """Cursor and work could disagree after a power cut."""
    publish(database, 1, ids[0])
    run(database)
    publish(database, 2, ids[1])
    with pytest.raises(ZeroDivisionError):
        run(database, FOLLOWER.replace("    part.replace(FILE)", "    1 / 0"))
    assert json.loads(Path("headlines.json").read_text("utf-8"))["cursor"] == 1
    assert run(database)["cursor"] == 2


def test_it_waits_at_a_gap(database: Db, ids: list[str], folder: Path) -> None:
    """An event that another process is about to publish would never be seen."""
    publish(database, 1, ids[0])
    publish(database, 3, ids[2])
    assert run(database)["cursor"] == 1
    assert run(database)["cursor"] == 1
    publish(database, 2, ids[1])
    assert run(database)["cursor"] == 3


def test_it_says_that_it_came_too_late(database: Db, ids: list[str], folder: Path) -> None:
    """A consumer that slept longer than events are kept would go on with a hole in its data."""
    publish(database, 1, ids[0])
    run(database)
    publish(database, 2, ids[1])
    publish(database, 3, ids[2])
    database[CHANGES].delete_many({"seq": {"$lte": 2}})
    with pytest.raises(SystemExit, match="events after 1 are no longer kept"):
        run(database)


def test_old_events_that_are_gone_do_not_trouble_who_has_them(database: Db, ids: list[str], folder: Path) -> None:
    """A consumer that is up to date would be sent to an export for nothing."""
    publish(database, 1, ids[0])
    run(database)
    database[CHANGES].delete_many({})
    assert run(database)["cursor"] == 1
    publish(database, 2, ids[1])
    assert run(database)["cursor"] == 2


def test_a_merged_article_goes(database: Db, ids: list[str], folder: Path) -> None:
    """A consumer would keep counting an article that became part of another."""
    publish(database, 1, ids[0])
    run(database)
    database.command({"collMod": "articles", "validator": {}})  # the schema of merged articles comes with the merge
    database.articles.update_one({"_id": ids[0]}, {"$set": {"state": "merged", "merged_into": ids[1]}})
    publish(database, 2, ids[0], "merged", 2)
    assert run(database)["titles"] == {}
