"""Hands items to the store in bounded batches: by size, by age and at the end; a failure is loud and loses nothing."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured
from scrapy.statscollectors import StatsCollector

from crawler.endings import STORE_FAILED, is_ending
from crawler.items import Article
from crawler.running.lease import LeaseKeeper
from crawler.signals import item_rejected, page_seen
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, prepare, resolve_uri
from crawler.store.errors import StoreConfigError, StoreError
from crawler.store.known import KnownPages
from crawler.store.leases import LeaseLost
from crawler.store.pages import PageRecord
from crawler.store.patient import PatientDatabase
from crawler.store.rejects import Reject
from crawler.store.runs import new_run_id
from crawler.store.writer import ArticleWriter
from crawler.walk import Walk
from pipelines.memory import StoreMemory

logger = logging.getLogger(__name__)

FAILED_REASON = STORE_FAILED
NEWEST_STAT = "articles/newest_published"
"""Latest publication among the articles of the run, known ones among them: a datetime, UTC."""
_FUTURE = timedelta(days=1)
_URLS_SHOWN = 5
_KINDS = ("new", "touched", "copied", "edited", "split", "merged", "conflicts")
_COUNTED = (*_KINDS, "rejects", "batches", "round_trips", "seconds", "failed")


class StorePipeline:
    """Last in the row. Stats: ``store/new``, ``touched``, ``copied``, ``edited``, ``split``, ``merged``,
    ``conflicts``, ``rejects``, ``batches``, ``round_trips``, ``seconds``; ``store/failed`` counts records that could
    not be stored.

    Settings: ``STORE_ENABLED`` (True), ``STORE_BATCH_SIZE`` (100 items), ``STORE_BATCH_AGE`` (5.0 s),
    ``STORE_PATIENCE`` (20.0 s of retries on a lost connection).
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("STORE_ENABLED", True):
            raise NotConfigured("STORE_ENABLED is off: nothing is stored")
        self._crawler = crawler
        self._batch_size = settings.getint("STORE_BATCH_SIZE", 100)
        self._batch_age_s = settings.getfloat("STORE_BATCH_AGE", 5.0)
        self._patience_s = settings.getfloat("STORE_PATIENCE", 20.0)
        self._items: list[Article] = []
        self._rejects: list[Reject] = []
        self._pages: list[PageRecord] = []
        self._config: StoreConfig | None = None
        self._open = AsyncExitStack()
        self._writer: ArticleWriter | None = None
        self._flushing = asyncio.Lock()
        self._ageing: asyncio.Task[None] | None = None
        self._stopping: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StorePipeline:
        """Scrapy's way to build it. Raises NotConfigured if ``STORE_ENABLED`` is off."""
        pipeline = cls(crawler)
        crawler.signals.connect(pipeline._on_rejected, signal=item_rejected)
        crawler.signals.connect(pipeline._on_page, signal=page_seen)
        return pipeline

    async def open_spider(self) -> None:
        """Connect and migrate. A store that is not there closes the spider before anything is fetched."""
        spider = self._crawler.spider
        assert spider is not None
        run_id = getattr(spider, "run_id", None) or new_run_id(spider.name, datetime.now(UTC))
        for key in _COUNTED:
            self._stats.inc_value(f"store/{key}", 0)
        try:
            config = self._config = StoreConfig.from_env(os.environ)
            uri = await asyncio.to_thread(prepare, config)
            database = await self._open.enter_async_context(open_async(config, uri))
        except StoreError as error:
            logger.error("Nothing is crawled, because the store is not usable: %s", error)
            raise CloseSpider("config_error" if isinstance(error, StoreConfigError) else FAILED_REASON) from error
        self._writer = ArticleWriter(database, run_id=run_id, patience_s=self._patience_s)
        try:
            recovered = await self._writer.recover()
        except StoreError as error:
            logger.error("Nothing is crawled, because what a killed run left cannot be completed: %s", error)
            raise CloseSpider(FAILED_REASON) from error
        if recovered:
            logger.info("Completed %d change(s) that a killed run had left", recovered)
        # A tool looks at whatever it is given.
        if isinstance(spider, Walk) and getattr(spider, "status", None) != "tool":
            pages = KnownPages(PatientDatabase(database, patience_s=self._patience_s), spider.name)
            spider.memory.connect(StoreMemory(pages, FAILED_REASON))
        self._ageing = asyncio.create_task(self._flush_by_age())

    async def process_item(self, item: Any) -> Any:
        """Take an Article; every ``STORE_BATCH_SIZE`` of them are written, and whoever fills the batch waits for it."""
        if isinstance(item, Article):
            self._note_date(item)
            self._items.append(item)
            if self._waiting() >= self._batch_size and self._stopping is None:
                await self._flush_or_stop()
        return item

    async def close_spider(self) -> None:
        """Write what is left, also after a failure: the server may be back. What cannot be written is reported."""
        if self._ageing is not None:
            async with self._flushing:  # never in the middle of a write
                self._ageing.cancel()
            with suppress(asyncio.CancelledError):
                await self._ageing
        try:
            if self._writer is not None:
                if self._stopping is not None and self._config is not None:
                    # The embedded server may have been stopped; started again it keeps its port.
                    with suppress(StoreError):
                        await asyncio.to_thread(resolve_uri, self._config)
                async with self._flushing:
                    await self._flush()
                if not is_ending(self._crawler):  # it may take long; the next run does it
                    await self._writer.join_stories()
        except LeaseLost as error:
            self._drop(error)
        except StoreError as error:
            self._report_loss(error)
        except Exception as error:
            self._report_loss(error)
            raise
        finally:
            await self._open.aclose()

    @property
    def _stats(self) -> StatsCollector:
        stats = self._crawler.stats
        assert stats is not None
        return stats

    def _note_date(self, item: Article) -> None:
        """Keep the newest publication for `sites`; a date in the future is a misreading that would stay for good."""
        if item.published_at is not None and item.published_at <= item.fetched_at + _FUTURE:
            self._stats.max_value(NEWEST_STAT, item.published_at)

    def _on_rejected(self, item: Article, reasons: Sequence[str]) -> None:
        self._rejects.append(Reject(item, tuple(reasons)))

    def _on_page(self, page: PageRecord) -> None:
        self._pages.append(page)

    def _waiting(self) -> int:
        return len(self._items) + len(self._rejects) + len(self._pages)

    async def _flush_by_age(self) -> None:
        """Write every few seconds, so that a slow site's articles are visible and a kill loses little."""
        while self._stopping is None:
            await asyncio.sleep(self._batch_age_s)
            await self._flush_or_stop()

    async def _flush_or_stop(self) -> None:
        """Flush; on failure keep the records and end the run with the reason ``store_failed``."""
        async with self._flushing:
            if self._stopping is not None:  # it failed while we waited: the last try is made when the spider closes
                return
            try:
                await self._flush()
            except LeaseLost as error:  # the lease's keeper ends the run
                self._drop(error)
            except Exception as error:
                logger.error("The store failed, the run ends: %s", error, exc_info=not isinstance(error, StoreError))
                engine = self._crawler.engine
                assert engine is not None
                # As a task of its own: closing waits for this very item to leave the pipelines.
                self._stopping = asyncio.create_task(engine.close_spider_async(reason=FAILED_REASON))

    async def _flush(self) -> None:
        """Write all that waits, in batches; hold the lock. Records leave the buffers only once acknowledged.

        Raises LeaseLost, before it writes, if another run has the site's hosts."""
        assert self._writer is not None
        keeper = self._crawler.get_extension(LeaseKeeper)
        while self._waiting():
            if keeper is not None and keeper.lease is not None:
                await keeper.lease.confirm()
            began, trips = time.monotonic(), self._writer.round_trips
            size = self._batch_size
            items, rejects, pages = self._items[:size], self._rejects[:size], self._pages[:size]
            try:
                result = await self._writer.write(items)
                await self._writer.reject(rejects)
                await self._writer.seen(pages)
            finally:
                self._stats.inc_value("store/round_trips", self._writer.round_trips - trips)
                self._stats.inc_value("store/seconds", time.monotonic() - began)  # type: ignore[arg-type]
            del self._items[: len(items)], self._rejects[: len(rejects)], self._pages[: len(pages)]
            self._stats.inc_value("store/batches")
            self._stats.inc_value("store/rejects", len(rejects) + len(result.rejects))
            for kind in _KINDS:
                self._stats.inc_value(f"store/{kind}", getattr(result, kind))
            # Before the next batch: a site's changes must be in the feed in the order in which they were made.
            await self._writer.publish()

    def _drop(self, error: LeaseLost) -> None:
        """Forget what waits: another run reads these pages now, and has the last word on them."""
        if self._waiting():
            logger.warning("%d records are left to another run: %s", self._waiting(), error)
        self._items, self._rejects, self._pages = [], [], []

    def _report_loss(self, error: Exception) -> None:
        """The last resort: say loudly what is not in the database."""
        self._stats.set_value("store/failed", self._waiting())
        urls = [item.url for item in self._items[:_URLS_SHOWN]]
        logger.error(
            "%d records could not be stored and must be crawled again (%s …): %s",
            self._waiting(),
            ", ".join(urls),
            error,
        )
