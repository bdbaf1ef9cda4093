"""Lets one run at a time crawl a host (`crawler.store.leases`), and ends a run that has lost its hosts to another.

Without a database (``STORE_ENABLED=0``) there is no lease: whoever crawls so has to see to it himself.
"""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import AsyncExitStack, suppress
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider, NotConfigured

from crawler import endings
from crawler.fetch.gate import Gate
from crawler.health.recorder import TOKEN_STAT
from crawler.site import SiteSpider
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.leases import EXPIRY_S, HostLease, LeaseLost, acquire, sentence
from crawler.store.patient import PatientDatabase

logger = logging.getLogger(__name__)

_PATIENCE_S = 5.0
"""Of one heartbeat; the next one tries again."""
_LONGEST_BEAT_S = 15.0
"""So long the end of a run waits for a heartbeat under way: its patience, and a driver that takes its time."""


class LeaseKeeper:
    """Scrapy extension. Takes the lease before the first request and gives it back when all is written.

    Settings: ``LEASE_WAIT`` (0.0 s), ``LEASE_EXPIRY`` (30.0 s). Stat: ``lease/token``.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("STORE_ENABLED", True):
            raise NotConfigured("STORE_ENABLED is off: there is no database to keep a lease in")
        self._crawler = crawler
        self._config = StoreConfig.from_env(os.environ)
        self._patience_s = crawler.settings.getfloat("LEASE_WAIT", 0.0)
        self._expiry_s = crawler.settings.getfloat("LEASE_EXPIRY", EXPIRY_S)
        self._open = AsyncExitStack()
        self._heart: asyncio.Task[None] | None = None
        self._over = asyncio.Event()
        self.lease: HostLease | None = None
        """``None`` until it is held, and for spiders that name no hosts."""
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)
        crawler.signals.connect(self._release, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it. Raises NotConfigured if ``STORE_ENABLED`` is off."""
        return cls(crawler)

    async def holds(self) -> bool:
        """Wait until it is certain that the lease is held; False if it is lost, or the run ends meanwhile."""
        assert self.lease is not None
        while endings.goes_on(self._crawler):
            try:
                await self.lease.confirm()
                return True
            except LeaseLost as error:
                self._lost(error)
            except StoreError as error:
                logger.warning("Nothing is asked until the lease is confirmed: %s", error)
                await asyncio.sleep(1.0)
        return False

    async def _opened(self, spider: Spider) -> None:
        """Scrapy waits for this before it asks for anything. Raises CloseSpider if the lease is not to be had."""
        # `scrapy shell` is no crawl: left open all day, it would keep every crawl from its site.
        if not isinstance(spider, SiteSpider) or not self._crawler.crawling:
            return
        try:
            await self._take(spider)
        except StoreError as error:
            logger.error("Nothing is crawled, because no lease is to be had: %s", error)
            raise CloseSpider(endings.STORE_FAILED) from error

    async def _take(self, spider: SiteSpider) -> None:
        uri = await asyncio.to_thread(resolve_uri, self._config)
        db = await self._open.enter_async_context(open_async(self._config, uri))
        lease = HostLease(
            PatientDatabase(db, patience_s=_PATIENCE_S),
            spider.hosts,
            site=spider.name,
            run_id=spider.run_id,
            expiry_s=self._expiry_s,
        )
        in_the_way = await acquire(lease, patience_s=self._patience_s, pause=self._pause, say=self._say)
        if in_the_way is not None:
            endings.note(self._crawler, endings.ALREADY_RUNNING, sentence(in_the_way))
            raise CloseSpider(endings.ALREADY_RUNNING)
        self.lease = lease
        self._crawler.stats.set_value(TOKEN_STAT, lease.token)
        await lease.note()
        gate = self._crawler.get_downloader_middleware(Gate)
        if gate is not None:
            gate.guard = self
        self._heart = asyncio.create_task(self._beat(lease))

    async def _pause(self, seconds: float) -> None:
        """Wait for the holder, unless the run is to end. Raises CloseSpider."""
        await asyncio.sleep(seconds)
        if not endings.goes_on(self._crawler):
            raise CloseSpider(self._crawler.stats.get_value(endings.REASON_STAT, "shutdown"))

    def _say(self, line: str) -> None:
        spider = self._crawler.spider
        logger.info("%s: %s", spider.name if spider else "?", line)

    async def _beat(self, lease: HostLease) -> None:
        while not self._over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), lease.beat_s)
                return
            try:
                await lease.renew()
            except LeaseLost as error:
                self._lost(error)
                return
            except StoreError as error:
                logger.info("A heartbeat could not be written: %s", error)

    def _lost(self, error: LeaseLost) -> None:
        endings.end(self._crawler, endings.LEASE_LOST, str(error))

    async def _closed(self) -> None:
        # `engine_stopped` comes when also `runs` and `sites` are written; it does not come if the engine never ran.
        if not self._crawler.engine.running:
            await self._release()

    async def _release(self) -> None:
        if self._heart is not None:
            # Told, not cancelled: in the middle of a command the driver may swallow that, and the heart beats for ever.
            self._over.set()
            _, beating = await asyncio.wait({self._heart}, timeout=_LONGEST_BEAT_S)
            for heart in beating:
                heart.cancel()
            self._heart = None
        if self.lease is not None:
            lease, self.lease = self.lease, None
            try:
                await lease.release()
            except StoreError as error:
                logger.warning("The lease could not be given back, it ends with this process: %s", error)
        await self._open.aclose()
