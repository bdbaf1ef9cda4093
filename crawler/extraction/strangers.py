"""Lines of a page that are not of its article: teasers of other articles, links, who answers for the site."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.tree import is_below, link_share

_LINKED = 0.5  # share of a line's text that stands in links, from which on it is a link
_MAX_TEASER = 300  # characters; a longer text below a linked line is the article's
_CARD_DEPTH = 3  # elements between a line of a card and the card
_DATE = re.compile(r"(?=.{8,40}$).*\d{1,2}[./-]\d{1,2}[./-]\d{4}.*")
_IMPRINT = re.compile(
    r"^(?:©|copyright|bản quyền)|chịu trách nhiệm[^.:]{0,20}:|tổng biên tập\s?:|giấy phép.{0,60}\d/GP-", re.IGNORECASE
)
_MAX_IMPRINT = 800  # characters; a box with more text is no imprint


def surely_told(text: Sequence[Block], blocks: Sequence[Block], headline: int | None) -> list[Block]:
    """Those of *text* that are of the article: no headline, link, teaser or imprint.

    *blocks* are all lines of the page; *headline* is the place of the article's own among them.
    """
    own = blocks[headline] if headline is not None else None
    teasers, imprints = _teasers(blocks, own), _imprints(blocks)
    return [
        block
        for block in text
        if block is not own
        and link_share(block) <= _LINKED
        and block.element not in teasers
        and not _is_in(block.element, imprints)
    ]


def _teasers(blocks: Sequence[Block], own: Block | None) -> set[HtmlElement]:
    """The elements of lines that stand below the linked headline of another article, in one box with it."""
    found: set[HtmlElement] = set()
    prose: dict[tuple[HtmlElement, bool], bool] = {}
    for place, line in enumerate(blocks[1:], 1):
        headline = blocks[place - 1]
        if place > 1 and _DATE.fullmatch(headline.text) and link_share(headline) <= _LINKED:
            headline = blocks[place - 2]
        if headline is own or len(line.text) > _MAX_TEASER or link_share(headline) <= _LINKED:
            continue
        boxes = islice(line.element.iterancestors(), _CARD_DEPTH)
        box = next((box for box in boxes if headline.element is box or is_below(headline.element, box)), None)
        if box is None:
            continue
        direct = box is line.element.getparent()
        if (box, direct) not in prose:
            lengths = [len(p.text_content()) for p in box.iter("p")]
            prose[box, direct] = (max(lengths, default=0) if direct else sum(lengths)) > _MAX_TEASER
        if not prose[box, direct]:
            found.add(line.element)
    return found


def _imprints(blocks: Sequence[Block]) -> set[HtmlElement]:
    """The boxes of lines that say who answers for the site."""
    small: dict[HtmlElement | None, bool] = {None: False}
    found = set()
    for block in blocks:
        if _IMPRINT.search(block.text):
            box = block.element.getparent()
            if box not in small:
                small[box] = len(box.text_content()) <= _MAX_IMPRINT
            found.add(box if small[box] else block.element)
    return found


def _is_in(element: HtmlElement, boxes: Collection[HtmlElement]) -> bool:
    return any(box in boxes for box in (element, *islice(element.iterancestors(), _CARD_DEPTH)))
