"""Extraction: a page and a platform's layouts in, field values with provenance out.

The first layout (newest first) that yields title and body wins and is recorded. On a page that no layout knows, the
generic reader finds the body. A reader that fails leaves a note; the other fields are not lost by it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.extraction.body import Body, read_body
from crawler.extraction.fallback import Holder, find_body, surroundings_of
from crawler.extraction.fields import (
    Found,
    Rules,
    read_lead_image,
    read_page_views,
    read_summary,
    via_layout,
)
from crawler.extraction.headline import read_title
from crawler.extraction.layout import Layout
from crawler.extraction.media import attachments, each_once
from crawler.extraction.page import Page
from crawler.extraction.parting import put_body, put_people, same
from crawler.extraction.published import read_modified, read_published
from crawler.extraction.result import Extracted, attempt, guarded
from crawler.extraction.sections import read_sections
from crawler.extraction.tags import read_tags

T = TypeVar("T")


def extract(page: Page, layouts: Sequence[Layout], rules: Rules) -> Extracted:
    """Read every field of *page*; never raises for what a page holds."""
    out = Extracted()
    if page.encoding_note:
        out.notes.append(page.encoding_note)
    layout, body, element = _read_by_layout(page, layouts, rules, out)
    title = attempt(out, "title", lambda: read_title(page, layout, rules))
    out.title = title.value if title else None
    holder = None
    if body is None:
        holder, body = _read_generic(page, rules, out)
    elif layout and layout.partial and element is not None:
        holder = surroundings_of(page, element, out.title)
    guarded(out, "published_at", lambda: _put_dates(page, layout, rules, out))
    modified = attempt(out, "modified_at", lambda: read_modified(page, rules))
    out.modified_at = modified.value.value if modified else None
    summary = attempt(
        out, "summary", lambda: _by_layout_or_without(layout, lambda known: read_summary(page, known, rules))
    )
    out.summary = summary.value if summary else None
    if body:
        read = body  # the steps below run after the types were narrowed
        guarded(out, "body", lambda: put_body(out, page, read, holder, element, rules))
    guarded(out, "authors", lambda: put_people(page, layout, rules, out, body, holder))
    filed: tuple[tuple[str, Callable[[], Found[list[str]] | None]], ...] = (
        ("sections", lambda: read_sections(page, layout, rules, out.title)),
        ("tags", lambda: read_tags(page, layout, rules, out.title)),
    )
    for name, reader in filed:
        found = attempt(out, name, reader)
        if found:
            # A breadcrumb may end in the article itself.
            kept = [value for value in found.value if not out.title or not same(value, out.title)]
            setattr(out, name, kept)
            if not kept:
                out.via.pop(name, None)
    shown = out.via.get("images")
    pictures, captions = (holder.pictures, holder.captions) if holder else ([], {})
    lead = attempt(
        out,
        "images",
        lambda: _by_layout_or_without(
            layout, lambda known: read_lead_image(page, known, out.title, pictures, captions)
        ),
    )
    if lead and lead.value.url not in {image.url for image in out.images}:
        out.images.insert(0, lead.value)
    elif shown:
        out.via["images"] = shown
    if layout:
        _add_attachments(out, page, layout)
    views = attempt(out, "views", lambda: read_page_views(page, layout, out.title))
    out.views = views.value if views else None
    return out


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
            reader = partial(
                read_body,
                element,
                page.base_url,
                layout,
                own_names=rules.own_names,
                begins_with_lead=not lead_apart,
            )
            found = attempt(out, "body", partial(_read_with, reader, via_layout(layout, selector)))
            if found and (found.value.paragraphs or found.value.images or found.value.attachments):
                out.layout = layout.id
                return layout, found.value, element
    out.via.pop("body", None)
    return None, None, None


def _by_layout_or_without(layout: Layout | None, read: Callable[[Layout | None], Found[T] | None]) -> Found[T] | None:
    """What *read* finds by *layout*; where that is partial and finds nothing, what it finds without."""
    found = read(layout)
    return read(None) if found is None and layout and layout.partial else found


def _read_with(reader: Callable[[], Body], via: str) -> Found[Body]:
    return Found(reader(), via, "")


def _read_generic(page: Page, rules: Rules, out: Extracted) -> tuple[Holder | None, Body | None]:
    def read() -> Found[tuple[Holder, Body]] | None:
        holder = find_body(page, out.title)
        if holder is None:
            return None
        return Found((holder, read_body(holder.element, page.base_url, own_names=rules.own_names)), holder.via, "")

    found = attempt(out, "body", read)
    return found.value if found else (None, None)


def _put_dates(page: Page, layout: Layout | None, rules: Rules, out: Extracted) -> None:
    published, unread = read_published(page, layout, rules, out.title)
    if published:
        out.via["published_at"] = published.via
        out.published_at = published.value.value
        out.published_precision = published.value.precision
        out.published_raw = published.raw
    elif unread:
        out.published_raw = unread
        out.notes.append("published_at: the date shown could not be read without guessing")


def _add_attachments(out: Extracted, page: Page, layout: Layout) -> None:
    selectors = dict(page.elements(layout.attachments))
    order = {element: place for place, element in enumerate(page.selector.root.iter())} if len(selectors) > 1 else {}
    for element in sorted(selectors, key=lambda element: order.get(element, 0)):
        offered = list(attachments(element, page.base_url))
        if offered:
            out.attachments = list(each_once([*out.attachments, *offered]))
            out.via.setdefault("attachments", f"{layout.id}:{selectors[element]}")
