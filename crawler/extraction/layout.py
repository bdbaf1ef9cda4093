"""A layout: the selectors of one design of one CMS family, with the date it was first seen.

A layout is never edited once pages were stored with it: old pages must keep parsing. A new design is a
new layout, put in front of the old ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Candidates per field: CSS selectors in order (``::attr(name)`` allowed), the first that gives a value wins."""

    id: str
    """Name of the layout with the time it is known from, e.g. ``nukeviet-2017``; goes into ``Article.layout``."""
    since: date
    """First day that a page with this layout was seen."""
    url: str | None = None
    """Regex on the path of the article's URL where one host serves several layouts; ``None`` = any."""
    partial: bool = False
    """True for a layout that was learnt from a few pages (`crawler.induction`): a field that its selectors do not find
    is read as on a page without layout. Where a person wrote it, a page without its lead element has no lead."""

    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    summary: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    """Date nodes of the article itself (grade A or B, scoped to it): read leniently, wherever they stand."""
    published_near: tuple[str, ...] = ()
    """Date nodes of grade C or D, or found page-wide: believed only as whole date lines near the headline."""
    byline: tuple[str, ...] = ()
    """Elements that hold authors or credited source, with or without a label."""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    lead_image: tuple[str, ...] = ()
    """Pictures outside the body."""
    caption: tuple[str, ...] = ()
    """Caption elements inside the body besides ``figcaption``."""
    attachments: tuple[str, ...] = ()
    """File links outside the body."""
    views: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    """Elements inside the body that are not the article."""
    lead_in_body: tuple[str, ...] = ()
    """Where the lead is the first part of the body: selectors, relative to the body, of that part."""


NO_SELECTORS = frozenset({"id", "since", "url", "partial"})
"""The attributes of a layout that are no selectors."""
