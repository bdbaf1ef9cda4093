"""Feeds and sitemaps of a site: which there are, and whether articles are in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urljoin, urlsplit

from crawler.discovery.feeds import FEED_LINKS, FeedEntry, feed_entries, sitemap_entries
from crawler.discovery.urls import on_site
from crawler.extraction.media import absolute
from crawler.extraction.page import Page
from crawler.platforms.base import Platform
from crawler.survey.asking import Answer, Asker
from crawler.survey.problems import Problem

MOST_FEEDS = 3
"""Feeds that are tried: what one gives, the others of the site do."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed or sitemap that answered, or that should have."""

    url: str
    form: Literal["feed", "sitemap"]
    source: str
    """Who named it: the page, robots.txt, the platform."""
    entries: int
    articles: tuple[str, ...]
    """Addresses of the site's articles in it."""
    newest: datetime | None
    problem: str | None = None
    """Why it could not be read, or is empty."""
    met: Problem | None = None
    """What came instead of it; ``None`` if it answered."""


def declared_feeds(pages: Iterable[Page]) -> list[str]:
    """Addresses of the feeds that pages name."""
    hrefs = ((page, href) for page in pages for href in page.selector.css(FEED_LINKS).css("::attr(href)").getall())
    return list(dict.fromkeys(filter(None, (absolute(page.base_url, href) for page, href in hrefs))))


async def look_at_feeds(asker: Asker, root: str, pages: Sequence[Page], platform: Platform) -> list[Feed]:
    """Try the feeds that *pages* name and those that the family serves."""
    named = [(url, "the page") for url in declared_feeds(pages)]
    usual = [(urljoin(root, path), f"platform {platform.name}") for path in platform.feeds]
    found = []
    for url, source in _each_once([*named, *usual])[:MOST_FEEDS]:
        if on_site(urlsplit(url).hostname, asker.spider.hosts):
            found.append(await look_at_feed(asker, url, source))
    return found


async def look_at_sitemaps(asker: Asker, root: str, platform: Platform) -> list[Feed]:
    """Try the sitemaps that robots.txt names, else those of the family, else the usual place; one level deep."""
    robots = getattr(asker.robots, "rp", None)
    named = [(str(url), "robots.txt") for url in getattr(robots, "sitemaps", ())]
    usual = [(urljoin(root, path), f"platform {platform.name}") for path in platform.sitemaps]
    found: list[Feed] = []
    for url, source in _each_once([*named, *usual] or [(urljoin(root, "/sitemap.xml"), "the usual place")])[:2]:
        if on_site(urlsplit(url).hostname, asker.spider.hosts):
            found.append(await look_at_sitemap(asker, url, source))
    return found


async def look_at_feed(asker: Asker, url: str, source: str) -> Feed:
    """Read one RSS or Atom feed."""
    answer = await asker.raw(url)
    if answer.response is None:
        return _unread(url, "feed", source, answer)
    entries = feed_entries(answer.response.body)
    return _read(asker, url, "feed", source, entries, "is no feed, or an empty one")


async def look_at_sitemap(asker: Asker, url: str, source: str, depth: int = 1) -> Feed:
    """Read one sitemap; of an index of sitemaps the first that may hold articles, *depth* levels deep."""
    answer = await asker.raw(url)
    if answer.response is None:
        return _unread(url, "sitemap", source, answer)
    whole = list(sitemap_entries(answer.response.body))
    articles = [entry for entry, is_sitemap in whole if not is_sitemap]
    further = [
        entry.url for entry, is_sitemap in whole if is_sitemap and asker.spider.platform.is_news_sitemap(entry.url)
    ]
    if not articles and further and depth:
        inner = await look_at_sitemap(asker, urljoin(url, further[0]), source, depth - 1)
        return Feed(url, "sitemap", source, len(whole), inner.articles, inner.newest, inner.problem, inner.met)
    return _read(asker, url, "sitemap", source, articles, "is no sitemap, or an empty one")


def _unread(url: str, form: Literal["feed", "sitemap"], source: str, answer: Answer) -> Feed:
    met = answer.problem
    return Feed(url, form, source, 0, (), None, met.sentence if met else f"{url} gave nothing.", met)


def _read(
    asker: Asker, url: str, form: Literal["feed", "sitemap"], source: str, entries: list[FeedEntry], empty: str
) -> Feed:
    spider = asker.spider
    urls = filter(None, (absolute(url, entry.url) for entry in entries))
    own = [u for u in urls if on_site(urlsplit(u).hostname, spider.hosts) and spider.platform.is_article_url(u)]
    newest = max((entry.changed for entry in entries if entry.changed), default=None)
    problem = None if entries else f"{url} {empty}."
    if entries and not own:
        problem = f"{url} has {len(entries)} entries, and none has the address of an article."
    return Feed(url, form, source, len(entries), tuple(dict.fromkeys(own)), newest, problem)


def _each_once(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    first: dict[str, str] = {}
    for url, source in named:
        first.setdefault(url, source)
    return list(first.items())
