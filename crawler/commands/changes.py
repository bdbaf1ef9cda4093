"""``scrapy changes``: the change feed on the terminal, for people, pipes and consumers that are no Python."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from pymongo.database import Database
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.store import feed
from crawler.store.collections import Document
from crawler.store.config import StoreConfig, StoreError
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.text.printable import escaped, printable

INTERRUPTED = 130
_INTERVAL_S = 2.0
_LONGEST_S = 86_400.0
_DIGITS = 18  # more would not fit into a number of MongoDB


class Command(ScrapyCommand):
    """Exit codes: 0 done, 1 failed (one sentence on stderr), 2 wrong usage, 130 interrupted."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Arguments of the command."""
        return "[--since CURSOR] [--follow] [--site SITE] [--json]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Print what was added, edited, copied, merged or withdrawn"

    def long_desc(self) -> str:
        """Text of ``scrapy changes -h``."""
        return (
            "Prints the changes after CURSOR in their order, each exactly once. A cursor is the number (seq) of the "
            "last change that you have worked off: store it together with your work and give it as --since next time. "
            "0 is the beginning, 'now' is behind the newest change. docs/consuming.md says what each kind means."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options besides Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--since", default="0", metavar="CURSOR", help="number of the last change you have seen")
        parser.add_argument("--follow", action="store_true", help="wait for further changes until Ctrl+C")
        parser.add_argument("--site", help="only changes that its pages caused; to look, not to follow")
        parser.add_argument("--limit", type=int, help="end after so many changes")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")
        parser.add_argument(
            "--interval", type=float, default=_INTERVAL_S, metavar="SECONDS", help="--follow: pause between looks (2)"
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print and set the exit code."""
        if args:
            raise UsageError(f"{args[0]!r} is not understood; the cursor is given as --since {args[0]}")
        if opts.since != "now" and not (opts.since.isdecimal() and len(opts.since) <= _DIGITS):
            raise UsageError(f"--since {opts.since!r} is no cursor: give the number of a change, 0 or now")
        if not 0 < opts.interval <= _LONGEST_S or (opts.limit is not None and opts.limit < 1):
            raise UsageError("--interval and --limit are positive numbers, --interval at most a day")
        show = _as_json if opts.json else _as_line
        try:
            config = StoreConfig.from_env(os.environ)
            uri = resolve_uri(config)
            with open_sync(config, uri=uri) as database, explained(uri):
                _print(database, opts, show)
        except StoreError as error:
            print(f"scrapy changes: {error}", file=sys.stderr)
            self.exitcode = 1
        except KeyboardInterrupt:
            self.exitcode = INTERRUPTED
        except BrokenPipeError:  # `| head` has had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(database: Database[Document], opts: argparse.Namespace, show: Callable[[Document], str]) -> None:
    cursor = feed.newest(database) if opts.since == "now" else int(opts.since)
    shown = 0
    for entry in _entries(database, cursor, follow=opts.follow, interval=opts.interval):
        if opts.site is None or entry["site"] == opts.site:
            print(show(entry), flush=opts.follow)
            shown += 1
            if shown == opts.limit:
                return


def _entries(database: Database[Document], cursor: int, *, follow: bool, interval: float) -> Iterator[Document]:
    """Changes after ``cursor``; with ``follow`` for ever."""
    while True:
        page = feed.read(database, cursor)
        yield from page
        if page:
            cursor = page[-1]["seq"]
        elif follow:
            time.sleep(interval)
        else:
            return


def _as_json(entry: Document) -> str:
    return escaped(json.dumps(entry, ensure_ascii=False, default=_as_text))


def _as_text(value: Any) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z") if isinstance(value, datetime) else str(value)


def _as_line(entry: Document) -> str:
    details = [", ".join(entry["changed_fields"])] if entry["changed_fields"] else []
    details += [f"into {entry['into']}"] if entry.get("into") else []
    details += [f"by {entry['cause']}"] if entry["cause"] != "crawl" else []
    when = entry["at"].astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
    head = f"{entry['seq']:>8}  {when}  {entry['kind']:<15}  {entry['site']:<16}  {entry['article_id']}"
    return printable(f"{head}  {'; '.join(details)}".rstrip())
