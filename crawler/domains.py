"""Hosts that gave way to another, and the unit they belonged to: ``crawler/data/domains.csv``.

From SITE-FACTS, with its grades; what is not said there is left empty, never inferred. ``unit`` is the code of the unit
before 1 July 2025 (`crawler.units`), empty for a central office.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "domains.csv"


@dataclass(frozen=True, slots=True)
class OldDomain:
    """A host that publishes under another name now."""

    domain: str
    successor: str | None
    """The host that goes on; ``None``: not known."""
    unit: str | None
    """Code of its unit before 1 July 2025."""
    since: str | None
    """Year or month, as far as it is known."""
    grade: str
    """How sure: A seen, B run by somebody, C said once."""
    source: str
    note: str | None


@lru_cache(maxsize=1)
def domains() -> tuple[OldDomain, ...]:
    """All old hosts, by name."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            OldDomain(
                domain=row["domain"],
                successor=row["successor"] or None,
                unit=row["unit"] or None,
                since=row["since"] or None,
                grade=row["grade"],
                source=row["source"],
                note=row["note"] or None,
            )
            for row in csv.DictReader(file)
        )


def old_domain(host: str) -> OldDomain | None:
    """What is known of *host*, with or without ``www.``, as one that gave way; ``None`` if nothing is."""
    bare = host.lower().removeprefix("www.")
    return next((entry for entry in domains() if entry.domain == bare), None)
