"""A pause of a site, kept in `sites`: it needs no deploy, and every machine keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from pymongo.database import Database

from crawler.store.collections import SITES, Document
from crawler.store.schema import SCHEMA_VERSION
from crawler.text.dates import VIETNAM


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """Why a site is not crawled, and for how long."""

    reason: str
    at: datetime
    """When it was entered, UTC."""
    until: datetime | None
    """When it ends by itself, UTC; ``None``: when somebody resumes the site."""
    by: str
    """Who entered it: ``user@host``."""

    @classmethod
    def of(cls, site: Mapping[str, Any] | None, now: datetime) -> Self | None:
        """The pause of a document of `sites` that holds at *now*; ``None`` if there is none, or it is over."""
        said = (site or {}).get("paused")
        if not said or (said["until"] is not None and said["until"] <= now):
            return None
        return cls(reason=said["reason"], at=said["at"], until=said["until"], by=said["by"])

    def __str__(self) -> str:
        until = "" if self.until is None else f" until {self.until.astimezone(VIETNAM):%Y-%m-%d}"
        return f"paused{until}: {self.reason} ({self.by}, {self.at.astimezone(VIETNAM):%Y-%m-%d})"


def pause_site(db: Database[Document], site: str, pause: Pause) -> None:
    """Enter a pause; an earlier one is replaced. Raises pymongo's errors."""
    first = {"$setOnInsert": {"schema_version": SCHEMA_VERSION}}  # a site may be paused before its first crawl
    db[SITES].update_one({"_id": site}, {"$set": {"paused": asdict(pause)}, **first}, upsert=True)


def resume_site(db: Database[Document], site: str) -> bool:
    """End the pause of a site; False if it had none. Raises pymongo's errors."""
    done = db[SITES].update_one({"_id": site, "paused": {"$ne": None}}, {"$unset": {"paused": ""}})
    return bool(done.modified_count)


def pauses(db: Database[Document], now: datetime) -> dict[str, Pause]:
    """The pauses that hold at *now*, by site. Raises pymongo's errors."""
    # Some hundred small documents: no index is worth its upkeep.
    found = ((site["_id"], Pause.of(site, now)) for site in db[SITES].find({}, {"paused": 1}))
    return {name: pause for name, pause in found if pause is not None}
