"""The pictures of an article's body with their captions, taken out of the text that they stand in."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from lxml.html import HtmlElement

from crawler.extraction.layout import Layout
from crawler.extraction.media import image
from crawler.extraction.tree import is_below, remove, select
from crawler.items import Image
from crawler.text.boilerplate import is_noise_line
from crawler.text.unicode import squeeze

_CAPTION = (
    "figcaption",
    ".PhotoCMS_Caption",
    ".img-desc",
    ".editor-img-desc",
)
_CALLED_CAPTION = '[class*="caption"]'
_MAX_CAPTION = 300  # characters; longer centred text below a picture is a paragraph


def take_images(root: HtmlElement, base_url: str, layout: Layout | None) -> Iterator[Image]:
    """Remove and yield the pictures below *root*; no caption stays in the text."""
    for img in list(root.iter("img")):
        caption = _take_caption(root, img, list(_captions(root, layout)))
        found = image(img, base_url, caption if caption and not is_noise_line(caption) else None)
        remove(img)
        if found:
            yield found
    # Captions that stood with no usable picture are still not text of the article.
    for element in list(_captions(root, layout)):
        remove(element)


def _captions(root: HtmlElement, layout: Layout | None) -> Iterator[HtmlElement]:
    yield from select(root, (*(layout.caption if layout else ()), *_CAPTION))
    for element in select(root, (_CALLED_CAPTION,)):
        # A class name is weak proof: a theme may call its text column "no-caption".
        if len(squeeze(element.text_content())) <= _MAX_CAPTION:
            yield element


def _take_caption(root: HtmlElement, img: HtmlElement, captions: Collection[HtmlElement]) -> str | None:
    """Remove and return the caption of *img*: an element beside it, a table row below it, a centred line after it."""
    box: HtmlElement = img
    while box is not root and box.getparent() is not None:
        parent = box.getparent()
        if parent is not root and sum(1 for _ in parent.iter("img")) == 1:
            for element in captions:
                if is_below(element, parent) and element not in img.iterancestors():
                    return _take_text(element)
        if squeeze(parent.text_content()) or parent is root:
            break
        box = parent
    if box.tag in ("td", "tr") or (box.getparent() is not None and box.getparent().tag == "tr"):
        return _take_row_caption(img, box if box.tag == "tr" else box.getparent())
    # A caption may be glued behind the picture without a block of its own (nbtv sample, SITE-FACTS 2c, A): only a
    # marked-up line is taken, loose text stays in the body.
    if box is root or squeeze(box.tail):
        return None
    following = box.getnext()
    while following is not None and following.tag == "br" and not squeeze(following.tail):
        following = following.getnext()
    if following is None or following.find(".//img") is not None:
        return None
    if following in captions:
        return _take_text(following)
    return _take_short(following) if not squeeze(following.tail) and _is_caption_line(following) else None


def _take_row_caption(img: HtmlElement, row: HtmlElement | None) -> str | None:
    """Old editors lay photos as a table: a row of pictures, a row of captions (SITE-FACTS 4b, B)."""
    below = row.getnext() if row is not None else None
    if row is None or squeeze(row.text_content()):
        return None
    if below is None or below.tag != "tr" or below.find(".//img") is not None:
        return None
    cells, pictures = list(below), list(row)
    if len(cells) == 1:
        return _take_short(below)
    cell = next((cell for cell in pictures if cell in img.iterancestors()), None)
    if cell is None or len(cells) != len(pictures):
        return None
    # Emptied, not removed: the captions beside it belong to the pictures beside this one.
    text = squeeze(cells[pictures.index(cell)].text_content())
    if not text or len(text) > _MAX_CAPTION:
        return None
    cells[pictures.index(cell)].clear()
    return text


def _take_text(element: HtmlElement) -> str | None:
    text = squeeze(element.text_content())
    remove(element)
    return text or None


def _take_short(element: HtmlElement) -> str | None:
    text = squeeze(element.text_content())
    if not text or len(text) > _MAX_CAPTION:
        return None
    remove(element)
    return text


def _is_caption_line(element: HtmlElement) -> bool:
    text = squeeze(element.text_content())
    if not text or len(text) > _MAX_CAPTION:
        return False
    slanted = squeeze("".join(e.text_content() for e in element.iter("em", "i") if e is not element))
    look = f"{element.get('style') or ''} align:{element.get('align') or ''}".lower().replace(" ", "")
    centred = "align:center" in look.replace("align-items:center", "")
    return element.tag in ("em", "i") or slanted == text or (centred and not text.endswith((".", "?", "!")))
