"""If these fail, a new site shows no articles, or only those of its first page and its menu."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest
from scrapy.http import HtmlResponse

from crawler.discovery.paging import NextLink, NoPaging, PathSuffix, QueryParameter
from crawler.extraction.page import Page
from crawler.induction.listing import article_candidates, induce_listing
from crawler.platforms.base import Platform
from demo.editions import Edition
from demo.play import PlayRequest
from demo.sites import news_sites
from demo.sites.base import SampleSite
from tests.unit.extraction.reading import page

HOSTS = ("vidu.gov.vn",)
ROOT = "https://vidu.gov.vn"
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MENU = "".join(f'<li><a href="/{slug}/">{slug}</a></li>' for slug in ("tin-tuc", "van-hoa", "kinh-te", "giao-duc"))


def urls(first: int, count: int = 4) -> list[str]:
    """Addresses of articles."""
    return [f"{ROOT}/tin-tuc/bai-viet-so-{n}-cua-nam-nay-{81000 + n}.html" for n in range(first, first + count)]


def listing(first: int, pager: str = "", *, path: str = "/tin-tuc/", aside: str = "") -> Page:
    """A listing of four articles, with menu, side list and footer."""
    items = "".join(
        f'<div class="tin"><h3 class="ten-tin"><a href="{url}">Bài viết số {n} của năm nay về làng xã</a></h3></div>'
        for n, url in enumerate(urls(first), first)
    )
    side = f'<a href="{urls(900)[0]}">Bài viết được xem nhiều nhất trong tháng này</a>'
    return page(
        f'<html><body><nav class="menu"><ul>{MENU}</ul></nav><h1>Tin tức</h1><div class="danh-sach">{items}</div>'
        f'<div class="phan-trang">{pager}</div><div class="xem-nhieu">{side}{aside}</div>'
        '<footer><a href="/gioi-thieu-ve-cong">Giới thiệu về cổng thông tin của tỉnh</a></footer></body></html>',
        ROOT + path,
    )


def test_articles_are_told_by_repetition() -> None:
    """The menu, the footer and one link alone are no list."""
    assert article_candidates(listing(1), HOSTS) == urls(1)


def test_links_of_other_sites_and_files_are_no_articles() -> None:
    """Portals list documents and other offices in the same boxes."""
    text = "Thông báo về việc cấp nước sạch trong tháng này"
    hrefs = [
        "https://khac.gov.vn/a-b-c-d",
        "/van-ban/thong-bao.pdf",
        "javascript:void(0)",
        "#",
        "mailto:a@b.vn",
        "http://[x",
    ]
    shown = page("".join(f'<p class="muc"><a href="{href}">{text} {n}</a></p>' for n, href in enumerate(hrefs)), ROOT)
    assert article_candidates(shown, HOSTS) == []


@pytest.mark.parametrize("text", ["", "{}", "<html></html>", "<p>Không có gì</p>"])
def test_a_page_without_a_list_is_told(text: str) -> None:
    """`new-site` must say that there is no list, not end in a traceback."""
    shown = page(text, ROOT)
    assert article_candidates(shown, HOSTS) == []
    told = induce_listing([shown], [], HOSTS)
    assert told.listing_links is None
    assert told.missing["listing_links"]
    assert induce_listing([], [], HOSTS).missing


def test_the_selector_finds_the_list_and_nothing_beside_it() -> None:
    """The side list's articles would be new at every visit, and the walk would never stop."""
    pages = [listing(1), listing(11, path="/van-hoa/")]
    told = induce_listing(pages, [*urls(1), *urls(11)], HOSTS)
    assert told.listing_links is not None
    (selector,) = told.listing_links.selectors
    assert [page.selector.css(selector).css("::attr(href)").getall() for page in pages] == [urls(1), urls(11)]
    assert (told.listing_links.right, told.listing_links.known, told.listing_links.sure) == (2, 2, "likely")


def test_listings_are_told_from_articles_by_the_menu() -> None:
    """Without it only the listings that a person named are walked."""
    told = induce_listing([listing(1)], urls(1), HOSTS)
    assert told.listing_url is not None
    assert told.listing_url.selectors == ("^/[a-z0-9-]+/$",)
    assert told.parent_is_listing


@pytest.mark.parametrize(
    ("pager", "expected"),
    [
        ('<a rel="next" href="/tin-tuc/trang-2/">Sau</a>', NextLink(('a[rel~="next"]',))),
        ('<b>1</b> <a href="/tin-tuc/?page=2">2</a> <a href="/tin-tuc/?page=3">3</a>', QueryParameter("page")),
        ('<b>1</b> <a href="?trang=2&amp;sl=10">2</a>', QueryParameter("trang")),
        ('<b>1</b> <a href="/tin-tuc/page-2">2</a> <a href="/tin-tuc/page-3">3</a>', PathSuffix("page-{n}")),
        ('<b>1</b> <a href="/tin-tuc/2.html">2</a>', PathSuffix("{n}.html")),
        ('<b>1</b> <a href="javascript:trang(2)">2</a> <a href="#">3</a>', NoPaging()),
        ('<a href="/bai-2">2</a>', NoPaging()),
        ('<a rel="next" href="/su-kien-khac/">Sự kiện sau</a>', NoPaging()),
        ("", NoPaging()),
    ],
)
def test_pagers(pager: str, expected: object) -> None:
    """The crawl would read the first page only, or walk somewhere else."""
    told = induce_listing([listing(1, pager)], urls(1), HOSTS)
    assert told.paging == expected
    if isinstance(expected, NoPaging):
        assert told.paging_proposal is None
        assert "pager" in told.missing["paging"]
    else:
        assert told.paging_proposal is not None
        assert told.paging_proposal.selectors == (repr(expected),)
    Platform(paging=told.paging)


# --- the sample sites -------------------------------------------------------------------------------------------------

SITES = {site.name: site for site in news_sites(Edition())}


def get(site: SampleSite, url: str) -> Page:
    """A page of a sample site, without a socket."""
    answer = site.respond(PlayRequest("GET", url, {}))
    return Page(
        HtmlResponse(url, status=answer.status, body=answer.body, headers={"Content-Type": answer.content_type}), NOW
    )


@pytest.mark.parametrize("name", SITES)
def test_the_home_page_of_each_sample_site_gives_articles_and_nothing_else(name: str) -> None:
    """A new site begins with what its home page links."""
    site = SITES[name]
    known = {url for story in site.stories() for url in site.urls(story)}
    found = article_candidates(get(site, f"{site.root}/"), site.hosts)
    assert len(found) > 5
    assert set(found) <= known


@pytest.mark.parametrize("name", SITES)
def test_the_selectors_of_each_sample_site_find_articles_only(name: str) -> None:
    """What else they find would be asked for, and stored, at every run."""
    site = SITES[name]
    known = {url for story in site.stories() for url in site.urls(story)}
    home = get(site, f"{site.root}/")
    told = induce_listing([home], article_candidates(home, site.hosts), site.hosts)
    assert told.listing_links is not None
    platform = Platform(listing_links=told.listing_links.selectors)
    hrefs = [
        urljoin(home.url, node.attrib.get("href") or node.xpath("ancestor::a[1]/@href").get() or "")
        for selector in platform.listing_links
        for node in home.selector.css(selector)
    ]
    assert len(known.intersection(hrefs)) > 5
    assert len([href for href in hrefs if href not in known]) <= len(hrefs) // 10
