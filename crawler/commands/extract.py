"""`scrapy extract SITE FILE --url URL`: one saved page as the item that a crawl would store, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime

from itemadapter import ItemAdapter
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import HtmlResponse
from scrapy.settings import BaseSettings
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import arglist_to_dict
from scrapy.utils.serialize import ScrapyJSONEncoder

from crawler.commands.crawl import EXIT_BAD_OUTCOME, complain, load_site, to_stdout
from crawler.options import ArgumentError
from crawler.platforms.base import ConfigError
from crawler.saved import AddressError, FileError, read_article, read_file, spider_for
from crawler.site import SiteSpider
from crawler.text.printable import escaped, printable


class Command(ScrapyCommand):
    """Exit codes: 0 a valid item; 1 the file cannot be read; 2 wrong usage; 3 the item would be rejected."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[options] SITE FILE --url URL"

    def short_desc(self) -> str:
        return "Read one saved page and print the item as JSON (SITE may be adhoc)"

    def long_desc(self) -> str:
        return (
            "Read one saved page (FILE, or - for standard input) as SITE would and print the item as JSON on standard "
            "output; nothing is fetched or stored. `adhoc` as SITE recognises the platform, or takes it: "
            "-a platform=NAME. "
            "Exit code 0: a valid item; 1: the file cannot be read; 2: wrong usage; 3: the item would be rejected."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        add_spider_arguments(parser)
        parser.add_argument("--url", metavar="URL", help="the address that the page was saved from (required)")
        parser.add_argument(
            "--fetched-at",
            metavar="TIME",
            help="when it was saved, ISO 8601 with zone (default: now); for relative dates",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        parse_spider_arguments(opts)

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2:
            raise UsageError("name a site and a file: scrapy extract nbtv page.html --url https://nbtv.vn/…")
        if not opts.url:
            raise UsageError("--url is missing: the page's own address decides links and identity", print_help=False)
        assert self.settings is not None
        try:
            spidercls = site_class(self.settings, args[0])
            spider, url = spider_for(spidercls, opts.url, opts.spargs)
        except AddressError as error:
            raise UsageError(f"--url {error}", print_help=False) from error
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ConfigError as error:
            self.exitcode = complain(error)
            return
        try:
            body = read_file(args[1], maxsize_of(self.settings))
        except FileError as error:
            self.exitcode = complain(f"cannot read {args[1]}: {error}")
            return
        fetched_at = moment(opts.fetched_at, "--fetched-at") if opts.fetched_at else datetime.now(UTC)
        response = HtmlResponse(url, body=body, headers={"Content-Type": "text/html"})
        reading = read_article(spider, response, fetched_at)
        for reason in reading.rejected:
            print(f"would be rejected: {printable(reason)}", file=sys.stderr)
        self.exitcode = EXIT_BAD_OUTCOME if reading.rejected else 0
        text = json.dumps(ItemAdapter(reading.item).asdict(), cls=ScrapyJSONEncoder, ensure_ascii=False, indent=2)
        to_stdout(lambda out: print(escaped(text), file=out))


def add_spider_arguments(parser: argparse.ArgumentParser) -> None:
    """Add -a: Scrapy's base of commands with -a also brings -o and -O, which mean nothing for one saved page."""
    parser.add_argument(
        "-a",
        dest="spargs",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="set spider argument (may be repeated)",
    )


def parse_spider_arguments(opts: argparse.Namespace) -> None:
    """Make a dictionary of what -a gave."""
    try:
        opts.spargs = arglist_to_dict(opts.spargs)
    except ValueError:
        raise UsageError("invalid -a value: write -a NAME=VALUE", print_help=False) from None


def site_class(settings: BaseSettings, name: str) -> type[SiteSpider]:
    """Return the site called *name*; `UsageError` if there is none, `ConfigError` if its file is broken."""
    spidercls = load_site(get_spider_loader(settings), name)
    if not issubclass(spidercls, SiteSpider):
        raise UsageError(f"{name} is no SiteSpider", print_help=False)
    return spidercls


def maxsize_of(settings: BaseSettings) -> int:
    """Bytes that a page may have."""
    try:
        return settings.getint("DOWNLOAD_MAXSIZE") or sys.maxsize - 1
    except ValueError:
        raise UsageError("DOWNLOAD_MAXSIZE is no number of bytes: write a whole number", print_help=False) from None


def moment(text: str, option: str) -> datetime:
    """The time that *option* gave."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise UsageError(f"{option} needs a time with zone, for example 2026-01-31T08:00:00+07:00", print_help=False)
    return time
