"""Extraction: a page and a platform's layouts in, field values with provenance out.

The first layout (newest first) that yields title and body wins and is recorded. On a page that no layout knows, the
generic reader finds the body. A reader that fails leaves a note; the other fields are not lost by it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile
from typing import TypeVar
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.body import Body, read_body
from crawler.extraction.fallback import Holder, find_body
from crawler.extraction.fields import (
    Found,
    Rules,
    headline_places,
    is_headline,
    read_lead_image,
    read_page_views,
    read_people,
    read_summary,
)
from crawler.extraction.filing import read_sections, read_tags
from crawler.extraction.headline import read_title
from crawler.extraction.layout import Layout
from crawler.extraction.media import attachments, each_once
from crawler.extraction.page import Page
from crawler.extraction.published import read_modified, read_published
from crawler.extraction.surroundings import files_in, is_about, is_set_off, lead_above, people_in
from crawler.items import Attachment, Image, Precision
from crawler.text.bylines import Byline
from crawler.text.canonical import canonical_text
from crawler.text.datelines import split_dateline

logger = logging.getLogger(__name__)
T = TypeVar("T")

_HEADING_LINES = 12  # paragraphs at the top of a generic text among which headline, date and byline are looked for


@dataclass(slots=True)
class Extracted:
    """Field values of one page, named as in `crawler.items.Article`."""

    title: str | None = None
    summary: str | None = None
    body: str | None = None
    body_html: str | None = None
    dateline: str | None = None
    authors: list[str] = field(default_factory=list)
    source_credit: str | None = None
    published_at: datetime | None = None
    published_precision: Precision | None = None
    published_raw: str | None = None
    modified_at: datetime | None = None
    sections: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    views: int | None = None
    via: dict[str, str] = field(default_factory=dict)
    layout: str | None = None
    notes: list[str] = field(default_factory=list)


def extract(page: Page, layouts: Sequence[Layout], rules: Rules) -> Extracted:
    """Read every field of *page*; never raises for what a page holds."""
    out = Extracted()
    if page.encoding_note:
        out.notes.append(page.encoding_note)
    layout, body, element = _read_by_layout(page, layouts, rules, out)
    title = _field(out, "title", lambda: read_title(page, layout, rules))
    out.title = title.value if title else None
    holder = None
    if body is None:
        holder, body = _read_generic(page, rules, out)
    _put_dates(page, layout, rules, out)
    summary = _field(out, "summary", lambda: read_summary(page, layout, rules))
    out.summary = summary.value if summary else None
    if body:
        above = holder.above if holder else _lines_above(page, out.title, element)
        _put_body(out, page, body, holder, above, rules)
    _put_people(page, layout, rules, out, body, holder)
    filed: tuple[tuple[str, Callable[[], Found[list[str]] | None]], ...] = (
        ("sections", lambda: read_sections(page, layout, rules, out.title)),
        ("tags", lambda: read_tags(page, layout, rules, out.title)),
    )
    for name, reader in filed:
        found = _field(out, name, reader)
        if found:
            # A breadcrumb may end in the article itself.
            kept = [value for value in found.value if not out.title or not _same(value, out.title)]
            setattr(out, name, kept)
            if not kept:
                out.via.pop(name, None)
    shown = out.via.get("images")
    pictures = holder.pictures if holder else []
    lead = _field(out, "images", lambda: read_lead_image(page, layout, out.title, pictures))
    if lead and lead.value.url not in {image.url for image in out.images}:
        out.images.insert(0, lead.value)
    elif shown:
        out.via["images"] = shown
    if layout:
        _add_attachments(out, page, layout)
    views = _field(out, "views", lambda: read_page_views(page, layout, out.title))
    out.views = views.value if views else None
    return out


def _field(out: Extracted, name: str, read: Callable[[], Found[T] | None]) -> Found[T] | None:
    """Run one reader; record where its value came from, or its failure."""
    try:
        found = read()
    except Exception as error:
        # One field's failure must not lose the others; it is on record in the item and in the log.
        logger.exception("Reading %s failed", name)
        out.notes.append(f"{name}: reader failed ({type(error).__name__})")
        return None
    if found is not None and found.via:
        out.via[name] = found.via
    return found


def _read_by_layout(
    page: Page, layouts: Sequence[Layout], rules: Rules, out: Extracted
) -> tuple[Layout | None, Body | None, HtmlElement | None]:
    path = urlsplit(page.url).path
    for layout in layouts:
        if layout.url and not re.search(layout.url, path):
            continue
        if next(page.matches(layout.title), None) is None:
            continue
        lead_apart = next(page.matches(layout.summary), None) is not None
        for element, selector in page.elements(layout.body):
            found = _field(
                out,
                "body",
                lambda e=element, s=selector, lay=layout, apart=lead_apart: Found(  # type: ignore[misc]
                    read_body(e, page.base_url, lay, own_names=rules.own_names, begins_with_lead=not apart),
                    f"{lay.id}:{s}",
                    "",
                ),
            )
            if found and (found.value.paragraphs or found.value.images or found.value.attachments):
                out.layout = layout.id
                return layout, found.value, element
    out.via.pop("body", None)
    return None, None, None


def _read_generic(page: Page, rules: Rules, out: Extracted) -> tuple[Holder | None, Body | None]:
    def read() -> Found[tuple[Holder, Body]] | None:
        holder = find_body(page, out.title)
        if holder is None:
            return None
        return Found((holder, read_body(holder.element, page.base_url, own_names=rules.own_names)), holder.via, "")

    found = _field(out, "body", read)
    return found.value if found else (None, None)


def _put_dates(page: Page, layout: Layout | None, rules: Rules, out: Extracted) -> None:
    try:
        published, unread = read_published(page, layout, rules, out.title)
    except Exception as error:
        logger.exception("Reading published_at failed")
        out.notes.append(f"published_at: reader failed ({type(error).__name__})")
        return
    if published:
        out.via["published_at"] = published.via
        out.published_at = published.value.value
        out.published_precision = published.value.precision
        out.published_raw = published.raw
    elif unread:
        out.published_raw = unread
        out.notes.append("published_at: the date shown could not be read without guessing")
    modified = _field(out, "modified_at", lambda: read_modified(page, rules))
    if modified:
        out.modified_at = modified.value.value


def _lines_above(page: Page, title: str | None, element: HtmlElement | None) -> list[Block]:
    """The lines between the headline and *element*, which holds the text."""
    for place in headline_places(page, title):
        lines = list(takewhile(lambda block: not _is_in(block.element, element), page.blocks[place + 1 :]))
        if len(lines) < len(page.blocks) - place - 1:
            return lines
    return []


def _is_in(element: HtmlElement, box: HtmlElement | None) -> bool:
    return element is box or any(above is box for above in element.iterancestors())


def _put_body(out: Extracted, page: Page, body: Body, holder: Holder | None, above: list[Block], rules: Rules) -> None:
    """Part lead, dateline and text from each other, so that none is doubled."""
    out.notes += body.notes
    if holder:
        _drop_heading_lines(out, page, body, holder, rules)
    if out.summary is None:
        _put_lead(out, page, body, holder, above, rules)
    if body.paragraphs and out.summary and _same(body.paragraphs[0], out.summary):
        if holder is None or body.paragraphs[0] in body.emphasised or is_set_off(body.blocks):
            body.drop_first()
        else:
            # A machine description that repeats an ordinary first paragraph is no lead of its own.
            out.summary = None
            out.via.pop("summary", None)
    if out.summary:
        out.dateline, out.summary = split_dateline(out.summary, rules.own_names)
    dateline = body.take_dateline()
    if out.dateline or dateline:
        out.via["dateline"] = out.via["summary" if out.dateline else "body"]
    out.dateline = out.dateline or dateline
    out.body = "\n\n".join(p for p in body.paragraphs if p)
    out.body_html = body.html
    out.images = body.images
    out.attachments = body.attachments
    if holder and (below := list(files_in(holder.below, page.base_url))):
        out.attachments = list(each_once([*out.attachments, *below]))
    if out.images:
        out.via["images"] = out.via["body"]
    if out.attachments:
        out.via["attachments"] = out.via["body"]


def _put_lead(out: Extracted, page: Page, body: Body, holder: Holder | None, above: list[Block], rules: Rules) -> None:
    if body.lead:
        out.summary, out.via["summary"] = body.lead, out.via["body"]
    elif lead := lead_above(above, page.fetched_at, rules.own_names, surely=holder is None):
        out.summary, out.via["summary"] = lead, "text:above-body"
    elif _is_lead(body, holder):
        out.summary, out.via["summary"] = body.paragraphs[0], "text:emphasised-opening"
        body.drop_first()


def _drop_heading_lines(out: Extracted, page: Page, body: Body, holder: Holder, rules: Rules) -> None:
    """A generic holder may begin with headline, date and byline: those are fields of their own."""
    blocks = body.blocks[:_HEADING_LINES]
    title = out.title or ""
    place = next((i for i, b in enumerate(blocks) if title and (_same(b.text, title) or is_headline(b, title))), -1)
    end = place + 1
    while end < len(blocks) and is_about(blocks[end], page.fetched_at, rules.own_names):
        end += 1
    holder.above += blocks[:end]
    body.drop_first(end)


def _is_lead(body: Body, holder: Holder | None) -> bool:
    """A set-apart opening is a lead, not a sub-heading, if it is a whole sentence (nbtv sample, SITE-FACTS 2c, A)."""
    if len(body.paragraphs) < 2:
        return False
    if body.paragraphs[0] not in body.emphasised and not (holder and is_set_off(body.blocks)):
        return False
    return len(body.paragraphs[0]) > 40 and body.paragraphs[0].endswith((".", "!", "?", "…"))


def _same(one: str, other: str) -> bool:
    return canonical_text(one).casefold() == canonical_text(other).casefold()


def _put_people(
    page: Page, layout: Layout | None, rules: Rules, out: Extracted, body: Body | None, holder: Holder | None
) -> None:
    people = _field(out, "authors", lambda: read_people(page, layout, rules))
    said: list[tuple[Byline | None, str]] = [(people.value, people.via)] if people else []
    if body:
        said.append((body.byline, "text:signature"))
    if holder:
        said.append((people_in(holder.above, page.fetched_at, rules.own_names), "text:byline"))
        said.append((people_in(holder.below, page.fetched_at, rules.own_names), "text:signature"))
    out.via.pop("authors", None)
    for byline, via in said:
        if byline and byline.authors and not out.authors:
            out.authors, out.via["authors"] = list(byline.authors), via
        if byline and byline.source and not out.source_credit:
            out.source_credit, out.via["source_credit"] = byline.source, via
    if body and out.authors:
        _drop_signatures(out, body)


def _drop_signatures(out: Extracted, body: Body) -> None:
    """Names that end the text, one a line, are the signature if the page names them as its authors elsewhere."""
    names = {canonical_text(name).casefold() for name in out.authors}
    count = 0
    while count < len(body.paragraphs) - 1 and canonical_text(body.paragraphs[-1 - count]).casefold() in names:
        count += 1
    if count:
        body.drop_last(count)
        out.body, out.body_html = "\n\n".join(body.paragraphs), body.html


def _add_attachments(out: Extracted, page: Page, layout: Layout) -> None:
    selectors = dict(page.elements(layout.attachments))
    order = {element: place for place, element in enumerate(page.selector.root.iter())} if len(selectors) > 1 else {}
    for element in sorted(selectors, key=lambda element: order.get(element, 0)):
        offered = list(attachments(element, page.base_url))
        if offered:
            out.attachments = list(each_once([*out.attachments, *offered]))
            out.via.setdefault("attachments", f"{layout.id}:{selectors[element]}")
