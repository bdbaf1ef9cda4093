"""Bring a database to the code's version (``scrapy db migrate``), or refuse to crawl into one that is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pymongo.database import Database

from crawler.store import collections
from crawler.store.errors import StoreConfigError, StoreUnavailable
from crawler.store.holders import holder
from crawler.store.migrations.lock import MigrationLock
from crawler.store.migrations.progress import Progress, Step
from crawler.store.migrations.registry import Counts, Migration, all_migrations
from crawler.store.migrations.state import entry, is_empty, mark_unneeded, read

Document = dict[str, Any]

BATCH = 200
"""Documents per write: a tenth of a second on the embedded server."""


@dataclass(slots=True)
class Done:
    """What was done, or would be."""

    steps: list[str] = field(default_factory=list)
    """Collections, validators and indexes that were missing."""
    migrations: list[Document] = field(default_factory=list)
    """Entries of the state: number, name, at, seconds, counts, notes; of a plan: number, name, summary, counts."""


def ready(db: Database[Document], migrations: Sequence[Migration] | None = None) -> list[str]:
    """Make the database ready for a crawl, cheaply: create what is missing. A new database is at the newest version.

    Returns what was created. Raises StoreConfigError if documents must be migrated first or the database is newer
    than the code, StoreUnavailable while another process migrates it; then nothing was changed.
    """
    migrations = all_migrations() if migrations is None else migrations
    state = read(db)
    while todo := state.pending(migrations):
        empty = is_empty(db, todo)
        # Read again: who made the database a moment ago marked it before it wrote its first article.
        state = read(db)
        if not (todo := state.pending(migrations)):
            break
        if not empty:
            if state.lock is not None:
                raise StoreUnavailable(
                    f"{holder(state.lock)} is migrating the database; crawl again when it is done "
                    "(`scrapy db migrate` waits for it, or goes on if it was killed)"
                )
            names = ", ".join(migration.label for migration in todo)
            raise StoreConfigError(
                f"the documents in the database are of an earlier version (to do: {names}); "
                "run `scrapy db migrate` once, then crawl again"
            )
        if mark_unneeded(db, state, todo):
            break
        state = read(db)
    return collections.migrate(db)


def pending(db: Database[Document], migrations: Sequence[Migration] | None = None) -> list[Migration]:
    """The migrations that `bring_up` would run; none on a database without documents for them."""
    todo = read(db).pending(all_migrations() if migrations is None else migrations)
    return [] if is_empty(db, todo) else todo


def plan(db: Database[Document], migrations: Sequence[Migration] | None = None) -> Done:
    """What `bring_up` would do now, with counts; changes nothing. Raises StoreConfigError if the database is newer.

    Later migrations are counted on the documents as they are: what an earlier one makes of them is not foreseen.
    """
    migrations = all_migrations() if migrations is None else migrations
    todo = pending(db, migrations)
    return Done(
        steps=collections.migrate(db, dry_run=True),
        migrations=[
            {"number": each.number, "name": each.name, "summary": each.summary, "counts": each.plan(db)}
            for each in todo
        ],
    )


def bring_up(
    db: Database[Document],
    migrations: Sequence[Migration] | None = None,
    *,
    batch: int = BATCH,
    report: Callable[[Step], None] = lambda _: None,
    lock: Callable[[Database[Document]], MigrationLock] = MigrationLock,
) -> Done:
    """Create what is missing and run every pending migration; goes on where a killed process was.

    ``report`` hears of every batch. Raises StoreConfigError if the database is newer than the code, StoreUnavailable
    if another process is at it for longer than ``lock`` waits, StoreError if a migration meets what it cannot solve.
    """
    migrations = all_migrations() if migrations is None else migrations
    if not pending(db, migrations):
        return Done(steps=ready(db, migrations))
    done = Done()
    with lock(db) as held:
        done.steps = collections.migrate(db)
        # What is pending now: the process that we waited for may have done some of it.
        for migration in read(db).pending(migrations):
            done.migrations.append(_run(db, migration, held, batch, report))
        done.steps += collections.migrate(db)
    return done


def _run(
    db: Database[Document], migration: Migration, lock: MigrationLock, batch: int, report: Callable[[Step], None]
) -> Document:
    """Run one migration to its end and enter it."""
    progress = Progress(migration.label, partial(_keep, lock, migration), report, batch)
    state = read(db)
    if state.running is not None and state.running["number"] == migration.number:
        progress.resume(state.running)
    migration.run(db, progress)
    counts: Counts = dict(progress.counts)
    applied = entry(migration, seconds=progress.seconds, counts=counts, notes=progress.notes)
    # Not $push, which a driver's retry after a lost answer would do twice.
    lock.update({"$set": {"applied": [*state.applied, applied]}, "$unset": {"running": ""}})
    return applied


def _keep(lock: MigrationLock, migration: Migration, progress: Document) -> None:
    lock.update({"$set": {"running": {"number": migration.number, "name": migration.name, **progress}}})
