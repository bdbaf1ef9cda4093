"""If these fail, a walk through listings misses articles, doubles them or never ends."""

from __future__ import annotations

import pytest
from scrapy.http import JsonResponse, Response, TextResponse, XmlResponse

from crawler.platforms.base import Platform
from tests.unit.site.vidu import HOST, ViDu, all_of, articles, html, listing, listings, spider, stats, walk

NEXT = "<a rel=next href='?page=2'>2</a>"


def test_a_listing_gives_its_articles_and_its_next_page() -> None:
    """The plain case."""
    asked = walk(spider(), listing(3, 2, 1, more=NEXT))
    assert articles(asked) == [f"{HOST}/bai-viet-{i}.html" for i in (3, 2, 1)]
    assert listings(asked) == [f"{HOST}/xa-hoi/?page=2"]
    assert asked[-1].cb_kwargs["number"] == 2


def test_the_soft_end_of_paging_ends_the_walk() -> None:
    """Sites answer 200 past the last page, with the last page again or with none."""
    of = spider(max_pages="0")
    walk(of, listing(3, 2, 1, more=NEXT))
    assert listings(walk(of, listing(3, 2, 1, more=NEXT), number=2)) == []
    assert listings(walk(of, listing(more=NEXT), number=2)) == []


def test_articles_known_from_another_listing_do_not_end_a_walk() -> None:
    """The same article stands under two categories; the second category's older pages are still to be read."""
    of = spider()
    walk(of, listing(3, 2, 1, more=NEXT))
    other = of.parse_listing(html(f"{HOST}/y-te/", listing(3, 2, more=NEXT)), root=f"{HOST}/y-te/", number=1, memory={})
    asked = all_of(other)
    assert articles(asked) == []
    assert listings(asked) == [f"{HOST}/y-te/?page=2"]


@pytest.mark.parametrize(("max_pages", "number", "goes_on"), [("2", 1, True), ("2", 2, False), ("0", 99, True)])
def test_max_pages_bounds_the_walk(max_pages: str, number: int, goes_on: bool) -> None:
    """A small server must not be walked to its first article every day."""
    asked = walk(spider(max_pages=max_pages), listing(number, more=NEXT), number=number)
    assert bool(listings(asked)) is goes_on


def test_a_sample_asks_for_so_many_articles_and_no_more_pages() -> None:
    """A look at a site costs as many requests as were asked for."""
    of = spider(sample="2")
    assert articles(walk(of, listing(3, 2, 1, more=NEXT))) == [f"{HOST}/bai-viet-3.html", f"{HOST}/bai-viet-2.html"]
    assert listings(walk(of, listing(3, 2, 1, more=NEXT), number=2)) == []
    assert stats(of)["articles/requested"] == 2


def test_an_article_is_asked_for_once_whatever_leads_to_it() -> None:
    """Two addresses of one article are two requests, two pages and a false "copy"."""
    of = spider()
    links = (
        "<a href='/bai-viet-1.html'></a><a href='http://www.vidu.vn/tieu-de-khac-1.html?utm_source=x#y'></a>"
        "<a href='/bai-viet-1.html#binh-luan'></a>"
    )
    assert articles(walk(of, links)) == [f"{HOST}/bai-viet-1.html"]
    rss = f"<rss><item><link>{HOST}/ten-moi-1.html</link></item></rss>"
    assert all_of(of.parse_feed(XmlResponse(f"{HOST}/rss/", body=rss.encode()))) == []


def test_links_of_other_sites_are_not_followed() -> None:
    """Every portal links its ministry's news."""
    assert articles(walk(spider(), "<a href='https://khac.vn/bai-1.html'></a><a href='http://[/b-2.html'></a>")) == []


def test_relative_links_follow_a_base_that_names_the_root() -> None:
    """Old themes set <base href="/"> and write relative links: resolved against the listing, every article was 404."""
    links = "<head><base href='/'></head><a href='bai-viet-1.html'></a><a rel=next href='xa-hoi/?page=2'></a>"
    asked = walk(spider(), links)
    assert articles(asked) == [f"{HOST}/bai-viet-1.html"]
    assert listings(asked) == [f"{HOST}/xa-hoi/?page=2"]
    assert articles(walk(spider(), "<base href='http://['><a href='/bai-viet-1.html'></a>")) == [
        f"{HOST}/bai-viet-1.html"
    ]


@pytest.mark.parametrize("answer", [Response(f"{HOST}/xa-hoi/", body=b"%PDF"), Response(f"{HOST}/xa-hoi/")])
def test_a_listing_that_is_no_page_is_evidence_not_an_error(answer: Response) -> None:
    """The run's outcome must say that the listing could not be read."""
    of = spider()
    assert all_of(of.parse_listing(answer, root=answer.url, number=1, memory={})) == []
    assert all_of(of.parse_home(answer)) == []
    assert stats(of)["missed/listing/not_html"] == 2


@pytest.mark.parametrize("kind", [JsonResponse, TextResponse, XmlResponse])
def test_an_answer_in_another_format_does_not_crash_the_run(kind: type[TextResponse]) -> None:
    """One JSON answer with status 200 made the whole run "crashed"."""
    of = spider()
    answer = kind(f"{HOST}/bai-viet-1.html", body=b'{"error": "x"}')
    assert all_of(of.parse_listing(answer, root=answer.url, number=1, memory={})) == []
    assert all_of(of.parse_home(answer)) == []
    assert [item.title for item in of.parse_article(answer)] == [None]


def test_a_home_page_leads_to_its_listings() -> None:
    """Sites whose categories are unpublished are found from their menu and their articles' folders."""
    of = spider(type("Nha", (ViDu,), {"home": "/", "listings": ()}))
    menu = (
        "<nav><a href='/y-te/'></a><a href='/y-te/'></a><a href='https://khac.vn/x/'></a><a href='/a.aspx'></a></nav>"
    )
    asked = all_of(of.parse_home(html(f"{HOST}/", menu + listing(1))))
    assert articles(asked) == [f"{HOST}/bai-viet-1.html"]
    assert listings(asked) == [f"{HOST}/y-te/"]
    of = spider(type("Nha", (ViDu,), {"platform": Platform(article_url=r"-\d+$", parent_is_listing=True)}))
    assert listings(all_of(of.parse_home(html(f"{HOST}/", "<a href='/y-te/bai-1'></a><a href='/bai-2'></a>")))) == [
        f"{HOST}/y-te"
    ]


def test_requests_stay_on_the_site() -> None:
    """Scrapy's off-site guard knows the hosts; nothing asks to pass it."""
    assert spider().allowed_domains == ["vidu.vn"]
    assert not any(request.dont_filter for request in walk(spider(), listing(1, more=NEXT)))
