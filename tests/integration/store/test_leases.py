"""The lease of hosts: never two holders, never stuck behind a dead one, whatever the clocks of other machines say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from crawler.store.collections import Document
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.leases import HostLease, LeaseLost, acquire
from crawler.store.patient import PatientDatabase
from tests.integration.store.old import Db

HOSTS = ("ubdt.gov.vn", "www.cema.gov.vn")


class Clock:
    """Time that passes only while somebody waits; ``meanwhile`` happens then."""

    def __init__(self) -> None:
        self.now = 0.0
        self.meanwhile: Callable[[], Any] = lambda: None

    def read(self) -> float:
        return self.now

    async def wait(self, seconds: float) -> None:
        self.now += seconds
        done = self.meanwhile()
        if asyncio.iscoroutine(done):
            await done


class Machine:
    """Runs of one database, with a clock of their own."""

    def __init__(self, db: PatientDatabase) -> None:
        self.clock = Clock()
        self._db = db

    def lease(self, run: str, hosts: tuple[str, ...] = HOSTS, expiry_s: float = 30.0) -> HostLease:
        return HostLease(self._db, hosts, site="ubdt", run_id=run, expiry_s=expiry_s, clock=self.clock.read)

    async def acquire(self, lease: HostLease, patience_s: float = 0.0) -> Document | None:
        return await acquire(lease, patience_s=patience_s, clock=self.clock.read, pause=self.clock.wait)


@asynccontextmanager
async def machine(store: StoreConfig) -> AsyncIterator[Machine]:
    async with open_async(store, resolve_uri(store)) as db:
        yield Machine(PatientDatabase(db))


def elsewhere(db: Db) -> None:
    """Make the holder look as if it could not be seen from here."""
    db.leases.update_many({}, {"$set": {"machine": "elsewhere", "host": "worker-2", "pid": 4711}})


def test_a_holder_elsewhere_expires_when_its_heart_stands_still(store: StoreConfig, database: Db) -> None:
    """A machine that died would close its sites for good."""

    async def play() -> None:
        async with machine(store) as here:
            gone = here.lease("run-1")
            assert await here.acquire(gone) is None
            elsewhere(database)
            heir = here.lease("run-2", HOSTS[1:])
            assert await here.acquire(heir) is None
            assert 30 <= here.clock.now < 31
            assert (gone.token, heir.token) == (1, 2)
            with pytest.raises(LeaseLost, match=r"the crawl of ubdt by process \d+ on .* has the lease of cema.gov.vn"):
                await gone.renew()
            await gone.release()
            assert database.leases.find_one({"_id": "cema.gov.vn"})["run_id"] == "run-2"  # type: ignore[index]

    asyncio.run(play())


def test_a_holder_elsewhere_that_lives_is_named_after_one_heartbeat(store: StoreConfig, database: Db) -> None:
    """Two machines would crawl at once because one of them is slow, or its clock is wrong."""

    async def play() -> None:
        async with machine(store) as here:
            alive = here.lease("run-1")
            assert await here.acquire(alive) is None
            elsewhere(database)
            here.clock.meanwhile = lambda: alive.renew() if here.clock.now % alive.beat_s == 0 else None
            held = await here.acquire(here.lease("run-2"))
            assert held is not None
            assert (held["run_id"], held["pid"], held["host"]) == ("run-1", 4711, "worker-2")
            assert here.clock.now == alive.beat_s == 5
            assert await here.acquire(here.lease("run-2"), patience_s=120) is not None
            assert 120 <= here.clock.now <= 131

    asyncio.run(play())


def test_whoever_waits_goes_on_when_the_holder_is_done(store: StoreConfig, database: Db) -> None:
    """`LEASE_WAIT` would wait to its end."""

    async def play() -> None:
        async with machine(store) as here:
            first = here.lease("run-1")
            assert await here.acquire(first) is None
            elsewhere(database)
            here.clock.meanwhile = first.release
            second = here.lease("run-2")
            assert await here.acquire(second, patience_s=120) is None
            assert (second.token, here.clock.now < 2) == (2, True)

    asyncio.run(play())


def test_all_hosts_or_none(store: StoreConfig, database: Db) -> None:
    """Two sites with two hosts in common would wait for each other for ever."""

    async def play() -> None:
        async with machine(store) as here:
            assert await here.acquire(here.lease("run-1", HOSTS[:1])) is None
            assert await here.lease("run-2").take(lambda _: False) is not None
            assert [entry["run_id"] for entry in database.leases.find({})] == ["run-1"]
            leases = [here.lease(f"run-{n}", ("a.vn", "b.vn", "c.vn")[n % 3 :] + ("a.vn",)[: n % 3]) for n in range(6)]
            held = await asyncio.gather(*(lease.take(lambda _: False) for lease in leases))
            winners = {entry["run_id"] for entry in database.leases.find({"_id": {"$in": ["a.vn", "b.vn", "c.vn"]}})}
            assert len([entry for entry in held if entry is None]) == 1
            assert len(winners - {None}) == 1

    asyncio.run(play())


def test_a_holder_asks_nothing_more_before_anybody_may_succeed_it(store: StoreConfig, database: Db) -> None:
    """A run that cannot reach its database would go on asking while another one has taken over."""

    async def play() -> None:
        async with machine(store) as here:
            lease = here.lease("run-1")
            assert await here.acquire(lease) is None
            here.clock.now += 24.9
            assert lease.is_fresh()
            here.clock.now += 0.2
            assert not lease.is_fresh()
            await lease.confirm()
            assert lease.is_fresh()
            database.leases.delete_many({})
            await lease.confirm()  # it is fresh: nobody is asked
            here.clock.now += 30
            with pytest.raises(LeaseLost):
                await lease.confirm()

    asyncio.run(play())
