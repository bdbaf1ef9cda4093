"""Says of every article when its page is due again, and keeps count of what the site's validators said."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Self

from scrapy.crawler import Crawler

from crawler.discovery import schedule
from crawler.discovery.validators import finding
from crawler.items import Article, PageFacts
from crawler.known import KnownPage
from crawler.site import SiteSpider


class RecheckPipeline:
    """After the fingerprint, which tells an edit from another look at the same text.

    Stats: ``recheck/checks``, ``recheck/edits``; ``validators/etag/...`` and ``validators/last_modified/...`` with
    ``kept``, ``moved`` and ``blind``. `RunRecorder` adds them to `sites`, where the next run finds them.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_item(self, item: Any) -> Any:
        """Set ``page.checks`` of an Article."""
        spider = self._crawler.spider
        if isinstance(item, Article) and item.page is not None and isinstance(spider, SiteSpider):
            asked = item.page.asked or item.url
            known = spider.memory.page(spider.platform.key(asked))
            site, now = spider.memory.site, item.fetched_at
            if known is None or known.content_hash is None:
                first_seen = now if known is None else known.first_seen
                checks = schedule.first_check(published_at=item.published_at, first_seen=first_seen, site=site, now=now)
            else:
                edited = known.content_hash != item.content_hash
                self._learn(known, item.page, edited)
                newest = replace(known, published_at=item.published_at)
                checks = schedule.checked(newest, edited=edited, site=site, now=now)
            item.page = replace(item.page, checks=checks)
        return item

    def _learn(self, known: KnownPage, page: PageFacts, edited: bool) -> None:
        self._count("recheck/checks")
        if edited:
            self._count("recheck/edits")
        if known.url != page.url:
            return  # validators belong to an address
        for name, before, now in (
            ("etag", known.etag, page.etag),
            ("last_modified", known.last_modified, page.last_modified),
        ):
            found = finding(before, now, edited=edited)
            if found is not None:
                self._count(f"validators/{name}/{found}")

    def _count(self, stat: str) -> None:
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value(stat)
