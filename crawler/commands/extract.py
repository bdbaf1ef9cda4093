"""`scrapy extract SITE FILE --url URL`: one saved page as the item that a crawl would store, as JSON."""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import sys
import zlib
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from itemadapter import ItemAdapter
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError
from scrapy.http import HtmlResponse
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.conf import arglist_to_dict
from scrapy.utils.serialize import ScrapyJSONEncoder

from crawler.commands.crawl import EXIT_BAD_OUTCOME, complain, load_site, to_stdout
from crawler.discovery.urls import on_site
from crawler.options import ArgumentError
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.store.documents import content
from crawler.store.schema import reasons
from pipelines.fingerprint import FingerprintPipeline
from pipelines.normalise import normalise


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
        # Scrapy's base of commands with -a also brings -o and -O, which mean nothing here.
        parser.add_argument(
            "-a",
            dest="spargs",
            action="append",
            default=[],
            metavar="NAME=VALUE",
            help="set spider argument (may be repeated)",
        )
        parser.add_argument("--url", metavar="URL", help="the address that the page was saved from (required)")
        parser.add_argument(
            "--fetched-at",
            metavar="TIME",
            help="when it was saved, ISO 8601 with zone (default: now); for relative dates",
        )

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        super().process_options(args, opts)
        try:
            opts.spargs = arglist_to_dict(opts.spargs)
        except ValueError:
            raise UsageError("invalid -a value: write -a NAME=VALUE", print_help=False) from None

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2:
            raise UsageError("name a site and a file: scrapy extract nbtv page.html --url https://nbtv.vn/…")
        if not opts.url:
            raise UsageError("--url is missing: the page's own address decides links and identity", print_help=False)
        host = _host_of(opts.url)
        spider = self._spider(args[0], opts)
        if spider is None:
            return
        # adhoc encodes Vietnamese host names.
        url = getattr(spider, "url", opts.url)
        if url == opts.url and not on_site(host, spider.hosts):
            raise UsageError(
                f"--url lies on {host}, but {spider.name} is {' or '.join(spider.hosts)}: give the page's own address, "
                "or adhoc as SITE",
                print_help=False,
            )
        try:
            body = _read(args[1], self._maxsize())
        except _ReadError as error:
            self.exitcode = complain(f"cannot read {args[1]}: {error}")
            return
        response = HtmlResponse(url, body=body, headers={"Content-Type": "text/html"})
        item = spider.article(response, self._fetched_at(opts))
        normalise(item)
        wrong = reasons(content(item))
        for reason in wrong:
            print(f"would be rejected: {reason}", file=sys.stderr)
        self.exitcode = EXIT_BAD_OUTCOME if wrong else 0
        if not wrong:
            FingerprintPipeline().process_item(item)
        text = json.dumps(ItemAdapter(item).asdict(), cls=ScrapyJSONEncoder, ensure_ascii=False, indent=2)
        to_stdout(lambda out: print(text, file=out))

    def _maxsize(self) -> int:
        assert self.settings is not None
        try:
            return self.settings.getint("DOWNLOAD_MAXSIZE") or sys.maxsize - 1
        except ValueError:
            raise UsageError("DOWNLOAD_MAXSIZE is no number of bytes: write a whole number", print_help=False) from None

    def _spider(self, name: str, opts: argparse.Namespace) -> SiteSpider | None:
        assert self.settings is not None
        try:
            spidercls = load_site(get_spider_loader(self.settings), name)
            if not issubclass(spidercls, SiteSpider):
                raise UsageError(f"{name} is no SiteSpider", print_help=False)
            arguments = {**opts.spargs, "url": opts.url} if "url" in spidercls.arguments else opts.spargs
            return spidercls(**arguments)
        except ArgumentError as error:
            raise UsageError(str(error), print_help=False) from error
        except ConfigError as error:
            self.exitcode = complain(error)
            return None

    @staticmethod
    def _fetched_at(opts: argparse.Namespace) -> datetime:
        if not opts.fetched_at:
            return datetime.now(UTC)
        try:
            time = datetime.fromisoformat(opts.fetched_at)
        except ValueError:
            time = None
        if time is None or time.tzinfo is None:
            raise UsageError(
                "--fetched-at needs a time with zone, for example 2026-01-31T08:00:00+07:00", print_help=False
            )
        return time


class _ReadError(Exception):
    """A file cannot be read; the message says why."""


def _host_of(url: str) -> str:
    """The host of an address; `UsageError` if it is none."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises if it is no number
        if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", parts.netloc):
            return parts.hostname
    except ValueError:
        pass
    raise UsageError(f"--url {url!r} is no web address: write https://example.gov.vn/tin/bai-1.html", print_help=False)


def _read(file: str, maxsize: int) -> bytes:
    """The page in *file*, unpacked if it is gzip, of at most *maxsize* bytes."""
    if file == "-" and sys.stdin is None:
        raise _ReadError("standard input is closed; give a file, or pipe the page in")
    try:
        with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as source:
            body = _bounded(source, maxsize)
    except (OSError, ValueError) as error:
        raise _ReadError(f"{getattr(error, 'strerror', None) or error}") from error
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return _bounded(gzip.GzipFile(fileobj=io.BytesIO(body)), maxsize)
    except (OSError, EOFError, zlib.error) as error:
        raise _ReadError(f"it is damaged gzip ({error}); save it again") from error


def _bounded(source: BinaryIO | gzip.GzipFile, maxsize: int) -> bytes:
    body = source.read(maxsize + 1)
    if len(body) > maxsize:
        raise _ReadError(f"it holds more than {maxsize} bytes, which no crawl would take; raise -s DOWNLOAD_MAXSIZE=N")
    return body
