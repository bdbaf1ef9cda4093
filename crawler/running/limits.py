"""Bounds of one run: time, pages and bytes. What is read until then is stored; the next run goes on.

Scrapy's ``CLOSESPIDER_*`` wait for what is under way, a minute for a host that hangs, and count no bytes: so these
are our own, and end a run by the gate.
"""

from __future__ import annotations

import asyncio
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler

from crawler import endings

_MB = 1_000_000


class SiteLimits:
    """Scrapy extension. Settings, 0 = no bound: ``SITE_TIMEOUT`` in seconds from the first request on, that is without
    the wait for the lease; ``SITE_MAX_PAGES``, answers of every kind; ``SITE_MAX_BYTES``, as they come over the wire.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._timeout_s = crawler.settings.getfloat("SITE_TIMEOUT")
        self._max_pages = crawler.settings.getint("SITE_MAX_PAGES")
        self._max_bytes = crawler.settings.getint("SITE_MAX_BYTES")
        self._pages = self._bytes = 0
        self._timer: asyncio.TimerHandle | None = None
        crawler.signals.connect(self._started, signals.engine_started)
        crawler.signals.connect(self._answered, signals.response_received)
        crawler.signals.connect(self._received, signals.bytes_received)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    def _started(self) -> None:
        if self._timeout_s > 0:
            why = f"its time limit, {minutes(self._timeout_s)} (SITE_TIMEOUT)"
            self._timer = asyncio.get_running_loop().call_later(self._timeout_s, self._end, why)

    def _answered(self) -> None:
        self._pages += 1
        if self._pages == self._max_pages:
            self._end(f"its limit of {self._max_pages} pages (SITE_MAX_PAGES)")

    def _received(self, data: bytes) -> None:
        before, self._bytes = self._bytes, self._bytes + len(data)
        if before < self._max_bytes <= self._bytes:
            self._end(f"its limit of {self._max_bytes / _MB:.3g} MB (SITE_MAX_BYTES)")

    def _end(self, why: str) -> None:
        endings.end(self._crawler, endings.TIMED_OUT, why)

    def _closed(self) -> None:
        if self._timer is not None:
            self._timer.cancel()


def minutes(seconds: float) -> str:
    """``30 min``, ``90 s``."""
    return f"{seconds / 60:.0f} min" if seconds >= 120 else f"{seconds:.0f} s"
