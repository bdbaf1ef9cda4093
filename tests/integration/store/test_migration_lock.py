"""The lock of migrations: never two at work, never stuck behind a dead one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from crawler.store.config import PROJECT_ROOT, StoreConfig, StoreError, StoreUnavailable
from crawler.store.holders import is_dead, whoami
from crawler.store.migrations.lock import MigrationLock
from crawler.store.migrations.state import STATE_ID, read
from tests.integration.store.old import Db

HOLD = """
import os, sys
from crawler.store.config import StoreConfig
from crawler.store.connect import open_sync
from crawler.store.migrations.lock import MigrationLock
with open_sync(StoreConfig.from_env(os.environ)) as db, MigrationLock(db):
    print("held", flush=True)
    sys.stdin.read()
"""


class Clock:
    """Time that passes only while somebody waits; ``meanwhile`` happens then."""

    def __init__(self, meanwhile: Callable[[], Any] = lambda: None) -> None:
        self.now = 0.0
        self._meanwhile = meanwhile

    def read(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self._meanwhile()


def on_another_machine(db: Db) -> None:
    """Make the lock look as if its holder could not be seen from here."""
    db.meta.update_one({"_id": STATE_ID}, {"$set": {"lock.machine": "elsewhere", "lock.host": "worker-2"}})


def test_a_killed_holder_on_this_machine_is_known_at_once(store: StoreConfig, database: Db) -> None:
    """After a kill, ops would have to wait, or to learn how to remove a lock by hand."""
    environ = {**os.environ, "CRAWLER_DATA": str(store.data_dir), "MONGO_DATABASE": store.database}
    environ |= {"PYTHONPATH": str(PROJECT_ROOT)}
    environ.pop("MONGO_URI", None)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD], env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(StoreUnavailable, match=f"process {holder.pid} on .* is still at work"):
        MigrationLock(database, patience_s=0).__enter__()
    holder.kill()
    holder.communicate()
    said: list[str] = []
    with MigrationLock(database, patience_s=0, say=said.append):
        lock = read(database).lock
        assert lock is not None
        assert lock["pid"] == os.getpid()
    assert said[-1] == f"process {holder.pid} on {whoami()['host']} is gone: going on where it was"
    assert read(database).lock is None


def test_a_holder_elsewhere_expires_when_its_heart_stands_still(database: Db) -> None:
    """A machine that died in the middle would block migrations for good."""
    gone = MigrationLock(database, expiry_s=30)
    gone._acquire()
    on_another_machine(database)
    clock = Clock()
    with MigrationLock(database, clock=clock.read, pause=clock.wait) as lock:
        assert 30 <= clock.now < 32
        lock.update({"$set": {"seen": True}})
        with pytest.raises(StoreError, match="another process took the migration over"):
            gone.update({"$set": {"seen": False}})
    found = database.meta.find_one({"_id": STATE_ID})
    assert found is not None
    assert found["seen"] is True


def test_a_holder_elsewhere_that_lives_is_named_and_never_robbed(database: Db) -> None:
    """Two machines would migrate at once because one of them is slow, or its clock is wrong."""
    alive = MigrationLock(database, expiry_s=1)
    alive._acquire()
    on_another_machine(database)
    clock = Clock(meanwhile=lambda: alive.update({}))
    waiting = MigrationLock(database, patience_s=60, clock=clock.read, pause=clock.wait)
    with pytest.raises(StoreUnavailable, match=r"process \d+ on worker-2 has been migrating this database since 20"):
        waiting.__enter__()
    assert clock.now >= 60


def test_whoever_waits_goes_on_when_the_holder_is_done(database: Db) -> None:
    """Two deployments at once would end with an error instead of one migration."""
    first = MigrationLock(database)
    first._acquire()
    clock = Clock(meanwhile=lambda: first.__exit__(None, None, None))
    said: list[str] = []
    with MigrationLock(database, clock=clock.read, pause=clock.wait, say=said.append):
        assert clock.now < 2
    assert said == [f"waiting for process {os.getpid()} on {whoami()['host']}, which migrates this database"]


def test_a_later_process_with_the_same_number_is_another_one() -> None:
    """After a reboot some program would have the dead holder's number, and be waited for."""
    assert not is_dead(whoami())
    assert is_dead({**whoami(), "started": "1"})
    assert is_dead({**whoami(), "pid": 2**22 + 1})
    assert not is_dead({**whoami(), "machine": "elsewhere", "pid": 2**22 + 1})


def test_the_heart_beats_while_one_statement_takes_long(database: Db) -> None:
    """An index on a big collection takes minutes: the second process would take the holder for dead."""
    with MigrationLock(database, expiry_s=0.06) as lock:
        beats: set[int] = set()
        while len(beats) < 3:  # the heart is a thread of its own: nothing is done here but looking
            held = read(database).lock
            assert held is not None
            beats.add(held["beat"])
        assert lock._heart is not None
    assert not lock._heart.is_alive()
