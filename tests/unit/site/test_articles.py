"""If these fail, an article has another identity than its page gives it, or one that was not had leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from crawler import signals
from crawler.extraction.layout import Layout
from crawler.items import Article
from crawler.platforms.base import Platform
from tests.unit.site.vidu import HOST, NOW, PAGE, ViDu, articles, html, read, spider, stats, walk


def test_an_article_says_who_and_where_and_what_the_server_said() -> None:
    """Everything a consumer filters by."""
    item = read(spider(), headers={"ETag": '"x"', "Last-Modified": "Thu, 05 Mar 2026 01:15:00 GMT"})
    assert (item.url, item.key) == (f"{HOST}/bai-viet-7.html", "vidu.vn#7")
    assert (item.site, item.publisher, item.platform, item.kind) == ("vidu", "Báo Ví Dụ", "generic", "newspaper")
    assert item.page is not None
    assert (item.page.status, item.page.etag) == (200, '"x"')
    assert item.fetched_at == NOW


@pytest.mark.parametrize(
    ("province", "current"),
    [("Tỉnh Yên Bái", "Lào Cai"), ("Thừa Thiên - Huế", "Huế"), ("Thanh Hoá", "Thanh Hóa"), (None, None)],
)
def test_an_article_carries_its_province_as_published_and_as_of_today(
    province: str | None, current: str | None
) -> None:
    """A reader of Lào Cai would miss the news of what was Yên Bái, or find them under two spellings."""
    item = read(spider(type("Tinh", (ViDu,), {"province": province})))
    assert (item.province, item.province_current) == (province, current)


def test_the_canonical_address_of_the_page_is_believed_for_the_same_article_only() -> None:
    """A theme that calls every page the home page, or another article, would merge all articles into one."""

    def canonical(said: str, **kwargs: Any) -> str:
        return read(spider(), f"<link rel=canonical href='{said}'>", **kwargs).url

    own = f"{HOST}/bai-viet-7.html"
    assert canonical(f"{HOST}/ten-dep-7.html") == f"{HOST}/ten-dep-7.html"
    assert canonical("http://www.vidu.vn/ten-dep-7.html?utm_source=x") == f"{HOST}/ten-dep-7.html"
    for wrong in (f"{HOST}/", "/", "", "https://khac.vn/bai-7.html", "http://[", f"{HOST}/bai-viet-8.html"):
        assert canonical(wrong) == own, wrong


def test_an_article_outside_the_window_is_counted_not_stored() -> None:
    """The run's evidence must tell "nothing in these days" from "nothing read"."""
    of = spider(start="2026-03-06", end="2026-03-07")
    assert list(of.parse_article(html(f"{HOST}/bai-viet-7.html", PAGE.format(head="")))) == []
    assert (stats(of)["articles/fetched"], stats(of)["articles/outside_window"]) == (1, 1)


def failed(request: Request, error: Exception) -> Failure:
    """What Scrapy hands to an errback."""
    failure = Failure(error)  # type: ignore[no-untyped-call]
    failure.request = request  # type: ignore[attr-defined]
    return failure


def test_an_article_gone_at_one_address_is_asked_for_at_its_next() -> None:
    """The article lives on in its second category."""
    of = spider()
    (first,) = walk(of, "<a href='/bai-viet-1.html'></a><a href='/ten-khac-1.html'></a>")
    gone = failed(first, HttpError(Response(first.url, status=404, request=first), "404"))
    assert articles(list(of.missed(gone))) == [f"{HOST}/ten-khac-1.html"]


@pytest.mark.parametrize("duty", ["listing", "feed", "article"])
def test_a_page_that_was_not_had_is_evidence(duty: str) -> None:
    """The outcome names what failed and why; a dead article's page is on record."""
    of = spider()
    seen: list[Any] = []
    of.crawler.signals.connect(lambda page: seen.append(page), signals.page_seen, weak=False)
    request = Request(f"{HOST}/bai-viet-7.html", meta={"duty": duty})
    assert list(of.missed(failed(request, HttpError(Response(request.url, status=404, request=request), "404")))) == []
    assert stats(of)[f"missed/{duty}/404"] == 1
    assert [(page.url, page.status, page.key) for page in seen] == (
        [(f"{HOST}/bai-viet-7.html", 404, "vidu.vn#7")] if duty == "article" else []
    )


def test_a_lost_connection_is_evidence() -> None:
    """ "unreachable (mostly TimeoutError)" tells whom to call."""
    of = spider()
    request = Request(f"{HOST}/xa-hoi/", meta={"duty": "listing"})
    assert list(of.missed(failed(request, TimeoutError("quá giờ")))) == []
    assert stats(of)["missed/listing/TimeoutError"] == 1


def test_a_spider_without_crawler_reads_a_saved_page() -> None:
    """``scrapy extract`` has no crawler and no stats."""
    layout = Layout(id="vidu-2026", since=NOW.date(), title=("h1",), body=("div.b",))
    site = type("Mot", (ViDu,), {"platform": Platform(article_url=r"-\d+\.html$", layouts=(layout,))})
    of = site()
    found: Iterator[Article] = of.parse_article(html(f"{HOST}/bai-7.html", PAGE.format(head="")))
    assert [item.layout for item in found] == ["vidu-2026"]
