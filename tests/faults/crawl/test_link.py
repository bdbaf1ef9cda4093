"""A crawl whose database is slow, or goes away and comes back, through a real connection."""

from __future__ import annotations

import dataclasses
from typing import Any
from urllib.parse import urlsplit

import pytest
from pymongo.database import Database

from crawler.store import embedded
from crawler.store.config import StoreConfig
from tests.faults.store.link import Link, linked
from tests.integration.crawl.conftest import Scrapy

SITE = "laocaitv"


def over(link: Link, scrapy: Scrapy) -> Scrapy:
    """The shell with its database at the other end of *link*."""
    uri = embedded.uri(scrapy.store)
    port = urlsplit(uri).port
    return dataclasses.replace(
        scrapy, store=dataclasses.replace(scrapy.store, uri=uri.replace(f":{port}/", f":{link.port}/"))
    )


def link_to(store: StoreConfig, **faults: Any) -> Link:
    port = urlsplit(embedded.uri(store)).port
    assert port
    return Link(port, **faults)


def test_a_slow_database_delays_and_loses_nothing(scrapy: Scrapy, database: Database[dict[str, Any]]) -> None:
    """A busy server would end runs, or the crawl would run ahead of what is stored."""
    with linked(link_to(scrapy.store, delay_s=0.3)) as link:
        done = over(link, scrapy).crawl(SITE, "-a", "sample=8", "-s", "STORE_BATCH_SIZE=2")
    assert done.returncode == 0, done.stderr[-2000:]
    assert database.articles.count_documents({}) == 8
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("moment", [b"sources.key", b"unpublished", b"revised_at"])
def test_a_database_that_goes_away_and_comes_back(
    scrapy: Scrapy, database: Database[dict[str, Any]], moment: bytes
) -> None:
    """A restart of the database in the middle of a write would end the run, or store something twice."""
    with linked(link_to(scrapy.store, cut_at=moment, refusals=5)) as link:
        done = over(link, scrapy).crawl(SITE, "-a", "sample=8", "-s", "STORE_BATCH_SIZE=2")
        assert link.cuts == 1, "the crawl never came to this moment"
        assert link.refused == 5
    assert done.returncode == 0, done.stderr[-2000:]
    assert database.articles.count_documents({}) == 8
    assert database.changes.count_documents({"kind": "added"}) == 8


def test_a_database_that_stays_away_ends_the_run_with_a_sentence(
    scrapy: Scrapy, database: Database[dict[str, Any]]
) -> None:
    """A run would hang for ever; or end as if there were no news. The next run has it all."""
    with linked(link_to(scrapy.store, cut_at=b"unpublished", refusals=10**9)) as link:
        done = over(link, scrapy).crawl(SITE, "-a", "sample=8", "-s", "STORE_BATCH_SIZE=2", "-s", "STORE_PATIENCE=1")
        assert link.cuts == 1
    assert done.returncode == 3
    assert "store_failed" in done.stderr
    assert "crawl again: nothing is stored twice" in done.stderr
    assert "Traceback" not in done.stderr
    assert scrapy.crawl(SITE, "-a", "sample=8").returncode == 0
    assert database.articles.count_documents({}) == 8
