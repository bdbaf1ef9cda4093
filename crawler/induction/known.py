"""What is known of a page without any layout, and from how many independent origins.

The reading without layout is the truth that selectors are aligned with; where it names no value, nothing is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules, trusted
from crawler.extraction.media import image_url
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted
from crawler.induction.paths import Index, folded
from crawler.text.dates import VIETNAM, ReadDate, read_date
from crawler.text.unicode import fold_marks

STRUCTURED = ("jsonld:", "microdata:", "opengraph:", "meta:")
"""How the origins begin that are told to machines."""
_LEAD_PICTURE = ("opengraph:", "text:lead-picture")
_MIN_BODY = 400  # characters of an article that neither shows a date nor calls itself one
_MIN_SLUG = 15  # characters; shorter ones are names of categories
_STEM = 40  # characters of a description that tell which text it was cut from
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(eq=False)
class Known:
    """One page: its index, and what is known of it."""

    index: Index
    rules: Rules
    read: Extracted
    """The reading without any layout."""

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.index.page

    @cached_property
    def not_an_article(self) -> str | None:
        """Why nothing is learnt from the page; ``None`` for an article."""
        if self.index.root is None:
            return "is empty or no HTML"
        if not self.read.title:
            return "shows no headline"
        if not self.read.body and not self.read.images:
            return "shows no text"
        told = self.read.published_at or self.page.structured.is_article or len(self.read.body or "") >= _MIN_BODY
        return None if told else "shows neither a date nor a longer text"

    @cached_property
    def lead_picture(self) -> str | None:
        """Address of the picture shown above the text."""
        shown = (self.read.via.get("images") or "").startswith(_LEAD_PICTURE)
        return self.read.images[0].url if shown and self.read.images else None

    @cached_property
    def pictures(self) -> dict[HtmlElement, str]:
        """The pictures of the article on the page, with their addresses."""
        wanted = {image.url for image in self.read.images}
        if not wanted or self.index.root is None:
            return {}
        shown = (
            (element, image_url(element, self.page.base_url)) for element in self.index.order if element.tag == "img"
        )
        return {element: url for element, url in shown if url in wanted}

    @cached_property
    def origins(self) -> dict[str, frozenset[str]]:
        """Field of the reading -> the independent origins that give its value."""
        found: dict[str, set[str]] = {name: {via} for name, via in self.read.via.items()}
        for name, origin in _origins(self):
            found.setdefault(name, set()).add(origin)
        return {name: frozenset(origins) for name, origins in found.items()}

    def agrees(self, name: str) -> bool:
        """True if the value of a field is told to machines, or by two independent origins."""
        said = self.origins.get(name, frozenset())
        return len(said) > 1 or any(origin.startswith(STRUCTURED) for origin in said)


def know(page: Page, rules: Rules) -> Known:
    """Read *page* without any layout."""
    return Known(Index(page), rules, extract(page, (), rules))


def _origins(known: Known) -> Iterator[tuple[str, str]]:
    """What else the page says of the values that were read."""
    page, read = known.page, known.read
    if read.title:
        told = folded(read.title)
        if folded(page.selector.css("title").xpath("string()").get("")).startswith(told):
            yield "title", "text:title"
        slug = _NO_SLUG.sub("-", fold_marks(read.title)).strip("-")
        if len(slug) >= _MIN_SLUG and slug in urlsplit(page.url).path.lower():
            yield "title", "text:address"
        yield from (("title", s.via) for s in trusted(page.structured.title(), known.rules) if folded(s.value) == told)
    for said in trusted(page.structured.published(), known.rules):
        if read.published_at and _is_same_time(read_date(said.value, now=page.fetched_at), read):
            yield "published_at", said.via
    if read.summary:
        told = folded(read.summary)
        for said in trusted(page.structured.summary(), known.rules):
            if (stem := folded(said.value)[:_STEM]) and stem in told:
                yield "summary", said.via
    for said in trusted(page.structured.authors(), known.rules):
        if any(folded(said.value) == folded(name) for name in read.authors):
            yield "authors", said.via
    for said in trusted(page.structured.sections(), known.rules):
        if any(folded(said.value) == folded(name) for name in read.sections):
            yield "sections", said.via
    if {folded(said.value) for said in page.structured.tags()} >= {folded(tag) for tag in read.tags} > set():
        yield "tags", "jsonld:keywords"


def _is_same_time(said: ReadDate | None, read: Extracted) -> bool:
    if said is None or read.published_at is None:
        return False
    if "day" in (said.precision, read.published_precision):
        return said.value.astimezone(VIETNAM).date() == read.published_at.astimezone(VIETNAM).date()
    return said.value.replace(second=0) == read.published_at.replace(second=0)
