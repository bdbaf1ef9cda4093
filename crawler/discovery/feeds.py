"""Article addresses from RSS, Atom and sitemaps, with the time that the feed gives."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from parsel import Selector
from scrapy.utils.sitemap import Sitemap

FEED_LINKS = 'link[rel="alternate"][type="application/rss+xml"], link[rel="alternate"][type="application/atom+xml"]'


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One link of a feed. ``changed`` (aware) only helps to skip old entries: it is never an article's date."""

    url: str
    changed: datetime | None


def feed_entries(body: bytes) -> list[FeedEntry]:
    """Return the entries of an RSS or Atom feed; an unreadable feed has none."""
    if not body.strip():
        return []
    # parsel decodes; the XML declaration of a feed names its charset, lxml reads it from bytes.
    selector = Selector(body=body, type="xml")
    selector.remove_namespaces()
    entries = []
    for node in selector.css("item, entry"):
        link = node.css("link::text").get("").strip() or node.css("link::attr(href)").get("").strip()
        if link:
            when = node.css("pubDate::text, updated::text, published::text").get("").strip()
            entries.append(FeedEntry(html.unescape(link), _time(when)))
    return entries


def sitemap_entries(body: bytes) -> Iterator[tuple[FeedEntry, bool]]:
    """Yield the entries of a sitemap; the flag is true for a further sitemap."""
    if not body.strip():
        return
    sitemap = Sitemap(body)
    for entry in sitemap:
        url = (entry.get("loc") or "").strip()
        if url:
            yield FeedEntry(url, _time((entry.get("lastmod") or "").strip())), sitemap.type == "sitemapindex"


def _time(text: str) -> datetime | None:
    """Read an RFC 822 or ISO 8601 time; one without a zone is not believed."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            time = read(text)
        except (ValueError, TypeError):
            continue
        return time.astimezone(UTC) if time.tzinfo else None
    return None
