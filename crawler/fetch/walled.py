"""Keeps walls from the spider: a page that stands in for another is no article and no listing.

The request goes to its errback with `WallMet` instead. The D1N stub may be answered as a browser would, where the site
file says so (``answers_d1n``): once learned, the cookie goes with every request to the host for the rest of the run.
"""

from __future__ import annotations

import logging
from typing import Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response, TextResponse

from crawler import signals
from crawler.fetch.walls import PAST_THE_END, Answer, Kind, Wall, d1n_of, wall_of

logger = logging.getLogger(__name__)

_OF_THE_HOST = frozenset({Kind.SCRIPT_COOKIE, Kind.BLOCK_PAGE, Kind.LOGIN, Kind.MAINTENANCE})
"""What the next page will meet, too; the others are of one page."""


class WallMet(IgnoreRequest):
    """A page stood in for the one that was asked for."""

    def __init__(self, wall: Wall, response: Response) -> None:
        super().__init__(f"{wall.kind}: {wall.evidence}")
        self.wall = wall
        self.response = response


class WallMiddleware:
    """Downloader middleware. Stats: ``walls/<kind>``, ``walls/evidence/<kind>/<host>`` (the first), ``walls/d1n``."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._cookies: dict[str, bytes] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Show the host the cookie that it asked for."""
        cookie = self._cookies.get(_host(request.url))
        if cookie is not None:
            request.headers["Cookie"] = cookie

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Hand on what is a page. Raises `WallMet` for what is none; asks again with the cookie of a D1N stub."""
        again = self._answered(request, response)
        if again is not None:
            return again
        if "duty" not in request.meta or not _is_judged(request, response):
            return response
        wall = wall_of(_answer(request, response))
        if wall is None:
            return response
        is_past_end = wall.kind in PAST_THE_END and request.cb_kwargs.get("number", 1) > 1
        if not is_past_end:
            self._note(wall, _host(request.url), response)
        raise WallMet(wall, response)

    def _answered(self, request: Request, response: Response) -> Request | None:
        """The request once more with the stub's cookie; ``None`` if it is no stub, or has been answered."""
        if not getattr(self._crawler.spider, "answers_d1n", False) or not isinstance(response, TextResponse):
            return None
        value = d1n_of(response.text)
        if value is None:
            return None
        host = _host(response.url)
        known = self._cookies.get(host)
        sent = request.headers.get("Cookie")
        if known is None:
            self._cookies[host] = known = b"D1N=" + value.encode("ascii")
            self._crawler.stats.inc_value("walls/d1n")
            logger.info("%s wants the cookie D1N, which its script sets: answered for this run", host)
        if sent == known:
            return None  # it has seen the cookie and asks again: no second answer in a run
        again = request.replace(dont_filter=True)
        again.headers["Cookie"] = known
        return again

    def _note(self, wall: Wall, host: str, response: Response) -> None:
        stats = self._crawler.stats
        stats.inc_value(f"walls/{wall.kind}")
        key = f"walls/evidence/{wall.kind}/{host}"
        if stats.get_value(key) is None:
            stats.set_value(key, f"{response.url}: {wall.evidence}"[:500])
        if wall.kind in _OF_THE_HOST:
            evidence = f"{wall.kind} at {response.url}"
            self._crawler.signals.send_catch_log(signals.wall_met, host=host, evidence=evidence)


def _is_judged(request: Request, response: Response) -> bool:
    """Errors speak for themselves; of redirects only those that were not followed, because they lead away."""
    if 200 <= response.status < 300:
        return True
    return response.status in range(300, 400) and bool(request.meta.get("dont_redirect"))


def _answer(request: Request, response: Response) -> Answer:
    location = response.headers.get("Location") if response.status >= 300 else None
    return Answer(
        url=response.url,
        status=response.status,
        text=response.text if isinstance(response, TextResponse) else "",
        body=response.body,
        asked=str(request.meta.get("redirect_urls", [request.url])[0]),
        content_type=(response.headers.get("Content-Type") or b"").decode("latin-1"),
        location=location.decode("latin-1") if location else None,
        flags=response.flags,
    )


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
