"""`scrapy search WORDS`: articles with these words."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawl import complain, to_stdout
from crawler.store.config import StoreConfig
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.formats import to_json
from crawler.store.search import CANDIDATES, search
from crawler.text.dates import VIETNAM
from crawler.text.printable import printable


class Command(ScrapyCommand):
    """Exit codes: 0 looked (also if nothing was found), 1 failed (one sentence on stderr), 2 wrong usage."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Arguments of the command."""
        return "WORD [WORD ...] [--site SITE] [--limit N] [--json]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Find stored articles by words"

    def long_desc(self) -> str:
        """Text of ``scrapy search -h``."""
        return (
            "Finds stored articles by words, typed with marks or without. Two syllables count as one word (sạt lở); of "
            "more, all must occur. First those that have the phrase as typed in the headline, then in the text, then "
            "the others; the newest first. On the embedded server one syllable alone is looked for in headline and "
            "tags, and of a long text only the names and the beginning are known."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options besides Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--site", help="only articles whose first place of publication is this site")
        parser.add_argument("--limit", type=int, default=20, help=f"at most so many, 1 to {CANDIDATES} (default: 20)")
        parser.add_argument("--json", action="store_true", help="print one JSON object per article")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Search and print."""
        if not args:
            raise UsageError("give at least one word", print_help=False)
        if not 1 <= opts.limit <= CANDIDATES:
            raise UsageError(f"--limit {opts.limit}: give 1 to {CANDIDATES}", print_help=False)
        try:
            config = StoreConfig.from_env(os.environ)
            uri = resolve_uri(config)
            with open_sync(config, uri=uri) as database, explained(uri):
                found = search(database, " ".join(args), site=opts.site, limit=opts.limit)
        except StoreError as error:
            self.exitcode = complain(error)
            return
        except ValueError as error:
            raise UsageError(str(error), print_help=False) from error
        if opts.json:
            to_stdout(lambda out: out.writelines(f"{to_json(article)}\n" for article in found))
            return
        if not found:
            print("nothing found", file=sys.stderr)
            return
        table = Table("published", "site", "headline", "address")
        for article in found:
            day = _day(article["published_at"])
            table.add_row(*(Text(printable(text)) for text in (day, article["site"], article["title"], article["url"])))
        to_stdout(lambda out: Console(file=out, width=None if out.isatty() else 200).print(table))


def _day(moment: Any) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m/%Y}" if isinstance(moment, datetime) else "-"
