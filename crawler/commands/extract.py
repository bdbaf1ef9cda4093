"""`scrapy extract SITE FILE --url URL`: one saved page as the item that a crawl would store, as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from itemadapter import ItemAdapter
from scrapy.commands import BaseRunSpiderCommand
from scrapy.exceptions import UsageError
from scrapy.http import HtmlResponse
from scrapy.spiderloader import get_spider_loader
from scrapy.utils.serialize import ScrapyJSONEncoder

from crawler.commands.crawl import EXIT_BAD_OUTCOME, complain, load_site
from crawler.options import ArgumentError
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.store.documents import content
from crawler.store.schema import reasons
from pipelines.fingerprint import FingerprintPipeline
from pipelines.normalise import normalise


class Command(BaseRunSpiderCommand):
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
        parser.add_argument("--url", metavar="URL", help="the address that the page was saved from (required)")
        parser.add_argument(
            "--fetched-at",
            metavar="TIME",
            help="when it was saved, ISO 8601 with zone (default: now); for relative dates",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        if len(args) != 2:
            raise UsageError("name a site and a file: scrapy extract nbtv page.html --url https://nbtv.vn/…")
        if not opts.url:
            raise UsageError("--url is missing: the page's own address decides links and identity", print_help=False)
        spider = self._spider(args[0], opts)
        if spider is None:
            return
        try:
            body = sys.stdin.buffer.read() if args[1] == "-" else Path(args[1]).read_bytes()
        except OSError as error:
            self.exitcode = complain(f"cannot read {args[1]}: {error.strerror}")
            return
        response = HtmlResponse(opts.url, body=body, headers={"Content-Type": "text/html"})
        item = spider.article(response, self._fetched_at(opts))
        normalise(item)
        wrong = reasons(content(item))
        for reason in wrong:
            print(f"would be rejected: {reason}", file=sys.stderr)
        self.exitcode = EXIT_BAD_OUTCOME if wrong else 0
        if not wrong:
            FingerprintPipeline().process_item(item)
        json.dump(ItemAdapter(item).asdict(), sys.stdout, cls=ScrapyJSONEncoder, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")

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
