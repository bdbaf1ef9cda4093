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
from typing import TypeVar
from urllib.parse import urlsplit

from crawler.extraction.body import Body, read_body
from crawler.extraction.fallback import find_body
from crawler.extraction.fields import (
    Found,
    Rules,
    read_lead_image,
    read_page_views,
    read_people,
    read_summary,
    read_title,
)
from crawler.extraction.filing import read_sections, read_tags
from crawler.extraction.layout import Layout
from crawler.extraction.media import attachments
from crawler.extraction.page import Page
from crawler.extraction.published import read_modified, read_published
from crawler.items import Attachment, Image, Precision
from crawler.text.bylines import split_dateline
from crawler.text.canonical import canonical_text
from crawler.text.unicode import squeeze

logger = logging.getLogger(__name__)
T = TypeVar("T")


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
    layout, body = _read_by_layout(page, layouts, rules, out)
    if body is None:
        body = _read_generic(page, rules, out)

    title = _field(out, "title", lambda: read_title(page, layout, rules))
    out.title = title.value if title else None
    _put_dates(page, layout, rules, out)
    summary = _field(out, "summary", lambda: read_summary(page, layout, rules))
    out.summary = summary.value if summary else None
    if body:
        _put_body(out, body, layout)
    _put_people(page, layout, rules, out, body)
    for name, reader in (("sections", read_sections), ("tags", read_tags)):
        found = _field(out, name, lambda reader=reader: reader(page, layout, rules))  # type: ignore[misc]
        if found:
            # A breadcrumb may end in the article itself.
            kept = [value for value in found.value if not out.title or not _same(value, out.title)]
            setattr(out, name, kept)
            if not kept:
                out.via.pop(name, None)
    shown = out.via.get("images")
    lead = _field(out, "images", lambda: read_lead_image(page, layout, out.title))
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
) -> tuple[Layout | None, Body | None]:
    path = urlsplit(page.url).path
    for layout in layouts:
        if layout.url and not re.search(layout.url, path):
            continue
        if next(page.matches(layout.title), None) is None:
            continue
        for element, selector in page.elements(layout.body):
            found = _field(
                out,
                "body",
                lambda e=element, s=selector, lay=layout: Found(  # type: ignore[misc]
                    read_body(e, page.base_url, lay, own_names=rules.own_names), f"{lay.id}:{s}", ""
                ),
            )
            if found and (found.value.paragraphs or found.value.images or found.value.attachments):
                out.layout = layout.id
                return layout, found.value
    out.via.pop("body", None)
    return None, None


def _read_generic(page: Page, rules: Rules, out: Extracted) -> Body | None:
    def read() -> Found[Body] | None:
        holder = find_body(page)
        if holder is None:
            return None
        element, via = holder
        return Found(read_body(element, page.base_url, own_names=rules.own_names), via, "")

    found = _field(out, "body", read)
    return found.value if found else None


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


def _put_body(out: Extracted, body: Body, layout: Layout | None) -> None:
    """Part lead, dateline and text from each other, so that none is doubled."""
    out.notes += body.notes
    if layout is None:
        _drop_heading_lines(body, out)
    if out.summary is None and body.lead:
        out.summary = body.lead
        out.via["summary"] = out.via["body"]
    elif out.summary is None and layout is None and _is_lead(body):
        out.summary = body.paragraphs[0]
        body.drop_first()
        out.via["summary"] = "text:emphasised-opening"
    if body.paragraphs and out.summary and _same(body.paragraphs[0], out.summary):
        if layout or body.paragraphs[0] in body.emphasised:
            body.drop_first()
        else:
            # A machine description that repeats an ordinary first paragraph is no lead of its own.
            out.summary = None
            out.via.pop("summary", None)
    if out.summary:
        out.dateline, out.summary = split_dateline(out.summary)
    dateline = body.take_dateline()
    if out.dateline or dateline:
        out.via["dateline"] = out.via["summary" if out.dateline else "body"]
    out.dateline = out.dateline or dateline
    out.body = "\n\n".join(p for p in body.paragraphs if p)
    out.body_html = body.html
    out.images = body.images
    out.attachments = body.attachments
    if body.images:
        out.via["images"] = out.via["body"]
    if body.attachments:
        out.via["attachments"] = out.via["body"]


def _drop_heading_lines(body: Body, out: Extracted) -> None:
    """A generic holder may begin with headline and date line: those are fields of their own."""
    place = next((i for i, text in enumerate(body.paragraphs[:8]) if out.title and _same(text, out.title)), None)
    if place is not None:
        body.drop_first(place + 1)
    while body.paragraphs and out.published_raw and squeeze(body.paragraphs[0]) == out.published_raw:
        body.drop_first()


def _is_lead(body: Body) -> bool:
    """A set-apart opening is a lead, not a sub-heading, if it is a whole sentence (nbtv sample, SITE-FACTS 2c, A)."""
    if len(body.paragraphs) < 2 or body.paragraphs[0] not in body.emphasised:
        return False
    return len(body.paragraphs[0]) > 40 and body.paragraphs[0].endswith((".", "!", "?", "…"))


def _same(one: str, other: str) -> bool:
    return canonical_text(one).casefold() == canonical_text(other).casefold()


def _put_people(page: Page, layout: Layout | None, rules: Rules, out: Extracted, body: Body | None) -> None:
    people = _field(out, "authors", lambda: read_people(page, layout, rules))
    if people:
        out.authors, out.source_credit = list(people.value.authors), people.value.source
    signed = body.byline if body else None
    if signed:
        if signed.authors and not out.authors:
            out.authors = list(signed.authors)
            out.via["authors"] = "text:signature"
        if signed.source and not out.source_credit:
            out.source_credit = signed.source
    if not out.authors:
        out.via.pop("authors", None)
    if out.source_credit:
        out.via["source_credit"] = people.via if people and people.value.source else "text:signature"


def _add_attachments(out: Extracted, page: Page, layout: Layout) -> None:
    known = {a.url for a in out.attachments}
    for element, selector in page.elements(layout.attachments):
        for attachment in attachments(element, page.base_url):
            if attachment.url not in known:
                known.add(attachment.url)
                out.attachments.append(attachment)
                out.via.setdefault("attachments", f"{layout.id}:{selector}")
