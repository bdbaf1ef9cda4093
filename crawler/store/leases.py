"""`leases`: one crawl per host at a time, across processes and machines.

One document per host (``_id``), which stays when the lease is given back: ``token`` rises with each acquisition.
``run_id`` is the holder, ``None`` if there is none; who he is says `crawler.store.holders`.

Why no two runs ask one host at once, whatever their clocks say: who waits takes over only when the heartbeat that he
saw has stood still for ``expiry_s`` of his own clock, and he saw it after the holder had sent it; the holder sends
nothing more (`HostLease.is_fresh`) when its last acknowledged heartbeat was *sent* so long ago, less one beat.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from crawler.store.collections import LEASES, RUNS, Document
from crawler.store.errors import StoreError
from crawler.store.holders import BEATS_PER_EXPIRY, Watch, holder, is_me, whoami
from crawler.store.patient import PatientDatabase

EXPIRY_S = 30.0
"""A holder whose heartbeat stands still for so long is taken for dead: longer than a batch that is written again and
again (20 s), shorter than anybody waits for a crawl."""
_POLL_S = 0.5


class LeaseLost(StoreError):  # noqa: N818 - reads better where it is caught
    """Another run took the hosts over, because this one did not move for longer than the expiry."""


def boot_clock() -> float:
    """Seconds that go on while the machine is suspended, as they do for everybody else."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


class HostLease:
    """The lease of all ``hosts`` of a run: all of them or none, in one order, so that no two runs wait for each other.

    ``clock`` (seconds) is for tests. All methods raise StoreError if the database does not answer.
    """

    def __init__(
        self,
        db: PatientDatabase,
        hosts: Iterable[str],
        *,
        site: str,
        run_id: str,
        expiry_s: float = EXPIRY_S,
        clock: Callable[[], float] = boot_clock,
    ) -> None:
        self._db = db
        self.hosts = sorted({host.lower().removeprefix("www.") for host in hosts})
        self._site, self._run_id = site, run_id
        self.beat_s = expiry_s / BEATS_PER_EXPIRY
        """Seconds between two heartbeats."""
        self._expiry_s = expiry_s
        self._clock = clock
        self._beat = 0
        self._confirmed_at = clock()
        self.token: int | None = None
        """The fencing token, once it is held: greater than that of every earlier holder of one of the hosts."""

    async def take(self, is_dead: Callable[[Document], bool]) -> Document | None:
        """Take the lease and return ``None``, or return the entry that is in the way. ``is_dead`` judges holders."""
        while True:
            found = {held["_id"]: held for held in await self._db.find_by(LEASES, "_id", set(self.hosts))}
            for held in found.values():
                if held["run_id"] not in (None, self._run_id) and not is_dead(held):
                    return held
            token = 1 + max((int(held["token"]) for held in found.values()), default=0)
            self._confirmed_at = self._clock()
            for host in self.hosts:
                if not await self._take(host, found.get(host), token):
                    await self.release()  # somebody was faster: look again who it is
                    break
            else:
                self.token = token
                return None

    async def renew(self) -> None:
        """One heartbeat. Raises LeaseLost if the lease is another run's."""
        self._beat += 1
        sent = self._clock()
        mine = {"_id": {"$in": self.hosts}, "run_id": self._run_id, "token": self.token}
        beat = {"$set": {"beat": self._beat}}
        done = await self._db.call(lambda: self._db[LEASES].update_many(mine, beat))
        if done.matched_count != len(self.hosts):
            held = await self._db.find_by(LEASES, "_id", set(self.hosts))
            others = [sentence(entry) for entry in held if entry["run_id"] not in (None, self._run_id)]
            raise LeaseLost(f"{others[0] if others else 'somebody'} has the lease of {', '.join(self.hosts)} now")
        self._confirmed_at = sent

    def is_fresh(self) -> bool:
        """Whether nobody can have taken the lease over, as far as clocks run alike."""
        return self._clock() - self._confirmed_at < self._expiry_s - self.beat_s

    async def confirm(self) -> None:
        """Make sure that the lease is still this run's. Raises LeaseLost if it is not."""
        if not self.is_fresh():
            await self.renew()

    async def note(self) -> None:
        """Enter the token in the run's record, which is made if it is not there yet: the recorder is at it, too."""
        token = {"$set": {"lease_token": self.token}}
        try:
            await self._db.call(lambda: self._db[RUNS].update_one({"_id": self._run_id}, token, upsert=True))
        except StoreError as error:
            if not isinstance(error.__cause__, DuplicateKeyError):
                raise
            await self._db.call(lambda: self._db[RUNS].update_one({"_id": self._run_id}, token))  # made meanwhile

    async def release(self) -> None:
        """Give back what is held; harmless if nothing is."""
        mine = {"_id": {"$in": self.hosts}, "run_id": self._run_id}
        free = {"$set": {"run_id": None, "released_at": datetime.now(UTC)}}
        await self._db.call(lambda: self._db[LEASES].update_many(mine, free))

    async def _take(self, host: str, held: Document | None, token: int) -> bool:
        """Take one host if it still is as it was seen."""
        mine = {
            "token": token,
            "run_id": self._run_id,
            "site": self._site,
            **whoami(),
            "taken_at": datetime.now(UTC),
            "beat": 0,
            "expiry_s": self._expiry_s,
        }
        if held is None:
            return await self._db.call(lambda: self._insert({"_id": host, **mine}))
        as_seen = {name: held[name] for name in ("_id", "token", "run_id", "beat")}
        done = await self._db.call(lambda: self._db[LEASES].update_one(as_seen, {"$set": mine}))
        return bool(done.matched_count)

    async def _insert(self, entry: Document) -> bool:
        try:
            await self._db[LEASES].insert_one(entry)
        except DuplicateKeyError:
            return False
        return True


async def acquire(
    lease: HostLease,
    *,
    patience_s: float = 0.0,
    clock: Callable[[], float] = time.monotonic,
    pause: Callable[[float], Awaitable[Any]] = asyncio.sleep,
    say: Callable[[str], None] = lambda _: None,
) -> Document | None:
    """Wait until the lease is held and return ``None``; or return the entry of the run that has it.

    A dead holder's lease is taken over: at once if it was a process of this machine, else when its heart has stood
    still for the expiry. A living one (seen by its next heartbeat, after 5 s at most) is waited for ``patience_s``
    seconds; one of this very process without end, because sites of one command that share a host take turns. ``say``
    gets a line for people when somebody has to be waited for, and when a dead one is succeeded.
    """
    watches: dict[str, Watch] = defaultdict(lambda: Watch(clock))
    began, waits_for = clock(), ""

    def is_dead(held: Document) -> bool:
        dead = watches[held["_id"]].is_dead(held)
        if dead:
            say(f"{sentence(held)} is gone: taking over")
        return dead

    while (held := await lease.take(is_dead)) is not None:
        if not is_me(held) and watches[held["_id"]].lives and clock() - began >= patience_s:
            return held
        if waits_for != held["run_id"]:
            waits_for = held["run_id"]
            say(f"waiting for {sentence(held)}")
        await pause(_POLL_S)
    return None


def sentence(held: Mapping[str, Any]) -> str:
    """``the crawl of nbtv by process 4711 on worker-2, since 2026-11-22 16:05:10 UTC``."""
    return f"the crawl of {held['site']} by {holder(held)}, since {held['taken_at']:%Y-%m-%d %H:%M:%S} UTC"
