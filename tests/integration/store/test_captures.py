"""Which archived pages a re-reading takes, on the real server."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest
from pymongo.database import Database

from crawler.items import Article, PageFacts
from crawler.store import captures
from crawler.store.captures import Stored, captured_articles, known_payloads
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from tests.integration.store.samples import START, article, write

Db = Database[dict[str, Any]]


def archived(number: int, minute: int = 0, **fields: Any) -> Article:
    """An item whose page is archived."""
    url = fields.get("url", f"https://{fields.get('site', 'nbtv')}.vn/tin/{number}.html")
    facts = PageFacts(status=200, url=url, size=1, payload_digest=f"sha1:{number}-{minute}")
    return article(
        number, minute=minute, archive=f"nbtv/run-00001.warc.gz:{number * 1000 + minute}", page=facts, **fields
    )


def captured(
    store: StoreConfig, site: str = "nbtv", since: datetime = captures.EARLIEST, fields: Sequence[str] = ("title",)
) -> list[Stored]:
    """All that is told."""

    async def run() -> list[Stored]:
        async with open_async(store, resolve_uri(store)) as db:
            until = START + timedelta(days=400)
            return [entry async for entry in captured_articles(db, site, since, until, fields)]

    return asyncio.run(run())


def test_each_article_comes_once_with_its_newest_page(store: StoreConfig, database: Db) -> None:
    """An article would be read from a page that says what it said before, or twice."""
    write(store, [archived(n) for n in range(5)])
    write(store, [archived(n, minute=600) for n in range(3)])
    # The same article at another address, seen last.
    write(store, [archived(0, minute=9000, url="https://nbtv.vn/cu/0")])
    found = {entry.article["title"]: (entry.url, entry.archive) for entry in captured(store)}
    assert len(found) == len(captured(store)) == 5
    assert found["Bài viết số 0"] == ("https://nbtv.vn/cu/0", "nbtv/run-00001.warc.gz:9000")
    assert found["Bài viết số 1"][1] == "nbtv/run-00001.warc.gz:1600"
    assert found["Bài viết số 4"][1] == "nbtv/run-00001.warc.gz:4000"


def test_a_shared_article_belongs_to_its_first_source(store: StoreConfig, database: Db) -> None:
    """The text of the copy would replace that of the first publisher."""
    first = archived(1)
    copy = archived(2, minute=5, site="ubdt", text=first.body, title=first.title)
    write(store, [first, copy])
    assert [entry.archive for entry in captured(store)] == [first.archive]
    assert captured(store, "ubdt") == []


def test_an_article_whose_page_is_not_archived_is_told_as_such(store: StoreConfig, database: Db) -> None:
    """It would be missing from the count, and nobody would know that a fix did not reach it."""
    write(store, [archived(1)])
    write(store, [article(1, minute=60)])  # the disk was full that day
    assert [(entry.url, entry.archive) for entry in captured(store)] == [("https://nbtv.vn/tin/1.html", None)]


def test_since_leaves_out_what_was_visited_before(store: StoreConfig, database: Db) -> None:
    """A fix for last week's layout would walk through years of pages."""
    write(store, [archived(n, minute=60 * 24 * n) for n in range(6)])
    found = captured(store, since=START + timedelta(days=4))
    assert [entry.article["title"] for entry in found] == ["Bài viết số 4", "Bài viết số 5"]


@pytest.mark.parametrize("together", [True, False])
def test_memory_is_bounded_and_nothing_is_skipped(
    store: StoreConfig, database: Db, monkeypatch: pytest.MonkeyPatch, together: bool
) -> None:
    """A large site would fill the memory; or pages at the border of two portions would be left out."""
    monkeypatch.setattr(captures, "WINDOW", 7)
    write(store, [archived(n, minute=0 if together else n * n * 7) for n in range(60)])
    found = captured(store)
    assert sorted(entry.article["title"] for entry in found) == sorted(f"Bài viết số {n}" for n in range(60))


def test_a_run_knows_the_newest_payloads_of_its_site(store: StoreConfig, database: Db) -> None:
    """What earlier runs archived would be written again, or a run would load years of digests."""
    write(store, [archived(n, minute=n) for n in range(8)], [archived(20, site="ubdt")], [article(30, minute=99)])

    async def run() -> list[tuple[str, str]]:
        async with open_async(store, resolve_uri(store)) as db:
            return await known_payloads(db, "nbtv", 4)

    known = asyncio.run(run())
    # The newest page is not archived and counts among the four.
    assert known == [(f"sha1:{n}-{n}", f"nbtv/run-00001.warc.gz:{n * 1001}") for n in (5, 6, 7)]
