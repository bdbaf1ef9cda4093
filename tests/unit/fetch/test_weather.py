"""If these fail, a server that says "too much" is asked at the same pace, or never fast again."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawler import signals
from crawler.fetch.weather import FAILED_WITH, WeatherMiddleware
from tests.unit.fetch.crawling import answered, asked, crawler, slot, stats


def weather(middleware: WeatherMiddleware, response: Response, **meta: Any) -> Request | Response:
    return asyncio.run(middleware.process_response(asked(**meta), response))


@pytest.mark.parametrize("status", [429, 503])
def test_too_much_slows_the_host_and_good_answers_make_it_fast_again(status: int) -> None:
    """A host that is always asked as fast as before answers 429 for ever."""
    of = crawler()
    middleware = WeatherMiddleware(of)
    delays = []
    for _ in range(8):
        assert isinstance(weather(middleware, answered(status, Retry_After="0")), Request)
        delays.append(slot(of).delay)
    assert delays[0] == 1.0
    assert delays == sorted(delays)
    assert delays[-1] == of.settings.getfloat("HOST_DELAY_MAX")
    for _ in range(40):
        weather(middleware, answered())
    assert slot(of).delay == 0.5


@pytest.mark.parametrize(("header", "least", "most"), [({"Retry_After": "40"}, 40, 40.5), ({}, 0.0005, 1)])
def test_the_whole_host_has_a_pause(header: dict[str, Any], least: float, most: float) -> None:
    """Other pages of the host would go on being asked for."""
    of = crawler()
    before = time.monotonic()
    weather(WeatherMiddleware(of), answered(429, **header))
    assert least <= slot(of).lastseen - before <= most


def test_a_host_that_asks_for_a_day_is_not_waited_for() -> None:
    """The run would hang until tomorrow, or ask against the server's word."""
    of = crawler()
    told: list[tuple[str, str]] = []

    def unwilling(host: str, evidence: str) -> None:
        told.append((host, evidence))

    of.signals.connect(unwilling, signals.host_unwilling)
    answer = answered(503, Retry_After="86400")
    assert weather(WeatherMiddleware(of), answer) is answer
    assert told == [("vidu.vn", "HTTP 503, Retry-After 86400 s at https://vidu.vn/bai-viet-7.html")]


def test_what_failed_is_asked_again_so_often_and_says_what_it_met() -> None:
    """Scrapy's own settings go on to hold."""
    middleware = WeatherMiddleware(crawler(RETRY_TIMES=2))
    first = weather(middleware, answered(500))
    assert isinstance(first, Request)
    assert (first.meta["retry_times"], first.meta[FAILED_WITH], first.dont_filter) == (1, "500", True)
    assert isinstance(weather(middleware, answered(500), retry_times=1), Request)
    assert isinstance(weather(middleware, answered(500), retry_times=2), Response)
    assert isinstance(weather(middleware, answered(404)), Response)
    assert isinstance(weather(middleware, answered(500), dont_retry=True), Response)


def test_a_lost_connection_is_asked_again() -> None:
    """And an error of ours is not."""
    middleware = WeatherMiddleware(crawler())
    again = asyncio.run(middleware.process_exception(asked(), DownloadTimeoutError("60 s")))
    assert again is not None
    assert again.meta[FAILED_WITH] == "DownloadTimeoutError"
    assert asyncio.run(middleware.process_exception(asked(), KeyError("x"))) is None


def test_half_a_compressed_page_is_asked_again() -> None:
    """Most are whole the second time."""
    half = answered().replace(flags=["truncated"])
    assert isinstance(weather(WeatherMiddleware(crawler()), half), Request)


def test_a_pause_ends_with_the_crawl() -> None:
    """SIGTERM would wait for half a minute."""
    of = crawler(RETRY_PAUSE=60.0, RETRY_PAUSE_MAX=60.0)
    of.crawling = False
    started = time.monotonic()
    weather(WeatherMiddleware(of), answered(500))
    assert time.monotonic() - started < 5


def test_one_line_tells_that_a_host_was_slowed(caplog: pytest.LogCaptureFixture) -> None:
    """A line per answer would drown the log."""
    of = crawler()
    middleware = WeatherMiddleware(of)
    for _ in range(5):
        weather(middleware, answered(429, Retry_After="1"))
    assert len([r for r in caplog.records if "vidu.vn answers HTTP 429" in r.getMessage()]) == 1
    assert stats(of)["weather/slowed"] == 5
