"""What is measured at one size, and how it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.table import Table

BATCH = 100
"""Articles in a batch."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What writing batches took."""

    per_second: float
    server_ms: float
    """Processor time of the server, per article."""
    our_ms: float
    """Processor time of this process, per article."""
    write_trips: float
    """Commands per batch for writing."""
    publish_trips: float
    """Commands per batch for publishing."""
    load: float
    """Load average of the last minute."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The store at one size."""

    articles: int
    known_ms: float
    """Median of the lookups of a batch whose articles are stored."""
    unknown_ms: float
    new: Rate
    touched: Rate
    server_mb: float
    """Resident memory of the server."""
    folder_mb: float
    """Database files on disk."""
    load: float
    """Load average during the lookups."""
    collections: dict[str, dict[str, int]] = field(default_factory=dict)
    """Per collection its documents, and bytes of these, of its files and indexes; 0 where the server is silent."""


def tables(figures: Sequence[Figures]) -> list[Table]:
    """Rates and lookups of all sizes, and what the store takes at the largest."""
    first = figures[0]
    rates = Table("articles", title=f"batches of {BATCH}", title_justify="left")
    heads = (
        "lookup known",
        "unknown",
        "new /s",
        "touched /s",
        "server ms",
        "our ms",
        "commands",
        "server MB",
        "disk MB",
    )
    for head in (*heads, "load"):
        rates.add_column(head, justify="right")
    for one in figures:
        rates.add_row(
            f"{one.articles:,}",
            f"{one.known_ms:.1f} ms {one.known_ms / first.known_ms:.2f} x",
            f"{one.unknown_ms:.1f} ms {one.unknown_ms / first.unknown_ms:.2f} x",
            f"{one.new.per_second:.0f}",
            f"{one.touched.per_second:.0f}",
            f"{one.new.server_ms:.1f} / {one.touched.server_ms:.1f}",
            f"{one.new.our_ms:.1f} / {one.touched.our_ms:.1f}",
            " / ".join(f"{rate.write_trips:.1f}+{rate.publish_trips:.1f}" for rate in (one.new, one.touched)),
            f"{one.server_mb:.0f}",
            f"{one.folder_mb:.0f}",
            f"{one.load:.1f} {one.new.load:.1f} {one.touched.load:.1f}",
        )
    last = figures[-1]
    parts = Table("collection", title=f"at {last.articles:,} articles", title_justify="left")
    for head in ("documents", "bytes of documents", "stored", "indexes"):
        parts.add_column(head, justify="right")
    for name, part in last.collections.items():
        parts.add_row(name, *(f"{value:,}" if value else "-" for value in part.values()))
    return [rates, parts]
