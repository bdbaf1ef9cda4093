"""What earlier runs know of a site's pages, asked of the real server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from pymongo.database import Database

from crawler.items import Article
from crawler.known import Checks, KnownPage, Tally
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.documents import article_id
from crawler.store.known import CHUNK, KnownPages
from crawler.store.pages import PageRecord
from crawler.store.patient import PatientDatabase
from tests.integration.store.samples import START, article, miss, write

Db = Database[dict[str, Any]]
HOUR = timedelta(hours=1)
_T = TypeVar("_T")


def ask(store: StoreConfig, question: Callable[[KnownPages], Awaitable[_T]], site: str = "nbtv") -> tuple[_T, int]:
    """(answer, commands sent) of the memory of a site."""

    async def run() -> tuple[_T, int]:
        async with open_async(store, resolve_uri(store)) as db:
            patient = PatientDatabase(db)
            return await question(KnownPages(patient, site)), patient.round_trips

    return asyncio.run(run())


def look_up(store: StoreConfig, addresses: Mapping[str, str]) -> tuple[Mapping[str, KnownPage], int]:
    return ask(store, lambda memory: memory.look_up(addresses))


def due(store: StoreConfig, until: datetime, limit: int = 10) -> list[KnownPage]:
    return ask(store, lambda memory: memory.due(until, limit))[0]


def visited(number: int, *, next_check: datetime | None, minute: int = 0, **fields: Any) -> Article:
    """An article whose page has a schedule."""
    item = article(number, minute=minute, **fields)
    assert item.page is not None
    return replace(item, page=replace(item.page, checks=Checks(checks=2, unchanged_checks=1, next_check=next_check)))


def test_a_listing_is_looked_up_in_two_finds(store: StoreConfig, database: Db) -> None:
    """A question per link would make a run without news slower than fetching everything."""
    write(store, [visited(number, next_check=START) for number in range(20)])
    links = {f"https://nbtv.vn/tin/{number}.html": f"nbtv.vn#{number}" for number in range(10, 30)}
    found, trips = look_up(store, links)
    assert sorted(found) == [f"nbtv.vn#{number}" for number in range(10, 20)]
    assert trips == 2
    page = found["nbtv.vn#10"]
    assert (page.status, page.etag, page.checks, page.next_check) == (200, '"abc"', 2, START)
    assert page.content_hash is not None
    assert page.first_seen == page.fetched_at == START


def test_an_article_is_known_at_every_address_of_its_own(store: StoreConfig, database: Db) -> None:
    """NukeViet shows one article under several categories: each would be fetched anew."""
    write(store, [visited(7, next_check=START)])
    assert set(look_up(store, {"https://nbtv.vn/khac/7.html": "nbtv.vn#7"})[0]) == {"nbtv.vn#7"}


def test_an_address_that_redirects_is_known_by_itself(store: StoreConfig, database: Db) -> None:
    """The listing goes on linking the old address: it would be asked for at every run."""
    item = visited(7, next_check=START)
    assert item.page is not None
    write(store, [replace(item, page=replace(item.page, asked="https://nbtv.vn/cu.html"))])
    found, _ = look_up(store, {"https://nbtv.vn/cu.html": "https://nbtv.vn/cu.html"})
    assert found["https://nbtv.vn/cu.html"].key == "nbtv.vn#7"


def test_the_newest_visit_at_any_address_counts(store: StoreConfig, database: Db) -> None:
    """An article of two addresses would be checked twice as often, at each in turn."""
    old = visited(7, next_check=START + HOUR)
    new = visited(7, minute=60, next_check=START + 9 * HOUR, url="https://nbtv.vn/moi/7.html")
    write(store, [old], [new])
    assert look_up(store, {old.url: "nbtv.vn#7"})[0]["nbtv.vn#7"].next_check == START + 9 * HOUR
    assert due(store, START + 2 * HOUR) == []
    assert [page.url for page in due(store, START + 9 * HOUR)] == [new.url]


def test_due_pages_come_oldest_first_and_bounded(store: StoreConfig, database: Db) -> None:
    """After a week without runs one run would ask a small server for everything at once."""
    write(store, [visited(number, next_check=START + number * HOUR) for number in range(5)])
    write(store, [visited(9, next_check=None), visited(3, site="ubdt", next_check=START)])
    assert [page.key for page in due(store, START + 3 * HOUR)] == [f"nbtv.vn#{number}" for number in range(4)]
    assert [page.key for page in due(store, START + 3 * HOUR, limit=2)] == ["nbtv.vn#0", "nbtv.vn#1"]


def test_a_sitemap_of_thousands_is_looked_up_in_parts(store: StoreConfig, database: Db) -> None:
    """One question with all addresses would be larger than a message may be."""
    write(store, [visited(CHUNK + 3, next_check=START)])
    links = {f"https://nbtv.vn/tin/{number}.html": f"nbtv.vn#{number}" for number in range(2 * CHUNK)}
    found, trips = look_up(store, links)
    assert set(found) == {f"nbtv.vn#{CHUNK + 3}"}
    assert trips == 4


def test_pages_of_a_version_without_schedule_are_due(store: StoreConfig, database: Db) -> None:
    """After an update the whole archive would count as "never to be looked at again"."""
    write(store, [article(1)])
    assert look_up(store, {"https://nbtv.vn/tin/1.html": "nbtv.vn#1"})[0]["nbtv.vn#1"].next_check == START


def test_not_modified_confirms_the_article_and_keeps_what_was_read(store: StoreConfig, database: Db) -> None:
    """Its capture would count as outdated, or its reference to the archive be lost, though nothing changed."""
    write(store, [visited(1, next_check=START, archive="nbtv/run-00001.warc.gz:7")])
    before = database.articles.find_one({"_id": article_id("nbtv.vn#1")})
    later = START + 5 * HOUR
    record = PageRecord(
        url="https://nbtv.vn/tin/1.html",
        key="nbtv.vn#1",
        site="nbtv",
        fetched_at=later,
        status=304,
        checks=Checks(checks=3, unchanged_checks=2, next_check=later + HOUR),
    )
    miss(store, record)
    article_now = database.articles.find_one({"_id": article_id("nbtv.vn#1")})
    page = database.pages.find_one({"_id": record.url})
    assert before is not None
    assert article_now is not None
    assert page is not None
    assert article_now["last_seen"] == article_now["sources"][0]["last_seen"] == later
    assert {**article_now, "last_seen": 0, "sources": 0} == {**before, "last_seen": 0, "sources": 0}
    assert (page["archive"], page["etag"], page["size"]) == ("nbtv/run-00001.warc.gz:7", '"abc"', 1000)
    assert (page["status"], page["fetched_at"], page["next_check"]) == (304, later, later + HOUR)
    assert page["content_hash"] == before["content_hash"]


def test_what_a_site_taught_is_remembered(store: StoreConfig, database: Db) -> None:
    """Each run would ask with a validator that was found to lie."""
    assert ask(store, lambda memory: memory.standing())[0].settled_at is None
    lies = {"last_modified": {"moved": 3}}
    database.sites.insert_one(
        {"_id": "nbtv", "settled_at": START, "depth": 5, "checks": 40, "edits": 2, "validators": lies}
    )
    site, _ = ask(store, lambda memory: memory.standing())
    assert (site.settled_at, site.depth, site.checks, site.edits) == (START, 5, 40, 2)
    assert (site.last_modified, site.etag) == (Tally(moved=3), Tally())


def test_every_question_is_covered_by_an_index(store: StoreConfig, database: Db) -> None:
    """The embedded server would read all pages of all sites for each listing."""
    write(store, [visited(number, next_check=START) for number in range(3)])
    span = {"$gte": START - HOUR, "$lte": START + HOUR}
    for condition, index in [
        ({"key": {"$in": ["nbtv.vn#1"]}}, "key"),
        ({"site": "nbtv", "next_check": span}, "site_next_check"),
    ]:
        plan = str(database.pages.find(condition).explain()["queryPlanner"]["winningPlan"])
        assert f"'{index}'" in plan, plan
