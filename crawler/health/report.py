"""Runs as a table for people and as JSON lines for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from crawler.health.evidence import Evidence
from crawler.health.outcomes import Outcome
from crawler.health.recorder import OUTCOME_STAT, REASON_STAT
from crawler.text.printable import escaped, printable


@dataclass(frozen=True, slots=True)
class SiteRun:
    """One site's line."""

    site: str
    pages: int
    """HTTP responses, robots.txt included."""
    listings: int
    """Listing pages and feeds read."""
    new: int
    copies: int
    edits: int
    known: int
    rejects: int
    seconds: float
    outcome: Outcome
    reason: str

    @classmethod
    def from_stats(cls, site: str, stats: Mapping[str, Any]) -> SiteRun:
        """Read a finished run's stats. A run without an outcome crashed before it could be judged."""
        evidence = Evidence.from_stats(stats, str(stats.get("finish_reason", "")))
        return cls(
            site=site,
            pages=evidence.responses,
            listings=evidence.listing_pages + evidence.feeds_read,
            new=evidence.new,
            copies=evidence.copies,
            edits=evidence.edits,
            known=evidence.touched,
            rejects=evidence.rejects,
            seconds=round(float(stats.get("elapsed_time_seconds", 0)), 1),
            outcome=Outcome(stats.get(OUTCOME_STAT, Outcome.CRASHED)),
            reason=str(stats.get(REASON_STAT, "The run ended before it was judged: see the log.")),
        )

    @classmethod
    def not_run(cls, site: str, outcome: Outcome, reason: str) -> SiteRun:
        """A site that was not crawled at all."""
        return cls(site, 0, 0, 0, 0, 0, 0, 0, 0.0, outcome, reason)


def print_table(runs: Sequence[SiteRun], out: TextIO) -> None:
    """Print one line per site and a sum; the reason only where somebody has to look, or nothing was crawled."""
    table = Table(title=None)
    for name in ("site", "pages", "new", "copies", "edits", "known", "rejects", "seconds", "outcome"):
        table.add_column(name, justify="left" if name in ("site", "outcome") else "right")
    for run in runs:
        color = "green" if run.outcome.good else "red"
        figures = (run.pages, run.new, run.copies, run.edits, run.known, run.rejects, run.seconds)
        table.add_row(run.site, *map(str, figures), f"[{color}]{run.outcome}[/{color}]")
    if len(runs) > 1:
        table.add_section()
        sums = [str(sum(getattr(r, f) for r in runs)) for f in ("pages", "new", "copies", "edits", "known", "rejects")]
        good = sum(run.outcome.good for run in runs)
        table.add_row("all", *sums, "", f"{good} of {len(runs)} good")
    console = Console(file=out, width=None if out.isatty() else 120, highlight=False)
    console.print(table)
    for run in runs:
        if not run.outcome.good or run.outcome is Outcome.ALREADY_RUNNING:
            console.print(printable(f"{run.site}: {run.reason}"), markup=False)


def print_json(runs: Sequence[SiteRun], out: TextIO) -> None:
    """Print one JSON object per site."""
    for run in runs:
        out.write(escaped(json.dumps(asdict(run), ensure_ascii=False)) + "\n")
