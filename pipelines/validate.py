"""Holds every item against the JSON Schema; what fails goes to the dead letters, never to nowhere."""

from __future__ import annotations

from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem

from crawler.items import Article
from crawler.signals import item_rejected
from crawler.store.documents import content
from crawler.store.schema import reasons


class ValidatePipeline:
    """Stats: ``validate/ok``, ``validate/rejected``, ``validate/rejected/<field>``."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ValidatePipeline:
        """Scrapy's way to build it."""
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Return a valid item; announce and drop an invalid one."""
        if not isinstance(item, Article):
            return item
        wrong = reasons(content(item))
        stats = self._crawler.stats
        assert stats is not None
        if not wrong:
            stats.inc_value("validate/ok")
            return item
        stats.inc_value("validate/rejected")
        for field in {reason.partition(":")[0].partition(".")[0] for reason in wrong}:
            stats.inc_value(f"validate/rejected/{field}")
        # The store listens and keeps the whole item; this pipeline has no connection of its own.
        self._crawler.signals.send_catch_log(item_rejected, item=item, reasons=wrong)
        raise DropItem(f"{item.url} is not a valid article: {'; '.join(wrong)}", log_level="INFO")
