"""Whether the page sets a line apart from the text, as writers' names are: to the right, or all bold or italic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.text.unicode import squeeze

_ALIGNED = re.compile(r"text-align\s*:\s*([a-z-]+)", re.IGNORECASE)
_RIGHT = frozenset({"right", "end"})
_RIGHT_CLASSES = frozenset({"text-right", "align-right", "alignright", "pull-right", "text-end", "right", "t-right"})
_WRITER_CLASS = re.compile(
    r"(?:[\w-]*[-_])?(?:p?author|tac-?gia|pseudonym|but-?danh|signature)(?:[-_][\w-]*)?", re.IGNORECASE
)
_MARKS = frozenset({"strong", "b", "em", "i"})
_LONGEST = 200  # characters; an element with more text holds paragraphs, and its look is not that of one line


def is_set_apart(element: HtmlElement, nodes: Sequence[tuple[HtmlElement, str]] = ()) -> bool:
    """Whether a line stands to the right, is marked as a writer's name, or is bold or italic as a whole.

    *element* holds the line; *nodes* (elements with ``text`` or ``tail``) say which of its texts are the line where it
    holds several. Alignment is inherited from elements that hold nothing but a few lines.
    """
    return _is_marked_up(element, nodes) or _is_to_the_right(element)


def _is_to_the_right(element: HtmlElement) -> bool:
    whole = squeeze(element.text_content()) if _is_short(element) else ""
    below = element.iterdescendants() if whole else ()
    if any(_stated(child) for child in below if isinstance(child.tag, str) and squeeze(child.text_content()) == whole):
        return True
    holder: HtmlElement | None = element
    while holder is not None and (holder is element or _is_short(holder)):
        stated = _stated(holder)
        if stated is not None:
            return stated
        holder = holder.getparent()
    return False


def _stated(element: HtmlElement) -> bool | None:
    """Whether *element* says that its lines stand to the right or name a writer; ``None`` if it says nothing."""
    classes = (element.get("class") or "").split()
    if any(name.lower() in _RIGHT_CLASSES or _WRITER_CLASS.fullmatch(name) for name in classes):
        return True
    stated = [*_ALIGNED.findall(element.get("style") or ""), (element.get("align") or "").strip()]
    return stated[0].lower() in _RIGHT if stated[0] else None


def _is_marked_up(element: HtmlElement, nodes: Sequence[tuple[HtmlElement, str]]) -> bool:
    if nodes:
        said = [(node, part) for node, part in nodes if squeeze(getattr(node, part))]
        return bool(said) and all(_is_in_mark(node, part, element) for node, part in said)
    if not _is_short(element):
        return False
    whole = squeeze(element.text_content())
    marked = squeeze("".join(e.text_content() for e in element.iter(*_MARKS) if not _is_below_mark(e, element)))
    return bool(whole) and marked == whole


def _is_in_mark(node: HtmlElement, part: str, element: HtmlElement) -> bool:
    if part == "text" and node.tag in _MARKS:
        return True
    return node is not element and _is_below_mark(node, element)


def _is_below_mark(node: HtmlElement, element: HtmlElement) -> bool:
    for holder in node.iterancestors():
        if holder.tag in _MARKS:
            return True
        if holder is element:
            return False
    return False


def _is_short(element: HtmlElement) -> bool:
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _LONGEST:
            return False
    return True
