"""One embedded store that is filled and measured, and deleted in the end."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from pymongo.database import Database
from pymongo.errors import BulkWriteError, NetworkTimeout, OperationFailure
from pymongo.write_concern import WriteConcern
from rich.console import Console
from rich.progress import Progress

from benchmarks.articles import key_of, made
from benchmarks.store.figures import BATCH, Figures, Rate
from crawler.items import Article
from crawler.store import connect, embedded
from crawler.store.collections import ARTICLES, INDEXES, SEARCH, Document
from crawler.store.config import StoreConfig
from crawler.store.documents import new_article
from crawler.store.draft import LOOKED_UP
from crawler.store.patient import DUPLICATE_KEY, PatientDatabase
from crawler.store.search import search_document
from crawler.store.writer import ArticleWriter

_CHUNK = 100  # documents that are made, and inserted, at a time
_PATIENCE = 5  # timeouts of one insert
_UNKNOWN = 10**9  # numbers from here on are of articles that are never stored
_TICKS = os.sysconf("SC_CLK_TCK")
Db = Database[Document]


class Bench:
    """One store that is filled and measured."""

    def __init__(self, config: StoreConfig, server: embedded.ServerInfo, *, rounds: int, batches: int) -> None:
        self._config, self._server = config, server
        self._rounds, self._batches = rounds, batches
        self._stored = 0

    def fill(self, size: int, *, words: bool, advance: Callable[[int], object]) -> None:
        """Insert articles until there are ``size``."""
        starts = range(self._stored, size, _CHUNK)
        ends = [min(start + _CHUNK, size) for start in starts]
        with connect.open_sync(self._config) as db, ProcessPoolExecutor(1) as maker:
            # The next documents are made while the server takes these.
            waiting = [maker.submit(documents, *pair) for pair in list(zip(starts, ends, strict=True))[:1]]
            for number, start in enumerate(starts):
                chunk = waiting.pop().result()
                if number + 1 < len(ends):
                    waiting.append(maker.submit(documents, ends[number], ends[number + 1]))
                insert(db, ARTICLES, chunk)
                if words:
                    insert(db, SEARCH, [search_document(document) for document in chunk])
                advance(ends[number] - start)
        self._stored = max(size, self._stored)

    def measure(self) -> Figures:
        """All figures at the present size; afterwards some more articles are stored."""
        size = self._stored
        known, unknown = asyncio.run(self._lookups())
        looked = os.getloadavg()[0]
        fresh = range(size, size + self._batches * BATCH)
        new = asyncio.run(self._write([made(number) for number in fresh]))
        touched = asyncio.run(self._write([made(number, minute=60) for number in fresh]))
        self._stored = fresh.stop
        with connect.open_sync(self._config) as db:
            parts = {name: content_of(db, name) for name in INDEXES}
        return Figures(
            size,
            known,
            unknown,
            new,
            touched,
            memory_mb(self._server.pid),
            embedded.status(self._config).size_bytes / 1e6,
            looked,
            {name: part for name, part in parts.items() if part["documents"]},
        )

    async def _lookups(self) -> tuple[float, float]:
        """Median milliseconds of the finds for a batch, all known and all unknown, in turn."""
        spent: dict[str, list[float]] = {"known": [], "unknown": []}
        async with connect.open_async(self._config, self._server.uri) as opened:
            db = PatientDatabase(opened)
            for turn in range(self._rounds + 1):  # the first one only warms up
                step = max(1, self._stored // BATCH)
                numbers = {
                    "known": [(turn * 7 + place * step) % self._stored for place in range(min(BATCH, self._stored))],
                    "unknown": [_UNKNOWN + turn * BATCH + place for place in range(BATCH)],
                }
                for name, wanted in numbers.items():
                    keys = {key_of(number) for number in wanted}
                    began = time.perf_counter()
                    found = await db.find_by(ARTICLES, "sources.key", keys, LOOKED_UP)
                    spent[name].append(time.perf_counter() - began)
                    if len(found) != (len(keys) if name == "known" else 0):
                        raise AssertionError(f"{len(found)} of {len(keys)} {name} articles found")
        return 1000 * median(spent["known"][1:]), 1000 * median(spent["unknown"][1:])

    async def _write(self, items: Sequence[Article]) -> Rate:
        """Batches through a writer of its own, each published as a crawl does it."""
        trips: dict[str, int] = {"write": 0, "publish": 0}
        async with connect.open_async(self._config, self._server.uri) as opened:
            writer = ArticleWriter(opened, run_id="benchmark")
            await writer.recover()

            async def counted(name: str, work: Awaitable[Any]) -> None:
                before = writer.round_trips
                await work
                trips[name] += writer.round_trips - before

            began, server, ours = time.perf_counter(), cpu_seconds(self._server.pid), time.process_time()
            for start in range(0, len(items), BATCH):
                await counted("write", writer.write(items[start : start + BATCH]))
                await counted("publish", writer.publish())
            took = time.perf_counter() - began
            server, ours = cpu_seconds(self._server.pid) - server, time.process_time() - ours
        batches, each = -(-len(items) // BATCH), 1000 / len(items)
        rates = trips["write"] / batches, trips["publish"] / batches
        return Rate(len(items) / took, server * each, ours * each, *rates, os.getloadavg()[0])


def documents(start: int, end: int) -> list[Document]:
    """What the writer stores of these articles, as it is when their changes are published and their stories found."""
    found = []
    for number in range(start, end):
        document = new_article(made(number), run_id="fill")
        del document["story_due"]
        found.append(document | {"unpublished": []})
    return found


def insert(db: Db, name: str, chunk: Sequence[Document]) -> None:
    """Insert documents; again where the server let the driver wait too long, as it does at a checkpoint of a large
    store on a busy machine."""
    # Not journaled: it is faster, and what a kill would lose is only ever a measurement.
    collection = db[name].with_options(write_concern=WriteConcern(w=1))
    for attempt in range(_PATIENCE):
        try:
            collection.insert_many(chunk, ordered=False)
        except NetworkTimeout:
            if attempt + 1 == _PATIENCE:
                raise
        except BulkWriteError as error:
            if {entry["code"] for entry in (error.details or {}).get("writeErrors", ())} != {DUPLICATE_KEY}:
                raise
            return  # stored by the attempt before
        else:
            return


def content_of(db: Db, name: str) -> dict[str, int]:
    """Documents of a collection, bytes and index sizes as ``collStats`` tells them; 0 for what it does not tell."""
    try:
        told = db.command("collStats", name)
    except OperationFailure:
        told = {"count": db[name].estimated_document_count()}
    return {
        "documents": int(told.get("count", 0)),
        "bytes": int(told.get("size", 0)),
        "stored_bytes": int(told.get("storageSize", 0)),
        "index_bytes": int(told.get("totalIndexSize", 0)),
    }


def memory_mb(pid: int) -> float:
    """Resident memory of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_seconds(pid: int) -> float:
    """Processor time of a process so far."""
    parts = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / _TICKS


@contextmanager
def server() -> Iterator[tuple[StoreConfig, embedded.ServerInfo]]:
    """An embedded server with a prepared database, in a folder that is deleted in the end."""
    with tempfile.TemporaryDirectory(prefix="store-benchmark-") as folder:
        config = StoreConfig.from_env({"CRAWLER_DATA": folder})
        running = embedded.start(config)
        try:
            connect.prepare(config)
            yield config, running
        finally:
            embedded.stop(config)


def run(sizes: Sequence[int], *, rounds: int, batches: int, words: bool) -> Iterator[Figures]:
    """The figures at each size, smallest first."""
    quiet = not sys.stderr.isatty()
    with server() as (config, running), Progress(console=Console(stderr=True), transient=True, disable=quiet) as bar:
        bench = Bench(config, running, rounds=rounds, batches=batches)
        for size in sorted(sizes):
            task = bar.add_task(f"filling up to {size:,}", total=size)
            bench.fill(size, words=words, advance=partial(bar.advance, task))
            yield bench.measure()
