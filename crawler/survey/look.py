"""The survey of a site that may be unknown: from one address to its platform, ways in and some articles as read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import urlsplit

from crawler.discovery.links import hrefs
from crawler.discovery.urls import on_site
from crawler.domains import OldDomain, old_domain
from crawler.extraction.page import Page
from crawler.induction.addresses import Addresses, induce_addresses
from crawler.induction.listing import article_candidates
from crawler.platforms import recognise
from crawler.platforms.base import Platform
from crawler.platforms.generic import Generic
from crawler.survey.articles import ArticleLook, look_at_article
from crawler.survey.asking import Answer, Asker
from crawler.survey.feeds import Feed, look_at_feeds, look_at_sitemaps
from crawler.survey.identity import Identity, identify
from crawler.survey.listings import Listing, listing_addresses, look_at_listing, read_listing
from crawler.survey.problems import Problem
from crawler.survey.tls import Tls

_TRIES = 4
"""Pages that are tried for each article that is wanted: links of a home page also lead to videos and notices."""
_WHOLE_MENU = 8
"""Listings that are read where the site file must name them, because a crawl would not find them by itself."""
_MOST_MENU = 14
"""Pages that are tried for them."""
_ENOUGH_LINKS = 3
"""Articles on a page that make it a listing."""


class Reader(Protocol):
    """What a survey needs of its spider besides what every site has."""

    def read_as(self, platform: Platform) -> None:
        """Read pages as *platform* from now on."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a survey is to find."""

    url: str
    """Home page, listing or article."""
    articles: tuple[str, ...] = ()
    """Addresses of articles that are to be read first."""
    count: int = 1
    """Articles to read."""
    listings: int = 1
    """Listings to read."""
    platform: Platform | None = None
    """Family that the site is said to be of; ``None``: as its pages prove."""


@dataclass(slots=True)
class Survey:
    """What was seen of a site. Fills up as pages come; what was not reached stays empty."""

    wanted: Wanted
    host: str
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    tls: Tls | None = None
    """``None``: not looked at (HTTP only)."""
    old: OldDomain | None = None
    """What the register of hosts says of this one, if it gave way."""
    given: Answer | None = None
    home: Answer | None = None
    platform: Platform = field(default_factory=Generic)
    proof: str = ""
    """How the family is known: selector and page; empty if no page proves one."""
    addresses: Addresses | None = None
    """Form of articles' addresses as induced, on a site of no known family."""
    listings: list[Listing] = field(default_factory=list)
    """The home page first, if articles are on it."""
    feeds: list[Feed] = field(default_factory=list)
    sitemaps: list[Feed] = field(default_factory=list)
    articles: list[ArticleLook] = field(default_factory=list)
    others: list[ArticleLook] = field(default_factory=list)
    """Pages that looked like articles by their address and are none that a crawl would store."""
    problems: list[Problem] = field(default_factory=list)
    """Those of the given page and the home page first."""
    article_problems: list[Problem] = field(default_factory=list)
    """Of these, the ones met where an article was looked for."""
    crawl_delay: float | None = None
    has_robots: bool = False
    identity: Identity | None = None

    def pages(self) -> list[Page]:
        """Every page that was parsed, the home page first."""
        answers = [self.home, self.given, *(one.answer for one in self.listings)]
        answers += [one.answer for one in (*self.articles, *self.others)]
        found = {id(a.page): a.page for a in answers if a is not None and a.page is not None}
        return list(found.values())


async def survey(asker: Asker, wanted: Wanted, tls: Tls | None) -> Survey:
    """Look at the site of ``wanted.url``; never raises for what the site does."""
    host = urlsplit(wanted.url).hostname or ""
    seen = Survey(wanted, host, tls=tls, old=old_domain(host))
    await _look_around(asker, seen)
    if asker.robots is not None and asker.robots_status == 200:
        seen.has_robots = True
        delay = asker.robots.crawl_delay(asker.spider.crawler.settings["ROBOTSTXT_USER_AGENT"])
        seen.crawl_delay = float(delay) if delay is not None else None
    seen.identity = identify(host, seen.pages())
    return seen


async def _look_around(asker: Asker, seen: Survey) -> None:
    wanted = seen.wanted
    parts = urlsplit(wanted.url)
    root = f"{parts.scheme}://{parts.netloc}/"
    seen.given = await asker.page(wanted.url)
    seen.home = seen.given if parts.path in ("", "/") and not parts.query else await asker.page(root)
    for answer in dict.fromkeys((seen.home.asked, seen.given.asked)):
        problem = asker.answers[answer].problem
        if problem is not None:
            seen.problems.append(problem)
    if seen.given.page is None and not wanted.articles and seen.home.page is None:
        return
    _settle(asker, seen, seen.pages())
    await _read_articles(asker, seen, _candidates(asker, seen))
    await _read_listings(asker, seen)
    if len(seen.articles) < wanted.count:
        # The home page of some sites is all pictures and notices: listings have the news.
        await _read_articles(asker, seen, [url for listing in seen.listings for url in listing.articles])
    pages = [answer.page for answer in (seen.home, *(one.answer for one in seen.listings)) if answer.page is not None]
    seen.feeds = await look_at_feeds(asker, root, pages[:2], seen.platform)
    seen.sitemaps = await look_at_sitemaps(asker, root, seen.platform)
    if len(seen.articles) < wanted.count:
        # Lists that a script draws: only the feed or the sitemap has addresses.
        await _read_articles(asker, seen, [url for feed in (*seen.feeds, *seen.sitemaps) for url in feed.articles])


def _settle(asker: Asker, seen: Survey, pages: Sequence[Page]) -> bool:
    """Take the family that *pages* prove, unless one is settled. True if it is another one than before."""
    if seen.wanted.platform is not None:
        if seen.proof:
            return False
        changed = True
        seen.platform, seen.proof = seen.wanted.platform, "as told"
    else:
        if not isinstance(seen.platform, Generic):
            return False
        proofs = [(recognise(page), page) for page in pages]
        family, page = next(((f, p) for f, p in proofs if not isinstance(f, Generic)), (seen.platform, None))
        changed = page is not None
        if page is not None:
            seen.platform, seen.proof = family, f"{family.recognises(page)} on {page.url}"
    _read_as(asker, seen.platform)
    return changed


def _read_as(asker: Asker, platform: Platform) -> None:
    reader: Reader = asker.spider  # type: ignore[assignment]
    reader.read_as(platform)


def _candidates(asker: Asker, seen: Survey) -> list[str]:
    """Addresses that may be articles', the likeliest first."""
    found = [*seen.wanted.articles]
    if seen.given is not None and seen.given is not seen.home and _calls_itself_article(seen.given.page):
        found.append(seen.given.asked)
    for answer in (seen.given, seen.home):
        if answer is None or answer.page is None:
            continue
        if isinstance(seen.platform, Generic):
            found += article_candidates(answer.page, asker.spider.hosts)
        else:
            found += read_listing(asker.spider, answer, "").articles
    return list(dict.fromkeys(found))


async def _read_articles(asker: Asker, seen: Survey, candidates: Sequence[str]) -> None:
    """Read articles until there are as many as wanted; the first may prove the family, and so change what is one."""
    wanted = seen.wanted.count
    tried = {one.answer.asked for one in (*seen.articles, *seen.others)}
    queue, tries = [url for url in candidates if url not in tried], 0
    while queue and len(seen.articles) < wanted and tries < _TRIES * wanted and not asker.is_hopeless:
        url = queue.pop(0)
        tries += 1
        answer = await asker.page(url, "article" if not isinstance(seen.platform, Generic) else "listing")
        if answer.page is None:
            if answer.problem is not None:
                seen.problems.append(answer.problem)
                seen.article_problems.append(answer.problem)
            continue
        if _settle(asker, seen, [answer.page]):
            seen.others.clear()
            queue = [found for found in (*_candidates(asker, seen), *queue) if found not in (url, *tried)]
        tried.add(url)
        look = look_at_article(asker.spider, answer)
        (seen.articles if look.is_article else seen.others).append(look)
        if seen.addresses is None and look.is_article and isinstance(seen.platform, Generic):
            _induce_addresses(asker, seen)


def _induce_addresses(asker: Asker, seen: Survey) -> None:
    """On a site of no known family, take the form of addresses that its articles have."""
    if seen.wanted.platform is not None and type(seen.wanted.platform) is not Generic:
        return
    pages = [answer.page for answer in (seen.home, seen.given) if answer is not None and answer.page is not None]
    articles = [one.answer.asked for one in seen.articles]
    alike = [url for page in pages for url in article_candidates(page, asker.spider.hosts)]
    links = [url for page in pages for url in hrefs(page.selector, ("a[href]",), page.base_url)]
    others = [url for url in links if _is_own(asker, url) and url not in {*articles, *alike}]
    seen.addresses = induce_addresses(list(dict.fromkeys([*articles, *alike])), list(dict.fromkeys(others)))
    if seen.addresses is not None:
        seen.platform = Generic(article_url=seen.addresses.article_url, article_id=seen.addresses.article_id)
        _read_as(asker, seen.platform)


async def _read_listings(asker: Asker, seen: Survey) -> None:
    """Read listings until there are as many as wanted that lead to articles."""
    known = [answer for answer in (seen.home, seen.given) if answer is not None and answer.page is not None]
    read = {one.answer.asked for one in seen.articles}
    # An article links others, too.
    lists = [one for one in known if one.asked not in read and not asker.spider.platform.is_article_url(one.asked)]
    for answer in {id(one): one for one in lists}.values():
        listing = read_listing(asker.spider, answer, "the home page" if answer is seen.home else "as given")
        if len(listing.articles) >= _ENOUGH_LINKS:
            seen.listings.append(listing)
    pages = [answer.page for answer in known if answer.page is not None]
    pages += [one.answer.page for one in seen.articles[:1] if one.answer.page is not None]
    articles = [one.url for one in seen.articles] + [url for one in seen.listings for url in one.articles]
    found, done = 0, {answer.asked for answer in known}
    platform = asker.spider.platform
    finds_them = platform.listing_url or platform.parent_is_listing
    wanted = seen.wanted.listings if finds_them or seen.wanted.listings == 1 else _WHOLE_MENU
    for url, source in listing_addresses(asker.spider, pages, articles)[:_MOST_MENU]:
        if found >= wanted:
            break
        if url in done:
            continue
        done.add(url)
        listing = await look_at_listing(asker, url, source)
        if listing.answer.problem is not None:
            seen.problems.append(listing.answer.problem)
        elif len(listing.articles) >= _ENOUGH_LINKS and not any(listing.articles == o.articles for o in seen.listings):
            found += 1
            seen.listings.append(listing)


def _calls_itself_article(page: Page | None) -> bool:
    return page is not None and page.structured.is_article


def _is_own(asker: Asker, url: str) -> bool:
    try:
        return on_site(urlsplit(url).hostname, asker.spider.hosts)
    except ValueError:
        return False
