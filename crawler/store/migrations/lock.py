"""One process at a time migrates: a lock in the state document, which its holder keeps alive.

No clock of another machine is trusted and no feature of a server is needed: whoever waits watches the holder's
heartbeat counter, and takes over when it has not moved for the time that the holder promised. On the same machine a
dead holder is known at once. The lock cannot stop a holder that was frozen and wakes up, so each of its writes to the
state names its token (`update`), and what migrations write is safe to repeat.
"""

from __future__ import annotations

import itertools
import os
import secrets
import socket
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, PyMongoError

from crawler.store.errors import StoreError, StoreUnavailable
from crawler.store.migrations.state import STATE_ID, meta, read

Document = dict[str, Any]

EXPIRY_S = 30.0
"""A holder whose heartbeat stands still for so long is taken for dead."""
PATIENCE_S = 60.0
"""So long a second process waits. More than EXPIRY_S, or a killed holder on another machine would never expire."""
_BEATS_PER_EXPIRY = 6
_POLL_S = 0.5


class MigrationLock:
    """``with MigrationLock(db) as lock``: enter waits for the lock, exit releases it.

    Enter raises StoreUnavailable, naming the holder, after ``patience_s`` seconds. ``clock`` (seconds) and ``pause``
    are for tests; ``say`` gets a line for people when it has to wait and when it takes over from a dead holder.
    """

    def __init__(
        self,
        db: Database[Document],
        *,
        expiry_s: float = EXPIRY_S,
        patience_s: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
        say: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._db = db
        self._expiry_s, self._patience_s = expiry_s, patience_s
        self._clock, self._pause, self._say = clock, pause, say
        self._token = secrets.token_hex(8)
        self._beats = itertools.count(1)
        self._released = threading.Event()
        self._heart: threading.Thread | None = None

    def __enter__(self) -> Self:
        self._acquire()
        # A thread, because one statement (an index on a big collection) can take longer than the expiry.
        self._heart = threading.Thread(target=self._beat, name="migration-lock", daemon=True)
        self._heart.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._released.set()
        if self._heart is not None:
            self._heart.join()
        with suppress(PyMongoError):  # it expires by itself
            meta(self._db).update_one({"_id": STATE_ID, "lock.token": self._token}, {"$unset": {"lock": ""}})

    def update(self, change: Mapping[str, Any]) -> None:
        """Change the state document as the holder. Raises StoreError if the lock went to another process."""
        fields = {**change, "$set": {**change.get("$set", {}), "lock.beat": next(self._beats)}}
        done = meta(self._db).update_one({"_id": STATE_ID, "lock.token": self._token}, fields)
        if not done.matched_count:
            raise StoreError(
                "another process took the migration over, because this one did not move for a while; "
                "that one goes on, nothing is lost"
            )

    def _acquire(self) -> None:
        deadline = self._clock() + self._patience_s
        watched: tuple[Any, Any] | None = None
        since = self._clock()
        while not self._take(None):
            held = read(self._db).lock
            if held is None:
                continue
            if watched is None:
                self._say(f"waiting for {holder(held)}, which migrates this database")
            if watched != (held["token"], held["beat"]):
                watched, since = (held["token"], held["beat"]), self._clock()
            if is_dead(held) or self._clock() - since >= held["expiry_s"]:
                if self._take(held):
                    self._say(f"{holder(held)} is gone: going on where it was")
                    return
            elif self._clock() >= deadline:
                raise StoreUnavailable(
                    f"{holder(held)} has been migrating this database since {held['taken_at']:%Y-%m-%d %H:%M:%S} UTC "
                    "and is still at work; try again when it is done"
                )
            else:
                self._pause(_POLL_S)

    def _take(self, held: Mapping[str, Any] | None) -> bool:
        """Take the lock if it still is as it was seen; on a new database that makes the state document."""
        place = {"lock": None} if held is None else {"lock.token": held["token"], "lock.beat": held["beat"]}
        mine = {
            "token": self._token,
            **whoami(),
            "taken_at": datetime.now(UTC),
            "beat": 0,
            "expiry_s": self._expiry_s,
        }
        try:
            done = meta(self._db).update_one({"_id": STATE_ID, **place}, {"$set": {"lock": mine}}, upsert=held is None)
        except DuplicateKeyError:  # the document is there, and so is a lock
            return False
        return bool(done.matched_count or done.upserted_id)

    def _beat(self) -> None:
        while not self._released.wait(self._expiry_s / _BEATS_PER_EXPIRY):
            with suppress(StoreError, PyMongoError):  # the next batch meets it and tells
                self.update({})


def holder(held: Mapping[str, Any]) -> str:
    """``process 4711 on worker-2``."""
    return f"process {held['pid']} on {held['host']}"


def whoami() -> Document:
    """This process, so that another one on the same machine can see whether it lives."""
    pid = os.getpid()
    return {"host": socket.gethostname(), "machine": _machine(), "pid": pid, "started": _started(pid)}


def is_dead(held: Mapping[str, Any]) -> bool:
    """Whether the holder was a process of this machine and is no more; False if that cannot be known from here."""
    return held["machine"] is not None and held["machine"] == _machine() and _started(held["pid"]) != held["started"]


def _machine() -> str | None:
    """Where process numbers mean the same: this boot of this machine, this container; ``None`` without /proc."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return None


def _started(pid: int) -> str | None:
    """Start of the process in ticks since boot, which tells it from a later one of the same number; ``None``: gone."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
    return None if state == "Z" else fields[18]
