"""Rules on one site, and on sites beside each other: names, addresses, politeness, state."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from scrapy.settings import Settings

from crawler.domains import old_domain
from crawler.fleet.finding import Finding
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider
from crawler.store.config import PROJECT_ROOT

Site = type[SiteSpider]
_ROBOTS = "ROBOTSTXT_OBEY"
_AT_MOST = ("CONCURRENT_REQUESTS", "CONCURRENT_REQUESTS_PER_DOMAIN")
_UNREAD = ("download_delay", "max_concurrent_requests")
"""Attributes that Scrapy read once; a site that sets one believes itself slower than it is."""


def shown(file: str | Path) -> str:
    """*file* as people name it: from the project's folder where it lies below it."""
    path = Path(file)
    return str(path.relative_to(PROJECT_ROOT) if path.is_relative_to(PROJECT_ROOT) else path)


def file_of(site: Site) -> str:
    """The file of *site*."""
    return shown(sys.modules[site.__module__].__file__ or site.__module__)


def on_one_site(site: Site) -> Iterator[Finding]:
    """What is wrong with *site* by itself."""
    try:
        site.check()
    except ConfigError as error:
        sentence, _, fix = str(error).partition(": ")
        yield _found(site, "not-loaded", sentence, fix or "correct it")
        return
    yield from _name(site)
    if site.status != "tool":
        yield from _examples(site)
        yield from _politeness(site)
        yield from _state(site)


def beside_each_other(sites: Iterable[Site]) -> Iterator[Finding]:
    """What is wrong between *sites*: two that crawl one host are two crawls where one was meant."""
    owners: defaultdict[str, list[Site]] = defaultdict(list)
    for site in sites:
        if site.status != "tool":
            for host in dict.fromkeys(host.removeprefix("www.") for host in site.hosts):
                owners[host].append(site)
    for host, those in owners.items():
        for site in those if len(those) > 1 else ():
            others = " and ".join(repr(other.name) for other in those if other is not site)
            yield _found(site, "host-twice", f"{host!r} is a host of {others} as well", "take it out of all but one")


def _name(site: Site) -> Iterator[Finding]:
    stem = site.__module__.rpartition(".")[2]
    if stem != site.name:
        yield _found(site, "name", f"the file is called {stem}.py", f"rename it to {site.name}.py, or the site")
    if site.__name__.lower() != site.name.replace("_", ""):
        words = "".join(word.capitalize() for word in site.name.split("_"))
        yield _found(site, "name", f"the class is called {site.__name__}", f"call it {words}; any letters may be large")


def _examples(site: Site) -> Iterator[Finding]:
    platform = site.platform
    examples = [_absolute(site, url) for url in site.article_examples]
    if not examples:
        fix = 'write article_examples = ("/ten-bai-viet-123456.html",): a real address, or its documented form'
        yield _found(site, "no-example", "no address of an article is given", fix)
    identities: dict[str, str] = {}
    for url in examples:
        try:
            canonical = platform.canonical(url, site.hosts, site.scheme)
        except ValueError as error:
            yield _found(site, "example-refused", f"{url} is no web address ({error})", "correct the example")
            continue
        if not platform.is_article_url(canonical):
            yield _found(
                site,
                "example-refused",
                f"{url} is no article by {platform.article_url!r}",
                "correct article_url, or the example",
            )
        if platform.listing_url and _matches(platform.listing_url, url):
            yield _found(
                site,
                "example-as-listing",
                f"{url} is a listing by {platform.listing_url!r}",
                "narrow listing_url, or correct the example",
            )
        other = identities.setdefault(platform.key(canonical), url)
        if other != url:
            fix = "narrow article_id, for two articles with one identity are one document; or give another example"
            yield _found(site, "one-identity", f"{url} has the key of {other}", fix)
    ways = (*site.listings, *((site.home,) if site.home else ()), *site.feeds, *site.sitemaps)
    for url in (_absolute(site, way) for way in ways):
        if platform.is_article_url(url):
            yield _found(
                site,
                "listing-as-article",
                f"{url} would be read as an article by {platform.article_url!r}",
                "narrow article_url, or correct the address",
            )


def _politeness(site: Site) -> Iterator[Finding]:
    ours, its = _settings(), _settings()
    site.update_settings(its)
    slots: dict[str, dict[str, Any]] = its.getdict("DOWNLOAD_SLOTS")
    floor = ours.getfloat("DOWNLOAD_DELAY")
    delay = min([its.getfloat("DOWNLOAD_DELAY"), *(float(slot["delay"]) for slot in slots.values() if "delay" in slot)])
    if delay < floor and not site.faster_because:
        fix = "leave the delay out, or write faster_because with the reason"
        yield _found(site, "too-fast", f"it is asked every {delay:g} s, the project's delay is {floor:g} s", fix)
    wanted = {name: its.getint(name) for name in _AT_MOST}
    held = [int(slot["concurrency"]) for slot in slots.values() if "concurrency" in slot]
    wanted["CONCURRENT_REQUESTS_PER_DOMAIN"] = max([wanted["CONCURRENT_REQUESTS_PER_DOMAIN"], *held])
    for name, number in wanted.items():
        if number > ours.getint(name) or number == 0:  # Scrapy takes 0 for "no bound"
            yield _found(site, "too-many", f"{name} is {number}, the project's is {ours.getint(name)}", "leave it out")
    if not its.getbool(_ROBOTS):
        yield _found(site, "no-robots", f"{_ROBOTS} is turned off", "leave it out: what robots.txt forbids is not ours")
    for name in _UNREAD:
        if hasattr(site, name):
            fix = 'write custom_settings = {"DOWNLOAD_DELAY": 3}'
            yield _found(site, "unread-setting", f"{name} is an attribute, which Scrapy does not read", fix)


def _state(site: Site) -> Iterator[Finding]:
    if site.status == "unverified" and site.verified != "never":
        fix = "take status out, or write verified = 'never'"
        yield _found(site, "says-both", f"it is unverified, and was verified on {site.verified}", fix)
    if site.status == "active" and site.verified == "never":
        fix = "crawl it (scrapy crawl SITE -a sample=5) and write the day; until then it may find nothing"
        yield _found(site, "never-seen", "it is crawled by crawlall, and nobody has seen it work", fix)
    if site.status == "active" and site.evidence == "D":
        fix = "look at the site and record a page; else write status = 'unverified'"
        yield _found(site, "only-inferred", "its family or addresses are inferred (D)", fix)
    for host in site.hosts if site.status != "retired" else ():
        if (old := old_domain(host)) and old.successor not in site.hosts:
            heir = f" to {old.successor}" if old.successor else ""
            since = f" in {old.since}" if old.since else ""
            fix = f"write status = 'retired' when it is silent{f'; {old.successor} goes on' if heir else ''}"
            yield _found(site, "gave-way", f"{host} gave way{heir}{since} ({old.grade}, {old.source})", fix)


def _settings() -> Settings:
    """The project's own, without what a command line or the environment of a run adds."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    return settings


def _absolute(site: Site, url: str) -> str:
    return urljoin(f"{site.scheme}://{site.hosts[0]}/", url)


def _matches(pattern: str, url: str) -> bool:
    return bool(re.search(pattern, urlsplit(url).path))


def _found(site: Site, rule: str, sentence: str, fix: str) -> Finding:
    return Finding(rule=rule, subject=site.name, file=file_of(site), sentence=sentence, fix=fix)
