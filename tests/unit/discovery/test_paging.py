"""If these fail, only the first page of a listing is ever read, or a walk goes on for ever."""

from __future__ import annotations

import pytest
from parsel import Selector
from scrapy.http import HtmlResponse

from crawler.discovery.paging import FirstOf, ListingPage, NextLink, NoPaging, Paging, PathSuffix, QueryParameter

ROOT = "https://vidu.vn/xa-hoi"


def following(pager: Paging, markup: str = "", *, root: str = ROOT, url: str = ROOT, number: int = 1) -> str | None:
    response = HtmlResponse(url, body=markup.encode(), encoding="utf-8")
    request = pager.next_request(ListingPage(response, Selector(markup or "<p>"), root, number, url, {}))
    return request.url if request else None


@pytest.mark.parametrize(
    "markup",
    [
        "<a rel='next' href='?page=2'>",
        "<a rel='nofollow next' href='/xa-hoi?page=2'>",
        "<link rel=next href='https://vidu.vn/xa-hoi?page=2'>",
        "<ul class=pagination><li class=active><a href=#>1</a></li><li><a href=' ?page=2 '>2</a></li></ul>",
        "<div class=pagination><a class=active href=#>1</a><a href='?page=2'>2</a></div>",
        "<div class=pagination><span class=current>1</span><a href='?page=2'>2</a></div>",
        "<a class=next href=#>»</a><a class=next href='?page=2'>»</a>",
        "<a rel=next href='JavaScript:void(0)'>»</a><a class=next href='?page=2'>»</a>",
        "<a rel=next href='http://['>»</a><a class=next href='?page=2'>»</a>",
    ],
)
def test_the_next_link_is_followed_in_its_many_forms(markup: str) -> None:
    """A dead link beside the good one must not end the walk."""
    assert following(NextLink(), markup) == "https://vidu.vn/xa-hoi?page=2"


@pytest.mark.parametrize(
    "markup",
    ["", "<ul class=pagination><li><a href='?page=1'>1</a></li><li class=active>2</li></ul>", "<a class=next href=#>"],
)
def test_the_last_page_has_no_next_link(markup: str) -> None:
    """A walk that does not end is a burden on a small server."""
    assert following(NextLink(), markup) is None
    assert following(NextLink(), f"<a rel=next href='{ROOT}'>") is None
    assert following(NextLink(), f"<a rel=next href='{ROOT}#top'>") is None


def test_pages_by_query() -> None:
    """Other parameters of the listing stay, also empty ones: they say which listing it is."""
    assert following(QueryParameter("p"), root="http://a.vn/x.htm", number=2) == "http://a.vn/x.htm?p=3"
    assert following(QueryParameter("p"), root="http://a.vn/x?cat=&id=7&p=1") == "http://a.vn/x?cat=&id=7&p=2"


def test_pages_by_path() -> None:
    """NukeViet: /cat/page-2; a listing's query stays behind the path."""
    assert following(PathSuffix("page-{n}"), root="http://a.vn/tin/") == "http://a.vn/tin/page-2"
    assert (
        following(PathSuffix("page-{n}"), root="http://a.vn/tin?lang=vi", number=2) == "http://a.vn/tin/page-3?lang=vi"
    )


def test_several_pagers_in_turn_and_none() -> None:
    """Where the link is missing, the pattern is tried."""
    both = FirstOf((NextLink(), QueryParameter("page")))
    assert following(both, "<a rel=next href='?trang=2'>") == "https://vidu.vn/xa-hoi?trang=2"
    assert following(both) == "https://vidu.vn/xa-hoi?page=2"
    assert following(FirstOf((NextLink(), NoPaging()))) is None
