"""Listings of a site: where its articles are listed, and whether a listing has a next page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from crawler.discovery.links import hrefs, menu_listings, parent_listings
from crawler.discovery.urls import on_site
from crawler.extraction.page import Page
from crawler.listing_cases import links_of
from crawler.site import SiteSpider
from crawler.survey.asking import Answer, Asker

_MENU = ("nav a", "header a", '[class*="menu"] a', '[id*="menu"] a', "ul.nav a", ".breadcrumb a", ".breadcrumbs a")


@dataclass(frozen=True, slots=True)
class Listing:
    """One page that lists articles, or that should."""

    url: str
    source: str
    """What led to it."""
    answer: Answer
    articles: tuple[str, ...] = ()
    """Addresses of the articles on it."""
    next_url: str | None = None
    """Request for the next page: its address, before it the method if that is no GET; ``None``: none is known."""

    @property
    def works(self) -> bool:
        """Whether articles can be found by it."""
        return bool(self.articles)


async def look_at_listing(asker: Asker, url: str, source: str) -> Listing:
    """Ask for one listing and read it as a crawl would."""
    return read_listing(asker.spider, await asker.page(url), source)


def read_listing(spider: SiteSpider, answer: Answer, source: str) -> Listing:
    """What a crawl finds on a page that was answered."""
    if answer.page is None or not isinstance(answer.response, TextResponse):
        return Listing(answer.asked, source, answer)
    links = links_of(spider, answer.page, answer.response)
    return Listing(answer.asked, source, answer, tuple(links["articles"]), links["next"])


def listing_addresses(spider: SiteSpider, pages: Sequence[Page], articles: Sequence[str]) -> list[tuple[str, str]]:
    """Addresses that may be listings, the likeliest first, each with what led to it.

    *pages*: the home page and others with its menu; *articles*: addresses of articles, below whose folders listings lie
    on some families.
    """
    platform = spider.platform
    found: dict[str, str] = {}
    if platform.parent_is_listing:
        found.update(dict.fromkeys(parent_listings(articles), "the folder of its articles"))
    if platform.listing_url:
        for page in pages:
            menu = menu_listings(
                page.selector, platform.menu_links, page.base_url, pattern=platform.listing_url, hosts=spider.hosts
            )
            found.update({url: "the menu" for url in menu if url not in found})
    if not found:
        found.update({url: "the menu" for url in menu_addresses(pages, spider.hosts) if url not in found})
    return [(url, source) for url, source in found.items() if not platform.is_article_url(url)]


def menu_addresses(pages: Sequence[Page], hosts: Sequence[str]) -> list[str]:
    """The pages of the site that the menus of *pages* lead to."""
    links = (url for page in pages for url in hrefs(page.selector, _MENU, page.base_url))
    return list(dict.fromkeys(url for url in links if _is_page(url, hosts)))


def _is_page(url: str, hosts: Sequence[str]) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    own = parts.scheme in ("http", "https") and on_site(parts.hostname, hosts)
    return own and parts.path not in ("", "/") and "#" not in url
