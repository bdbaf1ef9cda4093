"""One reader per field: layout first, then the page's own structured data, then text anchors.

Every reader returns the value with where it came from, or ``None``: a value is never guessed. Readers do not know each
other; the failure of one loses no other field.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from crawler.extraction.blocks import Block
from crawler.extraction.layout import Layout
from crawler.extraction.media import image
from crawler.extraction.page import Page
from crawler.extraction.structured import Statement
from crawler.items import Image
from crawler.text.boilerplate import read_views
from crawler.text.bylines import Byline, read_byline
from crawler.text.unicode import fold_punctuation, squeeze

T = TypeVar("T")

LINES_AFTER_TITLE = 12  # text blocks: the date line follows the title within the tools and counters
_HEADLINE_PLACES = 3  # breadcrumb, headline and once more; a page of equal lines must not be searched for each
_MIN_LEAD = 40  # characters; shorter descriptions are slogans of the site
_MAX_LEAD = 1000
_DATELINE = 40  # characters that a dateline adds in front of a lead
_SHORT_LINE = 10  # characters; shorter lines are names of categories
_BEFORE_SITE_NAME = ("-", "|", "::", "»", "·", "•")
_COUNTER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
MAX_FIELD_TEXT = 200  # characters; a longer node is a text that mentions a date or name, not the line that gives it


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """A value, where it came from (for ``Article.via``) and the text it was read from."""

    value: T
    via: str
    raw: str


@dataclass(frozen=True, slots=True)
class Rules:
    """What a platform says about reading its pages."""

    distrust: frozenset[str] = frozenset()
    """Origins that lie on this platform, e.g. ``microdata:datePublished``; never used."""
    own_names: tuple[str, ...] = ()
    """Names and hosts of the publisher itself; not authors."""


def trusted(statements: Iterator[Statement], rules: Rules) -> Iterator[Statement]:
    return (s for s in statements if s.via not in rules.distrust)


def via_layout(layout: Layout, selector: str) -> str:
    return f"{layout.id}:{selector}"


def headline_places(page: Page, title: str | None) -> Iterator[int]:
    """Where the headline stands among the page's blocks: the first few places, the others are of side lists."""
    return islice((i for i, block in enumerate(page.blocks) if title and block.text == title), _HEADLINE_PLACES)


def read_title(page: Page, layout: Layout | None, rules: Rules) -> Found[str] | None:
    """Headline on one line, without the site's name."""
    if layout:
        for match in page.matches(layout.title):
            if _is_own_name(match.text, rules):
                continue  # the logo may be an h1
            return Found(match.text, via_layout(layout, match.selector), match.text)
    for said in trusted(page.structured.title(), rules):
        if _is_own_name(said.value, rules):
            continue
        # Machine titles often end in the site's name; the visible headline that they begin with does not.
        shown = _headline_in(page, said.value)
        return Found(shown.text if shown else said.value, said.via, said.value)
    # No machine title: the <title> tells which line is the headline (the first h1 may be the category).
    shown = _headline_in(page, squeeze(page.selector.css("title").xpath("string()").get()))
    if shown and not _is_own_name(shown.text, rules):
        return Found(shown.text, "text:h1" if shown.element.tag == "h1" else "text:title", shown.text)
    headings = [match.text for match in page.matches(("h1",)) if not _is_own_name(match.text, rules)]
    return Found(headings[0], "text:h1", headings[0]) if len(headings) == 1 else None


def _is_own_name(text: str, rules: Rules) -> bool:
    said = fold_punctuation(text).casefold()
    return any(said == fold_punctuation(squeeze(name)).casefold() for name in rules.own_names)


def _headline_in(page: Page, said: str) -> Block | None:
    """The longest visible line that *said* is, or is but for the site's name behind a dash or bar."""
    told = fold_punctuation(said).casefold()
    found = None
    for block in page.blocks:
        line = fold_punctuation(block.text).casefold()
        if len(line) <= _SHORT_LINE or not told.startswith(line):
            continue
        rest = told[len(line) :].strip()
        if (not rest or rest.startswith(_BEFORE_SITE_NAME)) and (found is None or len(block.text) > len(found.text)):
            found = block
    return found


def read_summary(page: Page, layout: Layout | None, rules: Rules) -> Found[str] | None:
    """The lead printed apart from the body."""
    if layout:
        for match in page.matches(layout.summary):
            return Found(match.text, via_layout(layout, match.selector), match.text)
        return None  # a known layout without a lead has none: machine descriptions are cut-off copies of the body
    for said in trusted(page.structured.summary(), rules):
        shown = _shown(page, said.value)
        if shown:
            return Found(shown, said.via, shown)
        if len(said.value) > _MIN_LEAD and not said.value.endswith(("...", "…")):
            return Found(said.value, said.via, said.value)
    return None


def _shown(page: Page, said: str) -> str | None:
    """The visible block that a machine description repeats: descriptions are often cut off, pages show the whole."""
    stem = fold_punctuation(said).rstrip(". ")
    if len(stem) <= _MIN_LEAD:
        return None
    whole = len(stem) + _DATELINE if not said.endswith(("...", "…")) else _MAX_LEAD
    for block in page.blocks:
        text = fold_punctuation(block.text)
        place = text.find(stem)
        if 0 <= place <= _DATELINE and len(text) <= whole:
            return block.text
    return None


def read_people(page: Page, layout: Layout | None, rules: Rules) -> Found[Byline] | None:
    """Authors and credited source that stand outside the body."""
    authors: list[str] = []
    source: str | None = None
    via = raw = place = ""
    for match in page.matches(layout.byline) if layout else ():
        if (place and place != match.selector) or len(match.text) > MAX_FIELD_TEXT:
            continue
        byline = read_byline(match.text, own_names=rules.own_names)
        if byline.authors or byline.source:
            authors += [name for name in byline.authors if name not in authors]
            source, place = source or byline.source, match.selector
            via, raw = via_layout(layout, match.selector) if layout else "", f"{raw} {match.text}".strip()
    if not authors:
        for said in trusted(page.structured.authors(), rules):
            byline = read_byline(said.value, own_names=(*rules.own_names, page.structured.publisher() or ""))
            if byline.authors:
                authors += [name for name in byline.authors if name not in authors]
                via, raw = via or said.via, f"{raw} {said.value}".strip()
    return Found(Byline(tuple(authors), source), via, raw) if authors or source else None


def read_lead_image(page: Page, layout: Layout | None, title: str | None) -> Found[Image] | None:
    """The picture shown above the body."""
    if layout:
        for element, selector in page.elements(layout.lead_image):
            parent = element.getparent()
            captions = parent.cssselect("figcaption, .img-desc") if parent is not None else []
            caption = squeeze(captions[0].text_content()) if captions else None
            found = image(element, page.base_url, caption if caption != title else None)
            if found:
                return Found(found, via_layout(layout, selector), found.url)
    return None


def read_page_views(page: Page, layout: Layout | None, title: str | None) -> Found[int] | None:
    """View counter as shown."""
    if layout:
        for match in page.matches(layout.views):
            views = read_views(match.text)
            if views is None and _COUNTER.fullmatch(match.text):
                views = int(match.text.replace(".", "").replace(",", ""))
            if views is not None:
                return Found(views, via_layout(layout, match.selector), match.text)
    blocks = page.blocks
    for place in headline_places(page, title):
        for block in blocks[place + 1 : place + 1 + LINES_AFTER_TITLE]:
            views = read_views(block.text)
            if views is not None:
                return Found(views, "text:views", block.text)
    return None


def own_names_of(names: Collection[str], hosts: Collection[str]) -> tuple[str, ...]:
    """Return every form in which a site names itself: publisher names, hosts with and without ``www.``."""
    bare = {host.removeprefix("www.") for host in hosts}
    return tuple(dict.fromkeys([*names, *sorted(bare)]))
