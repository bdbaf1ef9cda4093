"""A tree of HTML as a flat list of text blocks, in reading order.

A block is what a reader sees as one paragraph: a paragraph, heading, list item, table row, or a stretch of inline text
between line breaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawler.extraction.visibility import is_hidden
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
_NO_FIGURES = ("img", "table", "h1", "h2", "h3")  # what no cell of a row of figures holds


@dataclass(slots=True, eq=False)
class Block:
    """One paragraph's text (squeezed, never empty), the innermost block element that holds it, and its text nodes."""

    text: str
    element: HtmlElement
    nodes: tuple[tuple[HtmlElement, str], ...] = ()
    """Where the text stands: elements with ``text`` or ``tail``. Empty for a row of figures: it is its whole element"""

    _parts: list[str] | None = None

    @property
    def parts(self) -> list[str]:
        """The text piece by piece: pieces side by side ("16:38:45", "228 lượt xem") may have no space between them."""
        if self._parts is None:
            pieces = (squeeze(getattr(element, part)) for element, part in self.nodes)
            plain = len(self.nodes) == 1 and not self.text.startswith("- ")  # the bullet is ours
            self._parts = [self.text] if plain else [piece for piece in pieces if piece]
        return self._parts


def text_blocks(root: HtmlElement) -> list[Block]:
    """Return the visible text blocks below *root* in reading order."""
    return list(_walk(root))


def _walk(root: HtmlElement) -> Iterator[Block]:
    pending: list[tuple[HtmlElement, str]] = []
    owner = root
    bullet = ""

    def flush() -> Iterator[Block]:
        nonlocal bullet
        text = squeeze("".join(getattr(element, part) for element, part in pending))
        if text:
            yield Block(bullet + text, owner, tuple(pending))
            bullet = ""
        pending.clear()

    # Explicit stack: pages nest deeper than Python's recursion limit when their markup is broken.
    stack: list[tuple[str, HtmlElement]] = [("open", root)]
    owners: list[HtmlElement] = []
    while stack:
        step, element = stack.pop()
        if step == "tail":
            if element.tail:
                pending.append((element, "tail"))
            continue
        if step == "close":
            yield from flush()
            bullet = "" if element.tag == "li" else bullet
            owners.pop()
            owner = owners[-1] if owners else root
            continue
        if not isinstance(element.tag, str) or element.tag in _SILENT_TAGS:
            continue
        if element is not root and is_hidden(element):
            continue
        if element.tag == "br":
            yield from flush()
            continue
        if element.tag == "tr" and is_data_row(element):
            yield from flush()
            cells = [" ".join(block.text for block in text_blocks(cell)) for cell in _cells(element)]
            yield Block(" | ".join(cell for cell in cells if cell), element)
            continue
        if element.tag in BLOCK_TAGS:
            yield from flush()
            owners.append(element)
            owner = element
            stack.append(("close", element))
            bullet = "- " if element.tag == "li" else bullet
        if element.text:
            pending.append((element, "text"))
        for child in reversed(element):
            stack.append(("tail", child))
            stack.append(("open", child))
    yield from flush()


def is_data_row(row: HtmlElement) -> bool:
    """True for a row of figures or words; False where a table only arranges paragraphs, pictures or the whole page."""
    cells = _cells(row)
    if sum(1 for cell in cells if squeeze(cell.text_content())) < 2:
        return False
    return not any(_holds_paragraphs(cell) for cell in cells)


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _holds_paragraphs(cell: HtmlElement) -> bool:
    if len(cell.findall(".//p")) > 1 or any(cell.find(f".//{tag}") is not None for tag in _NO_FIGURES):
        return True
    return sum(1 for block in text_blocks(cell) if block.text.endswith((".", "!", "?", "…"))) > 1
