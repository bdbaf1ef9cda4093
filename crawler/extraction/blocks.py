"""A tree of HTML as a flat list of text blocks, in reading order.

A block is what a reader sees as one paragraph: a paragraph, heading, list item, table row, or a stretch of inline text
between line breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.text.unicode import squeeze

BLOCK_TAGS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3
    h4 h5 h6 header hr legend li main nav ol p pre section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a list of strings would be four times as long
)
_SILENT_TAGS = frozenset(
    """
    script style noscript template head title svg iframe object select option button textarea
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph's text (squeezed, never empty) and the innermost block element that holds it."""

    text: str
    element: HtmlElement


def text_blocks(root: HtmlElement) -> list[Block]:
    """Return the visible text blocks below *root* in reading order."""
    return list(_walk(root))


def _walk(root: HtmlElement) -> Iterator[Block]:
    pending: list[str] = []
    owner = root

    def flush() -> Iterator[Block]:
        text = squeeze("".join(pending))
        pending.clear()
        if text:
            yield Block(text, owner)

    # Explicit stack: pages nest deeper than Python's recursion limit when their markup is broken.
    stack: list[tuple[str, HtmlElement]] = [("open", root)]
    owners: list[HtmlElement] = []
    while stack:
        step, element = stack.pop()
        if step == "tail":
            pending.append(element.tail or "")
            continue
        if step == "close":
            yield from flush()
            owners.pop()
            owner = owners[-1] if owners else root
            continue
        if not isinstance(element.tag, str) or element.tag in _SILENT_TAGS:
            continue
        if element.tag == "br":
            yield from flush()
            continue
        if element.tag == "tr" and is_data_row(element):
            yield from flush()
            cells = [squeeze(cell.text_content()) for cell in element if cell.tag in ("td", "th")]
            yield Block(" | ".join(cell for cell in cells if cell), element)
            continue
        if element.tag in BLOCK_TAGS:
            yield from flush()
            owners.append(element)
            owner = element
            stack.append(("close", element))
            if element.tag == "li":
                pending.append("- ")
        pending.append(element.text or "")
        for child in reversed(element):
            stack.append(("tail", child))
            stack.append(("open", child))
    yield from flush()


def is_data_row(row: HtmlElement) -> bool:
    """True for a row of figures or words; False where a table only arranges paragraphs or pictures."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if sum(1 for cell in cells if squeeze(cell.text_content())) < 2:
        return False
    return not any(len(cell.findall(".//p")) > 1 or cell.find(".//img") is not None for cell in cells)
