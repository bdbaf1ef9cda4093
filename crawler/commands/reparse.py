"""`scrapy reparse [SITE]`: archived pages read again with today's extraction; what differs is shown and written."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time

from pymongo.errors import PyMongoError
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.archive.reader import ArchiveReader
from crawler.commands import EXIT_INTERRUPTED
from crawler.commands.crawl import EXIT_BAD_OUTCOME, EXIT_OK, complain, load_site
from crawler.commands.reparse_report import Report
from crawler.fetch.archive import archive_folder
from crawler.items import Article
from crawler.loader import broken_files
from crawler.options import ArgumentError, day
from crawler.platforms.base import ConfigError
from crawler.replay import Change, Replay
from crawler.site import SiteSpider
from crawler.store.config import StoreConfig
from crawler.store.connect import explain, open_async, prepare, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.runs import new_run_id
from crawler.store.writer import ArticleWriter
from crawler.text.dates import VIETNAM

BATCH = 50
"""Changed articles that are written at a time."""


class Command(ScrapyCommand):
    """Exit codes: 0 every page was read; 1 the store failed; 2 wrong usage; 3 some pages could not be read again;
    130 interrupted."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] [SITE]"

    def short_desc(self) -> str:
        return "Read the archived pages again with today's extraction and store what differs"

    def long_desc(self) -> str:
        return (
            "Read the newest archived page of every article (of SITE, or of all sites) with today's extraction, print "
            "the fields that differ, and store them as edits with the cause `reparse`. Nothing is fetched; articles "
            "that read the same are not touched; a page that cannot be read, or that gives less than a valid article, "
            "is told and its article stays as it is. With --dry-run nothing is written. Exit code 0: every archived "
            "page was read; 1: the store failed; 2: wrong usage; 3: some pages could not be read again; "
            "130: interrupted (what was written stays; run it again for the rest)."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--since", metavar="DAY", help="only pages visited on that day (Vietnam) or later")
        parser.add_argument("--dry-run", action="store_true", help="show the differences, write nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object per changed article")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        if not opts.loglevel:
            self.settings.set("LOG_LEVEL", "ERROR", priority="cmdline")  # what was not read is told in sentences

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) > 1:
            raise UsageError("name one site, or none for all: scrapy reparse nbtv --dry-run", print_help=False)
        try:
            since = day({"--since": opts.since}, "--since")
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        start = datetime.combine(since, time.min, VIETNAM).astimezone(UTC) if since else None
        report = Report(as_json=opts.json, dry_run=opts.dry_run)
        try:
            config = StoreConfig.from_env(os.environ)
            sites = self._sites(args, ArchiveReader(archive_folder(config)))
            uri = resolve_uri(config) if opts.dry_run else prepare(config)
            with _first_interrupt() as interrupted:
                asyncio.run(self._replay(config, uri, sites, start, report, interrupted))
        except StoreError as error:
            report.stop()
            self.exitcode = complain(f"{error}{report.so_far()}")
        except KeyboardInterrupt:
            report.stop()
            print(f"scrapy: interrupted{report.so_far()}", file=sys.stderr)
            self.exitcode = EXIT_INTERRUPTED
        else:
            report.finish()
            self.exitcode = EXIT_BAD_OUTCOME if report.has_problems else EXIT_OK

    def _sites(self, args: list[str], reader: ArchiveReader) -> dict[str, type[SiteSpider] | None]:
        """The sites to read; ``None`` for one whose file is gone or broken."""
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        archived = reader.sites()
        broken = broken_files(loader)
        for name, sentence in sorted(broken.items()):
            if not args or name in args:
                print(f"{name}: not loaded: {sentence}", file=sys.stderr)
        names = args or sorted({*loader.list(), *broken, *archived})
        sites: dict[str, type[SiteSpider] | None] = {}
        for name in names:
            try:
                spidercls = load_site(loader, name)
            except ConfigError:
                sites[name] = None  # told above
                continue
            except UsageError:
                if name not in archived:
                    raise
                sites[name] = None
                continue
            if issubclass(spidercls, SiteSpider):
                sites[name] = spidercls
            elif args:
                raise UsageError(f"{name} is no SiteSpider", print_help=False)
        return sites

    async def _replay(
        self,
        config: StoreConfig,
        uri: str,
        sites: dict[str, type[SiteSpider] | None],
        since: datetime | None,
        report: Report,
        interrupted: Callable[[], bool],
    ) -> None:
        until = datetime.now(UTC)
        async with open_async(config, uri) as db:
            replay = Replay(db, ArchiveReader(archive_folder(config)))
            report.begin(replay.totals)
            writer = None if report.dry_run else ArticleWriter(db, run_id=new_run_id("reparse", until))
            waiting: list[Article] = []
            try:
                if writer is not None:
                    await writer.recover()  # sources that a killed writer left between two articles
                for site, spidercls in sites.items():
                    async for result in replay.run(site, spidercls, since=since, until=until):
                        report.tell(site, result)
                        if interrupted():
                            raise KeyboardInterrupt
                        if isinstance(result, Change):
                            waiting.append(result.item)
                        if writer is not None and len(waiting) >= BATCH:
                            await _write(writer, waiting, report)
                        elif writer is None:
                            waiting.clear()
                if writer is not None:
                    await _write(writer, waiting, report)
            except PyMongoError as error:
                raise explain(error, uri) from error


@contextmanager
def _first_interrupt() -> Iterator[Callable[[], bool]]:
    """Ctrl-C is noted and heeded between two articles, never inside a write; a second one ends the process as usual.

    asyncio's own way would be to cancel the task, which pymongo's retries swallow.
    """
    pressed: list[int] = []
    before = signal.getsignal(signal.SIGINT)

    def note(number: int, _: object) -> None:
        pressed.append(number)
        signal.signal(signal.SIGINT, before)

    if before is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, note)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


async def _write(writer: ArticleWriter, waiting: list[Article], report: Report) -> None:
    """Store what waits, as edits with the cause ``reparse``. Raises StoreError."""
    if waiting:
        result = await writer.rewrite(waiting)
        await writer.publish()
        report.written(len(waiting), result)
        waiting.clear()
