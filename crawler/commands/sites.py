"""`scrapy sites`: what is watched."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text
from scrapy.commands import ScrapyCommand
from scrapy.spiderloader import get_spider_loader

from crawler.commands.crawl import tell_broken
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider

_COLUMNS = ("name", "kind", "province", "platform", "host", "status", "publisher")


class Command(ScrapyCommand):
    """Lists the sites with what their files say."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        return "[--json]"

    def short_desc(self) -> str:
        return "List the sites: kind, province, platform, host, status"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON object per site")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        loader = get_spider_loader(self.settings)
        tell_broken(loader)
        rows = [self._row(cls) for name in sorted(loader.list()) if issubclass(cls := loader.load(name), SiteSpider)]
        if opts.json:
            for row in rows:
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            return
        table = Table(*_COLUMNS)
        for row in rows:
            shown = row if row["error"] is None else {**row, "publisher": f"BROKEN: {row['error']}"}
            table.add_row(*(Text(shown[column] or "-") for column in _COLUMNS))
        Console(width=None if sys.stdout.isatty() else 160).print(table)

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
