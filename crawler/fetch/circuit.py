"""Leaves hosts alone that fail again and again: a server that is down is not helped by five hundred more requests.

A failure is a request whose first try failed: no answer, a 5xx, 429 or 403, or a wall in place of the page. 404 is an
answer. What is dropped goes to the spider's errback and is counted there as missed.
"""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler import signals
from crawler.endings import goes_on
from crawler.fetch.breaker import Breaker, Leave
from crawler.fetch.weather import FAILED_WITH

logger = logging.getLogger(__name__)

REFUSALS = frozenset({401, 403, 429, 451})
_PROBE = "circuit_probe"
"""Key of ``Request.meta``; retries and redirects of the probe carry it on."""
_POLL = 0.5
"""Seconds between two looks of a waiting request."""


class HostGivenUp(IgnoreRequest):
    """A request was dropped because its host failed too often."""

    def __init__(self, message: str, met: str | None) -> None:
        super().__init__(message)
        self.met = met
        """What its own first try met, if it had one."""


class CircuitMiddleware:
    """Downloader middleware, nearest to the spider but for the archive: it sees what came of a request in the end.

    Stats: ``circuit/opened``, ``circuit/dropped``, ``circuit/evidence/<host>``. Settings: ``CIRCUIT_FAILURES`` in a row
    (0: never), ``CIRCUIT_COOLDOWN`` seconds before the probe.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._limit = crawler.settings.getint("CIRCUIT_FAILURES", 6)
        self._cooldown = crawler.settings.getfloat("CIRCUIT_COOLDOWN", 30.0)
        self._breakers: dict[str, Breaker] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware._wall_met, signals.wall_met)
        crawler.signals.connect(middleware._try_failed, signals.try_failed)
        crawler.signals.connect(middleware._unwilling, signals.host_unwilling)
        return middleware

    async def process_request(self, request: Request) -> None:
        """Let the request go, wait for the probe, or drop it."""
        if "duty" not in request.meta or not self._limit:
            return
        breaker = self._breaker(_host(request))
        if request.meta.get(_PROBE) and not breaker.is_open:
            return
        while True:
            leave, seconds = breaker.admit(_POLL)
            if leave is Leave.DROP:
                self._crawler.stats.inc_value("circuit/dropped")
                met = request.meta.get(FAILED_WITH)
                raise HostGivenUp(f"{_host(request)} was given up: {breaker.evidence}", met)
            if leave is Leave.PROBE:
                request.meta[_PROBE] = True
                return
            if leave is Leave.GO or not goes_on(self._crawler):
                return
            await asyncio.sleep(seconds)

    def process_response(self, request: Request, response: Response) -> Response:
        """Enter how it went."""
        if "duty" in request.meta:
            if response.status >= 500 or response.status in REFUSALS:
                self._try_failed(request, f"HTTP {response.status} at {response.url}")
            else:
                self._breaker(_host(request)).success()
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Enter a request without answer; what we refused ourselves says nothing of the host."""
        if "duty" not in request.meta or isinstance(exception, HostGivenUp):
            return
        if isinstance(exception, IgnoreRequest):
            self._breaker(_host(request)).abandon()
        else:
            self._try_failed(request, f"{exception or type(exception).__name__} at {request.url}")

    def _try_failed(self, request: Request, evidence: str) -> None:
        """Enter a failed first try. Scrapy puts second tries behind everything else: there they fail in a row."""
        if "duty" in request.meta and (request.meta.get(_PROBE) or not request.meta.get("retry_times")):
            self._failed(_host(request), evidence)

    def _wall_met(self, host: str, evidence: str) -> None:
        self._failed(host, evidence)

    def _unwilling(self, host: str, evidence: str) -> None:
        if self._limit and self._breaker(host).give_up(evidence):
            self._tell(host, evidence)

    def _failed(self, host: str, evidence: str) -> None:
        if self._limit and self._breaker(host).failure(evidence):
            self._tell(host, f"{self._limit} failures in a row and a failed probe; the last: {evidence}")

    def _tell(self, host: str, why: str) -> None:
        self._crawler.stats.inc_value("circuit/opened")
        self._crawler.stats.set_value(f"circuit/evidence/{host}", why[:300])
        logger.warning("%s is left alone for the rest of this run: %s", host, why)

    def _breaker(self, host: str) -> Breaker:
        if host not in self._breakers:
            self._breakers[host] = Breaker(self._limit, self._cooldown, time.monotonic)
        return self._breakers[host]


def _host(request: Request) -> str:
    return urlsplit(request.url).hostname or ""
