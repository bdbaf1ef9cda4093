"""Where the next page of a listing is: by link, by query parameter, by path, or several of these in turn.

A pager only says what to ask for next. The end is found by the walk itself: a page without articles that the listing
has not shown before (sites answer 200 past the end) is the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import parse_qsl, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from parsel import Selector
from scrapy import Request
from scrapy.http import Response


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A listing page as a pager sees it."""

    response: Response
    selector: Selector
    root: str
    """URL of the listing's first page."""
    number: int
    """1 for the first page."""
    base_url: str
    """What the page's relative links are relative to."""
    memory: dict[str, str]
    """What the pager noted on the first page (ids for POST paging); kept over the pages of one listing."""


class Paging(Protocol):
    """Says how to ask for the page after this one."""

    def next_request(self, page: ListingPage) -> Request | None:
        """Return a request without callback for the next page, or ``None`` if this family has none after *page*."""
        ...


@dataclass(frozen=True)
class NoPaging:
    """The listing has one page, or more only by script that nobody has documented."""

    def next_request(self, page: ListingPage) -> Request | None:
        return None


@dataclass(frozen=True)
class NextLink:
    """The pager has a link to the next page."""

    candidates: tuple[str, ...] = (
        'a[rel~="next"]',
        'link[rel~="next"]',
        "ul.pagination li.active + li a",
        ".pagination .active + a",
        ".pagination .current + a",
        "a.next",
        "li.next a",
    )

    def next_request(self, page: ListingPage) -> Request | None:
        for candidate in self.candidates:
            for href in page.selector.css(f"{candidate}::attr(href)").getall():
                try:
                    url = urldefrag(urljoin(page.base_url, href.strip())).url
                except ValueError:
                    continue
                if url.startswith(("http://", "https://")) and url not in (page.response.url, page.base_url):
                    return Request(url)
        return None


@dataclass(frozen=True)
class QueryParameter:
    """Page N is the listing with ``?<name>=N``."""

    name: str

    def next_request(self, page: ListingPage) -> Request | None:
        parts = urlsplit(page.root)
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if k != self.name]
        return Request(urlunsplit(parts._replace(query=urlencode([*query, (self.name, str(page.number + 1))]))))


@dataclass(frozen=True)
class PathSuffix:
    """Page N is the listing's path with a suffix, e.g. ``page-{n}``."""

    template: str

    def next_request(self, page: ListingPage) -> Request | None:
        parts = urlsplit(page.root)
        path = f"{parts.path.rstrip('/')}/{self.template.format(n=page.number + 1)}"
        return Request(urlunsplit(parts._replace(path=path)))


@dataclass(frozen=True)
class FirstOf:
    """Several pagers tried in order."""

    pagers: tuple[Paging, ...]

    def next_request(self, page: ListingPage) -> Request | None:
        for pager in self.pagers:
            request = pager.next_request(page)
            if request is not None:
                return request
        return None
