"""`scrapy crawlall`: every active site in one process, politeness per host, a table at the end."""

from __future__ import annotations

import argparse
import asyncio
import sys
from functools import partial
from typing import Any

from scrapy import Spider
from scrapy.commands import BaseRunSpiderCommand
from scrapy.crawler import Crawler
from scrapy.exceptions import UsageError

from crawler.commands import process
from crawler.commands.crawl import (
    EXIT_BAD_OUTCOME,
    EXIT_FAILED,
    EXIT_OK,
    complain,
    failure_of,
    load_site,
    store_ready,
    to_stdout,
)
from crawler.commands.due_sites import enter_not_run, keep_due
from crawler.commands.pausing import leave_out, paused_now, tell_left_out
from crawler.health.log_handler import install_handler
from crawler.health.outcomes import Outcome
from crawler.health.progress import Progress
from crawler.health.report import SiteRun, print_json, print_table
from crawler.loader import broken_files
from crawler.options import ArgumentError
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.store.errors import StoreError


class Command(BaseRunSpiderCommand):
    """Exit codes: 0 every site ended well; 1 nothing was attempted; 2 wrong usage; 3 at least one bad outcome."""

    requires_project = True

    def syntax(self) -> str:
        return "[options] [SITE ...]"

    def short_desc(self) -> str:
        return "Crawl every active site (or the named ones) in one process"

    def long_desc(self) -> str:
        return (
            "Crawl every active site, or the named ones, side by side in one process: politeness is kept per host, one "
            "site's trouble does not stop the others. Paused sites (`scrapy sites pause`) are left out unless they are "
            "named. With --due only those are crawled that are due by their own cadence (`every` in the site file, "
            "else by kind; less often after refusals), never paused ones; if none is due, the command ends at once, so "
            "cron may call it every five minutes. Prints a table, or with --json one JSON object per site. "
            "Arguments (-a) go to every site, see `scrapy crawl -h`. Exit code 0: every site ended well; 1: nothing "
            "was attempted; 2: wrong usage; 3: at least one site ended in a bad outcome; "
            "130: interrupted before it began, or twice (143 by SIGTERM)."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object per site instead of the table")
        parser.add_argument(
            "--due", action="store_true", help="only sites whose last run is longer ago than their cadence (for cron)"
        )
        parser.add_argument("--quiet", action="store_true", help="print nothing when every site ended well")
        more = "end the run after so many minutes; what was read is stored, the next run goes on (setting RUN_TIMEOUT)"
        parser.add_argument("--timeout", type=float, metavar="MINUTES", help=more)

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        if opts.timeout is not None:
            if not opts.timeout > 0:
                raise UsageError(f"--timeout {opts.timeout:g}: give minutes, more than 0", print_help=False)
            self.settings.set("RUN_TIMEOUT", opts.timeout * 60, priority="cmdline")
        if not opts.loglevel:
            # Several sites' page by page lines say nothing together; what needs a look is WARNING. Cron wants less: a
            # dead link among many is no news. Errors stay: the verdicts "crashed" and "store_failed" point to them.
            self.settings.set("LOG_LEVEL", "ERROR" if opts.quiet else "WARNING", priority="cmdline")
        install_handler(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.crawler_process is not None
        assert self.settings is not None
        loader = self.crawler_process.spider_loader
        broken = broken_files(loader)
        names = list(dict.fromkeys(args)) or sorted({*loader.list(), *broken})
        runs = {n: SiteRun.not_run(n, Outcome.CONFIG_ERROR, broken[n]) for n in names if n in broken}
        chosen = [load_site(loader, name) for name in names if name not in broken]
        if not args:
            chosen = [cls for cls in chosen if getattr(cls, "status", "") == "active"]
        ready = [cls for cls in chosen if self._is_configured(cls, opts.spargs, runs)]
        if opts.due and self._nothing_due(ready, runs, opts):
            return
        if not store_ready(self.settings):
            self.exitcode = EXIT_FAILED
            return
        try:
            paused = leave_out(ready, runs, paused_now(self.settings), named=bool(args))
            enter_not_run(runs.values(), self.settings)
        except StoreError as trouble:
            self.exitcode = complain(trouble)
            return
        crawlers = {cls.name: self._create_crawler(cls) for cls in ready}
        tasks = {name: self.crawler_process.crawl(crawler, **opts.spargs) for name, crawler in crawlers.items()}
        if tasks:
            progress = self._watch(crawlers, tasks) if not opts.quiet else None
            process.run(self.crawler_process, crawlers.values(), timeout_s=self.settings.getfloat("RUN_TIMEOUT"))
            if progress is not None:
                progress.cancel()
        failures = {name: error for name, task in tasks.items() if (error := failure_of(task)) is not None}
        if tasks and failures.keys() == tasks.keys():
            name, error = next(iter(failures.items()))
            more = f" (and {len(failures) - 1} more sites)" if len(failures) > 1 else ""
            self.exitcode = complain(f"no crawl could be started; {name}{more}: {type(error).__name__}: {error}")
            return
        for name, crawler in crawlers.items():
            runs[name] = self._result(name, crawler, tasks[name])
        lines = [runs[name] for name in names if name in runs]
        good = all(run.outcome.good for run in lines)
        self.exitcode = EXIT_OK if good else EXIT_BAD_OUTCOME
        if not (opts.quiet and good):
            to_stdout(lambda out: (print_json if opts.json else print_table)(lines, out))
            to_stdout(lambda out: tell_left_out(paused, out, as_json=opts.json))

    def _nothing_due(self, ready: list[type[Spider]], runs: dict[str, SiteRun], opts: argparse.Namespace) -> bool:
        """Leave only what is due in *ready* and *runs*; True, with the command's end told, if that is nothing."""
        assert self.settings is not None
        try:
            next_one = keep_due(ready, runs, self.settings)
        except StoreError as error:
            self.exitcode = complain(error)
            return True
        if ready or runs:
            return False
        if not opts.quiet:
            print(f"nothing is due{next_one}", file=sys.stderr if opts.json else sys.stdout)
        return True

    @staticmethod
    def _is_configured(spidercls: type[Spider], arguments: dict[str, Any], runs: dict[str, SiteRun]) -> bool:
        """Try the site's file with the arguments: a site that is configured wrong must not stop the others."""
        if not issubclass(spidercls, SiteSpider):
            raise UsageError(f"{spidercls.name} is no SiteSpider: run it with `scrapy crawl`", print_help=False)
        try:
            spidercls(**arguments)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ConfigError as error:
            runs[spidercls.name] = SiteRun.not_run(spidercls.name, Outcome.CONFIG_ERROR, str(error))
            return False
        return True

    @staticmethod
    def _result(name: str, crawler: Crawler, task: Any) -> SiteRun:
        error = failure_of(task)
        if error is not None:
            return SiteRun.not_run(name, Outcome.CRASHED, f"{type(error).__name__}: {error}")
        return SiteRun.from_stats(name, crawler.stats.get_stats())

    @staticmethod
    def _watch(crawlers: dict[str, Crawler], tasks: dict[str, Any]) -> asyncio.Task[None]:
        """Say on stderr that the crawl lives, and how."""
        progress = Progress({name: partial(_stats_of, crawler) for name, crawler in crawlers.items()})
        return asyncio.get_event_loop().create_task(progress.follow(tasks))


def _stats_of(crawler: Crawler) -> dict[str, Any]:
    """What was counted so far; nothing before the crawl has begun."""
    try:
        return crawler.stats.get_stats()
    except RuntimeError:  # Scrapy makes the stats with the first step of the crawl
        return {}
