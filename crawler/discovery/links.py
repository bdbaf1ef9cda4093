"""Which links of a listing lead to articles, and which to further listings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from crawler.discovery.urls import on_site

# A generic article path ends in a slug of at least four words, or in a slug with an id.
GENERIC_ARTICLE = r"/[^/]*[a-z0-9]+(?:-[a-z0-9]+){3,}[^/]*/?$"
_SKIPPED_EXTENSION = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar|jpe?g|png|gif|mp[34]|xml|rss|js|css)$", re.IGNORECASE)


def hrefs(selector: Selector, candidates: Sequence[str], base_url: str) -> Iterator[str]:
    """Yield the absolute targets of the links that the candidate selectors find; nodes inside a link count too."""
    for candidate in candidates:
        for node in selector.css(candidate):
            # Some sites write a space before the address (vpcp.chinhphu.vn, SITE-FACTS 6.8, A).
            href = (node.attrib.get("href") or node.xpath("ancestor::a[1]/@href").get() or "").strip()
            if href and not href.startswith(("#", "javascript:", "mailto:", "tel:")):
                try:
                    yield urljoin(base_url, href)
                except ValueError:
                    continue


def article_links(
    selector: Selector, candidates: Sequence[str], base_url: str, *, pattern: str, hosts: Sequence[str]
) -> list[str]:
    """Return the article URLs of a listing in page order, each once.

    The candidate selectors say where the list is; when they find no article, every link of the page whose path matches
    *pattern* counts (the theme may have changed, the URL form rarely does).
    """
    article = re.compile(pattern)
    for places in (candidates, ("a[href]",)):
        found = [url for url in hrefs(selector, places, base_url) if is_article_link(url, article, hosts)]
        if found:
            return list(dict.fromkeys(found))
    return []


def is_article_link(url: str, article: re.Pattern[str], hosts: Sequence[str]) -> bool:
    """True if *url* lies on the site and its path has the form of an article's."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not on_site(parts.hostname, hosts):
        return False
    return not _SKIPPED_EXTENSION.search(parts.path) and bool(article.search(parts.path))


def parent_listings(articles: Iterable[str]) -> list[str]:
    """Return the folders that articles lie in: their listings, on families that file articles below their category."""
    parents = (url.rstrip("/").rsplit("/", 1)[0] for url in articles)
    return list(dict.fromkeys(parent for parent in parents if urlsplit(parent).path not in ("", "/")))


def menu_listings(
    selector: Selector, candidates: Sequence[str], base_url: str, *, pattern: str, hosts: Sequence[str]
) -> list[str]:
    """Return the listings that a home page's menu links to: links whose path matches *pattern*."""
    listing = re.compile(pattern)
    found = []
    for url in hrefs(selector, candidates, base_url):
        parts = urlsplit(url)
        if on_site(parts.hostname, hosts) and parts.path not in ("", "/") and listing.search(parts.path):
            found.append(url)
    return list(dict.fromkeys(found))
