"""`scrapy crawl SITE`: Scrapy's own command, with the store checked first and an exit code that means the outcome."""

from __future__ import annotations

import argparse
import difflib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TextIO

from scrapy import Spider
from scrapy.commands import crawl
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoaderProtocol

from crawler.commands import process
from crawler.commands.pausing import paused_now, warn_of
from crawler.health.log_handler import install_handler
from crawler.health.outcomes import Outcome
from crawler.health.recorder import OUTCOME_STAT
from crawler.loader import broken_files
from crawler.options import ArgumentError
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.store.config import StoreConfig
from crawler.store.connect import prepare
from crawler.store.errors import StoreError
from crawler.text.printable import printable

EXIT_OK, EXIT_FAILED, EXIT_USAGE, EXIT_BAD_OUTCOME = 0, 1, 2, 3


class Command(crawl.Command):
    """Exit codes: 0 ended well; 1 nothing was attempted (configuration, store); 2 wrong usage; 3 a bad outcome."""

    def long_desc(self) -> str:
        return (
            "Crawl one site and store its articles. Arguments (-a NAME=VALUE): max_pages=N pages per listing (0 = all, "
            "default 5); full=1 also read what is known; recheck=0 do not look again at known articles that are due; "
            "sample=N stop after N articles; start=YYYY-MM-DD, end=YYYY-MM-DD publication days. "
            "-s STORE_ENABLED=0 crawls without a database. `scrapy sites` lists the sites. "
            "-s SITE_TIMEOUT=SECONDS bounds the run; -s LEASE_WAIT=SECONDS waits for another crawl of the host. "
            "Exit code 0: ended well, or another crawl is at work; 1: nothing was attempted; 2: wrong usage; 3: bad "
            "outcome; 130: interrupted before it began, or twice (143 by SIGTERM)."
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        assert self.settings is not None
        install_handler(self.settings)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 1:
            raise UsageError("name one site; `scrapy sites` lists them, `scrapy crawlall` crawls several")
        assert self.crawler_process is not None
        assert self.settings is not None
        try:
            spidercls = load_site(self.crawler_process.spider_loader, args[0])
            spidercls(**opts.spargs)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ConfigError as error:
            self.exitcode = complain(error)
            return
        if not store_ready(self.settings):
            self.exitcode = EXIT_FAILED
            return
        self._warn_if_paused(spidercls.name)
        crawler = self._create_crawler(spidercls)
        task = self.crawler_process.crawl(crawler, **opts.spargs)
        process.run(self.crawler_process, [crawler])
        if self.crawler_process.bootstrap_failed:
            self.exitcode = complain(failure_of(task) or "the crawl could not be started: see the log")
        elif issubclass(spidercls, SiteSpider):
            outcome = Outcome(crawler.stats.get_value(OUTCOME_STAT, Outcome.CRASHED))
            self.exitcode = EXIT_OK if outcome.good else EXIT_BAD_OUTCOME

    def _warn_if_paused(self, name: str) -> None:
        assert self.settings is not None
        with suppress(StoreError):  # the crawl meets the same server, and says so
            if pause := paused_now(self.settings).get(name):
                warn_of(pause, name)


def load_site(loader: SpiderLoaderProtocol, name: str) -> type[Spider]:
    """Return the spider called *name*; `UsageError` with the nearest names, `ConfigError` if its file is broken."""
    try:
        return loader.load(name)
    except KeyError:
        broken = broken_files(loader)
        if name in broken:
            raise ConfigError(broken[name]) from None
        near = difflib.get_close_matches(name, [*loader.list(), *broken], n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "`scrapy sites` lists them"
        raise UsageError(f"unknown site {name!r}: {hint}", print_help=False) from None


def tell_broken(loader: SpiderLoaderProtocol) -> None:
    """Print one line on stderr per site file that could not be loaded."""
    for name, sentence in sorted(broken_files(loader).items()):
        print(f"{name}: not loaded: {sentence}", file=sys.stderr)


def to_stdout(write: Callable[[TextIO], None]) -> None:
    """Let *write* print the result; that nobody reads it (closed, `| head`) does not change how the crawl ended."""
    out: TextIO | None = sys.stdout
    if out is None:
        return
    try:
        write(out)
        out.flush()
    except (OSError, ValueError, SystemExit) as error:  # rich exits at a broken pipe
        if not isinstance(error, BrokenPipeError | SystemExit):
            complain(f"the result could not be printed: {error}")
        with suppress(OSError, ValueError):
            # Python flushes once more at its end, and would fail once more.
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def store_ready(settings: BaseSettings) -> bool:
    """Open and migrate the store before anything is fetched; False, with one sentence on stderr, if that fails."""
    if not settings.getbool("STORE_ENABLED"):
        return True
    try:
        prepare(StoreConfig.from_env(os.environ))
    except StoreError as error:
        complain(error)
        return False
    return True


def complain(error: object) -> int:
    """Print one sentence on stderr; returns the exit code for "nothing was attempted"."""
    print(f"scrapy: error: {printable(str(error))}", file=sys.stderr)
    return EXIT_FAILED


def failure_of(task: object) -> BaseException | None:
    """The exception that ended a crawl's task, which also keeps asyncio from reporting it a second time."""
    done = getattr(task, "done", lambda: False)()
    return task.exception() if done and not task.cancelled() else None  # type: ignore[attr-defined]
