"""Writers beside each other, killed writers, replays: exactly one document per article in the end."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import defaultdict
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pymongo.database import Database

from crawler.items import Article
from crawler.store.config import PROJECT_ROOT, StoreConfig
from crawler.store.connect import prepare
from tests.integration.store.ingest import ARTICLES, COPIES, items
from tests.integration.store.samples import article, write

Db = Database[dict[str, Any]]


def ingest(store: StoreConfig, seed: int) -> subprocess.Popen[str]:
    """Start a writing process."""
    environ = {
        **os.environ,
        "CRAWLER_DATA": str(store.data_dir),
        "MONGO_DATABASE": store.database,
        "PYTHONPATH": str(PROJECT_ROOT),
    }
    environ.pop("MONGO_URI", None)
    command = [sys.executable, "-m", "tests.integration.store.ingest", str(seed)]
    return subprocess.Popen(command, env=environ, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True)


def expected() -> dict[str, set[str]]:
    """Current content hash -> keys of its sources."""
    newest: dict[str, Article] = {}
    current: dict[str, set[str]] = defaultdict(set)
    for item in items():
        if item.key not in newest or item.fetched_at > newest[item.key].fetched_at:
            newest[item.key] = item
    for item in newest.values():
        current[str(item.content_hash)].add(item.key)
    return dict(current)


def stored(database: Db) -> dict[str, set[str]]:
    """The same of the database, which must hold each key once."""
    found = database.articles.find().to_list()
    keys = [entry["key"] for document in found for entry in document["sources"]]
    assert len(keys) == len(set(keys))
    return {document["content_hash"]: {entry["key"] for entry in document["sources"]} for document in found}


def test_two_processes_with_the_same_items_make_each_article_once(store: StoreConfig, database: Db) -> None:
    running = [ingest(store, seed) for seed in (1, 2)]
    outputs = [process.communicate(timeout=60)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0]
    assert stored(database) == expected()
    assert database.rejects.count_documents({}) == 0
    assert database.pages.count_documents({}) == ARTICLES + COPIES
    new = sum(int(line.split()[0]) for output in outputs for line in output.splitlines())
    assert new == ARTICLES, "both runs together report each article as new exactly once"
    for revision in database.revisions.find():
        current = database.articles.find_one({"_id": revision["article_id"]})
        assert current is not None
        assert revision["content_hash"] != current["content_hash"]


def test_a_writer_killed_at_any_moment_and_run_again_leaves_the_same_state(store: StoreConfig, database: Db) -> None:
    for batches in (1, 3):
        process = ingest(store, seed=7)
        assert process.stdout is not None
        for _ in range(batches):
            process.stdout.readline()
        process.kill()  # SIGKILL, in the middle of a later batch
        process.communicate(timeout=60)
    finished = ingest(store, seed=8)
    finished.communicate(timeout=60)
    assert finished.returncode == 0
    assert stored(database) == expected()
    assert {page["_id"] for page in database.pages.find()} == {item.url for item in items()}
    assert database.pages.count_documents({"article_id": None}) == 0


ITEMS = [
    *(article(number, minute=number) for number in range(4)),
    *(article(n, site="ubdt", minute=10, text=article(n).body, title=article(n).title) for n in range(2)),
    *(article(number, minute=20, text=f"Nội dung đã sửa {number}. " * 12) for number in (2, 3)),
    *(article(number, minute=30, text=f"Sửa lần nữa {number}. " * 12, summary=None) for number in (3,)),
]


def essence(database: Db) -> list[Any]:
    """What must not depend on the order of writes: texts, sources and times (an id follows the first source)."""
    return sorted(
        (
            document["content_hash"],
            document["body"],
            document["first_seen"],
            document["last_seen"],
            sorted((entry["key"], entry["first_seen"], entry["last_seen"]) for entry in document["sources"]),
        )
        for document in database.articles.find()
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.lists(st.integers(0, len(ITEMS) - 1), max_size=12),
    seed=st.integers(0, 10**6),
    size=st.integers(1, len(ITEMS)),
)
def test_any_order_and_any_repetition_ends_in_the_same_state(
    store: StoreConfig, database: Db, order: list[int], seed: int, size: int
) -> None:
    for collection in database.list_collection_names():
        database[collection].delete_many({})
    write(store, ITEMS)
    reference = essence(database)
    complete = database.articles.find().sort("_id").to_list()
    shuffled = [*range(len(ITEMS)), *order]
    random.Random(seed).shuffle(shuffled)
    replay = [ITEMS[number] for number in shuffled]
    batches = [replay[start : start + size] for start in range(0, len(replay), size)]
    results = write(store, *batches)
    assert database.articles.find().sort("_id").to_list() == complete, "replaying what is stored changes nothing"
    assert sum(result.touched for result in results) == len(replay)
    for collection in database.list_collection_names():
        database[collection].delete_many({})
    write(store, *batches)
    assert essence(database) == reference
    assert database.rejects.count_documents({}) == 0


def test_preparing_twice_is_harmless(store: StoreConfig, database: Db) -> None:
    assert prepare(store) == prepare(store)
