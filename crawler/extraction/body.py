"""The article's body: an element of the page as paragraphs, clean HTML, pictures and files.

The element is copied, so the page stays whole for the other fields. What is not text of the article (captions,
signature, tools, related lists) is taken out of text and HTML alike, and kept where it belongs.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import nh3
from lxml import etree
from lxml.html import HtmlElement

from crawler.extraction.blocks import Block, text_blocks
from crawler.extraction.layout import Layout
from crawler.extraction.media import attachments, image
from crawler.items import Attachment, Image
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.bylines import Byline, signature
from crawler.text.unicode import squeeze

_NEVER_TEXT = (
    "script, style, noscript, template, form, button, select, input, textarea, iframe, embed, object, video, audio"
)
_CAPTION = (
    "figcaption",
    ".PhotoCMS_Caption",
    ".img-desc",
    ".editor-img-desc",
    '[class*="caption"]',
)
# Text of client-side templates left in the page: {title}, {{item.name}} (SITE-FACTS 2c, 4b, A).
_TEMPLATE_TEXT = re.compile(r"\{\{|\{(?:title|publish|head)\}")
_MAX_CAPTION = 300  # characters; longer centred text below a picture is a paragraph
_HTML_TAGS = {
    *("p", "br", "div", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"),
    *("table", "thead", "tbody", "tr", "td", "th"),
    *("a", "strong", "b", "em", "i", "u", "sub", "sup"),
}
_HTML_ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}


@dataclass(slots=True)
class Body:
    """The body as read: paragraphs without lead, captions and signature."""

    paragraphs: list[str] = field(default_factory=list)
    html: str = ""
    images: list[Image] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    byline: Byline | None = None
    """Authors and source of the signature line that ended the text."""
    lead: str | None = None
    """The lead, where the layout says that the body begins with it."""
    emphasised: frozenset[str] = frozenset()
    """Paragraphs that are set apart from the others (bold, italic or a heading), as leads and sub-headings are."""


def read_body(
    element: HtmlElement, base_url: str, layout: Layout | None = None, *, own_names: Collection[str] = ()
) -> Body:
    """Read the article's text out of *element*, an element of the page that holds it."""
    root = copy.deepcopy(element)
    root.tail = None
    body = Body(attachments=list(attachments(root, base_url)))
    _cut_foreign(root, layout)
    body.images = list(_take_images(root, base_url, layout))
    if layout and layout.lead_in_body:
        body.lead = _take_lead(root, layout)
    blocks = _article_blocks(root)
    blocks, body.byline = _take_signature(blocks, own_names)
    body.paragraphs = [block.text for block in blocks]
    body.emphasised = frozenset(block.text for block in blocks if _is_emphasised(block.element))
    body.html = _clean_html(root, base_url)
    return body


def _select(root: HtmlElement, selectors: Collection[str]) -> Iterator[HtmlElement]:
    for selector in selectors:
        for found in root.cssselect(selector):
            if found is not root:
                yield found


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _cut_foreign(root: HtmlElement, layout: Layout | None) -> None:
    for element in list(_select(root, (_NEVER_TEXT, *(layout.drop if layout else ())))):
        _remove(element)
    for comment in list(root.iter(etree.Comment, etree.ProcessingInstruction)):
        _remove(comment)
    for element in list(root.iter()):
        if element is root:
            continue
        own_text = (element.text or "") + "".join(child.tail or "" for child in element)
        if _TEMPLATE_TEXT.search(own_text):
            _remove(element)


def _take_images(root: HtmlElement, base_url: str, layout: Layout | None) -> Iterator[Image]:
    captions = (*(layout.caption if layout else ()), *_CAPTION)
    for img in list(root.iter("img")):
        caption = _take_caption(root, img, captions)
        found = image(img, base_url, caption)
        _remove(img)
        if found:
            yield found
    # Captions that stood with no usable picture are still not text of the article.
    for element in list(_select(root, captions)):
        _remove(element)


def _take_caption(root: HtmlElement, img: HtmlElement, captions: Collection[str]) -> str | None:
    """Remove and return the caption of *img*: an element beside it, a table row below it, a centred line after it."""
    box: HtmlElement = img
    while box is not root and box.getparent() is not None:
        parent = box.getparent()
        if parent is not root:
            for element in _select(parent, captions):
                text = squeeze(element.text_content())
                if element not in img.iterancestors() and sum(1 for _ in parent.iter("img")) == 1:
                    _remove(element)
                    return text or None
        if squeeze(parent.text_content()) or parent is root:
            break
        box = parent
    if box.tag in ("td", "tr") or (box.getparent() is not None and box.getparent().tag == "tr"):
        row = box if box.tag == "tr" else box.getparent()
        below = row.getnext() if row is not None else None
        # Old editors lay a photo as a table: picture row, caption row (SITE-FACTS 4b, B).
        if below is not None and below.tag == "tr" and below.find(".//img") is None:
            return _take_short(below)
        return None
    # A caption may be glued behind the picture without a block of its own (nbtv sample, SITE-FACTS 2c, A): only a
    # marked-up line is taken, loose text stays in the body.
    if box is root or squeeze(box.tail):
        return None
    following = box.getnext()
    while following is not None and following.tag == "br" and not squeeze(following.tail):
        following = following.getnext()
    if following is None or following.find(".//img") is not None or squeeze(following.tail):
        return None
    return _take_short(following) if _is_caption_line(following) else None


def _is_emphasised(element: HtmlElement) -> bool:
    strong = squeeze("".join(e.text_content() for e in element.iter("strong", "b", "em", "i") if e is not element))
    return element.tag in ("h2", "h3", "h4") or strong == squeeze(element.text_content())


def _take_short(element: HtmlElement) -> str | None:
    text = squeeze(element.text_content())
    if not text or len(text) > _MAX_CAPTION:
        return None
    _remove(element)
    return text


def _is_caption_line(element: HtmlElement) -> bool:
    text = squeeze(element.text_content())
    if not text or len(text) > _MAX_CAPTION:
        return False
    slanted = squeeze("".join(e.text_content() for e in element.iter("em", "i") if e is not element))
    centred = "center" in (element.get("style") or "") + (element.get("align") or "")
    return element.tag in ("em", "i") or slanted == text or (centred and not text.endswith((".", "?", "!")))


def _take_lead(root: HtmlElement, layout: Layout) -> str | None:
    for element in _select(root, layout.lead_in_body):
        text = squeeze(element.text_content())
        if text:
            first = next(iter(text_blocks(root)), None)
            if first is None or not first.text.startswith(text[:40]):
                return None
            _remove(element)
            return text
    return None


def _article_blocks(root: HtmlElement) -> list[Block]:
    """Blocks up to the first tail label, without noise lines; what was cut also leaves the tree."""
    kept: list[Block] = []
    blocks = text_blocks(root)
    for position, block in enumerate(blocks):
        if kept and is_tail_label(block.text):
            for late in blocks[position:]:
                _remove_block(late)
            break
        if is_noise_line(block.text) or is_tail_label(block.text):
            _remove_block(block)
            continue
        kept.append(block)
    return kept


def _take_signature(blocks: list[Block], own_names: Collection[str]) -> tuple[list[Block], Byline | None]:
    """Split the closing signature off: one line, or a name and a source on two lines."""
    authors: list[str] = []
    source: str | None = None
    rest = list(blocks)
    while len(rest) > 1 and len(blocks) - len(rest) < 2:
        found = signature(rest[-1].text, own_names=own_names)
        if found is None or (authors and found.authors):
            break
        authors = list(found.authors) or authors
        source = source or found.source
        _remove_block(rest.pop())
    byline = Byline(tuple(authors), source) if len(rest) < len(blocks) else None
    return rest, byline


def _remove_block(block: Block) -> None:
    """Take a block out of the tree if its element holds nothing else."""
    if squeeze(block.element.text_content()) == block.text.removeprefix("- "):
        _remove(block.element)


def _clean_html(root: HtmlElement, base_url: str) -> str:
    for link in root.iter("a"):
        if link.get("href"):
            try:
                link.set("href", urljoin(base_url, link.get("href").strip()))
            except ValueError:
                del link.attrib["href"]
    markup = etree.tostring(root, encoding="unicode", method="html")
    clean = nh3.clean(
        markup, tags=_HTML_TAGS, attributes=_HTML_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None
    )
    return re.sub(r"(?:<(p|div|strong|em|b|i|u)>(?:\s|&nbsp;|<br>)*</\1>\s*)+", "", clean).strip()
