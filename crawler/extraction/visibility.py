"""What a page holds but does not show: templates of scripts, machine data, copies for screen readers."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

# Bootstrap 3 to 5, Drupal, WordPress, Tailwind.
_CLASSES = frozenset(
    {
        "hidden",
        "hide",
        "d-none",
        "sr-only",
        "visually-hidden",
        "element-invisible",
        "screen-reader-text",
        "hide-accessible",
    }
)
# "d-none d-md-block", "hidden md:flex": away on telephones only.
_SHOWN_AGAIN = re.compile(r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-(?!none)|(?:sm|md|lg|xl|2xl):(?!hidden)|visible)")
_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_CONTROL = re.compile(r"xem thêm|đọc tiếp|xem tiếp|xem đầy đủ|mở rộng|đọc thêm", re.IGNORECASE)
_MIN_LINE = 60  # characters
_MIN_TEXT = 250  # characters of three ordinary paragraphs
_MIN_PARAGRAPH = 150  # characters; no template or tool holds as long a paragraph


def is_hidden(element: HtmlElement) -> bool:
    """True if the markup says that a reader does not see *element* (style sheets are not read)."""
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style and _STYLE.search(style):
        return True
    label = element.get("class")
    return bool(label and not _CLASSES.isdisjoint(label.split()) and not _SHOWN_AGAIN.search(label))


def holds_prose(element: HtmlElement) -> bool:
    """True for what holds whole paragraphs, as no template, tool or side box does: a click unfolds it ("Xem thêm")."""
    paragraphs = [p for p in element.iter("p") if p.find(".//a") is None]
    lengths = [len(p.text_content()) for p in paragraphs]
    ordinary = [length for length in lengths if length >= _MIN_LINE]
    return any(length > _MIN_PARAGRAPH for length in lengths) or (len(ordinary) > 2 and sum(ordinary) > _MIN_TEXT)


def unfolds(element: HtmlElement, page: str) -> bool:
    """True for hidden prose that a script or a click shows; *page* is the text around it, on one line.

    Text hidden far outside the page, as hackers of portals hide their links, stays hidden.
    """
    style = (element.get("style") or "").lower().replace(" ", "")
    if "position:absolute" in style or "left:-" in style or not holds_prose(element):
        return False
    return "visibility:hidden" in style or _CONTROL.search(page) is not None


def repeats(element: HtmlElement, whole: str) -> bool:
    """True for a hidden copy (for printing) of what stands elsewhere in *whole*, the text of all on one line."""
    lines = [" ".join(p.text_content().split()) for p in element.iter("p")]
    return bool(lines) and all(whole.count(line) > 1 for line in lines)


def unhide(element: HtmlElement) -> None:
    """Take the marks off that hide *element*."""
    for name in ("hidden", "style", "class"):
        element.attrib.pop(name, None)
