"""Which element is the column of an article's text, given the lines that are surely or probably text.

Names are not asked. The column holds most of the text and nothing beside it but other lines of text; what stands over
it (lead, date, tools) and below it in boxes of their own (hotlines, licences) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.tree import is_below

_COVERAGE = 0.85  # share of the found text that the holding element must contain
_MOST = 0.5  # share of the found text that a column holds if all the rest is lead and furniture
_FEWEST_LINES = 2  # of a column; a single paragraph may stand in a box for its look
_MAX_LEAD = 450  # characters; a longer text over the column is its beginning
_MAX_BELOW = 120  # characters of all that stands below the column; more is the end of the text
_INNER = frozenset({"p", "span", "font", "b", "strong", "em", "i", "u", "a", "li", "center", "h2", "h3", "h4"})
_COLUMNS = frozenset({"div", "section", "article", "main", "table", "tbody", "tr", "td"})
# In an interview or an answer to readers the text begins with the question.
_QUESTION = re.compile(r"(?:câu )?hỏi\b\W{0,2}:|pv\s?:", re.IGNORECASE)
_LABELLED = re.compile(r"[^\W\d_][^:.]{1,30}:\s")
_SENTENCE_END = re.compile(r"[.!?…:;][\"')\]”’»]*$")


def holder_of(root: HtmlElement, text: Sequence[Block]) -> HtmlElement:
    """The smallest element at or below *root* that holds nearly all of *text*."""
    held = _held(text)
    holder = root
    while True:
        below = next((child for child in holder if held.get(child, 0) >= _COVERAGE * length(text)), None)
        if below is None:
            break
        holder = below
    while holder.tag in _INNER and holder.getparent() is not None:
        holder = holder.getparent()  # a single long paragraph is not the whole text
    return holder


def column_of(root: HtmlElement, text: Sequence[Block]) -> HtmlElement:
    """The element that holds *text* but for a lead above it and a line of a box below it."""
    held = _held(text)
    holder = holder_of(root, text)
    while True:
        fullest = max((child for child in holder if child in held), key=lambda child: held[child], default=None)
        if fullest is None or not _is_column(fullest, text, held):
            return holder
        holder = fullest


def length(blocks: Sequence[Block]) -> int:
    """How many characters *blocks* have."""
    return sum(len(block.text) for block in blocks)


def _held(text: Sequence[Block]) -> Counter[HtmlElement]:
    """How many characters of *text* each element holds."""
    held: Counter[HtmlElement] = Counter()
    for block in text:
        for element in (block.element, *block.element.iterancestors()):
            held[element] += len(block.text)
    return held


def _is_column(box: HtmlElement, text: Sequence[Block], held: Counter[HtmlElement]) -> bool:
    """True if what *text* has outside of *box* is a lead above it and a line in a box of its own below it."""
    if box.tag not in _COLUMNS or held[box] < _MOST * length(text):
        return False
    inside = [place for place, block in enumerate(text) if block.element is box or is_below(block.element, box)]
    lines = [text[place] for place in inside]
    if len(lines) < _FEWEST_LINES or not any(block.nodes for block in lines):
        return False  # a paragraph in a frame, or a table that belongs to the text around it
    above, below = text[: inside[0]], text[inside[-1] + 1 :]
    leads = [block for block in above if _SENTENCE_END.search(block.text)]
    if any(_QUESTION.match(block.text) for block in above) or len(leads) > 1 or length(leads) > _MAX_LEAD:
        return False
    beside = [_sibling(block.element, box) for block in (*leads, *below)]
    if any(other is not None and _shape(other) == _shape(box) for other in beside):
        return False  # boxes alike are the paragraphs of one text
    # "Tác giả: …", "Tải về: …" are no text wherever they stand.
    below = [block for block in below if not _LABELLED.match(block.text) or _SENTENCE_END.search(block.text)]
    # A paragraph beside the box is its text's, unless it bears a name of its own as a lead does.
    opening = any(_is_paragraph_beside(block, box) and not _is_named(block.element) for block in leads)
    closing = any(_is_paragraph_beside(block, box) for block in below)
    return length(below) <= _MAX_BELOW and not opening and not closing


def _sibling(element: HtmlElement, box: HtmlElement) -> HtmlElement | None:
    """What stands beside *box* and is or holds *element*."""
    above = box.getparent()
    return next((holder for holder in (element, *element.iterancestors()) if holder.getparent() is above), None)


def _shape(element: HtmlElement) -> tuple[str, str | None]:
    return element.tag, element.get("class") or None


def _is_named(element: HtmlElement) -> bool:
    return bool(element.get("class") or element.get("id"))


def _is_paragraph_beside(block: Block, box: HtmlElement) -> bool:
    beside = block.element.getparent() is box.getparent()
    return beside and block.element.tag == "p" and _SENTENCE_END.search(block.text) is not None
