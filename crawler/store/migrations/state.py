"""What the database says of its own migrations: one document in `meta`, so that every change of it is one write.

``applied``: the migrations that are done, with date, seconds and counts. ``running``: the one that is under way, with
the progress of `progress`. ``lock``: who works on it, see `lock`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pymongo.collection import Collection
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError

from crawler.store.collections import META
from crawler.store.errors import StoreConfigError
from crawler.store.migrations.registry import Migration

Document = dict[str, Any]

STATE_ID = "migrations"


@dataclass(frozen=True, slots=True)
class State:
    """The document as it was read; everything is empty on a database that has none."""

    applied: tuple[Document, ...]
    running: Mapping[str, Any] | None
    lock: Mapping[str, Any] | None

    def pending(self, migrations: Sequence[Migration]) -> list[Migration]:
        """Those of the code that are not applied, in order.

        Raises StoreConfigError if the database knows migrations that the code does not: it is newer.
        """
        known = {(migration.number, migration.name) for migration in migrations}
        done = {(entry["number"], entry["name"]) for entry in self.applied}
        unknown = sorted(done - known)
        if unknown:
            names = ", ".join(f"{number:04d} {name}" for number, name in unknown)
            raise StoreConfigError(
                f"the database is newer than this program, which does not know migration {names}; "
                "install the newer version, or set MONGO_DATABASE to another database"
            )
        return [migration for migration in migrations if (migration.number, migration.name) not in done]


def meta(db: Database[Document]) -> Collection[Document]:
    """Where the document lies."""
    return db[META]


def read(db: Database[Document]) -> State:
    """The state now."""
    found = meta(db).find_one({"_id": STATE_ID}) or {}
    return State(tuple(found.get("applied", ())), found.get("running"), found.get("lock"))


def entry(migration: Migration, *, seconds: float, counts: Mapping[str, int], notes: Sequence[str]) -> Document:
    """One entry of ``applied``."""
    return {
        "number": migration.number,
        "name": migration.name,
        "at": datetime.now(UTC),
        "seconds": round(seconds, 3),
        "counts": dict(counts),
        "notes": list(notes),
    }


def mark_unneeded(db: Database[Document], state: State, migrations: Sequence[Migration]) -> bool:
    """Enter ``migrations`` as applied on a database that holds nothing for them; False if ``state`` is outdated."""
    applied = [*state.applied, *(entry(migration, seconds=0.0, counts={}, notes=()) for migration in migrations)]
    condition: Document = {"_id": STATE_ID, "applied": list(state.applied) or None}
    try:
        meta(db).update_one(condition, {"$set": {"applied": applied}}, upsert=True)
    except DuplicateKeyError:
        return False
    return True


def is_empty(db: Database[Document], migrations: Sequence[Migration]) -> bool:
    """Whether there is not one document for any of ``migrations``. Reads whole collections on SecantusDB."""
    names = dict.fromkeys(name for migration in migrations for name in migration.data)
    return all(db[name].find_one({}, {"_id": 1}) is None for name in names)
