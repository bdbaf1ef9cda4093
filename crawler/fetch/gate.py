"""The last step before the web: nothing passes when the run ends, or while it is not sure of its lease.

Scrapy waits for all that is under way when a spider is closed, up to the download timeout and the pauses of the
weather. Here what waits is dropped at once, and what is under way is cut off after ``ENDING_GRACE`` seconds.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Protocol, Self

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.endings import LEASE_LOST, is_ending
from crawler.signals import run_ending

_OPENING_POLL_S = 0.05


class RunEnding(IgnoreRequest):
    """A request was not sent, or its answer not waited for, because the run ends."""

    def __init__(self) -> None:
        super().__init__("the run ends")


class Guard(Protocol):
    """Says whether this run may speak to its hosts."""

    async def holds(self) -> bool:
        """Wait until it is certain; False if it may not any more."""


class Gate:
    """Downloader middleware, nearest to the web. Setting: ``ENDING_GRACE`` (10.0 s)."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._grace_s = crawler.settings.getfloat("ENDING_GRACE", 10.0)
        self._under_way: set[asyncio.Task[Response]] = set()
        self._closing: asyncio.Task[None] | None = None
        self.guard: Guard | None = None
        """Asked before each request; ``None`` lets everything pass."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        gate = cls(crawler)
        crawler.signals.connect(gate._on_ending, signal=run_ending)
        return gate

    def process_request(self, request: Request) -> None:  # noqa: ARG002 - Scrapy gives it by name
        """Refuse what would only wait in the host's queue. Raises RunEnding."""
        if is_ending(self._crawler):
            raise RunEnding

    async def carry(self, download: Callable[[], Coroutine[Any, Any, Response]]) -> Response:
        """Send a request whose turn has come. Raises RunEnding if it may not be sent, or is cut off."""
        if self.guard is not None and not await self.guard.holds():
            raise RunEnding
        if is_ending(self._crawler):
            raise RunEnding
        task = asyncio.ensure_future(download())
        self._under_way.add(task)
        try:
            return await task
        except asyncio.CancelledError:
            raise RunEnding from None
        finally:
            self._under_way.discard(task)

    def _on_ending(self, reason: str) -> None:
        self._closing = asyncio.ensure_future(self._close(reason))

    async def _close(self, reason: str) -> None:
        """Close the spider: drop what waits, give the rest its grace, cut it off."""
        engine = self._crawler.engine
        while not engine.running and engine.spider is not None:  # noqa: ASYNC110 - Scrapy cannot close what opens
            await asyncio.sleep(_OPENING_POLL_S)
        if engine.spider is None:
            return
        for slot in engine.downloader.slots.values():
            while slot.queue:
                _, waiting = slot.queue.popleft()
                waiting.errback(Failure(RunEnding()))  # type: ignore[no-untyped-call]
        closing = asyncio.ensure_future(engine.close_spider_async(reason=reason))
        # Without its lease a run has no right to what it would still read.
        await asyncio.wait({closing}, timeout=0 if reason == LEASE_LOST else self._grace_s)
        for task in self._under_way:
            task.cancel()
        await closing


class GatedHandler(HTTP11DownloadHandler):
    """Scrapy's handler behind the gate; robots.txt goes this way, too."""

    async def download_request(self, request: Request) -> Response:
        """Download *request*. Raises RunEnding and what Scrapy's handler raises."""
        gate = self._crawler.get_downloader_middleware(Gate)
        fetch = partial(super().download_request, request)
        return await (fetch() if gate is None else gate.carry(fetch))
