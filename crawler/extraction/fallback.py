"""The generic reader: finds the element that holds the article on a page that no layout knows.

Which blocks are the article is said by the page itself (microdata, JSON-LD ``articleBody``), else by trafilatura, on a
copy of the page from which header, footer, side columns, related lists and forms were cut (measured: it takes related
lists into the body otherwise). The smallest element that holds those blocks is then read by the same body reader as
any layout's, so captions, files and signatures are handled alike.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from dataclasses import dataclass, field

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, text_blocks
from crawler.extraction.column import column_of, holder_of, length
from crawler.extraction.fields import is_headline
from crawler.extraction.furniture import cut_polls
from crawler.extraction.media import image_url, is_icon, leads_away
from crawler.extraction.page import Page
from crawler.extraction.picture_articles import picture_box
from crawler.extraction.strangers import surely_told
from crawler.extraction.surroundings import captions_in
from crawler.extraction.tails import end_of_article
from crawler.extraction.tree import find_all, link_share, unwrap_page_form
from crawler.extraction.visibility import holds_prose, is_hidden, unfolds, unhide
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.unicode import fold_punctuation, squeeze

VIA_MICRODATA = "microdata:articleBody"
VIA_JSONLD = "jsonld:articleBody"
VIA_PICTURES = "fallback:pictures"
VIA_TRAFILATURA = "fallback:trafilatura"

_CUT = "header, footer, nav, aside, form, script, style, noscript, template, button, select, textarea, svg"
_SIDE = re.compile(
    r"(?:^|[\s_-])(?:related?|relates|comments?|comment-?list|binh-?luan|sidebar|breadcrumbs?|footer|header|menu|navbar|"
    r"share|social|poll|vote|binh-?chon|tham-?do|other-?news|tin-?lien-?quan|tin-?khac|tags?|rating|ads?|adv|advert|quang-?cao|banner|widget|newsletter|toc|alert|hotline|"
    r"cookie|popup|modal)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_MACHINE_DATA = frozenset({"dateCreated", "dateModified", "publisher", "mainEntityOfPage", "logo", "url"})
_COLUMN = re.compile(
    r"(?:^|[\s_-])(?:cot-?phai|ben-?phai|right-?(?:col(?:umn)?|bar|side|panel)|col-?right|sidebar)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMED_BOXES = "div[class], div[id], section[class], section[id], ul[class], ul[id], ol[class], table[class], aside"
_MIN_BODY = 120  # characters: less is a notice or no article, and too little to locate an element by
_MIN_LINE = 20  # characters; shorter lines stand everywhere
_SHORT_LINE = 12  # characters; a verse is longer
_MIN_PROSE = 40  # characters of a line that is text where trafilatura finds none
_MANY_LINES = 2000  # text blocks of the whole page, many times those of an ordinary one
_SAMPLE = 300  # lines, the longest: enough to tell which element holds the text
_HEADINGS = {"h1": 0, "h2": 1, "h3": 1, "h4": 1, "li": 3}  # the lower, the likelier the headline
_LINKED = 0.5  # share of a line's text that stands in links, from which on it is a link
_AROUND = 15  # blocks above and below the text that may say who and when
_WHOLE_TEXT = 400  # characters of JSON-LD articleBody; shorter ones are cut-off copies


@dataclass(slots=True)
class Holder:
    """The element that holds the article's text, in a copy of the page that lost its sides."""

    element: HtmlElement
    via: str
    above: list[Block] = field(default_factory=list)
    """The blocks between the headline and the text."""
    below: list[Block] = field(default_factory=list)
    """The blocks after the text, up to the first label of related news or comments."""
    pictures: list[HtmlElement] = field(default_factory=list)
    """The pictures between the headline and the text that lead to no other page."""
    captions: dict[str, str] = field(default_factory=dict)
    """What stands directly below those pictures, by their address."""


def find_body(page: Page, title: str | None) -> Holder | None:
    """Return what holds the article headed *title*, or ``None``."""
    root = page.selector.root
    if not isinstance(root, HtmlElement):
        return None
    said = [node.root for node in page.structured.own("articleBody")]
    paths = [root.getroottree().getpath(node) for node in said if isinstance(node, HtmlElement)]
    cut = copy.deepcopy(root)
    marked = [found for path in paths for found in cut.getroottree().xpath(path)]
    # What stands behind a comment is lost to trafilatura.
    etree.strip_tags(cut, etree.Comment, etree.ProcessingInstruction)
    _compose(cut)
    unwrap_page_form(cut)
    cut_polls(cut)
    _cut_sides(cut, title)
    blocks = text_blocks(cut)
    place = _headline_place(blocks, title)
    longest = max(marked, key=lambda element: len(squeeze(element.text_content())), default=None)
    if longest is not None and len(squeeze(longest.text_content())) >= _MIN_BODY:
        return _around(page, longest, VIA_MICRODATA, blocks, place)
    told = _told(page, blocks)
    if told:
        return _around(page, holder_of(cut, told), VIA_JSONLD, blocks, place)
    voted, surely = _voted(page, cut, blocks, place)
    if place is not None and not surely:
        pictures = picture_box(blocks, place, page.base_url)
        if pictures is not None:
            return _around(page, pictures, VIA_PICTURES, blocks, place)
        notice = _notice(voted, blocks, place)
        if notice:
            return _around(page, holder_of(cut, notice), VIA_TRAFILATURA, blocks, place)
    if length(voted) < _MIN_BODY:
        return None
    holder = column_of(cut, voted)
    if holder.tag in ("html", "body") and len(voted) < 2:
        return None
    return _around(page, holder, VIA_TRAFILATURA, blocks, place)


def surroundings_of(page: Page, element: HtmlElement, title: str | None) -> Holder | None:
    """What stands around *element* of the page, which holds the text of the article headed *title*; ``None`` if it
    stands where no article does."""
    root = page.selector.root
    path = root.getroottree().getpath(element)
    cut = copy.deepcopy(root)
    found = cut.getroottree().xpath(path)
    unwrap_page_form(cut)
    _cut_sides(cut, title)
    if not found or not any(above is cut for above in found[0].iterancestors()):
        return None
    blocks = text_blocks(cut)
    return _around(page, found[0], "", blocks, _headline_place(blocks, title))


def _notice(voted: list[Block], blocks: list[Block], place: int) -> list[Block]:
    """The lines of a short notice: those of *voted* between the headline and the first label, if there is one."""
    label = next((i for i, block in enumerate(blocks) if i > place and is_tail_label(block.text)), place)
    near = {id(block) for block in blocks[place + 1 : label]}
    return [b for b in voted if id(b) in near and link_share(b) <= _LINKED]


def _compose(root: HtmlElement) -> None:
    """Bring all texts into NFC: trafilatura weighs by characters, and decomposed ones are twice as many."""
    if unicodedata.is_normalized("NFC", root.text_content()):
        return
    for element in root.iter():
        element.text = unicodedata.normalize("NFC", element.text) if element.text else element.text
        element.tail = unicodedata.normalize("NFC", element.tail) if element.tail else element.tail


def _cut_sides(root: HtmlElement, title: str | None) -> None:
    for element in list(find_all(root, _CUT)):
        # A theme may put headline and lead into a <header>, or all of the page into a side column.
        kept = element.tag in ("header", "aside") and (holds_prose(element) or _holds_headline(element))
        if element.getparent() is not None and not kept:
            element.drop_tree()
    shown = " ".join(root.text_content().split())
    for element in list(root.iter()):
        if isinstance(element.tag, str) and element is not root and element.tag != "body" and is_hidden(element):
            if not _is_side(element) and unfolds(element, shown):
                unhide(element)  # a click or a script shows it
            else:
                element.drop_tree()
    for element in list(root.iter("span", "div", "meta", "time")):
        # Told to machines, and read from there; only a style hides it from readers.
        if element.getparent() is not None and not _MACHINE_DATA.isdisjoint((element.get("itemprop") or "").split()):
            element.drop_tree()
    whole = len(root.text_content())
    for element in list(find_all(root, "div[class], div[id], td[class], td[id]")):
        # The right column is none of the article if the headline stands elsewhere.
        if title and element.getparent() is not None and _COLUMN.search(_label(element)):
            text = element.text_content()
            if 2 * len(text) < whole and title not in squeeze(text):
                element.drop_tree()
    for element in list(find_all(root, _NAMED_BOXES)):
        # A wrapper that holds real paragraphs is kept whatever its name is.
        if element.getparent() is None or not _is_side(element) or holds_prose(element):
            continue
        # An "entry-header" holds the headline; the label of a list is where the text ends.
        named_header = "header" in _label(element).lower()
        kept = named_header and _holds_headline(element)
        if not kept and not is_tail_label(squeeze(element.text_content())):
            element.drop_tree()


def _holds_headline(element: HtmlElement) -> bool:
    """True if a heading stands in it that is no link: the logo and the headlines of other articles are links."""
    return any(
        len(squeeze(heading.text_content())) > _MIN_LINE and heading.find(".//a") is None
        for heading in element.iter("h1", "h2", "h3")
    )


def _is_side(element: HtmlElement) -> bool:
    return bool(_SIDE.search(_label(element)))


def _label(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _told(page: Page, blocks: list[Block]) -> list[Block]:
    """The blocks that JSON-LD gives as the article's text; none if it gives only an extract."""
    text = page.structured.jsonld.get("articleBody")
    if not isinstance(text, str) or len(text) < _WHOLE_TEXT:
        return []
    whole = fold_punctuation(squeeze(text))
    told = [block for block in blocks if len(block.text) >= _MIN_LINE and fold_punctuation(block.text) in whole]
    return told if len(told) > 2 and sum(len(block.text) for block in told) >= _WHOLE_TEXT else []


def _voted(page: Page, cut: HtmlElement, blocks: list[Block], place: int | None) -> tuple[list[Block], bool]:
    """The blocks that trafilatura takes for the article, and whether they surely are: below the headline, in no side
    box, neither links nor teasers."""
    # Its second opinion compares every line with every other: a page of 20,000 lines would stand still for minutes.
    fast = len(page.blocks) > _MANY_LINES
    try:
        text = trafilatura.extract(cut, fast=fast, include_comments=False, include_tables=True, favor_recall=True) or ""
    except RecursionError:  # lists that are never closed nest deeper than it goes
        text = ""
    lines = {squeeze(line) for line in text.splitlines()}
    longest = sorted((line for line in lines if len(line) > _MIN_LINE), key=lambda line: (-len(line), line))[:_SAMPLE]
    whole = "\n".join(longest)
    start = place or 0
    end = end_of_article(cut, blocks, start + 1)
    voted = [block for block in blocks[start:end] if len(block.text) > _MIN_LINE and block.text in whole]
    if length(voted) < _MIN_BODY and place is not None:
        # trafilatura has no opinion on very short articles: what reads as text below the headline is it.
        plain = [b for b in blocks[start + 1 : end] if link_share(b) <= _LINKED]
        voted = [b for b in plain if len(b.text) > _MIN_PROSE] or [b for b in plain if len(b.text) > _SHORT_LINE]
    told = surely_told(voted, blocks, place)
    surely = length(told) >= _MIN_BODY
    voted = told if surely else voted
    outside = [block for block in voted if not _in_side_box(block.element, cut)]
    # The column of the whole article may have a side box's name.
    return (outside if length(outside) >= 0.5 * length(voted) else voted), surely


def _in_side_box(element: HtmlElement, root: HtmlElement) -> bool:
    boxes = (element, *element.iterancestors())
    return any(_is_side(box) for box in boxes if box is not root and box.tag not in ("body", "html"))


def _headline_place(blocks: list[Block], title: str | None) -> int | None:
    """Where the headline stands last: above it there may be breadcrumb and tab title."""
    if not title:
        return None
    told = fold_punctuation(title).casefold()
    places = [
        i
        for i, block in enumerate(blocks)
        if fold_punctuation(block.text).casefold() == told or is_headline(block, title)
    ]
    # Above the headline, the trail and a tab's title may say the same.
    ranks = [_HEADINGS.get(blocks[place].element.tag, 2) for place in places]
    return places[ranks.index(min(ranks))] if places else None


def _around(page: Page, holder: HtmlElement, via: str, blocks: list[Block], place: int | None) -> Holder:
    inside = [i for i, block in enumerate(blocks) if block.element is holder or _is_within(block.element, holder)]
    found = Holder(holder, via)
    first, end = (inside[0], inside[-1] + 1) if inside else (_place_of(holder, blocks),) * 2
    if place is not None and place < first:
        found.above = blocks[place + 1 : first][-_AROUND:]
        found.pictures = _pictures_between(blocks[place].element, holder)
        for picture, caption in list(captions_in(found.above, set(found.pictures), page.fetched_at)):
            found.above.remove(caption)
            if url := image_url(picture, page.base_url):
                found.captions[url] = caption.text
    for block in blocks[end : end + _AROUND]:
        if is_tail_label(block.text):
            break
        if not is_noise_line(block.text):
            found.below.append(block)
    return found


def _place_of(holder: HtmlElement, blocks: list[Block]) -> int:
    """How many of *blocks* stand before *holder*, which holds no text."""
    before: set[HtmlElement] = set()
    for element in holder.getroottree().getroot().iter():
        if element is holder:
            break
        before.add(element)
    return sum(block.element in before for block in blocks)


def _pictures_between(headline: HtmlElement, holder: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    below = False
    for element in headline.getroottree().getroot().iter():
        if element is holder:
            break
        below = below or element is headline
        if below and element.tag == "img" and not leads_away(element) and not is_icon(element):
            found.append(element)
    return found


def _is_within(element: HtmlElement, holder: HtmlElement) -> bool:
    return any(above is holder for above in element.iterancestors())
