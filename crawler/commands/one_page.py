"""One page of a site, asked for once as a crawl would: its robots.txt, User-Agent, delays, limits and redirects."""

from __future__ import annotations

import signal
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import CrawlerProcessBase
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import SETTINGS_PRIORITIES, BaseSettings
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.python import to_unicode
from twisted.python.failure import Failure

from crawler.commands.crawl import failure_of
from crawler.fetch.walled import WallMet
from crawler.site import SiteSpider
from crawler.walk import PAGE_MAXSIZE

NOT_STORED: Mapping[str, Any] = {
    "STORE_ENABLED": False,
    "ARCHIVE_ENABLED": False,
    "ITEM_PIPELINES": {},
}
"""Settings of a process that only looks."""
_SOONER: Mapping[str, Any] = {"CIRCUIT_FAILURES": 0, "RETRY_TIMES": 1}
"""A person waits, and a few pages are no crawl; -s may say otherwise."""


class FetchError(Exception):
    """The page could not be had; the message is a sentence with its fix."""


@dataclass(slots=True)
class _Answer:
    response: Response | None = None
    failure: Failure | None = None


def fetch(
    process: CrawlerProcessBase,
    spidercls: type[SiteSpider],
    url: str,
    arguments: Mapping[str, Any],
) -> Response:
    """Return the site's answer with status 200; `FetchError` if there is none. Ends *process*.

    `KeyboardInterrupt` if SIGINT came, even if the page was answered in spite of it.
    """
    answer = _Answer()
    failed = run_once(process, _asking_once(spidercls, url, answer), arguments)
    if answer.failure is not None:
        raise FetchError(_sentence(answer.failure, url))
    if answer.response is None:
        raise FetchError(str(failed or f"{url} was not answered: see the log (-L INFO)"))
    if answer.response.status != 200:
        raise FetchError(f"{url} answered HTTP {answer.response.status}: only a page with 200 makes a case")
    return answer.response


def run_once(
    process: CrawlerProcessBase, spidercls: type[SiteSpider], arguments: Mapping[str, Any]
) -> BaseException | None:
    """Run *spidercls* to its end, which also ends *process*; returns what kept it from starting.

    `KeyboardInterrupt` if SIGINT came.
    """
    crawler = process.create_crawler(spidercls)
    ends: list[str] = []

    def closed(reason: str) -> None:
        ends.append(reason)

    crawler.signals.connect(closed, signals.spider_closed)
    on_interrupt = signal.getsignal(signal.SIGINT)
    task = process.crawl(crawler, **arguments)
    process.start()
    signal.signal(signal.SIGINT, on_interrupt)  # Scrapy's own stays otherwise and asks a process that has ended
    # A second SIGINT ends Scrapy before it closes the spider.
    if "shutdown" in ends or not (ends or process.bootstrap_failed):
        raise KeyboardInterrupt
    return failure_of(task)


def only_looking(settings: BaseSettings, loglevel: str | None) -> None:
    """Make a process that neither stores nor judges; what matters is told in sentences, so its log is silent."""
    if not loglevel:
        settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")
    for name, value in NOT_STORED.items():
        settings.set(name, value, priority="cmdline")
    for name, value in _SOONER.items():
        settings.set(name, value, priority=SETTINGS_PRIORITIES["cmdline"] - 1)
    # It would call a few pages an unhealthy run.
    settings.get("EXTENSIONS")["crawler.health.recorder.RunRecorder"] = None


def _asking_once(spidercls: type[SiteSpider], url: str, answer: _Answer) -> type[SiteSpider]:
    """The site's own spider with another start: it asks for *url* and puts what came into *answer*."""

    def keep(response: Response) -> None:
        answer.response = response

    def missed(failure: Failure) -> None:
        answer.failure = failure

    # "article" lets the redirect guard refuse what leads to no article; adhoc knows the form of articles only later.
    duty = "listing" if "url" in spidercls.arguments else "article"

    async def start(_: SiteSpider) -> AsyncIterator[Any]:
        yield Request(url, callback=keep, errback=missed, meta={"duty": duty, "download_maxsize": PAGE_MAXSIZE})

    return type(spidercls.__name__, (spidercls,), {"start": start, "__module__": spidercls.__module__})


def _sentence(failure: Failure, url: str) -> str:
    error = failure.value
    if isinstance(error, HttpError | WallMet) and error.response.status >= 300:
        status, location = error.response.status, error.response.headers.get("Location")
        if location:
            return (
                f"{url} answered HTTP {status} to {to_unicode(location, errors='replace')}, which is another host or "
                "no article: give the article's own address"
            )
        return f"{url} answered HTTP {status}: give the address of a page that is there"
    if isinstance(error, IgnoreRequest) and "robots" in str(error):
        return f"robots.txt of the site forbids {url}: save the page in a browser and give the file with --url"
    reason = " ".join(failure.getErrorMessage().split()) or type(error).__name__
    return f"{url} could not be had: {reason}"
