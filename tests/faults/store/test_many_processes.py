"""Eight writers at once, two of them killed, and a consumer that is killed too: nothing lost, nothing doubled.

``pytest tests/faults/store/test_many_processes.py --stream 5000`` does it with as many items a writer.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store import feed
from crawler.store.config import PROJECT_ROOT, StoreConfig
from crawler.store.documents import article_id
from tests.faults.store.ingest import items

Db = Database[dict[str, Any]]
WRITERS, KILLED = 8, 2


def start(store: StoreConfig, module: str, *arguments: object) -> subprocess.Popen[str]:
    """A process on the test's database."""
    environ = {name: value for name, value in os.environ.items() if name != "MONGO_URI"}
    environ |= {"CRAWLER_DATA": str(store.data_dir), "MONGO_DATABASE": store.database}
    command = [sys.executable, "-m", f"tests.faults.store.{module}", *map(str, arguments)]
    return subprocess.Popen(command, env=environ, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True)


def kill_after(process: subprocess.Popen[str], lines: int) -> None:
    """SIGKILL once it has printed so many lines."""
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    process.kill()
    process.communicate(timeout=60)


def finish(process: subprocess.Popen[str]) -> None:
    process.communicate(timeout=3600)
    assert process.returncode == 0


def test_eight_writers_two_killed_and_a_killed_follower(
    store: StoreConfig, database: Db, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """Two crons, a reparse and an impatient operator: consumers must not notice."""
    count = pytestconfig.getoption("--stream")
    worked = tmp_path / "worked"
    follower = start(store, "follow", worked, 0)
    writers = [start(store, "ingest", count, seed) for seed in range(WRITERS)]
    for number in range(KILLED):
        kill_after(writers[number], 1 + number)
        writers[number] = start(store, "ingest", count, number)
    kill_after(follower, 3)
    for process in writers:
        finish(process)
    last = feed.newest(database)
    finish(start(store, "follow", worked, last))
    _check_articles(database, count)
    _check_feed(database, last)
    seen = [line.split()[1] for line in worked.read_text().splitlines()]
    assert seen == [entry["_id"] for entry in database.changes.find({}, ["seq"]).sort("seq")]
    print(f"{WRITERS} writers of {count} items: {last} changes, all of them seen once")


def _check_articles(database: Db, count: int) -> None:
    newest, older = {}, defaultdict(set)
    for item in sorted(items(count), key=lambda item: item.fetched_at):
        older[item.key].add(item.content_hash)
        newest[item.key] = item
    expected: dict[str, set[str]] = defaultdict(set)
    for key, item in newest.items():
        expected[str(item.content_hash)].add(key)
    stored = database.articles.find({"state": "current"}).to_list()
    assert {d["content_hash"]: {entry["key"] for entry in d["sources"]} for d in stored} == dict(expected)
    assert len(stored) == len(expected)
    assert all(d["_id"] == article_id(d["sources"][0]["key"]) == article_id(d["key"]) for d in stored)
    copied = {item.key for item in items(count) if "copied" in str(item.body)}
    revisions = database.revisions.find({}, ["article_id", "content_hash"]).to_list()
    edited = {key for key, item in newest.items() if EDITED in str(item.body)} - copied
    assert {article_id(key) for key in edited} <= {entry["article_id"] for entry in revisions}
    assert len({(entry["article_id"], entry["content_hash"]) for entry in revisions}) == len(revisions)
    by_id = {article_id(key): hashes for key, hashes in older.items()}
    assert all(entry["content_hash"] in by_id[entry["article_id"]] for entry in revisions)
    for name in ("rejects", "intents"):
        assert database[name].count_documents({}) == 0


EDITED = "Nội dung đã sửa."


def _check_feed(database: Db, last: int) -> None:
    events = database.changes.find().sort("seq").to_list()
    assert [entry["seq"] for entry in events] == list(range(1, last + 1))
    versions: dict[str, int] = defaultdict(int)
    for entry in events:
        versions[entry["article_id"]] += 1
        assert entry["version"] == versions[entry["article_id"]]
    assert {d["_id"]: d["version"] for d in database.articles.find({}, ["version"])} == dict(versions)
    assert not any(d.get("unpublished") for d in database.articles.find({}, ["unpublished"]))
