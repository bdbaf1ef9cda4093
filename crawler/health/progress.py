"""How a crawl of several sites goes: a live table for whoever watches at a terminal, plain lines for everything else.

All figures are Scrapy's own stats; nothing is counted for the sake of the table.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TextIO

from rich.console import Console
from rich.live import Live
from rich.table import Table

from crawler.health.evidence import Evidence

LINE_SECONDS = 10.0
"""Between two plain lines in which nothing ended."""
TABLE_SECONDS = 1.0
_RATE_SECONDS = 30.0  # of the pages whose rate is shown: what politeness and the site's own pace make of it
_COLUMNS = ("site", "state", "pages", "new", "known", "missed", "pages/s", "ETA")


@dataclass(slots=True)
class SiteProgress:
    """One site while it is crawled."""

    name: str
    stats: Callable[[], Mapping[str, Any]]
    """Scrapy's stats of the crawl so far."""
    is_done: bool = False
    _seen: deque[tuple[float, int]] = field(default_factory=deque)

    @property
    def evidence(self) -> Evidence:
        """What was counted so far."""
        return Evidence.from_stats(self.stats(), "")

    def rate(self, now: float) -> float | None:
        """Pages a second in the last half minute before *now* (seconds of any steady clock); ``None`` at first."""
        self._seen.append((now, self.evidence.responses))
        while now - self._seen[0][0] > _RATE_SECONDS:
            self._seen.popleft()
        (then, before), (_, pages) = self._seen[0], self._seen[-1]
        return (pages - before) / (now - then) if now > then else None

    def row(self, now: float) -> tuple[str, ...]:
        """The cells of ``_COLUMNS``."""
        counted = self.evidence
        missed = counted.missed_articles + counted.missed_listings + counted.rejects
        rate = None if self.is_done else self.rate(now)
        cells = (counted.responses, counted.new, counted.touched + counted.known_skipped, missed)
        return (
            self.name,
            "done" if self.is_done else "at work" if counted.responses else "starting",
            *map(str, cells),
            "" if rate is None else f"{rate:.1f}",
            "" if self.is_done else eta(waiting(counted), rate),
        )


def waiting(counted: Evidence) -> int:
    """Pages that were asked for and have not come to an end; what listings still hold is not known."""
    asked = counted.requested + counted.listings
    ended = counted.fetched + counted.not_modified + counted.gone + counted.listing_pages
    return max(0, asked - ended - counted.missed_articles - counted.missed_listings)


def eta(pages: int, rate: float | None) -> str:
    """Time until *pages* are read at *rate* a second, ``m:ss``, with ``+`` since listings may bring more."""
    if not rate:
        return ""
    seconds = round(pages / rate)
    return f"{seconds // 60}:{seconds % 60:02d}+"


class Progress:
    """Follows crawls until all have ended; one line or row per site."""

    def __init__(self, sites: Mapping[str, Callable[[], Mapping[str, Any]]], out: TextIO | None = None) -> None:
        """*sites*: name -> what gives Scrapy's stats so far. *out*: where people look, default standard error."""
        self._sites = {name: SiteProgress(name, stats) for name, stats in sites.items()}
        self._out = out or sys.stderr

    async def follow(self, tasks: Mapping[str, asyncio.Future[Any]]) -> None:
        """Show how it goes until every one of *tasks* (by site) has ended. Cancel it to stop showing."""
        await (self._table(tasks) if self._out.isatty() else self._lines(tasks))

    async def _lines(self, tasks: Mapping[str, asyncio.Future[Any]]) -> None:
        self._say(f"Crawling {len(tasks)} site(s): {', '.join(tasks)}")
        async for ended in self._ends(tasks, LINE_SECONDS):
            for name in ended:
                self._say(f"  {name} done")
            if not ended:
                at_work = [f"{s.name} {s.evidence.responses} pages" for s in self._sites.values() if not s.is_done]
                self._say(f"  still at work: {', '.join(at_work)}")

    async def _table(self, tasks: Mapping[str, asyncio.Future[Any]]) -> None:
        console = Console(file=self._out)
        with Live(self._rows(), console=console, auto_refresh=False, transient=True) as live, _logs_above(self._out):
            async for _ in self._ends(tasks, TABLE_SECONDS):
                live.update(self._rows(), refresh=True)

    async def _ends(self, tasks: Mapping[str, asyncio.Future[Any]], pause: float) -> AsyncIterator[list[str]]:
        """The sites that have just ended, at least every *pause* seconds."""
        at_work = dict(tasks)
        while at_work:
            done, _ = await asyncio.wait(at_work.values(), timeout=pause, return_when=asyncio.FIRST_COMPLETED)
            ended = [name for name, task in at_work.items() if task in done]
            for name in ended:
                del at_work[name]
                self._sites[name].is_done = True
            yield ended

    def _rows(self) -> Table:
        table = Table()
        for name in _COLUMNS:
            table.add_column(name, justify="left" if name in ("site", "state") else "right", no_wrap=True)
        now = time.monotonic()
        for site in self._sites.values():
            table.add_row(*site.row(now), style="dim" if site.is_done else None)
        return table

    def _say(self, line: str) -> None:
        print(line, file=self._out, flush=True)


@contextmanager
def _logs_above(out: TextIO) -> Iterator[None]:
    """Let log lines pass through the live display, which replaced ``sys.stderr``: else they tear its table."""
    handlers: Collection[logging.StreamHandler[TextIO]] = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.StreamHandler) and handler.stream is out
    ]
    for handler in handlers:
        handler.setStream(sys.stderr)
    try:
        yield
    finally:
        for handler in handlers:
            handler.setStream(out)
