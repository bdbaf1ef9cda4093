"""`scrapy sites`: what is watched, and how fresh it is."""

from __future__ import annotations

import argparse
import json
import os
import sys
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from crawler.commands.crawl import tell_broken
from crawler.health.freshness import local, sentence
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.store import embedded
from crawler.store.config import StoreConfig
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.sites import all_sites
from crawler.text.printable import escaped, printable

_COLUMNS = ("name", "kind", "province", "platform", "host", "status", "publisher")
_FRESHNESS = ("last success", "last new", "outcome", "news")


class Command(ScrapyCommand):
    """Lists the sites with what their files say."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--json]"

    def short_desc(self) -> str:
        return "List the sites: what they are, when they were last read and had news"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object per site")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        tell_broken(loader)
        rows = [self._row(cls) for name in sorted(loader.list()) if issubclass(cls := loader.load(name), SiteSpider)]
        fresh = _freshness()
        if opts.json:
            for row in rows:
                whole = {**row, "freshness": fresh.get(str(row["name"]))}
                sys.stdout.write(escaped(json.dumps(whole, ensure_ascii=False, default=_iso)) + "\n")
            return
        table = Table(*_COLUMNS, *_FRESHNESS)
        for row in rows:
            shown = row if row["error"] is None else {**row, "publisher": f"BROKEN: {row['error']}"}
            known = fresh.get(str(row["name"]), {})
            times = (local(known.get("last_success_at")), local(known.get("last_new_at")))
            news = "-" if row["status"] == "tool" else sentence(known or None)
            facts = (*(shown[column] for column in _COLUMNS), *times, known.get("last_outcome"), news)
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
            "province": site.province_current or site.province,
            "platform": site.platform.name,
            "host": site.hosts[0],
            "status": site.status,
            "publisher": site.publisher,
            "error": None,
        }


def _freshness() -> dict[str, dict[str, Any]]:
    """What the store says of each site; nothing, with one sentence on stderr, if it cannot be asked."""
    try:
        config = StoreConfig.from_env(os.environ)
        if config.uri is None and not embedded.folder_of(config).storage.is_dir():
            return {}  # nothing was ever stored: a list is no reason to start a server
        uri = resolve_uri(config)
        with open_sync(config, uri=uri) as database, explained(uri):
            return all_sites(database)
    except StoreError as error:
        print(f"scrapy sites: how fresh the sites are is not known: {error}", file=sys.stderr)
        return {}


def _iso(value: object) -> str:
    """A time for JSON."""
    assert isinstance(value, datetime)
    return value.isoformat()
