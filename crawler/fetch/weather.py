"""Retries as a considerate client does them: with growing pauses, and slower where the server says that it is too much.

Takes the place of Scrapy's own retry middleware and reads its settings. After 429 or 503 the whole host gets a pause
(``Retry-After``, else a growing one) and a longer delay between requests, which falls again with every good answer.
"""

from __future__ import annotations

import asyncio
import logging
import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self, cast

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.misc import load_object
from scrapy.utils.response import response_status_message

from crawler import signals
from crawler.endings import goes_on
from crawler.fetch.backoff import pause, retry_after
from crawler.fetch.complete import TRUNCATED

logger = logging.getLogger(__name__)

FAILED_WITH = "failed_with"
"""Key of ``Request.meta`` of a second try: the status or the name of the error that the one before met."""

TOO_MUCH = frozenset({429, 503})
"""What a server answers that has too much to do, or that finds us too fast."""
SLOWER, FASTER = 2.0, 0.8
"""Factors of the delay after an answer of TOO_MUCH, and after any other."""
LEAST_SLOW_DELAY = 1.0
"""Seconds: the first delay of a host that was crawled without any."""
_SLICE = 0.5
"""Seconds after which a waiting retry looks whether the crawl still goes on."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``RETRY_*`` and ``HOST_DELAY_MAX`` of the settings, in seconds."""

    base: float
    most: float
    patience: float
    delay: float

    @classmethod
    def of(cls, settings: BaseSettings) -> Self:
        """Read the settings."""
        return cls(
            base=settings.getfloat("RETRY_PAUSE", 2.0),
            most=settings.getfloat("RETRY_PAUSE_MAX", 30.0),
            patience=settings.getfloat("RETRY_AFTER_MAX", 120.0),
            delay=settings.getfloat("HOST_DELAY_MAX", 30.0),
        )


class WeatherMiddleware:
    """Downloader middleware. Stats: ``retry/…`` as Scrapy's, ``weather/slowed``, ``weather/longest_pause_s``."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("RETRY_ENABLED"):
            raise NotConfigured("RETRY_ENABLED is off")
        self._crawler = crawler
        self._limits = Limits.of(settings)
        self._codes = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self._errors = tuple(
            load_object(error) if isinstance(error, str) else error for error in settings.getlist("RETRY_EXCEPTIONS")
        )
        seed = settings.get("RETRY_SEED")
        self._chance = random.Random(None if seed is None else int(seed))  # noqa: S311 - pauses, no secrets
        self._bases: dict[str, float] = {}
        self._streak: dict[str, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    async def process_response(self, request: Request, response: Response) -> Request | Response:
        """Slow down or speed up, and ask again for what failed."""
        if request.meta.get("dont_retry"):
            return response
        if response.status in TOO_MUCH and not self._hold(request, response):
            return response
        if response.status in self._codes:
            reason, waits = response_status_message(response.status), response.status not in TOO_MUCH
            return await self._again(request, reason, str(response.status), waits=waits) or response
        if TRUNCATED in response.flags:
            return await self._again(request, TRUNCATED, TRUNCATED) or response
        self._relax(request)
        return response

    async def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """Ask again for what the network lost."""
        if request.meta.get("dont_retry") or not isinstance(exception, self._errors):
            return None
        return await self._again(request, exception, type(exception).__name__)

    async def _again(
        self, request: Request, reason: str | Exception, cause: str, *, waits: bool = True
    ) -> Request | None:
        retry = get_retry_request(request, spider=cast(Spider, self._crawler.spider), reason=reason)
        if retry is not None:
            retry.meta[FAILED_WITH] = cause
            evidence = f"{str(reason) or type(reason).__name__} at {request.url}"
            self._crawler.signals.send_catch_log(signals.try_failed, request=request, evidence=evidence)
        if retry is not None and waits:
            limits = self._limits
            await self._wait(pause(retry.meta["retry_times"], limits.base, limits.most, self._chance))
        return retry

    async def _wait(self, seconds: float) -> None:
        """Wait, but no longer than the crawl goes on: a signal must not wait for a pause."""
        until = time.monotonic() + seconds
        while (rest := until - time.monotonic()) > 0 and goes_on(self._crawler):  # noqa: ASYNC110
            await asyncio.sleep(min(rest, _SLICE))

    def _hold(self, request: Request, response: Response) -> bool:
        """Give the host a pause and a longer delay. False if it asks for more than a run can wait."""
        host, slot = self._slot(request)
        streak = self._streak[host] = self._streak.get(host, 0) + 1
        header = response.headers.get("Retry-After")
        asked = retry_after(header.decode("latin-1") if header else None, datetime.now(UTC))
        if asked is not None and asked > self._limits.patience:
            evidence = f"HTTP {response.status}, Retry-After {asked:.0f} s at {response.url}"
            self._crawler.signals.send_catch_log(signals.host_unwilling, host=host, evidence=evidence)
            return False
        wait = asked if asked is not None else pause(streak, self._limits.base, self._limits.most, self._chance)
        stats = self._crawler.stats
        stats.inc_value("weather/slowed")
        stats.max_value("weather/longest_pause_s", round(wait, 1))
        if slot is None:
            return True
        self._bases.setdefault(host, slot.delay)
        slower = max(slot.delay * SLOWER, min(LEAST_SLOW_DELAY, self._limits.delay))
        slot.delay = max(self._bases[host], min(slower, self._limits.delay))
        # Scrapy sends the next request of a host `delay` after `lastseen`, so a moment to come is a pause.
        slot.lastseen = max(slot.lastseen, time.monotonic() + wait)
        if streak == 1:
            logger.warning(
                "%s answers HTTP %d: pause of %.1f s, then %.1f s between requests",
                *(host, response.status, wait, slot.delay),
            )
        return True

    def _relax(self, request: Request) -> None:
        """Let the delay fall again, down to what it was."""
        if not self._bases:
            return
        host, slot = self._slot(request)
        self._streak.pop(host, None)
        if slot is not None and host in self._bases:
            slot.delay = max(self._bases[host], slot.delay * FASTER)
            if slot.delay == self._bases[host]:
                del self._bases[host]

    def _slot(self, request: Request) -> tuple[str, Any]:
        """Scrapy's slot of the request's host, as its own AutoThrottle finds it; ``None`` outside a crawl."""
        key = str(request.meta.get("download_slot") or "")
        engine = self._crawler.engine
        return key, engine.downloader.slots.get(key) if engine is not None else None
