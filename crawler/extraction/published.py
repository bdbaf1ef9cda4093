"""When the article was published: a date is taken only from a place that is surely the article's own.

A wrong date is far worse than none. Layout first; then what machines are told and what readers are shown beside the
headline, which must not contradict each other unnoticed.
"""

from __future__ import annotations

from lxml.html import HtmlElement

from crawler.extraction.date_lines import bodies_of, date_lines_near, is_furniture, is_today, lines_near, same_day
from crawler.extraction.fields import MAX_FIELD_TEXT, Found, Rules, trusted, via_layout
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.text.dates import ReadDate, read_date, read_date_line


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
        found, illegible = _named_line(page, layout, title)
        if found:
            return found, None
        unread = unread or illegible
    stated: Found[ReadDate] | None = None
    for said in trusted(page.structured.published(), rules):
        date = read_date(said.value, now=page.fetched_at)
        if date:
            stated = Found(date, said.via, said.value)
            break
        unread = unread or said.value
    shown = [
        line
        for line, above in date_lines_near(page, layout, title)
        # Above the headline stand the clock and other lines as well: one that agrees may tell the minute, no more.
        if not above or (_agree(line.value, stated.value) if stated else not is_today(page, line.value))
    ]
    return _of_both(stated, shown), unread


def read_modified(page: Page, rules: Rules) -> Found[ReadDate] | None:
    """Time of the last change, as machines are told."""
    for said in trusted(page.structured.modified(), rules):
        date = read_date(said.value, now=page.fetched_at)
        if date:
            return Found(date, said.via, said.value)
    return None


def _of_both(stated: Found[ReadDate] | None, shown: list[Found[ReadDate]]) -> Found[ReadDate] | None:
    """What machines are told, unless the date that readers see under the headline says otherwise.

    Machine dates lie more often: time of entry or of the last edit, local time marked as UTC. A shown date that is
    labelled as that of the last change corrects nothing, but is better than none: many portals show no other.
    """
    published = [line for line in shown if line.value.label != "updated"]
    if stated is None:
        return next(iter(published or shown), None)
    agreeing = [line for line in published if _agree(stated.value, line.value)]
    if agreeing:
        finer = [line for line in agreeing if line.value.precision != "day"]
        return finer[0] if stated.value.precision == "day" and finer else stated
    return next(iter(published), stated)


def _agree(one: ReadDate, other: ReadDate) -> bool:
    if "day" in (one.precision, other.precision):
        return same_day(one, other)
    return one.value.replace(second=0) == other.value.replace(second=0)


def _named_line(page: Page, layout: Layout, title: str | None) -> tuple[Found[ReadDate] | None, str | None]:
    """The date line near the headline that a weak selector finds, or the text of one that could not be read."""
    beside: dict[HtmlElement, tuple[bool, HtmlElement]] = {}
    for block, headline, above in lines_near(page, title):
        for element, part in block.nodes:
            holder = element if part == "text" else element.getparent()
            # Inline elements and the wrappers of one line count as the line; wider boxes hold more than it.
            while holder is not None and holder not in beside and not _holds(holder, headline):
                beside[holder] = (above, headline)
                holder = holder.getparent()
    bodies = bodies_of(page, layout)
    unread: str | None = None
    for match in page.matches(layout.published_near):
        if match.element is None or match.element not in beside or len(match.text) > MAX_FIELD_TEXT:
            continue
        above, headline = beside[match.element]
        if is_furniture(match.element, headline, bodies):
            continue
        date = read_date_line(match.text, now=page.fetched_at)
        if date and not (above and is_today(page, date)):
            return Found(date, via_layout(layout, match.selector), match.text), None
        if date is None and any(map(str.isdigit, match.text)):
            unread = unread or match.text
    return None, unread


def _holds(element: HtmlElement, headline: HtmlElement) -> bool:
    return element is headline or any(above is element for above in headline.iterancestors())
