"""The article's body: an element of the page as paragraphs, clean HTML, pictures and files.

The element is copied, so the page stays whole for the other fields. What is not text of the article (captions,
signature, tools, related lists) is taken out of text and HTML alike, and kept where it belongs.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection
from urllib.parse import urljoin

import nh3
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.blocks import BLOCK_TAGS, Block, text_blocks
from crawler.extraction.captions import take_images
from crawler.extraction.closing import take_signature
from crawler.extraction.furniture import cut_cards, cut_furniture, cut_offers, cut_polls
from crawler.extraction.layout import Layout
from crawler.extraction.media import attachment_of, each_once
from crawler.extraction.tails import cut_side_boxes, cut_tail
from crawler.extraction.tree import cut_opening, is_below, remove, remove_blocks, select
from crawler.extraction.visibility import is_hidden, repeats, unfolds, unhide
from crawler.items import Attachment, Image
from crawler.text.boilerplate import is_noise_line
from crawler.text.bylines import Byline
from crawler.text.datelines import split_dateline
from crawler.text.unicode import squeeze

# Frames stay until the end: they show files, and nothing prints them.
_NEVER_TEXT = "script, style, noscript, template, form, button, select, input, textarea, object, video, audio, svg"
_OFFERS = ("a", "iframe", "embed")
# Text of client-side templates left in the page: {title}, {{item.name}} (SITE-FACTS 2c, 4b, A).
_TEMPLATE_TEXT = re.compile(r"\{\{|\{(?:title|publish|head)\}")
_MAX_UNFOLDED = 10  # hidden parts; more are a theme's or a hacker's
_MIN_LEAD = 40  # characters; shorter bold lines are sub-headings
_HTML_TAGS = {
    *("p", "br", "div", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"),
    *("table", "thead", "tbody", "tr", "td", "th"),
    *("a", "strong", "b", "em", "i", "u", "sub", "sup"),
}
_EMPTY_BLOCK = re.compile(r"<(p|div|h[2-6]|li|ul|ol|blockquote)>(?:\s|&nbsp;|<br>)*</\1>\s*")
_BLANK_RUN = re.compile(r"(?:\s|&nbsp;){50,}")
_EMPTY_INLINE = re.compile(r"<(strong|em|b|i|u)>((?:\s|&nbsp;)*)</\1>")  # a space may be all that it holds
_HTML_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


class Body:
    """The body as read: paragraphs without lead, captions and signature; text and HTML always hold the same."""

    def __init__(self, root: HtmlElement, base_url: str, own_names: Collection[str]) -> None:
        self._root, self._base_url, self._own_names = root, base_url, own_names
        self.blocks: list[Block] = []
        self.paragraphs: list[str] = []
        self.images: list[Image] = []
        self.attachments: list[Attachment] = []
        self.byline: Byline | None = None
        """Authors and source of the signature line that ended the text."""
        self.lead: str | None = None
        """The lead, where the layout says that the body begins with it."""
        self.emphasised: frozenset[str] = frozenset()
        """Paragraphs that are set apart from the others (bold, italic or a heading), as leads and sub-headings are."""
        self.notes: list[str] = []

    @property
    def html(self) -> str:
        """The text as clean HTML."""
        return _clean_html(self._root, self._base_url)

    def put_text(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.paragraphs = [block.text for block in blocks]
        set_apart = {element: _is_emphasised(element) for element in {block.element for block in blocks}}
        self.emphasised = frozenset(block.text for block in blocks if set_apart[block.element])

    def drop_first(self, count: int = 1) -> None:
        """Take the first paragraphs out of text and HTML: what they say stands in a field of its own."""
        remove_blocks(self._root, self.blocks[:count])
        del self.blocks[:count], self.paragraphs[:count]

    def drop_last(self, count: int) -> None:
        """Take the last paragraphs out of text and HTML."""
        if count:
            remove_blocks(self._root, self.blocks[-count:])
            del self.blocks[-count:], self.paragraphs[-count:]

    def take_dateline(self) -> str | None:
        """Take the dateline that opens the text out of text and HTML."""
        dateline, rest = split_dateline(self.paragraphs[0], self._own_names) if self.paragraphs else (None, "")
        if dateline is None:
            return None
        cut_opening(self._root, self.blocks[0], dateline)
        self.paragraphs[0] = rest
        return dateline


def read_body(
    element: HtmlElement,
    base_url: str,
    layout: Layout | None = None,
    *,
    own_names: Collection[str] = (),
    begins_with_lead: bool = True,
) -> Body:
    """Read the article's text out of *element*, an element of the page that holds it.

    *begins_with_lead* false: the lead was found outside, so that what opens the text is text.
    """
    root = copy.deepcopy(element)
    root.tail = None
    body = Body(root, base_url, own_names)
    offers = [(link, attachment_of(link, base_url)) for link in root.iter(*_OFFERS)]
    foreign = {link for box in select(root, layout.drop if layout else ()) for link in box.iterdescendants(*_OFFERS)}
    cut_polls(root)
    _cut_foreign(root, layout)
    standing = [link for link, _ in offers if is_below(link, root)]
    cut_side_boxes(root)
    cut_cards(root, base_url)
    images = list(take_images(root, base_url, layout))
    if layout and layout.lead_in_body and begins_with_lead:
        body.lead = _take_lead(root, layout)
    tail = cut_tail(root, [place for place, _ in images])
    body.images = [shown for place, shown in images if place not in tail.gone]
    body.notes = tail.notes
    foreign.update(link for link in standing if not is_below(link, root))
    body.attachments = list(each_once(file for link, file in offers if file and link not in foreign))
    blocks = cut_furniture(root, tail.kept, base_url)
    blocks = cut_offers(root, blocks, base_url)
    blocks, body.byline = take_signature(root, blocks, own_names)
    blocks = cut_offers(root, blocks, base_url)  # those that stood above the signature
    body.put_text(blocks)
    return body


def _cut_foreign(root: HtmlElement, layout: Layout | None) -> None:
    for element in list(select(root, (_NEVER_TEXT, *(layout.drop if layout else ())))):
        remove(element)
    for comment in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        remove(comment)
    shown = " ".join(root.text_content().split())
    tried = 0
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            continue
        if element is not root and is_hidden(element):
            tried += 1
            if tried <= _MAX_UNFOLDED and unfolds(element, shown) and not repeats(element, shown):
                unhide(element)
            else:
                remove(element)
                continue
        _cut_templates(element, root)


def _cut_templates(element: HtmlElement, root: HtmlElement) -> None:
    """Cut the texts of client-side templates, with their element unless it holds lines or blocks of its own."""
    nodes = [(element, "text"), *((child, "tail") for child in element)]
    tokens = [(node, part) for node, part in nodes if _TEMPLATE_TEXT.search(getattr(node, part) or "")]
    if not tokens:
        return
    if element is root or any(below.tag == "br" or below.tag in BLOCK_TAGS for below in element.iterdescendants()):
        for node, part in tokens:
            setattr(node, part, None)
    else:
        remove(element)


def _is_emphasised(element: HtmlElement) -> bool:
    strong = squeeze("".join(e.text_content() for e in element.iter("strong", "b", "em", "i") if e is not element))
    return element.tag in ("h2", "h3", "h4") or strong == squeeze(element.text_content())


def _take_lead(root: HtmlElement, layout: Layout) -> str | None:
    """Remove and return the lead that opens the text: whole lines inside an element that the layout names."""
    places = set(select(root, layout.lead_in_body))
    blocks = [block for block in text_blocks(root) if not is_noise_line(block.text)]
    if not blocks or not places:
        return None
    first = blocks[0]
    inside = [node for node in first.nodes if _is_inside(node, places)]
    said = squeeze("".join(getattr(element, part) for element, part in inside))
    # Bold words that open a sentence are no lead, nor is a sub-heading; a dateline may stand before it.
    if len(said) < _MIN_LEAD or said not in (first.text, split_dateline(first.text)[1]):
        return None
    lines = [first]
    for block in blocks[1:]:
        if block.element is not first.element or not all(_is_inside(node, places) for node in block.nodes):
            break
        lines.append(block)
    remove_blocks(root, lines)
    return " ".join(block.text for block in lines)


def _is_inside(node: tuple[HtmlElement, str], places: Collection[HtmlElement]) -> bool:
    element, part = node
    if not squeeze(getattr(element, part)):
        return True
    holders = element.iterancestors() if part == "tail" else [element, *element.iterancestors()]
    return any(holder in places for holder in holders)


def _clean_html(root: HtmlElement, base_url: str) -> str:
    for link in root.iter("a"):
        if link.get("href"):
            try:
                link.set("href", urljoin(base_url, link.get("href").strip()))
            except ValueError:
                del link.attrib["href"]
    # A run of half a million spaces, as word processors leave, took the cleaner half a minute.
    markup = _BLANK_RUN.sub(" ", etree.tostring(root, encoding="unicode", method="html"))
    clean = nh3.clean(
        markup, tags=_HTML_TAGS, attributes=_HTML_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
    )
    shorter = ""
    while shorter != clean:
        shorter, clean = clean, _EMPTY_INLINE.sub(lambda m: " " if m[2] else "", _EMPTY_BLOCK.sub("", clean))
    return clean.strip()
