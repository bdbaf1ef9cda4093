"""If these fail, a wrong site file runs and finds nothing, or a walk misses articles, doubles them or never ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, JsonResponse, Response, TextResponse, XmlResponse
from scrapy.settings import Settings
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from crawler import signals
from crawler.discovery.paging import FirstOf, NextLink, NoPaging
from crawler.extraction.layout import Layout
from crawler.items import Article
from crawler.options import ArgumentError
from crawler.platforms.base import ConfigError, Platform
from crawler.platforms.generic import Generic
from crawler.platforms.nukeviet import NukeViet
from crawler.site import SiteSpider
from crawler.spiders.adhoc import Adhoc

HOST = "https://vidu.vn"
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FAMILY = Platform(article_url=r"-\d+\.html$", article_id=(r"-(?P<id>\d+)\.html$",), listing_url=r"^/[a-z-]+/$")

LAYOUT: Any = Layout(id="vidu-2026", since=NOW.date(), title=("h1",))


class ViDu(SiteSpider):
    name = "vidu"
    publisher = "Báo Ví Dụ"
    kind = "newspaper"
    hosts = ("vidu.vn",)
    listings = ("/xa-hoi/",)
    platform: Platform = FAMILY


def spider(cls: type[SiteSpider] = ViDu, **arguments: Any) -> SiteSpider:
    """A spider as Scrapy makes it, with stats and signals."""
    found = cls.from_crawler(get_crawler(cls), **arguments)
    assert isinstance(found, SiteSpider)
    return found


def stats(of: SiteSpider) -> dict[str, Any]:
    assert of.crawler.stats is not None
    return of.crawler.stats.get_stats()


def html(url: str, body: str, **kwargs: Any) -> HtmlResponse:
    return HtmlResponse(url, body=body.encode(), encoding="utf-8", **kwargs)


def listing(*ids: int, more: str = "") -> str:
    return "".join(f"<h3><a href='/bai-viet-{i}.html'>Bài {i}</a></h3>" for i in ids) + more


def walk(of: SiteSpider, body: str, number: int = 1, url: str = f"{HOST}/xa-hoi/") -> list[Request]:
    return list(of.parse_listing(html(url, body), root=f"{HOST}/xa-hoi/", number=number, memory={}))


def articles(requests: list[Request]) -> list[str]:
    return [request.url for request in requests if request.meta["duty"] == "article"]


def listings(requests: list[Request]) -> list[str]:
    return [request.url for request in requests if request.meta["duty"] == "listing"]


# --- the site file ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "fix"),
    [
        ({"publisher": ""}, r"has no publisher: set it, for example publisher ="),
        ({"kind": None}, r"has no kind: set it, for example"),
        ({"kind": "blog"}, r"kind is 'blog': use 'portal', 'tv' or 'newspaper'"),
        ({"hosts": ()}, r"has no hosts: set it, for example hosts ="),
        ({"hosts": "vidu.vn"}, r"hosts is no tuple: write \('vidu.vn',\)"),
        ({"hosts": ("https://vidu.vn/",)}, r"hosts.*'https://vidu.vn/'.*write 'vidu.vn'"),
        ({"hosts": ("ViDu.vn",)}, r"hosts.*'ViDu.vn'.*write 'vidu.vn'"),
        ({"platform": None}, r"has no platform: set it, for example platform ="),
        ({"platform": NukeViet}, r"platform must be a platform object: write NukeViet\(\)"),
        ({"platform": "nukeviet"}, r"platform must be a platform object: write NukeViet\(\)"),
        ({"platform": "wordpress"}, r"platform must be a platform object"),
        ({"listings": ()}, r"has no way in: set listings, home, feeds or sitemaps"),
        ({"listings": "/xa-hoi/"}, r"listings is no tuple: write \('/xa-hoi/',\)"),
        ({"feeds": "/rss/"}, r"feeds is no tuple: write \('/rss/',\)"),
        ({"scheme": "htps"}, r"scheme is 'htps': use 'https' or 'http'"),
        ({"sitemaps": ["/sitemap.xml"]}, r"sitemaps is no tuple: write \('/sitemap.xml',\)"),
        ({"hosts": ["baolaocai.vn"]}, r"hosts is no tuple: write \('baolaocai.vn',\)"),
        ({"listings": ("/a/", 7)}, r"listings holds 7, which is no text"),
        ({"listings": ("/a/", "")}, r"listings holds '', which is no text"),
        ({"hosts": ("vidu.vn:8080",)}, r"hosts holds 'vidu.vn:8080', which is no host name: write 'vidu.vn'"),
        ({"hosts": ("vidu.vn/tin",)}, r"hosts holds 'vidu.vn/tin'.*write 'vidu.vn'"),
        ({"hosts": ("vidu.vn ",)}, r"hosts holds 'vidu.vn '.*write 'vidu.vn'"),
        ({"hosts": ("vidu.vn.",)}, r"hosts holds 'vidu.vn.'.*write 'vidu.vn'"),
        ({"hosts": ("http://[",)}, r"hosts holds 'http://\['"),
        ({"hosts": ("báo.vn",)}, r"in punycode: write 'xn--bo-mia.vn'"),
        ({"home": "https://khac.vn/"}, r"home holds .*none of the hosts: add 'khac.vn' to hosts"),
        ({"home": 5}, r"home is 5, which is no text"),
        ({"listings": ("//khac.vn/tin/",)}, r"listings holds .*none of the hosts"),
        ({"listings": ("vidu.vn/tin/",)}, r"read as a path: write 'https://vidu.vn/tin/'"),
        ({"feeds": ("ftp://vidu.vn/rss",)}, r"feeds holds .*no web address"),
        ({"feeds": ("http:/rss",)}, r"feeds holds .*no web address"),
        ({"sitemaps": ("/site map.xml",)}, r"sitemaps holds .*white space"),
        ({"status": "activ"}, r"status is 'activ': use 'active', 'paused', 'retired' or 'tool'"),
        ({"publisher": ("Báo",)}, r"publisher is \('Báo',\), which is no text"),
        ({"publisher": " "}, r"publisher is blank"),
        ({"province": 7}, r"province is 7, which is no text"),
        ({"verify_certificates": "False"}, r"verify_certificates is 'False': write True or False"),
        ({"provinse": "Ninh Bình"}, r"has no attribute 'provinse': write 'province'"),
        ({"listing": ("/a/",)}, r"has no attribute 'listing': write 'listings'"),
        ({"Hosts": ("vidu.vn",)}, r"has no attribute 'Hosts': write 'hosts'"),
    ],
)
def test_a_mistake_in_a_site_file_is_told_with_its_fix(change: dict[str, Any], fix: str) -> None:
    """Run with it, the site would be silent for weeks: "/xa-hoi/" as a string asks for "/", "x", "a" …"""
    wrong = type("Sai", (ViDu,), change)
    with pytest.raises(ConfigError, match=fix):
        wrong()


@pytest.mark.parametrize(
    "change",
    [
        {
            "home": "https://www.vidu.vn/",
            "feeds": ("//vidu.vn/rss", "?rss=1"),
            "sitemaps": ("http://vidu.vn:8080/s.xml",),
        },
        {"hosts": ("vidu.vn", "xn--bo-mia.vn", "a_b.vidu.vn", "10.0.0.1")},
        {"custom_settings": {"DOWNLOAD_DELAY": 3}, "note": "x", "parse_feeds": lambda self: None, "status": "retired"},
    ],
)
def test_a_right_site_file_is_not_refused(change: dict[str, Any]) -> None:
    """A check that refuses what works is worse than none."""
    type("Dung", (ViDu,), change)()


@pytest.mark.parametrize(
    ("differences", "fix"),
    [
        ({"paging": NoPaging}, r"NukeViet.paging is a class: write NoPaging\(\)"),
        ({"paging": "page"}, r"NukeViet.paging is 'page', which is no paging: write NoPaging\(\)"),
        ({"paging": FirstOf((NextLink(), cast(Any, NoPaging)))}, r"NukeViet.paging is a class: write NoPaging\(\)"),
        ({"paging": NextLink(cast(Any, "a.next"))}, r"NukeViet.paging is no tuple: write \('a.next',\)"),
        ({"paging": NextLink(("a[",))}, r"NukeViet.paging holds 'a\[', which is no CSS selector"),
        ({"article_url": re.compile("x")}, r"NukeViet.article_url is a compiled regex: write its text, 'x'"),
        ({"article_url": None}, r"NukeViet.article_url is None, which is no text"),
        ({"listing_url": ("x",)}, r"NukeViet.listing_url is \('x',\), which is no text"),
        ({"article_id": ("(?P<id>",)}, r"NukeViet.article_id is no valid regex"),
        ({"article_id": (7,)}, r"NukeViet.article_id holds 7"),
        ({"strip_slash": "no"}, r"NukeViet.strip_slash is 'no': write True or False"),
        ({"distrust": {"meta"}}, r"NukeViet.distrust is no frozenset of texts: write frozenset\(\{'meta'\}\)"),
        ({"listing_links": ("h2 > > a",)}, r"NukeViet.listing_links holds 'h2 > > a', which is no CSS selector"),
        ({"listing_links": ("h2 a::attr(href)",)}, r"NukeViet.listing_links holds .* leave out '::attr\(href\)'"),
        ({"layouts": LAYOUT}, r"NukeViet.layouts is no tuple: write a comma"),
        ({"layouts": ("x",)}, r"NukeViet.layouts holds 'x', which is no layout"),
        ({"layouts": (replace(LAYOUT, title="h1"),)}, r"layouts 'vidu-2026': title is no tuple: write \('h1',\)"),
        ({"layouts": (replace(LAYOUT, title=("h1[",)),)}, r"layouts 'vidu-2026': title holds 'h1\['"),
    ],
)
def test_a_mistake_in_a_platforms_arguments_is_told_with_its_fix(differences: dict[str, Any], fix: str) -> None:
    """Told only by a traceback per page, in the middle of the night, or by no article at all."""
    with pytest.raises(ConfigError, match=fix):
        NukeViet(**differences)


def test_a_site_without_a_name_is_refused() -> None:
    """Scrapy's own message says so."""
    with pytest.raises(ValueError, match="name"):
        type("KhongTen", (ViDu,), {"name": None})()


def test_certificates_are_only_unchecked_where_the_site_file_says_so() -> None:
    """One site's broken certificate must not open the others."""
    settings, other = (Settings({"DOWNLOAD_VERIFY_CERTIFICATES": True}) for _ in range(2))

    class Ho(ViDu):
        verify_certificates = False

    Ho.update_settings(settings)
    ViDu.update_settings(other)
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES") is False
    assert other.getbool("DOWNLOAD_VERIFY_CERTIFICATES") is True


async def ways_in(of: SiteSpider) -> list[Request]:
    return [request async for request in of.start()]


def test_a_site_begins_at_every_way_in() -> None:
    """A forgotten feed is forgotten news; addresses may be relative."""
    import asyncio

    site = type("Du", (ViDu,), {"home": "/", "feeds": ("/rss/",), "sitemaps": ("https://vidu.vn/sitemap.xml",)})
    asked = asyncio.run(ways_in(spider(site)))
    assert [request.url for request in asked] == [f"{HOST}/xa-hoi/", f"{HOST}/rss/", f"{HOST}/sitemap.xml"]
    assert not any(request.dont_filter for request in asked)
    home = asyncio.run(ways_in(spider(type("Nha", (ViDu,), {"home": "/", "listings": ()}))))
    assert [request.url for request in home] == [f"{HOST}/"]


# --- listings ---------------------------------------------------------------------------------------------------------

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
    asked = list(other)
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
    assert list(of.parse_feed(XmlResponse(f"{HOST}/rss/", body=rss.encode()))) == []


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
    assert list(of.parse_listing(answer, root=answer.url, number=1, memory={})) == []
    assert list(of.parse_home(answer)) == []
    assert stats(of)["missed/listing/not_html"] == 2


@pytest.mark.parametrize("kind", [JsonResponse, TextResponse, XmlResponse])
def test_an_answer_in_another_format_does_not_crash_the_run(kind: type[TextResponse]) -> None:
    """One JSON answer with status 200 made the whole run "crashed"."""
    of = spider()
    answer = kind(f"{HOST}/bai-viet-1.html", body=b'{"error": "x"}')
    assert list(of.parse_listing(answer, root=answer.url, number=1, memory={})) == []
    assert list(of.parse_home(answer)) == []
    assert [item.title for item in of.parse_article(answer)] == [None]


def test_a_home_page_leads_to_its_listings() -> None:
    """Sites whose categories are unpublished are found from their menu and their articles' folders."""
    of = spider(type("Nha", (ViDu,), {"home": "/", "listings": ()}))
    menu = (
        "<nav><a href='/y-te/'></a><a href='/y-te/'></a><a href='https://khac.vn/x/'></a><a href='/a.aspx'></a></nav>"
    )
    asked = list(of.parse_home(html(f"{HOST}/", menu + listing(1))))
    assert articles(asked) == [f"{HOST}/bai-viet-1.html"]
    assert listings(asked) == [f"{HOST}/y-te/"]
    of = spider(type("Nha", (ViDu,), {"platform": Platform(article_url=r"-\d+$", parent_is_listing=True)}))
    assert listings(list(of.parse_home(html(f"{HOST}/", "<a href='/y-te/bai-1'></a><a href='/bai-2'></a>")))) == [
        f"{HOST}/y-te"
    ]


# --- feeds ------------------------------------------------------------------------------------------------------------


def test_a_feeds_entries_are_bounded_by_the_window_and_the_site() -> None:
    """A dated run must not fetch a whole archive, and a broken or relative link must not end the feed."""
    of = spider(start="2026-03-05")
    entries = "".join(
        f"<item><link>{link}</link><pubDate>{when}</pubDate></item>"
        for link, when in [
            (f"{HOST}/cu-1.html", "Wed, 04 Mar 2026 12:00:00 +0700"),
            (f"{HOST}/moi-2.html", "Fri, 06 Mar 2026 12:00:00 +0700"),
            (f"{HOST}/khong-ngay-3.html", ""),
            ("/tuong-doi-4.html", ""),
            ("http://[/hong-5.html", ""),
            ("https://khac.vn/bai-6.html", ""),
            (f"{HOST}/xa-hoi/", ""),
        ]
    )
    asked = list(of.parse_feed(XmlResponse(f"{HOST}/rss/", body=f"<rss>{entries}</rss>".encode())))
    assert articles(asked) == [f"{HOST}/{name}.html" for name in ("moi-2", "khong-ngay-3", "tuong-doi-4")]


def test_a_sitemap_index_is_followed_to_news_only() -> None:
    """A portal's index also names its laws and its pages; a relative address must not crash the run."""
    of = spider(type("Nv", (ViDu,), {"platform": NukeViet()}))
    index = "".join(
        f"<sitemap><loc>{loc}</loc></sitemap>"
        for loc in (
            f"{HOST}/sitemap-vi.news.xml",
            f"{HOST}/sitemap-vi.about.xml",
            "/sitemap-vi.tin.xml",
            "http://[/sitemap.xml",
        )
    )
    answer = XmlResponse(f"{HOST}/sitemap.xml", body=f"<sitemapindex>{index}</sitemapindex>".encode())
    asked: list[Request] = list(of.parse_sitemap(answer))
    assert [request.url for request in asked] == [f"{HOST}/sitemap-vi.news.xml", f"{HOST}/sitemap-vi.tin.xml"]
    pages = f"<urlset><url><loc>{HOST}/tin/bai-viet-1.html</loc></url></urlset>"
    assert articles(list(of.parse_sitemap(XmlResponse(f"{HOST}/a.xml", body=pages.encode())))) == [
        f"{HOST}/tin/bai-viet-1.html"
    ]


# --- articles ---------------------------------------------------------------------------------------------------------

TEXT = "Sáng nay, xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm nay. " * 3
PAGE = (
    "<html><head>{head}</head><body><h1>Khánh thành cầu mới</h1><div>05/03/2026 08:15</div><div class=b><p>"
    + TEXT
    + "</p></div>"
)


def read(of: SiteSpider, head: str = "", url: str = f"{HOST}/bai-viet-7.html", **kwargs: Any) -> Article:
    return of.article(html(url, PAGE.format(head=head), **kwargs), NOW)


def test_an_article_says_who_and_where_and_what_the_server_said() -> None:
    """Everything a consumer filters by."""
    item = read(spider(), headers={"ETag": '"x"', "Last-Modified": "Thu, 05 Mar 2026 01:15:00 GMT"})
    assert (item.url, item.key) == (f"{HOST}/bai-viet-7.html", "vidu.vn#7")
    assert (item.site, item.publisher, item.platform, item.kind) == ("vidu", "Báo Ví Dụ", "generic", "newspaper")
    assert item.page is not None
    assert (item.page.status, item.page.etag) == (200, '"x"')
    assert item.fetched_at == NOW


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


def test_requests_stay_on_the_site() -> None:
    """Scrapy's off-site guard knows the hosts; nothing asks to pass it."""
    assert spider().allowed_domains == ["vidu.vn"]
    assert not any(request.dont_filter for request in walk(spider(), listing(1, more=NEXT)))


# --- any site ---------------------------------------------------------------------------------------------------------


def given(url: str, body: str, **arguments: str) -> tuple[SiteSpider, list[Any]]:
    of = spider(Adhoc, url=url, **arguments)
    assert isinstance(of, Adhoc)
    return of, list(of.parse_given(html(url, body)))


@pytest.mark.parametrize("url", ["", "vidu.vn", "ftp://vidu.vn", "http://", "http://[", "http://a:b"])
def test_adhoc_refuses_what_is_no_address(url: str) -> None:
    """A typo is told before anything is fetched."""
    with pytest.raises(ArgumentError, match="write -a url="):
        Adhoc(url=url)


@pytest.mark.parametrize("login", ["admin:geheim@", "admin@", ":geheim@", "@"])
def test_adhoc_refuses_a_login(login: str) -> None:
    """The password went into the logs, the articles' addresses and the database."""
    with pytest.raises(ArgumentError, match="leave out user and password") as caught:
        Adhoc(url=f"https://{login}vidu.vn/tin/")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("host", ["vi du.vn", "vidu.vn%20", "báo\u00a0mới.vn", "báo..vn", "ế" * 70 + ".vn"])
def test_adhoc_refuses_a_host_that_cannot_be(host: str) -> None:
    """A traceback of the codec, or a crawl of nothing."""
    with pytest.raises(ArgumentError, match="write -a url="):
        Adhoc(url=f"https://{host}/tin/")


def test_adhoc_reads_a_site_with_a_vietnamese_host_name() -> None:
    """Scrapy asks under the encoded name: every link was off-site."""
    of = spider(Adhoc, url="https://Báo.vn:8080/tin/?a=1")
    assert isinstance(of, Adhoc)
    assert (of.hosts, of.allowed_domains) == (("xn--bo-mia.vn",), ["xn--bo-mia.vn"])
    assert of.url == "https://xn--bo-mia.vn:8080/tin/?a=1"
    assert Adhoc(url="https://vidu.vn./tin/").url == "https://vidu.vn/tin/"


def test_adhoc_refuses_unknown_platforms_kinds_and_arguments() -> None:
    """With the nearest known name."""
    with pytest.raises(ConfigError, match="Did you mean 'nukeviet'"):
        Adhoc(url=HOST, platform="nukevit")
    with pytest.raises(ArgumentError, match="portal, tv or newspaper"):
        Adhoc(url=HOST, kind="blog")
    with pytest.raises(ArgumentError, match="Did you mean 'platform'"):
        Adhoc(url=HOST, platfrom="nukeviet")


def test_adhoc_reads_an_article() -> None:
    """The first look at a site."""
    head = '<meta property="og:type" content="article"><meta property="og:site_name" content="Báo Ví Dụ">'
    of, found = given(f"{HOST}/khanh-thanh-cau-moi-qua-song-7.html", PAGE.format(head=head))
    assert [item.title for item in found] == ["Khánh thành cầu mới"]
    assert (found[0].publisher, found[0].site, found[0].kind) == ("Báo Ví Dụ", "adhoc", "newspaper")
    assert stats(of)["articles/requested"] == stats(of)["articles/fetched"] == 1


def test_adhoc_walks_a_listing_with_its_feeds() -> None:
    """A listing without a site file; broken feed links are passed over."""
    links = "<link rel=alternate type=application/rss+xml href='{}'>"
    head = links.format("/rss/xa-hoi.rss") + links.format("http://[") + "<base href='http://['>"
    body = f"<html><head>{head}</head><a href='/tin/xa-hoa-binh-khanh-thanh-cau-7.html'></a>"
    _, found = given(f"{HOST}/tin/", body)
    assert [request.url for request in found] == [
        f"{HOST}/tin/xa-hoa-binh-khanh-thanh-cau-7.html",
        f"{HOST}/rss/xa-hoi.rss",
    ]


def test_adhoc_recognises_the_family_and_its_default_feeds() -> None:
    """A commune on NukeViet needs no argument."""
    of, found = given("http://xa.vidu.gov.vn/", "<meta name=generator content='NukeViet v4.5'><p>x")
    assert of.platform.name == "nukeviet"
    assert of.kind == "portal"
    asked = [request.url for request in found]
    assert {"http://xa.vidu.gov.vn/rss/", "http://xa.vidu.gov.vn/sitemap.xml"} <= set(asked)
    of, _ = given(HOST + "/tin/", "<meta name=generator content='NukeViet v4.5'><p>x", platform="generic")
    assert isinstance(of.platform, Generic)


@pytest.mark.parametrize(
    "body", [b"%PDF-1.4 \xe2", b"", b"<rss><item><link>https://vidu.vn/a-b-c-d-1.html</link></item></rss>"]
)
def test_adhoc_takes_a_feed_and_survives_a_file(body: bytes) -> None:
    """A PDF's address given by mistake is an empty run, no crash."""
    of = spider(Adhoc, url=f"{HOST}/rss")
    assert isinstance(of, Adhoc)
    assert len(list(of.parse_given(Response(f"{HOST}/rss", body=body)))) == body.count(b"<item>")


def test_a_spider_without_crawler_reads_a_saved_page() -> None:
    """``scrapy extract`` has no crawler and no stats."""
    layout = Layout(id="vidu-2026", since=NOW.date(), title=("h1",), body=("div.b",))
    site = type("Mot", (ViDu,), {"platform": Platform(article_url=r"-\d+\.html$", layouts=(layout,))})
    of = site()
    found: Iterator[Article] = of.parse_article(html(f"{HOST}/bai-7.html", PAGE.format(head="")))
    assert [item.layout for item in found] == ["vidu-2026"]
