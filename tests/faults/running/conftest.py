"""A shell with the stubborn site as the web."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from crawler.store.config import StoreConfig
from demo.playback import playing
from tests.faults.running.stubborn import Stubborn
from tests.integration.crawl.conftest import Scrapy

QUICK = (
    *("-s", "SPIDER_MODULES=tests.faults.running.sites", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0"),
    *("-s", "CONCURRENT_REQUESTS=1", "-s", "ENDING_GRACE=0.2"),
)


@pytest.fixture
def site() -> Stubborn:
    """The web."""
    return Stubborn()


@pytest.fixture
def shell(site: Stubborn, store: StoreConfig) -> Iterator[Scrapy]:
    """A shell with an empty database."""
    with playing([site]) as web:
        yield Scrapy(web, store)


@pytest.fixture
def crawls() -> Iterator[list[subprocess.Popen[str]]]:
    """Crawls that a test starts; those that it leaves behind are killed."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for crawl in started:
        if crawl.poll() is None:
            crawl.kill()
            crawl.communicate()
