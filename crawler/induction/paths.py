"""Selectors that induction proposes, and an index of a page by which they are tried.

A path is a small part of CSS: one element by id, id ending, classes, attribute or tag, alone or within another. Tried
by the index it costs as much as it finds, where an XPath walks over the whole page each time.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.page import Page
from crawler.extraction.visibility import is_hidden
from crawler.induction.names import ATTRIBUTES
from crawler.text.unicode import fold_punctuation, squeeze

_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title", "svg", "textarea", "option", "select"})
_MAX_TEXT = 1200  # characters of an element whose text is looked up: as long as the longest lead
_TELLING_TAGS = frozenset({"h1", "h2", "time", "img", "figcaption"})
MOST_FOUND = 400
"""Elements that one path is followed to; more are no field of an article."""


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """One element of a path; empty values are not asked for."""

    tag: str = ""
    id: str = ""
    id_end: str = ""
    classes: tuple[str, ...] = ()
    attribute: tuple[str, str] | tuple[()] = ()

    @property
    def css(self) -> str:
        """The part as CSS."""
        said = self.tag + (f"#{self.id}" if self.id else "")
        said += f'[id$="{self.id_end}"]' if self.id_end else ""
        said += "".join(f".{name}" for name in self.classes)
        return said + (f'[{self.attribute[0]}="{self.attribute[1]}"]' if self.attribute else "")

    @property
    def is_named(self) -> bool:
        """True if it asks for more than a tag."""
        return bool(self.id or self.id_end or self.classes or self.attribute)

    def fits(self, element: HtmlElement) -> bool:
        """True if *element* is what the part asks for."""
        if self.tag and element.tag != self.tag:
            return False
        if self.id and element.get("id") != self.id:
            return False
        if self.id_end and not (element.get("id") or "").endswith(self.id_end):
            return False
        if self.attribute and element.get(self.attribute[0]) != self.attribute[1]:
            return False
        return not self.classes or set(self.classes) <= set((element.get("class") or "").split())


@dataclass(frozen=True, slots=True, order=True)
class Path:
    """An element, perhaps within another; with *attribute* the value of that attribute of it."""

    last: Part
    within: Part | None = None
    child: bool = False
    """True if it must stand directly in *within*."""
    attribute: str = ""

    @property
    def is_named(self) -> bool:
        """False if only the tag tells the element from others around it."""
        return self.last.is_named or self.last.tag in _TELLING_TAGS

    @property
    def css(self) -> str:
        """The path as a layout takes it."""
        said = (
            self.last.css if self.within is None else f"{self.within.css}{' > ' if self.child else ' '}{self.last.css}"
        )
        return f"{said}::attr({self.attribute})" if self.attribute else said


class Index:
    """The elements of one page by name and by text. It keeps them alive, so that they can be compared by identity."""

    def __init__(self, page: Page) -> None:
        self.page = page
        root = page.selector.root
        self.root: HtmlElement | None = root if isinstance(root, HtmlElement) else None
        elements = self.root.iter() if self.root is not None else ()
        self.order: dict[HtmlElement, int] = {}
        self._by_id: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        self._by_id_end: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        self._by_class: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        self._by_attribute: defaultdict[tuple[str, str], list[HtmlElement]] = defaultdict(list)
        for place, element in enumerate(e for e in elements if isinstance(e.tag, str)):
            self.order[element] = place
            if name := element.get("id"):
                self._by_id[name].append(element)
                self._by_id_end[f"_{name.rsplit('_', 1)[-1]}"].append(element)
            for name in set((element.get("class") or "").split()):
                self._by_class[name].append(element)
            for attribute in ATTRIBUTES:
                if value := element.get(attribute):
                    self._by_attribute[attribute, value].append(element)

    def find(self, path: Path) -> list[HtmlElement]:
        """What *path* means on this page, in page order; at most `MOST_FOUND`."""
        return list(islice(self._found(path), MOST_FOUND))

    def _found(self, path: Path) -> Iterator[HtmlElement]:
        within = path.within
        if path.last.is_named or within is None:
            for element in self._named(path.last):
                if within is None or any(within.fits(box) for box in self._around(element, path.child)):
                    yield element
            return
        seen: set[HtmlElement] = set()
        for box in self._named(within):
            for element in box.iterchildren(path.last.tag) if path.child else box.iterdescendants(path.last.tag):
                if element not in seen:
                    seen.add(element)
                    yield element

    def _named(self, part: Part) -> Iterator[HtmlElement]:
        kept: Iterable[HtmlElement]
        if part.id:
            kept = self._by_id.get(part.id, ())
        elif part.id_end:
            kept = self._by_id_end.get(part.id_end, ())
        elif part.classes:
            found = [self._by_class.get(name, []) for name in part.classes]
            fewest: list[HtmlElement] = min(found, key=len)
            kept = fewest
        elif part.attribute:
            kept = self._by_attribute.get((part.attribute[0], part.attribute[1]), ())
        else:
            kept = self.root.iter(part.tag) if self.root is not None else ()
        return (element for element in kept if part.fits(element))

    @staticmethod
    def _around(element: HtmlElement, child: bool) -> Iterator[HtmlElement]:
        return islice(element.iterancestors(), 1 if child else None)

    @cached_property
    def shown(self) -> dict[HtmlElement, str]:
        """The visible elements whose text is not long, in page order, with their text on one line."""
        lengths: dict[HtmlElement, int] = {}
        for element in reversed(self.order):
            lengths[element] = lengths.get(element, 0) + len(element.text or "")
            parent = element.getparent()
            if parent is not None:
                lengths[parent] = lengths.get(parent, 0) + lengths[element] + len(element.tail or "")
        hidden: set[HtmlElement] = set()
        found = {}
        for element in self.order:
            if element.getparent() in hidden or element.tag in _SILENT or is_hidden(element):
                hidden.add(element)
            elif 0 < lengths[element] <= 2 * _MAX_TEXT:  # white space is most of many templates
                text = squeeze(element.text_content())
                if 0 < len(text) <= _MAX_TEXT:
                    found[element] = text
        return found

    @cached_property
    def by_text(self) -> dict[str, list[HtmlElement]]:
        """Visible elements by their folded text."""
        found: defaultdict[str, list[HtmlElement]] = defaultdict(list)
        for element, text in self.shown.items():
            found[folded(text)].append(element)
        return dict(found)

    def text(self, element: HtmlElement) -> str:
        """The text of *element* on one line."""
        return self.shown[element] if element in self.shown else squeeze(element.text_content())


def folded(text: str) -> str:
    """A text without the differences that editors and machines make: quotation marks, dashes, case."""
    return fold_punctuation(squeeze(text)).casefold()
