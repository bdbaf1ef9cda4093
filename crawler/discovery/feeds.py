"""Article addresses from RSS, Atom and sitemaps, with the time that the feed gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from lxml import etree
from parsel import Selector
from scrapy.utils.sitemap import Sitemap

FEED_LINKS = 'link[rel="alternate"][type="application/rss+xml"], link[rel="alternate"][type="application/atom+xml"]'
_ATOM_LINK = 'link[rel="alternate"]::attr(href), link:not([rel])::attr(href)'


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One link of a feed. ``changed`` (aware) only helps to skip old entries: it is never an article's date."""

    url: str
    changed: datetime | None


def feed_entries(body: bytes) -> list[FeedEntry]:
    """Return the entries of an RSS or Atom feed; an unreadable feed has none."""
    # From bytes: the XML declaration names the charset.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(body.strip(), parser)
    except etree.XMLSyntaxError:
        root = None
    if root is None:
        return []
    selector = Selector(root=root, type="xml")
    selector.remove_namespaces()
    entries = []
    for node in selector.css("item, entry"):
        link = next((text.strip() for text in node.css("link::text").getall() if text.strip()), "")
        link = link or node.css(_ATOM_LINK).get("").strip()
        if link:
            when = node.css("pubDate::text, updated::text, published::text").get("").strip()
            # Some sites escape twice; the other entities are letters of a query ("&section=" is no "§ion=").
            entries.append(FeedEntry(link.replace("&amp;", "&"), _time(when)))
    return entries


def sitemap_entries(body: bytes) -> Iterator[tuple[FeedEntry, bool]]:
    """Yield the entries of a sitemap; the flag is true for a further sitemap. What is no sitemap has none."""
    try:
        sitemap = Sitemap(body)
        entries = list(sitemap)
    except (StopIteration, RuntimeError, ValueError, AttributeError, etree.LxmlError):
        return  # Scrapy's reader fails in several ways on what is no XML, e.g. on a page "not found"
    for entry in entries:
        url = (entry.get("loc") or "").strip()
        if url:
            yield FeedEntry(url, _time((entry.get("lastmod") or "").strip())), sitemap.type == "sitemapindex"


def _time(text: str) -> datetime | None:
    """Read an RFC 822 or ISO 8601 time; one without a zone is not believed."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            time = read(text)
            return time.astimezone(UTC) if time.tzinfo else None
        except (ValueError, TypeError, OverflowError):
            continue  # OverflowError: the year 1, as ASP.NET writes "no date"
    return None
