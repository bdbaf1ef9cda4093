"""`scrapy sites`: what is watched, how fresh it is, and what is paused."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.commands import pausing
from crawler.commands.crawl import complain, load_site, tell_broken
from crawler.commands.stored_sites import stored_sites
from crawler.health.freshness import local, sentence
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.store.errors import StoreError
from crawler.store.pauses import Pause
from crawler.text.printable import escaped, printable

_COLUMNS = ("name", "kind", "province", "platform", "host", "status", "evidence", "verified", "publisher")
_SHOWN = _COLUMNS[:-1]
"""The names of offices are too long for a table."""
_FRESHNESS = ("last success", "last new", "outcome", "news")


class Command(ScrapyCommand):
    """Exit codes: 0 done; 1 the store cannot be written (pause, resume); 2 wrong usage."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--json] | pause SITE [SITE ...] --reason TEXT [--until DAY] | resume SITE [SITE ...]"

    def short_desc(self) -> str:
        return "List the sites: what they are, when they were last read and had news; pause and resume them"

    def long_desc(self) -> str:
        return (
            "Lists the sites with what their files say and how fresh their articles are. `pause` keeps a site out of "
            "`scrapy crawlall`, on every machine, until the day of --until (Vietnam) or until `resume`; no deploy is "
            "needed. By its name a paused site can still be crawled. Exit code 0: done; 1: the store cannot be "
            "written; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object per site")
        parser.add_argument("--reason", metavar="TEXT", help="pause: why, for whoever finds the site silent")
        parser.add_argument("--until", metavar="DAY", help="pause: the day on which crawls begin again, as 2026-12-24")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        if args:
            self._act(args[0], args[1:], opts)
        elif opts.reason is not None or opts.until is not None:
            raise UsageError("--reason and --until belong to `scrapy sites pause SITE`", print_help=False)
        else:
            self._list(opts)

    def _act(self, action: str, names: list[str], opts: argparse.Namespace) -> None:
        """Pause or resume."""
        assert self.settings is not None
        if action not in ("pause", "resume"):
            raise UsageError(f"{action!r} is not understood: write pause SITE or resume SITE", print_help=False)
        if not names:
            raise UsageError(f"name the sites: scrapy sites {action} SITE", print_help=False)
        if action == "resume" and (opts.reason is not None or opts.until is not None):
            raise UsageError("--reason and --until belong to pause", print_help=False)
        loader = get_spider_loader(self.settings)
        for name in names:
            with suppress(ConfigError):  # a site whose file is broken can be paused as well
                load_site(loader, name)
        try:
            done = (
                pausing.pause(names, reason=opts.reason, until=opts.until)
                if action == "pause"
                else pausing.resume(names)
            )
        except StoreError as error:
            self.exitcode = complain(error)
            return
        print("\n".join(done))

    def _list(self, opts: argparse.Namespace) -> None:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        tell_broken(loader)
        rows = [self._row(cls) for name in sorted(loader.list()) if issubclass(cls := loader.load(name), SiteSpider)]
        fresh, now = stored_sites("sites"), datetime.now(UTC)
        if opts.json:
            for row in rows:
                stored = fresh.get(str(row["name"]))
                pause = Pause.of(stored, now)
                whole = {**row, "paused": asdict(pause) if pause else None, "freshness": stored}
                sys.stdout.write(escaped(json.dumps(whole, ensure_ascii=False, default=_iso)) + "\n")
            return
        table = Table(*_SHOWN, *_FRESHNESS)
        for row in rows:
            known = fresh.get(str(row["name"]), {})
            pause = Pause.of(known, now)
            times = (local(known.get("last_success_at")), local(known.get("last_new_at")))
            news = (
                f"BROKEN: {row['error']}"
                if row["error"]
                else str(pause)
                if pause
                else "-"
                if row["status"] == "tool"
                else sentence(known or None)
            )
            facts = (*(row[column] for column in _SHOWN), *times, known.get("last_outcome"), news)
            table.add_row(*(Text(printable(fact or "-")) for fact in facts))
        Console(width=None if sys.stdout.isatty() else 220).print(table)

    @staticmethod
    def _row(site: type[SiteSpider]) -> dict[str, str | None]:
        try:
            site.check()
        except ConfigError as error:
            # The file is wrong: nothing of it can be relied on but its name.
            return {**dict.fromkeys(_COLUMNS), "name": site.name, "error": str(error)}
        return {
            "name": site.name,
            "kind": site.kind,
            "province": site.current_province(),
            "platform": site.platform.name,
            "host": site.hosts[0],
            "status": site.status,
            "evidence": site.evidence,
            "verified": site.verified,
            "publisher": site.publisher,
            "error": None,
        }


def _iso(value: object) -> str:
    """A time for JSON."""
    assert isinstance(value, datetime)
    return value.isoformat()
