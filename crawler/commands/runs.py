"""`scrapy runs`: how the crawls went, newest first."""

from __future__ import annotations

import argparse
import itertools
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import TextIO

from rich.console import Console
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.commands.crawl import complain, load_site, to_stdout
from crawler.health.freshness import local
from crawler.health.history import PastRun
from crawler.platforms.base import ConfigError
from crawler.store.config import StoreConfig
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.runs import past_runs
from crawler.text.dates import VIETNAM
from crawler.text.printable import escaped, printable

DEFAULT_LIMIT = 20
_FIGURES = ("seconds", "pages", "kB", "new", "edits", "copies", "rejects")
_HEAD = ("started", "site", "outcome", *_FIGURES, "codes")


class Command(ScrapyCommand):
    """Exit codes: 0 shown, also if there is none; 1 the store cannot be asked; 2 wrong usage."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Arguments of the command."""
        return "[SITE] [--limit N] [--since DAY] [--bad] [--json]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Show past runs: outcome and reason, pages, bytes, what was new"

    def long_desc(self) -> str:
        """Text of ``scrapy runs -h``."""
        return (
            "Shows the last runs of one site or of all, newest first, times in Vietnam. `running`, `killed` and "
            "`unfinished` are runs without an end: at work, process gone, and on a machine that cannot be seen from "
            "here (after a day: killed). docs/operating.md says what each outcome means and what to do. --json adds "
            "status codes, timings and from where each field was read (via). Exit code 0: shown, also if there is "
            "none; 1: the store cannot be asked; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options besides Scrapy's own."""
        super().add_options(parser)
        parser.add_argument(
            "--limit", type=int, default=DEFAULT_LIMIT, metavar="N", help="at most so many (20; 0: all)"
        )
        parser.add_argument("--since", metavar="DAY", help="only runs that began on this day (2026-11-01) or later")
        parser.add_argument("--bad", action="store_true", help="only those that somebody should look at")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Show and set the exit code."""
        if len(args) > 1:
            raise UsageError("give one site, or none for all of them", print_help=False)
        if opts.limit < 0:
            raise UsageError(f"--limit {opts.limit}: write 0 for all", print_help=False)
        site = args[0] if args else None
        since = _midnight(opts.since)
        now = datetime.now(UTC)
        try:
            config = StoreConfig.from_env(os.environ)
            uri = resolve_uri(config)
            with open_sync(config, uri=uri) as database, explained(uri):
                found = (PastRun.of(run, now) for run in past_runs(database, site=site, since=since, now=now))
                wanted = (run for run in found if run.bad) if opts.bad else found
                runs = list(itertools.islice(wanted, opts.limit or None))
        except StoreError as error:
            self.exitcode = complain(error)
            return
        if site is not None and not runs:
            self._check_name(site)
        to_stdout(lambda out: (print_json if opts.json else print_table)(runs, out))

    def _check_name(self, site: str) -> None:
        """Raise UsageError for a name that no site has: its empty history would look like peace."""
        assert self.settings is not None
        try:
            load_site(get_spider_loader(self.settings), site)
        except ConfigError:
            return  # there is such a site, and its file is broken


def print_json(runs: Sequence[PastRun], out: TextIO) -> None:
    """Print one JSON object per run; times are UTC."""
    for run in runs:
        row = {**asdict(run), "started_at": run.started_at.isoformat()}
        out.write(escaped(json.dumps(row, ensure_ascii=False)) + "\n")


def print_table(runs: Sequence[PastRun], out: TextIO) -> None:
    """Print two lines per run, the figures and below them the reason: one sentence is wider than a column."""
    if not runs:
        out.write("no runs\n")
        return
    rows = [_HEAD, *(_cells(run) for run in runs)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    console = Console(file=out, highlight=False, soft_wrap=True, emoji=False)
    for row, run in zip(rows, (None, *runs), strict=True):
        line = Text()
        for name, cell, width in zip(_HEAD, row, widths, strict=True):
            style = "" if run is None or name != "outcome" else "red" if run.bad else "green"
            line.append(cell.rjust(width) if name in _FIGURES else cell.ljust(width), style).append("  ")
        line.rstrip()
        console.print(line)
        if run is not None:
            console.print(f"    {printable(run.reason)}", markup=False)


def _cells(run: PastRun) -> tuple[str, ...]:
    seconds = "" if run.seconds is None else f"{run.seconds:.0f}"
    figures = (seconds, run.pages, run.bytes // 1000, run.new, run.edits, run.copies, run.rejects)
    codes = " ".join(f"{code}:{count}" for code, count in run.status_codes.items())
    return (local(run.started_at), run.site, run.outcome, *map(str, figures), codes)


def _midnight(day: str | None) -> datetime | None:
    """The beginning of a day in Vietnam, in UTC. Raises UsageError."""
    if day is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(day), time(), VIETNAM).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"--since {day}: write a day as 2026-11-01", print_help=False) from None
