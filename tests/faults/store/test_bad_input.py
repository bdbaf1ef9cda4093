"""Texts that are nearly too large, a server that is killed inside a move, a disk that is full: nothing is lost."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import PyMongoError

from crawler.items import Article
from crawler.store import embedded
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, open_sync, prepare
from crawler.store.documents import article_id
from crawler.store.errors import StoreUnavailable
from crawler.store.writer import ArticleWriter
from tests.faults.store.racing import after_writes
from tests.faults.store.test_pipeline import crawl
from tests.integration.store.samples import article, write

Db = Database[dict[str, Any]]
LONGEST = 5_000_000  # characters: `maxLength` of the schema
NBTV, UBDT = (article_id(f"{site}.vn#1") for site in ("nbtv", "ubdt"))


def longest(words: str, **fields: Any) -> Article:
    """An article with as much text as the schema allows, without its HTML."""
    text = (words * (LONGEST // len(words) + 1))[:LONGEST]
    return article(text=text, body_html=None, **fields)


def shown(database: Db) -> dict[str, str]:
    """Key of each place -> the beginning of the text that it shows."""
    found = database.articles.find({"state": {"$ne": "merged"}}).to_list()
    return {entry["key"]: document["body"][:12] for document in found for entry in document["sources"]}


def test_a_text_of_five_million_characters_is_edited_split_and_merged(store: StoreConfig, database: Db) -> None:
    """A law with its annexes: its revision and the note of its move hold the text as well, and must fit."""
    first = longest("Luật đất đai. ")
    write(store, [first], [longest("Luật đất đai. ", site="ubdt", minute=1, title=first.title)])
    write(store, [longest("Nghị định mới. ", minute=5)])
    assert shown(database) == {"nbtv.vn#1": "Nghị định mớ", "ubdt.vn#1": "Luật đất đai"}
    write(store, [longest("Nghị định mới. ", site="ubdt", minute=9)])
    assert shown(database) == {"nbtv.vn#1": "Nghị định mớ", "ubdt.vn#1": "Nghị định mớ"}
    kept = {entry["_id"]: len(entry["body"]) for entry in database.revisions.find({}, ["body"])}
    assert kept == {f"{NBTV}:1": LONGEST, f"{UBDT}:1": LONGEST}
    assert database.rejects.count_documents({}) == database.intents.count_documents({}) == 0


def test_a_text_whose_letters_take_more_bytes_than_fit_is_a_dead_letter_and_harms_no_stored_one(
    store: StoreConfig, database: Db
) -> None:
    """Three bytes a letter are 15 MB: the edit cannot be stored, and must neither end the run nor touch the article."""
    write(store, [article()])
    [result] = write(store, [longest("ộếặ", minute=5), article(2, minute=6)])
    assert (result.new, len(result.rejects)) == (1, 1)
    letter = database.rejects.find_one()
    assert letter is not None
    assert (letter["key"], letter["item_shortened"]) == ("nbtv.vn#1", ["body"])
    assert database.articles.count_documents({"revision": 1}) == 2


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[StoreConfig]:
    """A server of the test's own, to be killed."""
    config = StoreConfig.from_env({"CRAWLER_DATA": str(tmp_path)})
    prepare(config)
    yield config
    embedded.stop(config)


def kill_server(config: StoreConfig) -> None:
    pid = embedded.status(config).pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)


def test_a_server_killed_between_leaving_and_placing_loses_no_source(own_server: StoreConfig) -> None:
    """The merged place has left its article and is in no other yet: the next run starts the server and completes it."""
    config = own_server
    other = article(site="ubdt", text="Bài khác hẳn. " * 20)
    write(config, [article()], [other])
    moved = article(minute=5, text=other.body, title=other.title)

    async def killed() -> None:
        async with open_async(config, embedded.uri(config)) as opened:
            writer = ArticleWriter(opened, run_id="run-killed", patience_s=0.1)

            async def kill() -> None:
                kill_server(config)

            after_writes(writer, "articles", kill)
            with pytest.raises(StoreUnavailable):
                await writer.write([moved])

    asyncio.run(killed())

    async def next_run() -> None:
        async with open_async(config, prepare(config)) as opened:
            assert await ArticleWriter(opened, run_id="run-next").recover() == 2  # a source, a change

    asyncio.run(next_run())
    with open_sync(config) as after:
        assert shown(after) == {"ubdt.vn#1": "Bài khác hẳn", "nbtv.vn#1": "Bài khác hẳn"}
        assert after.articles.count_documents({"_id": NBTV, "merged_into": UBDT}) == 1
        assert after.intents.count_documents({}) == 0
        told = [entry["kind"] for entry in after.changes.find().sort("seq")]
        assert told == ["added", "added", "merged", "duplicate_found"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 400 MB."""
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400m", "tmpfs", str(tmp_path)], check=False)
    if done.returncode:
        pytest.skip("file systems can be mounted by root only")
    yield tmp_path
    subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def test_a_full_disk_ends_the_run_loudly_and_a_later_one_completes_it(small_disk: Path) -> None:
    """Articles that the server could not write would be taken for stored, or stored ones would be gone."""
    config = StoreConfig.from_env({"CRAWLER_DATA": str(small_disk)})
    prepare(config)
    try:
        write(config, [article(1000)])
        filler = small_disk / "filler"
        with suppress(OSError), filler.open("wb") as file:
            while True:
                file.write(b"\0" * 65_536)
                file.flush()
        with open_sync(config) as database, suppress(PyMongoError):  # what the server holds in reserve
            for _ in range(300):
                database.ballast.insert_one({"bytes": os.urandom(1_000_000)})
        stats, log = crawl(config, timeout_s=150)
        assert (stats["reason"], stats["store/new"]) == ("store_failed", 0)
        assert "try again" in log
        assert "Traceback" not in log
        filler.unlink()
        embedded.stop(config)
        again, log = crawl(config, timeout_s=150)
        assert (again["store/new"], again["store/failed"], log) == (59, 0, "")
        with open_sync(config) as database:
            assert database.articles.count_documents({}) == 60
            assert [entry["seq"] for entry in database.changes.find().sort("seq")] == list(range(1, 61))
    finally:
        embedded.stop(config)
