"""What the file of a surveyed site is to say, each value with its reason. Decides; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from crawler import units
from crawler.discovery.links import menu_listings, parent_listings
from crawler.extraction.fields import Rules, own_names_of
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.induction.addresses import Addresses, induce_addresses
from crawler.induction.alignment import Proposal
from crawler.induction.article import Induced, induce_layout
from crawler.induction.listing import article_candidates, induce_listing
from crawler.items import Kind
from crawler.platforms.base import Platform
from crawler.platforms.generic import Generic
from crawler.survey.advice import FOREIGN, GIVE_LISTING, no_articles, unreadable
from crawler.survey.listings import menu_addresses
from crawler.survey.look import Survey
from crawler.text.unicode import squeeze

LEAST_FOR_INDUCTION = 2
"""Articles: what is alike on one page only is not known to be the site's."""


class NoSiteError(Exception):
    """No site can be made of what was seen; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What whoever runs the command said; ``None``: as seen."""

    name: str | None = None
    publisher: str | None = None
    kind: Kind | None = None
    province: str | None = None
    answers_d1n: bool = False


@dataclass(slots=True)
class NewSite:
    """Everything that the site file says."""

    name: str
    publisher: str
    kind: Kind
    province: str | None
    hosts: tuple[str, ...]
    scheme: str
    family: type[Platform]
    differences: dict[str, object] = field(default_factory=dict)
    """Attributes of the family that the site sets, with values as in a site file."""
    layout: Layout | None = None
    """The site's own layout, before those of the family."""
    notes: dict[str, str] = field(default_factory=dict)
    """Attribute, or ``layout.<field>`` -> why it is as it is, for the comment beside it."""
    home: str | None = None
    listings: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    verify_certificates: bool = True
    weak_tls: str | None = None
    answers_d1n: bool = False
    examples: tuple[str, ...] = ()
    seen_on: str = ""
    """Day of the survey, in Vietnam."""
    look_at: list[str] = field(default_factory=list)
    """What a person must look at, one sentence each."""
    induced: Induced | None = None

    @property
    def platform(self) -> Platform:
        """The platform object that the file makes."""
        layouts: Mapping[str, object] = {"layouts": (self.layout, *self.family.layouts)} if self.layout else {}
        return self.family(**{**self.differences, **layouts})


def plan(seen: Survey, chosen: Chosen) -> NewSite:
    """Decide what the site file says. Raises `NoSiteError`."""
    if not seen.articles:
        raise NoSiteError(unreadable(seen) or no_articles(seen))
    if any(one.foreign for one in seen.articles):
        raise NoSiteError(FOREIGN)
    assert seen.identity is not None
    answered = urlsplit(_answering(seen))
    who = seen.identity
    site = NewSite(
        name=chosen.name or who.name,
        publisher=squeeze(chosen.publisher) or who.publisher.value or seen.host,
        kind=chosen.kind or who.kind,
        province=chosen.province or who.province.value,
        hosts=(answered.hostname or seen.host,),
        scheme=answered.scheme,
        family=type(seen.platform),
        examples=_one_of_each_form([_path(one.answer.asked) for one in seen.articles]),
        seen_on=str(units.today()),
        answers_d1n=chosen.answers_d1n,
    )
    _look_at_identity(site, seen, chosen)
    _put_tls(site, seen)
    _put_platform(site, seen)
    _put_ways_in(site, seen)
    return site


def _one_of_each_form(paths: Sequence[str]) -> tuple[str, ...]:
    """The first address of each form: `scrapy lint-sites` tries them, and more of one form prove no more."""
    forms: dict[tuple[str, ...], str] = {}
    for path in paths:
        pieces = urlsplit(path).path.split("/")
        # Folders of numbers and the ending tell the forms of a product from each other.
        form = (*("0" if piece.isdecimal() else "a" for piece in pieces[:-1]), pieces[-1].rpartition(".")[2][:5])
        forms.setdefault(form if "." in pieces[-1] else form[:-1], path)
    return tuple(forms.values())


def _answering(seen: Survey) -> str:
    """The address that answered in the end: a site that leads from HTTP to HTTPS, or to www, is asked there at once."""
    pages = seen.pages()
    return pages[0].url if pages else seen.wanted.url


def _look_at_identity(site: NewSite, seen: Survey, chosen: Chosen) -> None:
    who = seen.identity
    assert who is not None
    if not chosen.publisher and not who.publisher.certain:
        site.look_at.append(f"publisher: {site.publisher!r} is from {who.publisher.source}")
    if not chosen.kind and who.kind_source.startswith("nothing"):
        site.look_at.append(f"kind: nothing says whether it is a portal, tv or newspaper; {site.kind!r} was taken")
    if site.province is None and site.kind != "portal":
        site.look_at.append("province: none was found; right only for a central office")
    elif site.province is None:
        site.look_at.append("province: none was found; leave it out for a central office")
    if seen.old is not None:
        site.look_at.append(f"host: {seen.host} is said to have given way to {seen.old.successor or 'another host'}")


def _put_tls(site: NewSite, seen: Survey) -> None:
    if seen.tls is None or seen.tls.usable:
        return
    said = seen.tls.sentence(seen.at)
    if seen.tls.state == "weak":
        site.weak_tls = f"{said} ({site.seen_on}, A)"
    site.verify_certificates = False
    site.notes["verify_certificates"] = f"{said} ({site.seen_on}, A)"
    site.look_at.append(f"certificate: {said}; it is not verified")


def _put_platform(site: NewSite, seen: Survey) -> None:
    known = site.family is not Generic
    by_layout = [one for one in seen.articles if one.item.layout is not None]
    if known and len(by_layout) < len(seen.articles):
        site.look_at.append(
            f"platform: {seen.platform.name} is proved ({seen.proof}), but its layouts read {len(by_layout)} of "
            f"{len(seen.articles)} articles"
        )
    if not known:
        _put_addresses(site, seen)
    if not by_layout:
        _put_layout(site, seen)


def _put_addresses(site: NewSite, seen: Survey) -> None:
    """Addresses and lists of a site of no known family."""
    pages = [one.answer.page for one in seen.listings if one.answer.page is not None]
    alike = [url for page in pages for url in article_candidates(page, site.hosts)]
    fed = [url for feed in (*seen.feeds, *seen.sitemaps) for url in feed.articles]
    articles = list(dict.fromkeys([*(one.answer.asked for one in seen.articles), *alike, *fed]))
    found = _better_addresses(seen, articles, pages)
    if found is not None:
        site.differences["article_url"] = found.article_url
        site.notes["article_url"] = f"A, induced: {found.evidence}"
        if found.article_id:
            site.differences["article_id"] = found.article_id
            site.notes["article_id"] = f"A, induced: {found.evidence}"
        if found.sure == "sure":
            # The address tells articles from listings: a page without a date need not prove that it is one.
            site.differences["needs_proof"] = False
        else:
            site.look_at.append(f"article_url: {found.article_url} is {found.sure} ({found.evidence})")
    else:
        site.look_at.append("article_url: no form was found; the generic one is used")
    if found is not None:
        articles = [url for url in articles if re.search(found.article_url, urlsplit(url).path)]
    _put_lists(site, pages, articles)


def _put_lists(site: NewSite, pages: list[Page], articles: list[str]) -> None:
    """Where listings are, which of their links lead to articles, and how they go on."""
    found = induce_listing(pages, articles, site.hosts)
    # Links that a selector misses are lost: without a sure one, every link with an article's address counts.
    if found.listing_links is not None and found.listing_links.sure == "sure":
        _set(site, "listing_links", found.listing_links.selectors, found.listing_links)
    if found.listing_url is not None and found.listing_url.sure != "weak":
        _set(site, "listing_url", found.listing_url.selectors[0], found.listing_url)
    if found.parent_is_listing:
        site.differences["parent_is_listing"] = True
    if found.paging_proposal is not None:
        _set(site, "paging", found.paging, found.paging_proposal)
    site.look_at += [f"{name}: {why}" for name, why in found.missing.items()]


def _set(site: NewSite, name: str, value: object, said: Proposal) -> None:
    site.differences[name] = value
    site.notes[name] = f"A, {said.sure}: {said.evidence}"
    if said.sure != "sure":
        site.look_at.append(f"{name}: {said.sure} ({said.evidence})")


def _better_addresses(seen: Survey, articles: list[str], pages: list[Page]) -> Addresses | None:
    """The form of addresses, with the articles of all listings that were read, and against all menus."""
    asked = [one.answer.asked for one in seen.listings] + [one.answer.asked for one in seen.others]
    others = dict.fromkeys([*asked, *menu_addresses(pages, (seen.host,))])
    return induce_addresses(articles, [url for url in others if url not in articles]) or seen.addresses


def _put_layout(site: NewSite, seen: Survey) -> None:
    """A layout of the site's own where none of the family reads it."""
    pages = [one.answer.page for one in seen.articles if one.answer.page is not None]
    if len(pages) < LEAST_FOR_INDUCTION:
        site.look_at.append("layout: one article is too few to induce selectors; the generic reader reads the site")
        return
    rules = Rules(own_names=own_names_of([site.publisher], site.hosts))
    seen_on = date.fromisoformat(site.seen_on)
    found = induce_layout(pages, rules, id=f"{site.name.replace('_', '-')}-{seen_on.year}", since=seen_on)
    site.induced = found
    if found.layout is None:
        site.look_at.append("layout: no selectors could be induced; the generic reader reads the site")
        return
    site.layout = found.layout
    for proposal in found.proposals:
        site.notes[f"layout.{proposal.field}"] = f"A, {proposal.sure}: {proposal.evidence}"
        if proposal.sure != "sure":
            site.look_at.append(f"{proposal.field}: {proposal.sure} ({proposal.evidence})")


def _put_ways_in(site: NewSite, seen: Survey) -> None:
    lists_home = any(one.answer is seen.home for one in seen.listings)
    given = seen.given is not None and seen.given is not seen.home
    listings = [one for one in seen.listings if one.answer is not seen.home]
    if given and any(one.answer is seen.given for one in listings):
        site.listings = (_path(seen.wanted.url),)
    elif seen.home is not None and _home_leads_to_all(site, seen):
        site.home = _path(seen.home.asked)
    elif listings:
        site.listings = tuple(dict.fromkeys(_path(one.answer.asked) for one in listings))
        site.look_at.append(f"listings: {len(site.listings)} were tried and work; the site's menu may have more")
    elif lists_home and seen.home is not None:
        site.home = _path(seen.home.asked)
    if site.listings:
        site.differences.pop("parent_is_listing", None)  # only a home page is read for it
    site.feeds = tuple(_path(feed.url) for feed in seen.feeds if feed.articles)
    named = set(site.platform.sitemaps)
    few = not (site.listings or site.home or site.feeds)
    site.sitemaps = tuple(
        dict.fromkeys(_path(one.url) for one in seen.sitemaps if one.articles and (few or _path(one.url) in named))
    )
    if not (site.listings or site.home or site.feeds or site.sitemaps):
        raise NoSiteError(GIVE_LISTING)


def _home_leads_to_all(site: NewSite, seen: Survey) -> bool:
    """Whether a crawl finds from the home page every listing that was found: what it would not find must be named."""
    platform, page = site.platform, seen.home.page if seen.home is not None else None
    if page is None:
        return False
    found: list[str] = []
    if platform.parent_is_listing:
        found += parent_listings(url for one in seen.listings if one.answer is seen.home for url in one.articles)
    if platform.listing_url:
        found += menu_listings(
            page.selector, platform.menu_links, page.base_url, pattern=platform.listing_url, hosts=site.hosts
        )
    reached = {urlsplit(url).path.rstrip("/") for url in found}
    listings = [urlsplit(one.answer.asked).path.rstrip("/") for one in seen.listings if one.answer is not seen.home]
    works = bool(listings) or any(one.answer is seen.home for one in seen.listings)
    return works and bool(reached) and all(path in reached for path in listings)


def _path(url: str) -> str:
    """An address as site files have them: relative to the host, whole where the host has a port of its own."""
    parts = urlsplit(url)
    if parts.port not in (None, 80, 443):
        return url
    return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
