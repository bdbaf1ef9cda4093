"""When the article was published: a date is taken only from a place that is surely the article's own.

A wrong date is far worse than none. Pages are full of other dates: their clock, those of side lists, of comments, of
the press licence and of the events that the text tells of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.fields import (
    LINES_AFTER_TITLE,
    MAX_FIELD_TEXT,
    Found,
    Rules,
    headline_places,
    trusted,
    via_layout,
)
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.dates import VIETNAM, ReadDate, read_date, read_date_line
from crawler.text.unicode import squeeze

_LINES_BEFORE_TITLE = 6  # the date line may stand above the headline (baocantho, SITE-FACTS 6.5, A)
_HEADLINE_LINK = 20  # characters; links beside a date that are as long are headlines of other articles
_CLOCK = re.compile(r"clock|time-?now|today|current-?(?:date|time)|dong-?ho|(?:^|[\s_-])(?:nav|menu)(?:$|[\s_-])", re.I)
_SIDE_LIST = re.compile(r"relat|lien-?quan|other-?(?:news|post|article|list|tin)|tin-?khac|sidebar|comment", re.I)
_IMPRINT = re.compile(r"giấy phép|bản quyền|chịu trách nhiệm|cơ quan chủ quản", re.IGNORECASE)


def read_published(
    page: Page, layout: Layout | None, rules: Rules, title: str | None
) -> tuple[Found[ReadDate] | None, str | None]:
    """Publication time, and the raw text of a date node that could not be read (for ``published_raw``)."""
    unread: str | None = None
    for match in page.matches(layout.published) if layout else ():
        if len(match.text) > MAX_FIELD_TEXT:
            continue
        date = read_date(match.text, now=page.fetched_at)
        if date:
            return Found(date, via_layout(layout, match.selector) if layout else "", match.text), None
        unread = unread or match.text
    if layout and layout.published_near:
        found, shown = _named_line(page, layout, title)
        if found:
            return found, None
        unread = unread or shown
    for said in trusted(page.structured.published(), rules):
        date = read_date(said.value, now=page.fetched_at)
        if date and date.precision == "day":
            # The line that readers see may name the minute of the same day (baocantho, A).
            for line, _ in _date_lines_near(page, layout, title):
                if line.value.precision != "day" and _same_day(line.value, date):
                    return line, None
        if date:
            return Found(date, said.via, said.value), None
        unread = unread or said.value
    for line, above in _date_lines_near(page, layout, title):
        if not above or not _is_today(page, line.value):
            return line, None
    return None, unread


def read_modified(page: Page, rules: Rules) -> Found[ReadDate] | None:
    """Time of the last change, as machines are told."""
    for said in trusted(page.structured.modified(), rules):
        date = read_date(said.value, now=page.fetched_at)
        if date:
            return Found(date, said.via, said.value)
    return None


def _named_line(page: Page, layout: Layout, title: str | None) -> tuple[Found[ReadDate] | None, str | None]:
    """The date line near the headline that a weak selector finds, or the text of one that could not be read."""
    beside: dict[HtmlElement, tuple[bool, HtmlElement]] = {}
    for block, headline, above in _lines_near(page, title):
        for element, part in block.nodes:
            holder = element if part == "text" else element.getparent()
            # Inline elements and the wrappers of one line count as the line; wider boxes hold more than it.
            while holder is not None and holder not in beside and not _holds(holder, headline):
                beside[holder] = (above, headline)
                holder = holder.getparent()
    bodies = _bodies(page, layout)
    unread: str | None = None
    for match in page.matches(layout.published_near):
        if match.element is None or match.element not in beside or len(match.text) > MAX_FIELD_TEXT:
            continue
        above, headline = beside[match.element]
        if _is_furniture(match.element, headline, bodies):
            continue
        date = read_date_line(match.text, now=page.fetched_at)
        if date and not (above and _is_today(page, date)):
            return Found(date, via_layout(layout, match.selector), match.text), None
        if date is None and any(map(str.isdigit, match.text)):
            unread = unread or match.text
    return None, unread


def _bodies(page: Page, layout: Layout | None) -> set[HtmlElement]:
    """Where the article's text stands: a date in it is one that the article tells of."""
    return {element for element, _ in page.elements(layout.body)} if layout else set()


def _holds(element: HtmlElement, headline: HtmlElement) -> bool:
    return element is headline or any(above is element for above in headline.iterancestors())


def _is_today(page: Page, date: ReadDate) -> bool:
    """Above the headline stands the page's clock as well: today's date is not believed there."""
    return _same_day(date, ReadDate(page.fetched_at, "day"))


def _same_day(one: ReadDate, other: ReadDate) -> bool:
    return one.value.astimezone(VIETNAM).date() == other.value.astimezone(VIETNAM).date()


def _date_lines_near(page: Page, layout: Layout | None, title: str | None) -> Iterator[tuple[Found[ReadDate], bool]]:
    """Lines beside the headline that are nothing but a date, its label and counters; true for one above it."""
    bodies = _bodies(page, layout)
    for block, headline, above in _lines_near(page, title):
        date = read_date_line(block.text, now=page.fetched_at)
        if date and not _is_furniture(block.element, headline, bodies):
            yield Found(date, "text:date-line", block.text), above


def _lines_near(page: Page, title: str | None) -> Iterator[tuple[Block, HtmlElement, bool]]:
    """The blocks after and before the headline, with its element; true for a block above it."""
    blocks = page.blocks
    for place in headline_places(page, title):
        headline = blocks[place].element
        for block in takewhile(_is_article_still, blocks[place + 1 : place + 1 + LINES_AFTER_TITLE]):
            yield block, headline, False
        for block in reversed(blocks[max(0, place - _LINES_BEFORE_TITLE) : place]):
            yield block, headline, True


def _is_article_still(block: Block) -> bool:
    """False from the first line on that begins a side list, comments or the imprint."""
    return not is_tail_label(block.text) and not _IMPRINT.search(block.text)


def _is_furniture(element: HtmlElement, headline: HtmlElement, foreign: set[HtmlElement]) -> bool:
    """True for a line of a page's head, menu, clock or side list, or in *foreign*: boxes without the headline."""
    holders = {headline, *headline.iterancestors()}
    for box in (element, *element.iterancestors()):
        if box in holders:
            return False
        label = f"{box.get('class') or ''} {box.get('id') or ''}"
        if box.tag in ("header", "nav", "footer", "aside") or _CLOCK.search(label) or _SIDE_LIST.search(label):
            return True
        if box in foreign or _is_link_list(box):
            return True
    return False


def _is_link_list(box: HtmlElement) -> bool:
    """True for an entry of a list of articles, or the list: beside the date stand headlines that are links."""
    links = [text for text in (squeeze(a.text_content()) for a in box.iter("a")) if text and not is_noise_line(text)]
    if box.tag == "li" and links:
        return True
    headlines = sum(len(text) for text in links if len(text) >= _HEADLINE_LINK)
    return 2 * headlines > len(squeeze(box.text_content()))
