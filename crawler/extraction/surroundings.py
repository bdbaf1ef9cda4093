"""What stands around the text on a page that no layout knows: the lead above it, who signs it, the files below it.

Only lines that are nothing but a lead, a byline or a file are taken: between a headline and its text stand tools and
captions as well, and below the text the lists of other articles begin.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from lxml.html import HtmlElement

from crawler.extraction.alignment import is_set_apart
from crawler.extraction.blocks import Block
from crawler.extraction.media import attachment_of, attachments, each_once
from crawler.extraction.page import Page
from crawler.extraction.tree import link_share
from crawler.items import Attachment
from crawler.text.boilerplate import is_noise_line
from crawler.text.bylines import LABEL, Byline
from crawler.text.credits import split_caption_credit
from crawler.text.dates import read_date_line
from crawler.text.signatures import byline_line, signature
from crawler.text.time_marks import is_relative_time

_MIN_LEAD = 40  # characters; shorter lines are slogans and sub-headings
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)]*$")
_MACHINE_VALUE = re.compile(r"\d{4}-\d\d-\d\d[T+]\S*|https?://\S+|[\W\d_]+")
_NAME_LABEL = re.compile(r"(?:tác giả|người viết)\s*:?", re.IGNORECASE)  # the name stands below it
_OFFER = re.compile(
    r"(?:(?:các )?(?:tệp|file|tập tin|tài liệu|văn bản)(?: tin)? (?:đính kèm|kèm theo)|đính kèm|tải về)\s*:?",
    re.IGNORECASE,
)
_OFFERS = re.compile(r"(?:các )?(?:tệp|file|tập tin|tài liệu|đính kèm|tải)\b|tác giả|nguồn|theo\b", re.IGNORECASE)
_PIECES = re.compile(r"\s*[·•|]\s*")
_LINKED = 0.5  # share of a line's text that stands in links: the headline of another article
_HEADLINE = 25  # characters of a line that is a link to another article
_MIN_SPACES = 2  # a caption says something
_MAX_CAPTION = 300  # characters; a longer line below a picture is a paragraph
_CALLED_CAPTION = re.compile(r"caption|img-?desc|figure", re.IGNORECASE)
_CALLED_LEAD = re.compile(
    r"(?:^|[\s_-])(?:sapo|lead|summary|brief|intro|introtext|mo-?ta|trich(?:-?(?:dan|yeu))?|tom-?tat|chapeau|excerpt|"
    r"sub-?title|desc(?:ription)?|hometext|phead)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LEAD_HOLDERS = 1  # how many elements above a line may carry the name


def is_about(block: Block, now: datetime, own_names: Collection[str]) -> bool:
    """True for a line that is no text but tells of the article: date, byline, counter, tool, a value for machines."""
    if _is_about(" ".join(block.parts) or block.text, now, own_names):
        return True
    told = " ".join(part for part in block.parts if not is_noise_line(part))
    if told and _is_about(told, now, own_names):
        return True
    pieces = _pieces(block)
    return len(pieces) > 1 and all(_is_about(piece, now, own_names) for piece in pieces)


def is_called_lead(block: Block) -> bool:
    """True if the element of *block*, or one just above it, is called after the lead."""
    boxes = [block.element, *list(block.element.iterancestors())[:_LEAD_HOLDERS]]
    names = [name for box in boxes for name in f"{box.get('class') or ''} {box.get('id') or ''}".split()]
    # Drupal calls whole texts "field--type-text-with-summary".
    return any(_CALLED_LEAD.search(name) for name in names if not name.startswith("field"))


def is_set_off(blocks: Sequence[Block]) -> bool:
    """True if the first block is another kind of element than those below it, or stands in another box."""
    if len(blocks) < 2 or blocks[0].element is blocks[1].element:
        return False
    first, *others = [block.element for block in blocks[:3]]
    if any(other.tag in ("tr", "li") for other in others):
        return False  # a paragraph over a table or list is no lead
    if len({(_shape(other), other.getparent()) for other in others}) > 1:
        return is_called_lead(blocks[0])
    if _shape(first) != _shape(others[0]):
        return True
    return first.getparent() is not others[0].getparent() and is_called_lead(blocks[0])


def lead_above(
    blocks: Iterable[Block], now: datetime, own_names: Collection[str], *, surely: bool = False
) -> str | None:
    """The lead between headline and text: the one called so, or (if not *surely*) the only whole sentence there."""
    found = [
        block
        for block in blocks
        if len(block.text) >= _MIN_LEAD
        and _SENTENCE_END.search(block.text)
        and not _is_caption(block)
        and not is_about(block, now, own_names)
        and link_share(block) <= _LINKED
    ]
    called = [block for block in found if is_called_lead(block)]
    chosen = called if len(called) == 1 or surely else found
    return chosen[0].text if len(chosen) == 1 else None


def captions_in(
    blocks: Sequence[Block], pictures: Collection[HtmlElement], now: datetime
) -> Iterator[tuple[HtmlElement, Block]]:
    """Those of *pictures* that stand between *blocks* with the line directly below, if that is a caption."""
    if not pictures or not blocks:
        return
    begins = {block.nodes[0][0]: block for block in blocks if block.nodes}
    last: HtmlElement | None = None
    for element in blocks[0].element.getroottree().iter():
        if element in pictures:
            last = element
        if last is not None and element in begins:
            if _may_caption(begins[element], now):
                yield last, begins[element]
            last = None


def _may_caption(block: Block, now: datetime) -> bool:
    if (
        block.text.count(" ") < _MIN_SPACES
        or len(block.text) > _MAX_CAPTION
        or link_share(block) > _LINKED
        or is_noise_line(block.text)
    ):
        return False
    if split_caption_credit(block.text)[1] is not None:
        return True
    byline = byline_line(block.text)
    if byline and (byline.authors or LABEL.match(block.text)):
        return False
    return not _SENTENCE_END.search(block.text) and read_date_line(block.text, now=now) is None


def people_in(
    blocks: Iterable[Block], now: datetime, own_names: Collection[str], *, below: bool = False
) -> Byline | None:
    """Authors and source in lines that are nothing but bylines; *below* the text they are its next lines."""
    authors: tuple[str, ...] = ()
    source: str | None = None
    for block in blocks:
        offers = _offers_file(block) or _OFFER.fullmatch(block.text)
        labelled = LABEL.match(block.text) is not None
        if below and link_share(block) > _LINKED and len(block.text) >= _HEADLINE and not offers and not labelled:
            break  # another article begins
        near = offers or is_about(block, now, own_names) or _NAME_LABEL.fullmatch(block.text)
        if below and not near and block.element.find(".//a") is None:
            break  # whoever is named behind other lines wrote a comment, or another article
        if below and any(map(str.isdigit, block.text)):
            continue  # a name with a time of its own wrote a comment
        for said in _bylines(block, now, own_names):
            authors, source = authors or said.authors, source or said.source
    return Byline(authors, source) if authors or source else None


def files_in(blocks: Iterable[Block], page: Page, own_names: Collection[str]) -> Iterator[Attachment]:
    """The files that *blocks* offer, each once."""
    offered: list[Attachment] = []
    for block in blocks:
        files = list(attachments(block.element, page.base_url))
        if not files and not _OFFERS.match(block.text) and not is_about(block, page.fetched_at, own_names):
            break  # a box of its own begins: other documents
        offered += files
    return each_once(offered)


def _bylines(block: Block, now: datetime, own_names: Collection[str]) -> Iterator[Byline]:
    said = byline_line(" ".join(block.parts) or block.text, own_names=own_names)
    if said is None and is_set_apart(block.element, block.nodes):
        said = signature(block.text, own_names=own_names, set_apart=True)
    if said is not None:
        yield said
    elif any(read_date_line(piece, now=now) or is_relative_time(piece) for piece in _pieces(block)):
        yield from filter(None, (byline_line(piece, own_names=own_names) for piece in _pieces(block)))


def _pieces(block: Block) -> list[str]:
    return [piece for part in block.parts or [block.text] for piece in _PIECES.split(part) if piece]


def _offers_file(block: Block) -> bool:
    """True if a link of *block* offers a file."""
    return any(attachment_of(link, "http://x/") for link in block.element.iter("a"))


def _is_about(line: str, now: datetime, own_names: Collection[str]) -> bool:
    if is_noise_line(line) or _MACHINE_VALUE.fullmatch(line) or is_relative_time(line):
        return True
    return read_date_line(line, now=now) is not None or byline_line(line, own_names=own_names) is not None


def _shape(element: HtmlElement) -> tuple[str, str | None]:
    names = [name for name in (element.get("class") or "").split() if not name.startswith("Mso")]  # Word's
    return element.tag, " ".join(names) or None


def _is_caption(block: Block) -> bool:
    boxes = [block.element, *list(block.element.iterancestors())[:2]]
    if any(box.tag in ("figure", "figcaption") or _CALLED_CAPTION.search(box.get("class") or "") for box in boxes):
        return True
    return split_caption_credit(block.text)[1] is not None
