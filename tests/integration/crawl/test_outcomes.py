"""Outcomes that no other test makes through a real crawl: `listing_empty` and `crashed`.

The others: test_demo (ok, ok_nothing_new), test_drift (selector_drift, stale_source), test_bad_input (schema_rejects),
test_site_files (config_error), faults/weather (unreachable, blocked, stub_page), faults/crawl (store_failed),
faults/running (timed_out, interrupted, already_running, lease_lost).
"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator

import pytest

from crawler.store.config import StoreConfig
from demo.playback import playing
from tests.integration.crawl.conftest import FAST, Scrapy
from tests.integration.crawl.polite_site import ARTICLES, Slow

MODULE = ("-s", f"SPIDER_MODULES={Slow.__module__}")


@pytest.fixture
def site(mongo: StoreConfig) -> Iterator[tuple[Slow, Scrapy]]:
    """The site on loopback, and a shell."""
    played = Slow()
    with playing([played]) as playback:
        shell = Scrapy(playback, dataclasses.replace(mongo, database=f"test_{uuid.uuid4().hex[:12]}"))
        yield played, shell
        with shell.open() as database:
            database.client.drop_database(database.name)


def crawled(shell: Scrapy, spider: str) -> tuple[int, str, str, str]:
    """Exit code, outcome, reason, log."""
    done = shell("crawl", spider, *MODULE, *FAST)
    with shell.open() as database:
        (run,) = database.runs.find({"site": spider})
    return done.returncode, run["outcome"], run["reason"], done.stderr


def test_a_listing_that_shows_no_article(site: tuple[Slow, Scrapy]) -> None:
    """A listing that moved would read as a day without news."""
    played, shell = site
    played.articles = 0
    code, outcome, reason, _ = crawled(shell, "polite")
    assert (code, outcome) == (3, "listing_empty")
    assert "1 listing page(s)" in reason


def test_an_error_in_the_crawlers_own_code(site: tuple[Slow, Scrapy]) -> None:
    """Our mistakes would pass for the site's."""
    code, outcome, reason, log = crawled(site[1], "faulty")
    assert (code, outcome) == (3, "crashed")
    assert f"{ARTICLES - 1} error(s) in the crawler's own code" in reason
    assert "ZeroDivisionError" in log, "whoever mends it needs the traceback"
