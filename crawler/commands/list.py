"""`scrapy list`: Scrapy's own command, with a line on stderr per site file that could not be loaded."""

from __future__ import annotations

import argparse

from scrapy.commands import list as scrapy_list
from scrapy.spiderloader import get_spider_loader

from crawler.commands.crawl import tell_broken


class Command(scrapy_list.Command):
    """Lists the names of the sites."""

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        assert self.settings is not None
        super().run(args, opts)
        tell_broken(get_spider_loader(self.settings))
