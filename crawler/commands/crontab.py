"""`scrapy crontab`: the crontab of this installation, from its sites."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.spiderloader import get_spider_loader

from crawler.commands.crawl import tell_broken, to_stdout
from crawler.health import crontab
from crawler.health.due import cadence
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.store.config import PROJECT_ROOT

DEFAULT_MINUTES = 5
_USER = re.compile(r"[a-z_][a-z0-9_-]*[$]?")
_MAIL = re.compile(r"[^\s\"@]+@[^\s\"@]+")
_CARRIED = ("CRAWLER_CONTACT", "CRAWLER_PROJECT_URL", "CRAWLER_DATA", "MONGO_DATABASE")
"""Variables that are copied from the shell, because cron has none of them; MONGO_URI may hold a password."""


class Command(ScrapyCommand):
    """Exit codes: 0 printed; 2 wrong usage."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Arguments of the command."""
        return "[--every MINUTES | --per-site] [--user NAME] [--mailto ADDRESS] [--env-file FILE]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Print a crontab for this installation"

    def long_desc(self) -> str:
        """Text of ``scrapy crontab -h``."""
        return (
            "Prints a crontab: `(crontab -l; scrapy crontab) | crontab -` adds it to yours; with --user it is a file "
            "for /etc/cron.d. By default one line that calls `crawlall --due` every five minutes: "
            "each site is then crawled by its own cadence, less "
            "often while it refuses us, and a new site file, a changed `every` or a pause needs no new crontab. "
            "--per-site prints a line for each active site instead, at minutes that follow from its name: for "
            "machines that share the sites by hand, or to run each site in a process of its own. No flock is needed: "
            "two crawls of one site do no harm. Cron has none of your shell's variables: CRAWLER_CONTACT, "
            "CRAWLER_PROJECT_URL, CRAWLER_DATA and MONGO_DATABASE are printed if they are set now; MONGO_URI never is, "
            "because it may hold a password: put it into a file that only the user can read, and name it with "
            "--env-file. Exit code 0: printed; 2: wrong usage."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options besides Scrapy's own."""
        super().add_options(parser)
        parser.add_argument(
            "--every", type=int, default=None, metavar="MINUTES", help="how often cron asks what is due (5)"
        )
        parser.add_argument("--per-site", action="store_true", help="a line for each active site instead of one")
        parser.add_argument("--user", metavar="NAME", help="add the column that /etc/cron.d wants")
        parser.add_argument("--mailto", metavar="ADDRESS", help="who gets what is printed (CRAWLER_CONTACT, else root)")
        parser.add_argument("--env-file", metavar="FILE", help="file of NAME=value lines that is read before each run")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print and set the exit code."""
        if args:
            raise UsageError(f"{args[0]!r} is not understood; see scrapy crontab -h", print_help=False)
        if opts.per_site and opts.every is not None:
            raise UsageError("--every belongs to the line of --due: leave out --per-site", print_help=False)
        if opts.user is not None and not _USER.fullmatch(opts.user):
            raise UsageError(f"--user {opts.user!r} is no user name", print_help=False)
        if opts.mailto is not None and not _MAIL.fullmatch(opts.mailto) and not _USER.fullmatch(opts.mailto):
            raise UsageError(f"--mailto {opts.mailto!r} is no mail address", print_help=False)
        try:
            lines = [*self._head(opts), *(self._per_site(opts) if opts.per_site else self._due(opts))]
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error
        to_stdout(lambda out: print("\n".join(lines), file=out))

    def _head(self, opts: argparse.Namespace) -> Iterator[str]:
        contact = os.environ.get("CRAWLER_CONTACT", "").strip()
        mailto = opts.mailto or (contact if _MAIL.fullmatch(contact) else "root")
        yield "# made by `scrapy crontab`; times are the machine's own"
        yield "SHELL=/bin/sh"
        yield f"MAILTO={mailto}"
        carried = {name: os.environ.get(name, "").strip() for name in _CARRIED}
        if carried["CRAWLER_DATA"]:
            carried["CRAWLER_DATA"] = str(PROJECT_ROOT / Path(carried["CRAWLER_DATA"]).expanduser())
        yield from crontab.variables(carried)
        if os.environ.get("MONGO_URI") and not opts.env_file:
            yield "# MONGO_URI is set here and not printed: put it into a file (chmod 600) and add --env-file FILE"

    def _due(self, opts: argparse.Namespace) -> Iterator[str]:
        minutes = DEFAULT_MINUTES if opts.every is None else opts.every
        yield self._line(crontab.every_minutes(minutes), ["crawlall", "--due", "--quiet"], opts)

    def _per_site(self, opts: argparse.Namespace) -> Iterator[str]:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        tell_broken(loader)
        for name in sorted(loader.list()):
            site = loader.load(name)
            if not issubclass(site, SiteSpider) or site.status != "active":
                continue
            try:
                site.check()
            except ConfigError as error:
                print(f"{name}: left out: {error}", file=sys.stderr)
                continue
            when = crontab.schedule(name, cadence(site.kind, site.every))
            yield self._line(when, ["crawlall", name, "--due", "--quiet"], opts)

    @staticmethod
    def _line(when: str, arguments: list[str], opts: argparse.Namespace) -> str:
        scrapy = str(Path(sys.executable).with_name("scrapy"))
        env_file = None if opts.env_file is None else str(Path(opts.env_file).expanduser().absolute())
        what = crontab.command(str(PROJECT_ROOT), scrapy, arguments, env_file=env_file)
        return " ".join(filter(None, (when, opts.user, what)))
