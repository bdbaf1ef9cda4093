"""Joining that is killed between any two writes, or done by several processes at once, ends in the same stories."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import count
from typing import Any

import pytest
from pymongo.asynchronous.collection import AsyncCollection

from crawler.store.config import PROJECT_ROOT, StoreConfig
from tests.integration.store.story_samples import (
    PETROL,
    Db,
    Document,
    document,
    edit,
    fleet,
    ident,
    join,
    retold,
    state,
)

WRITES = ("bulk_write", "replace_one", "delete_one")


class _KilledError(BaseException):
    """Like a kill: nothing of ours catches it."""


def kill_after(writes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let ``writes`` writes through; the next one is never sent. A bulk counts one by one."""
    left = count(writes, -1)

    def limited(name: str) -> Any:
        original = getattr(AsyncCollection, name)

        async def write(self: Any, *arguments: Any, **options: Any) -> Any:
            if name != "bulk_write":
                if next(left) <= 0:
                    raise _KilledError
                return await original(self, *arguments, **options)
            done = None
            for operation in arguments[0]:  # one by one: a kill may fall into the middle of a bulk
                if next(left) <= 0:
                    raise _KilledError
                done = await original(self, [operation], **options)
            return done

        return write

    for name in WRITES:
        monkeypatch.setattr(AsyncCollection, name, limited(name))


def prepared(database: Db, store: StoreConfig) -> list[Document]:
    """Stories that stand, and, still due, an older member, a newcomer and an edit that take them apart and together.

    Returns all documents, so that the same state can be made again.
    """
    documents = fleet()
    late = [stored for stored in documents if stored["_id"] in (ident("baolaocai", 1), ident("ubdt", 3))]
    database.articles.insert_many([stored for stored in documents if stored not in late])
    join(store)
    database.articles.insert_many([*late, document("ubmttqvn_quangtri", 1, retold(PETROL), day=4)])
    edit(database, ident("nbtv", 4), PETROL)
    return [*database.articles.find(), *database.stories.find(), *database.sketches.find()]


def again(database: Db, documents: list[Document]) -> None:
    """The state that ``prepared`` left."""
    database.articles.delete_many({})
    database.stories.delete_many({})
    database.sketches.delete_many({})
    database.articles.insert_many([stored for stored in documents if "url" in stored])
    database.stories.insert_many([stored for stored in documents if "size" in stored])
    database.sketches.insert_many([stored for stored in documents if "bands" in stored])


def test_killed_between_any_two_writes_and_run_again(store: StoreConfig, database: Db) -> None:
    """A power cut would leave half of a story under its old id for ever, or a story that lists articles that left."""
    before = prepared(database, store)
    join(store)
    expected = state(database)
    assert len(expected[1]) == 3
    for writes in range(200):
        again(database, before)
        with pytest.MonkeyPatch.context() as patch:
            kill_after(writes, patch)
            try:
                join(store)
            except _KilledError:
                killed = True
            else:
                killed = False
        join(store)
        assert state(database) == expected, f"killed before write {writes + 1}"
        if not killed:
            assert writes > 15
            break
    else:
        raise AssertionError("it never came to an end")


def test_processes_that_join_at_once_end_in_the_same_stories(store: StoreConfig, database: Db) -> None:
    """Two sites are crawled at once, and both find the older copy: a story would fall into two, or lose an event."""
    before = prepared(database, store)
    join(store)
    expected = state(database)
    environ = {
        **os.environ,
        "CRAWLER_DATA": str(store.data_dir),
        "MONGO_DATABASE": store.database,
        "PYTHONPATH": str(PROJECT_ROOT),
    }
    environ.pop("MONGO_URI", None)
    command = [sys.executable, "-m", "tests.integration.store.story_samples"]
    for attempt in range(2):
        again(database, before)
        running = [
            subprocess.Popen(
                [*command, f"{attempt}-{number}"],
                env=environ,
                cwd=PROJECT_ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for number in range(3)
        ]
        for process in running:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in running:
            process.communicate("go\n", timeout=60)
        assert [process.returncode for process in running] == [0, 0, 0]
        assert state(database) == expected


def test_a_process_that_is_killed_outright_owes_nothing(store: StoreConfig, database: Db) -> None:
    """The same with SIGKILL in the real process, whose last write the server may or may not have taken."""
    database.articles.insert_many(fleet())
    join(store)
    expected = state(database)
    environ = {**os.environ, "CRAWLER_DATA": str(store.data_dir), "MONGO_DATABASE": store.database}
    environ.pop("MONGO_URI", None)
    database.articles.delete_many({})
    database.stories.delete_many({})
    database.articles.insert_many(fleet())
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.store.story_samples", "1"],
        env={**environ, "PYTHONPATH": str(PROJECT_ROOT)},
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdout.readline()
    process.stdin.write("go\n")
    process.stdin.flush()
    while not database.articles.count_documents({"version": 2}, limit=1):
        if process.poll() is not None:
            break
    process.kill()
    process.communicate(timeout=60)
    join(store)
    assert state(database) == expected
