"""`hosts`: one document per host name, with what its answers said of it in the last run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from pymongo import UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from crawler.store.collections import HOSTS, Document
from crawler.store.schema import SCHEMA_VERSION


@dataclass(slots=True)
class HostFacts:
    """What one run saw of a host; empty where nothing was said."""

    host: str
    pages: int = 0
    addresses: list[str] = field(default_factory=list)
    """IP addresses; none behind a proxy."""
    servers: list[str] = field(default_factory=list)
    """``Server`` headers."""
    charsets_declared: list[str] = field(default_factory=list)
    """In the page's own meta tag."""
    charsets_used: list[str] = field(default_factory=list)
    """By which answers were read first; the extraction may read single texts otherwise."""
    certificate: dict[str, Any] | None = None
    """``issuer``, ``subject``, ``expires_at``."""


async def keep_hosts(
    db: AsyncDatabase[Document], facts: Iterable[HostFacts], *, site: str, seen_at: datetime, weak_tls: bool
) -> None:
    """Replace what is known of these hosts; safe to repeat. Raises pymongo's errors."""
    writes = []
    for fact in facts:
        fields = asdict(fact)
        del fields["host"]
        fields |= {"site": site, "seen_at": seen_at, "weak_tls": weak_tls, "schema_version": SCHEMA_VERSION}
        writes.append(UpdateOne({"_id": fact.host}, {"$set": fields, "$setOnInsert": {"first_seen": seen_at}}, True))
    if writes:
        await db[HOSTS].bulk_write(writes, ordered=False)
