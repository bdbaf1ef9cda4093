"""Where the article ends: labels such as "Tin liên quan" and what stands below them.

Below a label everything is of other articles, unless text of the article goes on behind it: newspapers put boxes of
related news between two paragraphs. What is cut is never cut silently: see `Tail.notes`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, text_blocks
from crawler.extraction.tree import is_below, link_share, remove, remove_blocks
from crawler.text.boilerplate import is_noise_line, is_tail_label

_AMBIGUOUS = re.compile(
    r"\W*(?:(?:các|những|một số) )?(?:hoạt động|văn bản|thông báo|câu hỏi|chương trình|sự kiện)\b.*(?:khác|liên quan)",
    re.IGNORECASE,
)
_REPLY = re.compile(r"\W*phản hồi\W*", re.IGNORECASE)  # of the readers, or what an office answered them
_SENTENCE = re.compile(r"\w[.!?…][\"'”’»)]*$")
_LIST_BEGINS = 3  # lines below a label among which a list of links has one
_MAX_BOXES = 300  # boxes called after related news; no page has as many
_LOOK_AHEAD = 50  # paragraphs behind a label among which the article may go on
_MIN_LINE = 40  # characters; shorter lines do not show where the text stands
_MIN_PARAGRAPH = 120  # characters; no line of a list of links is as long
_MAX_SILENT = 300  # characters; whoever loses more text than this must be able to see it
_SIDE = re.compile(
    r"relat(?:ed|es?|ion)|lien-?quan|(?:^|[\s_-])(?:poll|binh-?chon|tham-?do)(?:$|[\s_-])|binh-?luan|y-?kien|phan-?hoi|comment|feedback|other-?(?:news|post|article)|tin-?khac",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Tail:
    """What is left of a body's blocks, and what was cut."""

    kept: list[Block] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    gone: set[HtmlElement] = field(default_factory=set)
    """Of the elements asked about, those that stood in what was cut."""


def is_side_box(element: HtmlElement) -> bool:
    """True if class or id call *element* a box of related news or comments."""
    # VCCorp says type="RelatedOneNews".
    return bool(_SIDE.search(f"{element.get('class') or ''} {element.get('id') or ''} {element.get('type') or ''}"))


def cut_side_boxes(root: HtmlElement) -> None:
    """Cut boxes of related news by their name, but no box that holds real paragraphs, whatever its name is."""
    boxes = [box for box in root.iter("div", "section", "ul", "table", "aside") if box is not root and is_side_box(box)]
    for box in boxes[:_MAX_BOXES]:
        if is_below(box, root) and not any(_prose_length(p) >= _MIN_PARAGRAPH for p in box.iter("p")):
            remove(box)


def _prose_length(element: HtmlElement) -> int:
    return len(element.text_content()) - sum(len(link.text_content()) for link in element.iter("a"))


def end_of_article(root: HtmlElement, blocks: list[Block], start: int) -> int:
    """The place of the first label from *start* on behind which no text of the article follows; else the end."""
    links = [link_share(block) for block in blocks]
    first, _ = _spans(root, blocks)
    goes_on = _next_prose(root, blocks, links, first)
    told = 0
    for place in range(start, len(blocks)):
        if told >= _MIN_PARAGRAPH and goes_on[place] is None and is_list_label(blocks, place):
            return place
        told += round(len(blocks[place].text) * (1 - links[place]))
    return len(blocks)


def is_list_label(blocks: list[Block], place: int) -> bool:
    """True for the label of comments, or of a list of links: "Các hoạt động khác" may be a sub-heading as well."""
    text = blocks[place].text
    if not is_tail_label(text):
        return False
    below = blocks[place + 1 : place + 1 + _LIST_BEGINS]
    if _AMBIGUOUS.match(text) is None:
        return True
    return not below or any(link_share(block) > 0 for block in below)


def cut_tail(root: HtmlElement, marks: Iterable[HtmlElement]) -> Tail:
    """Cut related news and what follows the article; say which of *marks* (pictures) stood in it."""
    tail = Tail()
    blocks = text_blocks(root)
    order = {element: place for place, element in enumerate(root.iter())}
    marks = list(marks)
    links = [link_share(block) for block in blocks]
    first, last = _spans(root, blocks)
    goes_on = _next_prose(root, blocks, links, first)
    ranges: list[tuple[int, int]] = []
    cut: list[Block] = []
    boxes: list[HtmlElement] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        if not tail.kept or not block.nodes or not is_list_label(blocks, place):
            tail.kept.append(block)
            place += 1
            continue
        resumed = goes_on[place]
        end = len(blocks)
        if resumed is not None:
            box = _box(root, block, place, resumed, first, last)
            end = last[box] + 1 if box is not None else place + 1
            while end < resumed and (links[end] > 0.5 or is_noise_line(blocks[end].text)):
                end += 1
            cut += blocks[place:end]
            boxes += [box] if box is not None else []
            ranges.append((order[block.nodes[0][0]], order[_end_of(blocks[end - 1])]))
        lost = sum(
            round(len(b.text) * (1 - share)) for b, share in zip(blocks[place:end], links[place:end], strict=True)
        )
        if lost > _MAX_SILENT:
            tail.notes.append(f"body: {lost} characters cut at '{block.text}'")
        if resumed is None:
            _cut_from(root, block)
            break
        place = end
    tail.gone = {mark for mark in marks if _in(ranges, order.get(mark, -1))}
    for box in boxes:
        remove(box)
    remove_blocks(root, cut)
    tail.gone |= {mark for mark in marks if not is_below(mark, root)}
    return tail


def _in(ranges: list[tuple[int, int]], place: int) -> bool:
    before = bisect_right(ranges, (place, place)) - 1
    return before >= 0 and ranges[before][0] <= place <= ranges[before][1]


def _end_of(block: Block) -> HtmlElement:
    return block.nodes[-1][0] if block.nodes else block.element


def _spans(root: HtmlElement, blocks: list[Block]) -> tuple[dict[HtmlElement, int], dict[HtmlElement, int]]:
    """The first and the last block in each element."""
    first: dict[HtmlElement, int] = {}
    last: dict[HtmlElement, int] = {}
    for place, block in enumerate(blocks):
        for element in (block.element, *block.element.iterancestors()):
            first.setdefault(element, place)
            last[element] = place
            if element is root:
                break
    return first, last


def _next_prose(
    root: HtmlElement, blocks: list[Block], links: list[float], first: dict[HtmlElement, int]
) -> list[int | None]:
    """For each block the next one that surely is text of the article."""
    long = [len(block.text) >= _MIN_PARAGRAPH and share <= 0.5 for block, share in zip(blocks, links, strict=True)]
    start = next((i for i, block in enumerate(blocks) if long[i] or (i and is_tail_label(block.text))), 0)
    opening = start if blocks and long[start] else 0
    side: dict[HtmlElement, bool] = {root: False}

    def in_side(element: HtmlElement) -> bool:
        chain = []
        while element not in side:
            chain.append(element)
            element = element.getparent()
        found = side[element]
        for below in reversed(chain):
            # A box that holds the article's beginning is its column, whatever its name is.
            named = (below.tag == "aside" or is_side_box(below)) and first[below] > opening
            found = side[below] = found or named
        return found

    born = _born(blocks, links)
    following: list[int | None] = [None] * len(blocks)
    upcoming: list[int] = []
    for place in range(len(blocks) - 1, -1, -1):
        following[place] = next((later for later in upcoming[:_LOOK_AHEAD] if born[later] < place), None)
        block = blocks[place]
        if following[place] is None and _heads_answer(blocks, links, place) and born[place + 1] < place:
            following[place] = place + 1 if not in_side(blocks[place + 1].element) else None
        if not long[place] or in_side(block.element):
            continue
        # The lines below a linked headline in a card of its own are the card's.
        parent = block.element.getparent()
        card = (
            place > 0 and links[place - 1] > 0.5 and parent is not root and is_below(blocks[place - 1].element, parent)
        )
        if not card or parent is None or len(parent) > 3:
            upcoming.insert(0, place)
    return following


def _heads_answer(blocks: list[Block], links: list[float], place: int) -> bool:
    """True for the heading of what an office answered: sentences stand below it, no names, tools or links."""
    if not _REPLY.fullmatch(blocks[place].text):
        return False
    below = range(place + 1, min(place + 3, len(blocks)))
    return bool(below) and all(links[at] == 0 and _SENTENCE.search(blocks[at].text) for at in below)


def _born(blocks: list[Block], links: list[float]) -> list[int]:
    """For each block the first one that stands where it stands: in one element, in one parent, or in boxes alike.

    Text of the article goes on where its text stood before; comments and cards stand in boxes of their own.
    """
    earliest: dict[object, int] = {}
    born = []
    for place, block in enumerate(blocks):
        parent = block.element.getparent()
        grandparent = parent.getparent() if parent is not None else None
        keys: list[object] = [block.element]
        if parent is not None:
            keys += [parent, (grandparent, parent.tag, parent.get("class"))]
        born.append(min((earliest.get(key, place) for key in keys), default=place))
        if len(block.text) >= _MIN_LINE and links[place] <= 0.5:
            for key in keys:
                earliest.setdefault(key, place)
    return born


def _box(
    root: HtmlElement,
    label: Block,
    place: int,
    resumed: int,
    first: dict[HtmlElement, int],
    last: dict[HtmlElement, int],
) -> HtmlElement | None:
    """The widest element that begins with *label* and ends before the text goes on."""
    box: HtmlElement | None = None
    for element in (label.element, *label.element.iterancestors()):
        if element is root or first[element] != place or last[element] >= resumed:
            break
        box = element
    return box


def _cut_from(root: HtmlElement, block: Block) -> None:
    """Take the tree's rest out from the first word of *block* on."""
    node, part = block.nodes[0]
    if part == "text":
        node.text = None
        for child in list(node):
            node.remove(child)
    while node is not root and node is not None:
        node.tail = None
        parent = node.getparent()
        for late in list(node.itersiblings()):
            parent.remove(late)
        node = parent
