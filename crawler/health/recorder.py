"""Judges every run when it ends and keeps it in `runs`; an unfinished record is the trace of a killed run."""

from __future__ import annotations

import asyncio
import logging
import os
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Self

from pymongo.errors import PyMongoError
from scrapy import Spider, signals
from scrapy.crawler import Crawler

from crawler.health.log import install_filters
from crawler.health.outcomes import Evidence, judge
from crawler.site import SiteSpider
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.runs import finish_run, run_document, start_run

logger = logging.getLogger(__name__)

OUTCOME_STAT = "outcome"
REASON_STAT = "outcome_reason"

_SETTINGS_OF_INTEREST = ("DOWNLOAD_DELAY", "CONCURRENT_REQUESTS_PER_DOMAIN", "ROBOTSTXT_OBEY", "USER_AGENT")


class RunRecorder:
    """Scrapy extension. Sets the stats ``outcome`` and ``outcome_reason`` of every `SiteSpider` run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._config = StoreConfig.from_env(os.environ) if crawler.settings.getbool("STORE_ENABLED") else None
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)
        crawler.signals.connect(self._item_error, signals.item_error)
        install_filters()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _item_error(self) -> None:
        # Scrapy logs an error in a pipeline but keeps no count of it: the run would look as if all were known.
        self._crawler.stats.inc_value("item_errors")

    async def _opened(self, spider: Spider) -> None:
        if not isinstance(spider, SiteSpider) or self._config is None:
            return
        settings = {name: self._crawler.settings.get(name) for name in _SETTINGS_OF_INTEREST}
        options = {name: str(value) for name, value in asdict(spider.options).items() if value is not None}
        document = run_document(spider.run_id, spider.name, spider.started_at, {**settings, **options})
        try:
            uri = await asyncio.to_thread(resolve_uri, self._config)
            async with open_async(self._config, uri) as db:
                await start_run(db, document)
        except (StoreError, PyMongoError) as error:
            # The store pipeline meets the same server; it decides whether the run can go on.
            logger.error("The run could not be entered in `runs`: %s", error)

    async def _closed(self, spider: Spider, reason: str) -> None:
        if not isinstance(spider, SiteSpider):
            return
        stats = self._crawler.stats
        evidence = Evidence.from_stats(stats.get_stats(), reason)
        verdict = judge(evidence)
        stats.set_value(OUTCOME_STAT, str(verdict.outcome))
        stats.set_value(REASON_STAT, verdict.reason)
        log = logger.info if verdict.outcome.good else logger.error
        log("%s: %s. %s", spider.name, verdict.outcome, verdict.reason)
        if self._config is None:
            return
        counts = asdict(evidence)
        fields = {
            "finished_at": datetime.now(UTC),
            "outcome": str(verdict.outcome),
            "reason": verdict.reason,
            "counts": {
                name: counts.pop(name) for name in ("new", "copies", "edits", "touched", "rejects", "conflicts")
            },
            "evidence": counts,
        }
        try:
            uri = await asyncio.to_thread(resolve_uri, self._config)
            async with open_async(self._config, uri) as db:
                await finish_run(db, spider.run_id, fields)
        except (StoreError, PyMongoError) as error:
            logger.error("The end of the run could not be entered in `runs`: %s", error)
