"""Random histories of a few pages against a model in memory, with writers that are killed at any command.

``pytest tests/faults/store/test_model.py --sequences 2000`` runs more of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.database import Database

from crawler.items import Article
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.documents import article_id
from crawler.store.writer import ArticleWriter
from tests.faults.store.model import Model
from tests.integration.store.samples import START, article, gone

PLACES = st.sampled_from(["nbtv", "laocaitv", "ubdt", "baoquangtri"])
TEXTS = st.sampled_from(["Một", "Hai", "Bài ba", "Bốn"])
KILLS = st.none() | st.tuples(st.integers(1, 14), st.booleans())
"""The command at which the writer is killed, and whether the server had carried it out."""
ID = {article_id(f"{place}.vn#1"): place for place in ("nbtv", "laocaitv", "ubdt", "baoquangtri")}


class KilledError(BaseException):
    """kill -9: no handler of the writer may see it."""


class Histories(RuleBasedStateMachine):
    """Publish, republish elsewhere, edit, revert, withdraw, crash, replay."""

    store: StoreConfig

    @initialize()
    def begin(self) -> None:
        """An empty collection and an empty model."""
        self.model = Model()
        self.now = START - timedelta(days=60)  # in the past of every clock: a sight in the future proves nothing
        self.shown: list[Article] = []
        self.runner = asyncio.Runner()
        self.open = AsyncExitStack()
        self.runner.run(self._connect())

    async def _connect(self) -> None:
        self.db: AsyncDatabase[dict[str, Any]] = await self.open.enter_async_context(
            open_async(self.store, resolve_uri(self.store))
        )
        for name in ("articles", "revisions", "pages", "changes", "intents", "rejects", "meta"):
            await self.db[name].delete_many({"_id": {"$ne": "schema"}})

    def teardown(self) -> None:
        """Close what ``begin`` opened."""
        if hasattr(self, "runner"):
            self.runner.run(self.open.aclose())
            self.runner.close()

    @rule(place=PLACES, text=TEXTS, kill=KILLS)
    def show(self, place: str, text: str, kill: tuple[int, bool] | None) -> None:
        """A crawl finds a text at a place; a killed crawl is followed by one that finds the same."""
        self.now += timedelta(minutes=7)
        item = article(1, site=place, text=f"Nội dung {text}. " * 20, title=text, fetched_at=self.now)
        self.shown.append(item)
        self.model.show(place, text)
        self.runner.run(self._survive(lambda writer: writer.write([item]), kill))

    @rule(place=PLACES, kill=KILLS)
    def miss(self, place: str, kill: tuple[int, bool] | None) -> None:
        """A check a day later finds nothing there."""
        self.now += timedelta(days=1, minutes=1)
        record = gone(1, site=place, days=(self.now - START) / timedelta(days=1))
        self.model.miss(place, record.fetched_at)
        self.runner.run(self._survive(lambda writer: writer.seen([record]), kill))

    @rule(place=PLACES, kill=KILLS)
    def vanish(self, place: str, kill: tuple[int, bool] | None) -> None:
        """Checks until it is certain that nothing is there; chance alone seldom makes three of them."""
        for each in (None, None, kill):
            self.now += timedelta(days=1)
            self.miss(place, each)

    @rule(data=st.data())
    def replay(self, data: st.DataObject) -> None:
        """An old reading comes in again: nothing changes."""
        if self.shown:
            old = data.draw(st.sampled_from(self.shown))
            latest = max(item.fetched_at for item in self.shown if item.site == old.site)
            if old.fetched_at < latest:
                self.runner.run(self._survive(lambda writer: writer.write([old]), None))

    async def _survive(self, work: Callable[[ArticleWriter], Awaitable[object]], kill: tuple[int, bool] | None) -> None:
        if kill is not None:
            with suppress(KilledError):
                await self._work(work, kill)
        await self._work(work, None)

    async def _work(self, work: Callable[[ArticleWriter], Awaitable[object]], kill: tuple[int, bool] | None) -> None:
        writer = ArticleWriter(self.db, run_id=f"run-{self.now:%d%H%M}")
        if kill is not None:
            _kill_at(writer, *kill)
        await writer.recover()
        await work(writer)
        await writer.publish()

    @invariant()
    def agrees(self) -> None:
        """The database and its feed say what the model says."""
        if hasattr(self, "runner"):
            self.runner.run(self._compare())

    async def _compare(self) -> None:
        stored = await self.db.articles.find().to_list()
        living = {ID[d["_id"]]: d for d in stored if d["state"] != "merged"}
        graves = {ID[d["_id"]]: (ID[d["merged_into"]], d["revision"]) for d in stored if d["state"] == "merged"}
        assert {
            place: (d["title"], [s["site"] for s in d["sources"]], d["revision"], d["state"])
            for place, d in living.items()
        } == {place: (a.text, a.places, a.revision, a.state) for place, a in self.model.articles.items()}
        assert {place: [s["site"] for s in d["sources"] if s.get("withdrawn_at")] for place, d in living.items()} == {
            place: self.model.dead(place) for place in self.model.articles
        }
        assert graves == self.model.graves
        assert await self.db.rejects.count_documents({}) == await self.db.intents.count_documents({}) == 0
        replaced: dict[str, list[str]] = {}
        for revision in await self.db.revisions.find().sort([("article_id", 1), ("revision", 1)]).to_list():
            replaced.setdefault(ID[revision["article_id"]], []).append(revision["title"])
        assert replaced == self.model.replaced
        events = await self.db.changes.find().sort("seq").to_list()
        assert [entry["seq"] for entry in events] == list(range(1, len(events) + 1))
        told: dict[str, list[str]] = {}
        for entry in events:
            kinds = told.setdefault(ID[entry["article_id"]], [])
            kinds.append(entry["kind"])
            assert entry["version"] == len(kinds), "changes of one article come in their order"
        assert told == self.model.told
        assert {ID[d["_id"]]: d["version"] for d in stored} == {place: len(kinds) for place, kinds in told.items()}


def _kill_at(writer: ArticleWriter, command: int, carried_out: bool) -> None:
    """Let the writer die at its n-th command, before or after the server carries it out."""
    send, sent = writer._db.call, 0

    async def call(work: Callable[[], Awaitable[Any]]) -> Any:
        nonlocal sent
        sent += 1
        if sent == command:
            if carried_out:
                await send(work)
            raise KilledError
        return await send(work)

    writer._db.call = call  # type: ignore[method-assign,assignment]


def test_any_history_ends_as_the_model_says(
    store: StoreConfig, database: Database[dict[str, Any]], pytestconfig: pytest.Config
) -> None:
    """If it fails, some order of publishing, copying, editing and crashing loses or doubles an article or a change."""
    Histories.store = store
    run_state_machine_as_test(
        Histories,
        settings=settings(
            max_examples=pytestconfig.getoption("--sequences"),
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
