"""A saved page as a tree whose article is known: from what its case expects, not from the code under test."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lxml import etree
from lxml.html import HtmlElement
from parsel import Selector

from crawler.text.canonical import canonical_text

Spot = tuple[HtmlElement, str]
"""A text of the tree: an element, and whether it is its ``text`` or its ``tail``."""

_SILENT = {"script", "style", "noscript", "template", "head", "title", "textarea"}
BOXES = set(
    "body div section article main header footer nav aside form ul ol dl table thead tbody tr figure".split()  # noqa: SIM905
)
"""Elements that hold blocks."""
_BLOCKS = BOXES | set("p h1 h2 h3 h4 h5 h6 li dt dd td th blockquote hr figcaption script style link".split())  # noqa: SIM905
_SURE = 4  # words of a text that stands in the article by no chance


@dataclass(slots=True)
class Sheet:
    """A parsed page, and where its article stands in it."""

    root: HtmlElement
    text: list[Spot]
    """The texts of the body, in page order."""
    title: list[Spot]
    """The texts that are the headline."""
    carried: frozenset[str]
    """Addresses of the article's pictures and files, the last part only."""
    seen_at: datetime

    @classmethod
    def of(cls, markup: str, expected: Mapping[str, Any], seen_at: datetime) -> Sheet:
        """Parse *markup*; *expected* is the golden item, *seen_at* when the page was captured."""
        root = Selector(text=markup, type="html").root
        files = [*expected["images"], *expected["attachments"]]
        sheet = cls(root, [], [], frozenset(file["url"].rpartition("/")[2] for file in files), seen_at)
        title = canonical_text(expected["title"] or "")
        paragraphs = [canonical_text(line).removeprefix("- ") for line in (expected["body"] or "").split("\n\n")]
        pieces = {piece for line in paragraphs for piece in (line, *line.split(" | "))}
        spots = [(spot, canonical_text(said)) for spot in sheet.spots() if (said := read(spot)).strip()]
        counts = Counter(said for _, said in spots)
        sure = [
            place
            for place, (_, said) in enumerate(spots)
            if len(said.split()) >= _SURE and counts[said] == 1 and any(said in line for line in paragraphs)
        ]
        for place, (spot, said) in enumerate(spots):
            if said == title:
                sheet.title.append(spot)
            elif place in sure or (sure and sure[0] < place < sure[-1] and said in pieces):
                sheet.text.append(spot)
        return sheet

    def spots(self) -> Iterator[Spot]:
        """Every text that a reader may see, in page order."""
        body = self.root.find("body")
        yield from texts_in(self.root if body is None else body)

    def owned(self) -> set[HtmlElement]:
        """The elements that hold a piece of the article, or are one."""
        holders = {element if part == "text" else element.getparent() for element, part in [*self.text, *self.title]}
        return holders | {above for holder in holders for above in holder.iterancestors()}

    def boxes(self, *, beside: bool = False) -> list[HtmlElement]:
        """Elements whose children are nothing but blocks; with *beside* only those outside the article's column."""
        owned = self.owned()
        found = [e for e in self.root.iter() if e.tag in BOXES and len(e) and all(_is_block(child) for child in e)]
        found = [e for e in found if not any(said.strip() for said in [e.text or "", *(c.tail or "" for c in e)])]
        if not beside or not self.text:
            return [] if beside else found
        column = max((e for e in owned if _holds_all(e, self)), key=_depth, default=self.root)
        return [e for e in found if e not in owned and not any(above is column for above in e.iterancestors())]

    def markup(self) -> str:
        """The page as text."""
        return str(etree.tostring(self.root.getroottree(), encoding="unicode", method="html"))


def read(spot: Spot) -> str:
    """Return the text at *spot*."""
    return getattr(spot[0], spot[1]) or ""


def write(spot: Spot, text: str) -> None:
    """Put *text* at *spot*."""
    setattr(spot[0], spot[1], text)


def texts_in(element: HtmlElement) -> Iterator[Spot]:
    """Every text below *element* that a reader may see, in page order."""
    if isinstance(element.tag, str) and element.tag not in _SILENT:
        if element.text:
            yield element, "text"
        for child in element:
            yield from texts_in(child)
            if child.tail:
                yield child, "tail"


def _is_block(child: HtmlElement) -> bool:
    return not isinstance(child.tag, str) or child.tag in _BLOCKS


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _holds_all(element: HtmlElement, sheet: Sheet) -> bool:
    below = set(element.iter())
    return all(spot[0] in below for spot in sheet.text)
