"""One process at a time migrates: a lock in the state document, which its holder keeps alive.

No clock of another machine is trusted and no feature of a server is needed: whoever waits watches the holder's
heartbeat counter, and takes over when it has not moved for the time that the holder promised. On the same machine a
dead holder is known at once. The lock cannot stop a holder that was frozen and wakes up, so each of its writes to the
state names its token (`update`), and what migrations write is safe to repeat.
"""

from __future__ import annotations

import itertools
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, PyMongoError

from crawler.store.errors import StoreError, StoreUnavailable
from crawler.store.holders import BEATS_PER_EXPIRY, Watch, holder, whoami
from crawler.store.migrations.state import STATE_ID, meta, read

Document = dict[str, Any]

EXPIRY_S = 30.0
"""A holder whose heartbeat stands still for so long is taken for dead."""
PATIENCE_S = 60.0
"""So long a second process waits. More than EXPIRY_S, or a killed holder on another machine would never expire."""
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
        watch: Watch | None = None
        while not self._take(None):
            held = read(self._db).lock
            if held is None:
                continue
            if watch is None:
                watch = Watch(self._clock)
                self._say(f"waiting for {holder(held)}, which migrates this database")
            if watch.is_dead(held):
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
        while not self._released.wait(self._expiry_s / BEATS_PER_EXPIRY):
            with suppress(StoreError, PyMongoError):  # the next batch meets it and tells
                self.update({})
