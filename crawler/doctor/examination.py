"""Looks at a site with its own file: ways in, some articles selector by selector, and where listings may have gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from crawler.discovery.urls import on_site
from crawler.doctor.baseline import Baseline
from crawler.doctor.selectors import FieldCheck, check_fields
from crawler.domains import OldDomain, old_domain
from crawler.extraction.page import Page
from crawler.platforms import recognise
from crawler.site import SiteSpider
from crawler.survey.articles import ArticleLook, look_at_article
from crawler.survey.asking import Answer, Asker
from crawler.survey.dns import Dns
from crawler.survey.feeds import Feed, declared_feeds, look_at_feed, look_at_sitemap
from crawler.survey.listings import Listing, listing_addresses, look_at_listing
from crawler.survey.problems import Problem
from crawler.survey.tls import Tls

ARTICLES = 3
LISTINGS = 5
"""Listings that are looked at; the first of the file are the busiest."""
_TRIES = 4


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """One article as it is read today, field by field."""

    look: ArticleLook
    fields: tuple[FieldCheck, ...]


@dataclass(slots=True)
class Examination:
    """What was seen of a site."""

    site: type[SiteSpider]
    baseline: Baseline
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    dns: Dns | None = None
    tls: Tls | None = None
    """``None``: the site is HTTP only."""
    old: OldDomain | None = None
    has_robots: bool = False
    crawl_delay: float | None = None
    home: Answer | None = None
    listings: list[Listing] = field(default_factory=list)
    """The ways in of the file that are pages."""
    feeds: list[Feed] = field(default_factory=list)
    """The feeds and sitemaps of the file."""
    articles: list[ArticleCheck] = field(default_factory=list)
    others: list[ArticleLook] = field(default_factory=list)
    """Pages of articles' addresses that a crawl would not store."""
    lost: list[Problem] = field(default_factory=list)
    """Articles that could not be had."""
    unlisted: bool = False
    """True if no way in led to the articles: known ones were asked for."""
    elsewhere: list[Listing] = field(default_factory=list)
    """Pages that list articles now, where those of the file do not."""
    feeds_elsewhere: list[str] = field(default_factory=list)
    """Feeds that the home page names, where one of the file is gone."""
    family: str | None = None
    """Platform that the pages prove now, if it is another one than the file's."""

    def pages(self) -> list[Page]:
        """Every article page that was read."""
        return [one.look.answer.page for one in self.articles if one.look.answer.page is not None]

    def problems(self) -> list[Problem]:
        """What kept pages away, ways in first."""
        answers = [one.answer for one in self.listings] + ([self.home] if self.home is not None else [])
        return [answer.problem for answer in answers if answer.problem is not None] + self.lost


async def examine(asker: Asker, site: type[SiteSpider], baseline: Baseline, dns: Dns, tls: Tls | None) -> Examination:
    """Look at *site*; never raises for what the site does. The spider that asks may trust more than *site* does."""
    spider = asker.spider
    seen = Examination(site, baseline, dns=dns, tls=tls, old=old_domain(spider.hosts[0]))
    root = f"{spider.scheme}://{spider.hosts[0]}/"
    for url in spider.feeds:
        seen.feeds.append(await look_at_feed(asker, urljoin(root, url), "the site file"))
    for url in spider.sitemaps[:1]:
        seen.feeds.append(await look_at_sitemap(asker, urljoin(root, url), "the site file"))
    for url in (spider.listings or ((spider.home,) if spider.home else ()))[:LISTINGS]:
        seen.listings.append(await look_at_listing(asker, urljoin(root, url), "the site file"))
    if spider.home and not spider.listings:
        await _walk_from_home(asker, seen)
    newest = _newest(seen)
    await _read_articles(asker, seen, newest)
    if not newest:
        seen.unlisted = True
        await _read_articles(asker, seen, [urljoin(root, url) for url in baseline.addresses])
    await _look_elsewhere(asker, seen, root)
    if asker.robots is not None and asker.robots_status == 200:
        seen.has_robots = True
        delay = asker.robots.crawl_delay(spider.crawler.settings["ROBOTSTXT_USER_AGENT"])
        seen.crawl_delay = float(delay) if delay is not None else None
    proved = [family.name for page in seen.pages() if (family := recognise(page)).name != "generic"]
    if proved and spider.platform.name not in proved:
        seen.family = proved[0]
    return seen


async def _walk_from_home(asker: Asker, seen: Examination) -> None:
    """The listings that a crawl would find from the home page."""
    home = seen.listings[0]
    seen.home = home.answer
    if home.answer.page is None:
        return
    for url, source in listing_addresses(asker.spider, [home.answer.page], home.articles)[: LISTINGS - 1]:
        seen.listings.append(await look_at_listing(asker, url, f"the home page, by {source}"))


def _newest(seen: Examination) -> list[str]:
    """Addresses of articles, from each way in its first ones in turn."""
    ways = [list(one.articles) for one in seen.listings] + [list(one.articles) for one in seen.feeds]
    longest = max(map(len, ways), default=0)
    return list(dict.fromkeys(way[i] for i in range(longest) for way in ways if i < len(way)))


async def _read_articles(asker: Asker, seen: Examination, urls: Sequence[str]) -> None:
    for url in urls[: _TRIES * ARTICLES]:
        if len(seen.articles) >= ARTICLES or asker.is_hopeless:
            return
        answer = await asker.page(url, "article")
        if answer.page is None:
            if answer.problem is not None:
                seen.lost.append(answer.problem)
            continue
        look = look_at_article(asker.spider, answer)
        if look.proved:
            fields = check_fields(answer.page, asker.spider.platform.layouts, look.item)
            seen.articles.append(ArticleCheck(look, tuple(fields)))
        else:
            seen.others.append(look)


async def _look_elsewhere(asker: Asker, seen: Examination, root: str) -> None:
    """Where a way in of the file is gone: what the home page offers instead."""
    broken = [one for one in seen.listings if not one.works]
    gone = [one for one in seen.feeds if not one.articles]
    if not broken and not gone:
        return
    if seen.home is None:
        seen.home = await asker.page(root)
    if seen.home.page is None:
        return
    if gone:
        known = {one.url for one in seen.feeds}
        named = [url for url in declared_feeds([seen.home.page]) if url not in known and _is_own(asker, url)]
        seen.feeds_elsewhere = named
    if broken:
        tried = {one.url for one in seen.listings}
        found = listing_addresses(asker.spider, [seen.home.page], [one.look.url for one in seen.articles])
        for url, source in [pair for pair in found if pair[0] not in tried][:LISTINGS]:
            listing = await look_at_listing(asker, url, f"the home page, by {source}")
            if listing.works:
                seen.elsewhere.append(listing)
        if not seen.articles:
            await _read_articles(asker, seen, [url for one in seen.elsewhere for url in one.articles])


def _is_own(asker: Asker, url: str) -> bool:
    return on_site(urlsplit(url).hostname, asker.spider.hosts)
