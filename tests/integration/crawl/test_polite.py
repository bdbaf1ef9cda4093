"""How a site is asked, by its own log: not too soon, and nothing that it forbids."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from crawler import settings
from crawler.store.config import StoreConfig
from demo.access_log import LogLine, read_log
from demo.playback import playing
from tests.integration.crawl.conftest import Scrapy
from tests.integration.crawl.polite_site import ARTICLES, Slow

MODULE = ("-s", f"SPIDER_MODULES={Slow.__module__}")
NOT_MEASURED = 0.02
"""Seconds by which two requests may come closer on their way than they were sent."""


@pytest.fixture
def crawl(mongo: StoreConfig, tmp_path: Path) -> Iterator[Callable[..., list[LogLine]]]:
    """Crawls the slow site; gives what arrived there."""
    site, log = Slow(), tmp_path / "access.log"
    with playing([site], access_log=log) as playback:
        shell = Scrapy(playback, dataclasses.replace(mongo, database=f"test_{uuid.uuid4().hex[:12]}"))

        def run(robots: str, *arguments: str) -> list[LogLine]:
            site.robots = robots
            done = shell("crawl", "polite", *MODULE, *arguments)
            assert done.returncode == 0, done.stderr[-2000:]
            return read_log(log)

        yield run
        with shell.open() as database:
            database.client.drop_database(database.name)


def gaps(lines: list[LogLine]) -> list[float]:
    """Seconds between requests."""
    times = [datetime.fromisoformat(line.time) for line in lines]
    return [(later - earlier).total_seconds() for earlier, later in pairwise(times)]


def test_an_ordinary_site_has_time_between_two_requests(crawl: Callable[..., list[LogLine]]) -> None:
    """A small provincial server would be busy with us alone, and block us."""
    lines = crawl("")
    assert len(lines) == 1 + 1 + ARTICLES - 1, "robots.txt, the listing, what is not forbidden"
    least = settings.DOWNLOAD_DELAY * (1 - settings.DOWNLOAD_DELAY_JITTER)
    assert min(gaps(lines)) >= least - NOT_MEASURED
    print(f"smallest gap {min(gaps(lines)):.2f} s")


def test_what_robots_txt_forbids_is_not_asked_for(crawl: Callable[..., list[LogLine]]) -> None:
    """The webmaster would have said it for nothing."""
    assert not [line for line in crawl("", "-s", "DOWNLOAD_DELAY=0") if line.path == "/bai/tot-1.html"]


def test_crawl_delay_is_kept(crawl: Callable[..., list[LogLine]]) -> None:
    """A server that asks for two seconds cannot do more."""
    lines = crawl("Crawl-delay: 2\n", "-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8")
    # The first page was on its way when robots.txt had been read.
    assert min(gaps(lines)[1:]) >= 2 - NOT_MEASURED
    print(f"smallest gap {min(gaps(lines)[1:]):.2f} s")


def test_a_shorter_crawl_delay_than_ours_hastens_nothing(crawl: Callable[..., list[LogLine]]) -> None:
    """Ours is for servers that do not know their own limits."""
    lines = crawl("Crawl-delay: 0.1\n")
    assert min(gaps(lines)) >= settings.DOWNLOAD_DELAY * (1 - settings.DOWNLOAD_DELAY_JITTER) - NOT_MEASURED
