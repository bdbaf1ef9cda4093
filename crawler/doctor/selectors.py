"""One article, selector by selector: which matched, which gave nothing, and what the field was read by in the end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from crawler.cases import golden
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.health.measures import Origin, origin_of
from crawler.items import Article

FieldState = Literal["matched", "fell back", "empty"]

_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "published_at": ("published", "published_near"),
    "summary": ("summary",),
    "body": ("body",),
    "authors": ("byline",),
    "sections": ("sections",),
    "tags": ("tags",),
    "images": ("lead_image",),
    "attachments": ("attachments",),
    "views": ("views",),
}
"""Field of an article -> the fields of a layout that lead to it. What layouts give inside the body is the body's."""


@dataclass(frozen=True, slots=True)
class SelectorCheck:
    """One selector on one page."""

    layout: str
    selector: str
    matches: int
    """Nodes with text, or pictures."""
    first: str
    """Text of the first of them, cut."""


@dataclass(frozen=True, slots=True)
class FieldCheck:
    """One field on one page."""

    name: str
    state: FieldState
    origin: Origin | None
    """Who gave the value; ``None`` if there is none."""
    via: str
    selectors: tuple[SelectorCheck, ...]
    """Of every layout of the platform, in the order in which they are tried."""
    raw: str = ""
    """For a date: what the page shows, where it could not be read."""


def check_fields(page: Page, layouts: Sequence[Layout], item: Article) -> Iterator[FieldCheck]:
    """Try every selector of *layouts* on *page*; *item* is what was read of it in the end."""
    values = golden(item)
    for name, sources in _FIELDS.items():
        tried = [
            _try(page, layout, selector)
            for layout in layouts
            for source in sources
            for selector in getattr(layout, source)
        ]
        via = item.via.get(name, "")
        filled = values[name] not in (None, "", [])
        origin = origin_of(via) if via and filled else None
        state: FieldState = "empty" if not filled else "matched" if origin is Origin.LAYOUT else "fell back"
        raw = item.published_raw or "" if name == "published_at" and not filled else ""
        yield FieldCheck(name, state, origin, via if filled else "", tuple(tried), raw)


def _try(page: Page, layout: Layout, selector: str) -> SelectorCheck:
    texts = [match.text for match in page.matches((selector,))]
    found = len(texts) or sum(1 for _ in page.elements((selector,)))
    return SelectorCheck(layout.id, selector, found, texts[0][:120] if texts else "")
