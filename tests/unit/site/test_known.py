"""If these fail, what is known is fetched again at every run, or what is new or due is not fetched."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler import signals
from crawler.known import KnownPage, Standing
from crawler.site import SiteSpider
from crawler.store.pages import PageRecord
from tests.unit.site.vidu import HOST, NOW, all_of, articles, listing, listings, spider, stats, walk

NEXT = "<a rel=next href='?page=2'>2</a>"
HOUR = timedelta(hours=1)
GROUND = NOW - 2 * HOUR
READ = Standing(settled_at=NOW - HOUR, depth=5)
"""A site that was read to its fifth pages an hour ago."""


class Remembered:
    """A store that knows these articles."""

    def __init__(self, pages: Iterable[KnownPage], site: Standing = READ) -> None:
        self.pages = {page.key: page for page in pages}
        self.site = site
        self.asked: list[list[str]] = []

    async def standing(self) -> Standing:
        return self.site

    async def look_up(self, addresses: Mapping[str, str]) -> Mapping[str, KnownPage]:
        self.asked.append(sorted(addresses))
        return {key: self.pages[key] for key in addresses.values() if key in self.pages}

    async def due(self, until: datetime, limit: int) -> list[KnownPage]:
        return [page for page in self.pages.values() if page.next_check and page.next_check <= until][:limit]


def page(number: int, **facts: Any) -> KnownPage:
    """Article *number* as stored by the last good run; not due."""
    known = KnownPage(
        url=f"{HOST}/bai-viet-{number}.html",
        key=f"vidu.vn#{number}",
        first_seen=GROUND,
        fetched_at=GROUND,
        next_check=NOW + 5 * HOUR,
        status=200,
        etag='"a"',
        content_hash="h",
    )
    return replace(known, **facts)


def knowing(*pages: KnownPage, site: Standing = READ, **arguments: Any) -> tuple[SiteSpider, Remembered, list[Request]]:
    """A spider that remembers *pages*, its store, and its first requests."""
    of, store = spider(**arguments), Remembered(pages, site)
    of.now = lambda: NOW  # type: ignore[method-assign]
    of.memory.connect(store)
    return of, store, all_of(of.start())


def told(of: SiteSpider) -> list[PageRecord]:
    """The page records that the spider sends from now on."""
    records: list[PageRecord] = []

    def take(page: PageRecord) -> None:
        records.append(page)

    of.crawler.signals.connect(take, signals.page_seen, weak=False)
    return records


def test_a_run_without_news_asks_for_the_listing_only() -> None:
    """A small server would be asked for forty articles an hour that did not change."""
    of, store, first = knowing(*map(page, (3, 2, 1)))
    assert articles(first) == []
    assert walk(of, listing(3, 2, 1, more=NEXT)) == []
    assert len(store.asked) == 1, "one lookup a listing"
    assert stats(of)["discovery/known_skipped"] == 3
    assert stats(of)["discovery/stopped_early"] == 1
    assert "articles/requested" not in stats(of)


def test_new_articles_are_asked_for_wherever_they_stand() -> None:
    """A late post below known ones would never be read."""
    of, _, _ = knowing(*map(page, (4, 3, 1)))
    asked = walk(of, listing(5, 4, 3, 2, 1, more=NEXT))
    assert articles(asked) == [f"{HOST}/bai-viet-5.html", f"{HOST}/bai-viet-2.html"]
    assert listings(asked) == [f"{HOST}/xa-hoi/?page=2"]


def test_an_article_in_two_listings_is_looked_up_and_counted_once() -> None:
    """The count of what was left out is evidence of the run."""
    of, store, _ = knowing(page(1))
    walk(of, listing(2, 1))
    of._listed.clear()
    walk(of, listing(2, 1))
    assert stats(of)["discovery/known_skipped"] == 1
    assert len(store.asked) == 1


def test_what_is_due_is_asked_for_with_its_validators() -> None:
    """An edit would stay unseen, or the whole page be sent although nothing changed."""
    of, _, _ = knowing(page(3), page(2, next_check=NOW + 29 * timedelta(minutes=1)))
    asked = walk(of, listing(3, 2))
    assert articles(asked) == [f"{HOST}/bai-viet-2.html"]
    assert asked[0].headers["If-None-Match"] == b'"a"'
    assert asked[0].meta["handle_httpstatus_list"] == [304]
    assert stats(of)["discovery/rechecked"] == 1


def test_what_is_due_and_in_no_listing_is_asked_for_as_well() -> None:
    """Below the point where paging stops no edit and no withdrawal would ever be found."""
    of, _, first = knowing(page(3), page(2, next_check=NOW))
    assert articles(first) == [f"{HOST}/bai-viet-2.html"]
    assert first[-1].priority < first[0].priority, "news first"
    assert articles(walk(of, listing(3, 2))) == [], "and only once"


def test_a_page_that_names_itself_otherwise_is_checked_once_and_told_under_its_own_name() -> None:
    """Its counts would begin anew at each check, and the article be asked for at both its names."""
    of, _, first = knowing(page(2, key="vidu.vn/ten-khac", next_check=NOW, checks=3))
    assert len(articles(first)) == 1
    assert articles(walk(of, listing(2))) == []
    records = told(of)
    assert list(of.parse_article(Response(first[-1].url, status=304, request=first[-1]))) == []
    assert records[0].key == "vidu.vn/ten-khac"
    assert records[0].checks is not None
    assert records[0].checks.checks == 4


def test_a_run_may_leave_the_checks_out() -> None:
    """``recheck=0``: on a day when the site can hardly answer, only news are asked for."""
    of, _, first = knowing(page(3, next_check=NOW), page(2, next_check=NOW), recheck="0")
    assert articles([*first, *walk(of, listing(4, 3, 2))]) == [f"{HOST}/bai-viet-4.html"]


def test_a_full_run_reads_everything_to_the_last_page() -> None:
    """After a fix of a layout every article must be read anew, whatever the site says of changes."""
    of, _, first = knowing(*map(page, (3, 2, 1)), full="1")
    assert articles(first) == []
    asked = walk(of, listing(3, 2, 1, more=NEXT))
    assert len(articles(asked)) == 3
    assert len(listings(asked)) == 1
    assert not any("If-None-Match" in request.headers for request in asked)


def test_a_catch_up_of_old_days_walks_past_what_is_known() -> None:
    """It looks for a gap of last spring below everything that was read since."""
    of, _, _ = knowing(*map(page, (3, 2, 1)), start="2026-03-01")
    asked = walk(of, listing(3, 2, 1, more=NEXT))
    assert articles(asked) == []
    assert len(listings(asked)) == 1


def test_without_a_store_nothing_is_known() -> None:
    """``STORE_ENABLED=0`` writes a file: an empty one would be no use."""
    of = spider()
    assert len(articles(walk(of, listing(3, 2, 1)))) == 3


def test_not_modified_is_an_answer_and_no_article() -> None:
    """The run would crash on an empty page, or store an article without text."""
    of, _, first = knowing(page(2, next_check=NOW, unchanged_checks=1, checks=1))
    records = told(of)
    answer = Response(first[-1].url, status=304, request=first[-1], headers={"ETag": '"a"'})
    assert list(of.parse_article(answer)) == []
    (record,) = records
    assert (record.status, record.size, record.etag, record.key) == (304, None, '"a"', "vidu.vn#2")
    assert record.checks is not None
    assert (record.checks.checks, record.checks.unchanged_checks) == (2, 2)
    assert stats(of)["articles/not_modified"] == 1


def gone(of: SiteSpider, request: Request, status: int) -> None:
    answer = Response(request.url, status=status, request=request)
    failure = Failure(HttpError(answer))  # type: ignore[no-untyped-call]
    failure.request = request  # type: ignore[attr-defined]
    assert list(of.missed(failure)) == []


def test_a_known_article_that_is_gone_is_no_failure_of_the_site() -> None:
    """Two withdrawn notices on a quiet day would wake somebody with "unreachable"."""
    of, _, first = knowing(page(2, next_check=NOW))
    records = told(of)
    gone(of, first[-1], 404)
    assert stats(of)["articles/gone"] == 1
    assert not [name for name in stats(of) if name.startswith("missed/")]
    assert records[0].checks is not None
    assert records[0].checks.next_check == NOW + 20 * HOUR


def test_a_new_article_that_could_not_be_had_is_due_at_the_next_run() -> None:
    """It may have left the first page by then, and paging stops above it."""
    of, _, _ = knowing()
    (request,) = walk(of, listing(9))
    records = told(of)
    failure = Failure(TimeoutError("no answer"))  # type: ignore[no-untyped-call]
    failure.request = request  # type: ignore[attr-defined]
    assert list(of.missed(failure)) == []
    (record,) = records
    assert (record.status, record.key) == (None, "vidu.vn#9")
    assert record.checks is not None
    assert record.checks.next_check == NOW


def test_nothing_is_asked_of_the_store_for_an_empty_listing() -> None:
    """A walk over a dead site costs the database nothing."""
    of, store, _ = knowing()
    assert walk(of, "<p>Chưa có tin</p>") == []
    assert store.asked == []
    assert asyncio.run(store.due(NOW, 1)) == []
