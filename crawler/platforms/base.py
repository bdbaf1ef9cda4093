"""What a CMS family is to the crawler: how its sites list articles, page through them, address and lay them out.

A platform is data with a few rules. A site file names one and states what differs:
``platform = NukeViet(paging=NoPaging())``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlsplit

from crawler.discovery.links import GENERIC_ARTICLE
from crawler.discovery.paging import NextLink, Paging
from crawler.discovery.urls import canonical_url
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.platforms.checks import platform_complaint


class ConfigError(ValueError):
    """A site, platform or argument is wrong in a way that its user can mend; the message says how."""


class Platform:
    """Base of the families. Every attribute can be set per site by keyword: ``Platform(article_url=r"...")``."""

    name: str = "generic"
    """Name for ``-a platform=NAME`` and `Article.platform`."""
    layouts: tuple[Layout, ...] = ()
    """Layouts, newest first; the first that yields title and body wins."""
    distrust: frozenset[str] = frozenset()
    """Structured data that this family publishes wrong, as written in ``via``, e.g. ``microdata:datePublished``."""
    article_url: str = GENERIC_ARTICLE
    """Regex on the path of an article's URL."""
    article_id: tuple[str, ...] = ()
    """Regexes on the path whose group ``id`` (and optional group ``space``) is the CMS's id of an article; the first
    that matches counts, none = the address is the identity. They must not take a year or a running number for an id:
    two articles with one identity are one document."""
    strip_slash: bool = False
    """True where an address with and without a final slash is one page."""
    listing_links: tuple[str, ...] = ()
    """Selectors of the article links of a listing."""
    menu_links: tuple[str, ...] = ("nav a", "header a", '[class*="menu"] a', '[id*="menu"] a', "ul.nav a")
    """Selectors of the links of a home page that lead to listings."""
    listing_url: str | None = None
    """Regex on the path of a listing; with it, listings are found from the home page's menu."""
    parent_is_listing: bool = False
    """True where an article's path begins with its listing's path, so that listings are found from article links."""
    paging: Paging = NextLink()
    """Where the next page of a listing is."""
    feeds: tuple[str, ...] = ()
    """Paths of RSS or Atom feeds that the family serves by default."""
    sitemaps: tuple[str, ...] = ()
    """Paths of sitemaps that the family serves by default."""
    sitemap_filter: str = r""
    """Regex on the URL of sitemaps inside an index that hold articles."""
    needs_proof: bool = False
    """True where addresses alone do not tell articles from listings: a page must show a date or call itself one."""
    fingerprint: tuple[str, ...] = ()
    """Selectors of which any match proves the family."""

    def __init_subclass__(cls) -> None:
        # A family's own values are checked once, not for each page that is compared with it.
        for attribute in Platform.__annotations__.keys() & vars(cls).keys():
            _check(cls.__name__, attribute, getattr(cls, attribute))

    def __init__(self, **differences: object) -> None:
        for attribute, value in differences.items():
            if attribute.startswith("_") or attribute not in self._attributes():
                near = difflib.get_close_matches(attribute, self._attributes(), n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                raise ConfigError(f"{type(self).__name__} has no attribute {attribute!r}{hint}")
            _check(type(self).__name__, attribute, value)
            setattr(self, attribute, value)

    @classmethod
    def _attributes(cls) -> list[str]:
        return list(Platform.__annotations__)

    @cached_property
    def _article(self) -> re.Pattern[str]:
        return re.compile(self.article_url)

    def is_article_url(self, url: str) -> bool:
        """True if the path of *url* has the form of an article's."""
        return bool(self._article.search(urlsplit(url).path))

    def canonical(self, url: str, hosts: Sequence[str], scheme: str | None) -> str:
        """Return the canonical address of a page of the site (raises `ValueError` for what is no web address)."""
        url = canonical_url(url, hosts=hosts, scheme=scheme)
        parts = urlsplit(url)
        if self.strip_slash and len(parts.path) > 1 and parts.path.endswith("/"):
            url = parts._replace(path=parts.path.rstrip("/")).geturl()
        return url

    def key(self, url: str) -> str:
        """Return the identity of the article at the canonical *url*: ``host#id`` where the address holds an id."""
        parts = urlsplit(url)
        match = next(filter(None, (re.search(pattern, parts.path) for pattern in self.article_id)), None)
        if match is None:
            return url
        groups = match.groupdict()
        space = f"{groups['space']}/" if groups.get("space") else ""
        return f"{parts.netloc}#{space}{groups['id']}"

    def is_news_sitemap(self, url: str) -> bool:
        """True if the sitemap at *url*, named by an index, may hold articles."""
        return bool(re.search(self.sitemap_filter, url))

    def recognises(self, page: Page) -> str | None:
        """Return the selector that proves that *page* is of this family, or ``None``."""
        return next((proof for proof in self.fingerprint if page.selector.css(proof)), None)


def _check(family: str, attribute: str, value: object) -> None:
    wrong = platform_complaint(attribute, value, Platform.__annotations__[attribute])
    if wrong:
        raise ConfigError(f"{family}.{attribute} {wrong}.")
