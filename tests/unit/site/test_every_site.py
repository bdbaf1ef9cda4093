"""If these fail, a site of the fleet does not start, asks another host, or passes its own articles by."""

from __future__ import annotations

from functools import cache
from urllib.parse import urljoin, urlsplit

import pytest
from scrapy import Request
from scrapy.settings import Settings

from crawler.discovery.urls import on_site
from crawler.loader import SiteLoader
from crawler.site import SiteSpider
from tests.unit.site.vidu import NOW, PAGE, TEXT, all_of, articles, html, listings, spider


@cache
def loader() -> SiteLoader:
    settings = Settings()
    settings.setmodule("crawler.settings")
    return SiteLoader(settings)


def sites() -> list[type[SiteSpider]]:
    loaded = [loader().load(name) for name in sorted(loader().list())]
    return [cls for cls in loaded if issubclass(cls, SiteSpider) and cls.status != "tool"]


each = pytest.mark.parametrize("site", sites(), ids=lambda cls: cls.name)


def absolute(site: type[SiteSpider], url: str) -> str:
    return urljoin(f"{site.scheme}://{site.hosts[0]}/", url)


def addresses(site: type[SiteSpider]) -> list[str]:
    return [absolute(site, url) for url in site.article_examples]


def asked_first(site: type[SiteSpider]) -> list[Request]:
    return all_of(spider(site).start())


def linking(site: type[SiteSpider], url: str = "/") -> list[Request]:
    """What a page of the site that links its article examples leads to."""
    links = "".join(f"<p><a href='{link}'>Bài viết</a></p>" for link in site.article_examples)
    page = html(absolute(site, url), f"<html><body>{links}<a href='https://khac.vn/x-a1.html'>Khác</a></body></html>")
    of = spider(site)
    if url == "/":
        return all_of(of.parse_home(page))
    return all_of(of.parse_listing(page, root=page.url, number=1, memory={}))


def test_there_are_thirty_sites_and_more() -> None:
    """A module that is passed over in silence takes its sites with it."""
    assert len(sites()) >= 30
    assert loader().broken == {}


@each
def test_a_site_starts_at_its_ways_in_and_nowhere_else(site: type[SiteSpider]) -> None:
    """A site that asks nobody is silent for weeks; one that asks another host is rude."""
    site.check()
    asked = asked_first(site)
    ways = (*site.listings, *((site.home,) if site.home and not site.listings else ()), *site.feeds, *site.sitemaps)
    assert [request.url for request in asked] == [absolute(site, way) for way in ways]
    assert all(on_site(urlsplit(request.url).hostname, site.hosts) for request in asked)
    assert {request.meta["duty"] for request in asked} <= {"listing", "feed"}
    assert all(request.callback and request.errback and not request.dont_filter for request in asked)


@each
def test_its_articles_are_told_from_its_listings(site: type[SiteSpider]) -> None:
    """Articles that are taken for listings are never read, and listings read as articles are rejects on every run."""
    assert site.article_examples
    for way in ("/", *site.listings, *site.feeds, *site.sitemaps):
        assert not site.platform.is_article_url(absolute(site, way)), way
    keys = set()
    for url in addresses(site):
        assert site.platform.is_article_url(url), url
        canonical = site.platform.canonical(url, site.hosts, site.scheme)
        keys.add(site.platform.key(canonical))
        assert site.platform.canonical(canonical, site.hosts, site.scheme) == canonical
    assert len(keys) == len(site.article_examples)


@each
def test_links_of_a_page_become_requests_for_articles(site: type[SiteSpider]) -> None:
    """What the home page or a listing shows is asked for once, on the site only."""
    expected = {site.platform.canonical(url, site.hosts, site.scheme) for url in addresses(site)}
    assert set(articles(linking(site))) == expected
    assert set(articles(linking(site, site.listings[0] if site.listings else "/muc-luc"))) == expected
    for found in linking(site):
        assert on_site(urlsplit(found.url).hostname, site.hosts)
    assert not set(listings(linking(site))) & expected


@each
def test_a_page_without_the_familys_markup_is_still_read(site: type[SiteSpider]) -> None:
    """No page of most sites was seen: where the written facts are wrong, the article must not be lost or misnamed."""
    of = spider(site)
    for url in addresses(site):
        article = of.article(html(url, PAGE.format(head="")), NOW)
        assert (article.site, article.title) == (site.name, "Khánh thành cầu mới")
        assert article.body is not None
        assert TEXT.strip() in article.body
        assert of.is_proved(article)
        assert article.province_current == site.current_province()
        assert article.key == site.platform.key(article.url)
        assert on_site(urlsplit(article.url).hostname, site.hosts)
