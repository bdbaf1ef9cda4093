"""The pictures of an article's body with their captions, taken out of the text that they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.extraction.alignment import is_set_apart
from crawler.extraction.layout import Layout
from crawler.extraction.media import image, image_url
from crawler.extraction.tree import count_texts, is_below, remove, select
from crawler.items import Image
from crawler.text.boilerplate import is_noise_line
from crawler.text.canonical import canonical_text
from crawler.text.credits import split_caption_credit
from crawler.text.signatures import signature
from crawler.text.unicode import squeeze

_CAPTION = (
    "figcaption",
    ".PhotoCMS_Caption",
    ".img-desc",
    ".editor-img-desc",
)
_CALLED_CAPTION = '[class*="caption"], [class*="chuthich"], [class*="chu-thich"], [class*="chu_thich"]'
_MAX_CAPTION = 300  # characters; longer centred text below a picture is a paragraph
_MAX_SLANTED_SENTENCE = 120  # characters; a longer slanted sentence is a paragraph, as letters and poems are set
_MAX_CAPTIONED = 500  # pictures of one article; more are icons
_GALLERY_DEPTH = 3  # elements between a picture and the box of it and its caption
_MAX_GAP = 5  # empty elements between a picture and its caption
_PICTURE_BOXES = ("div", "p", "center", "td", "section")
_MAX_COLUMNS = 50  # no table of photographs is as wide


def take_images(root: HtmlElement, base_url: str, layout: Layout | None) -> Iterator[tuple[HtmlElement, Image]]:
    """Yield the pictures below *root* with the bare element that stands for each; no caption stays in the text."""
    return _Pictures(root, layout).take(base_url)


class _Pictures:
    """The pictures of one tree: how many pictures and texts each element still holds, and the captions below it."""

    def __init__(self, root: HtmlElement, layout: Layout | None) -> None:
        self.root = root
        self.images = list(root.iter("img"))
        self.places = set(self.images)
        self.captions = dict.fromkeys(_captions(root, layout))
        self.texts = count_texts(root)
        self.pictures = Counter(holder for img in self.images for holder in self._holders(img))
        self.gallery = self._gallery()
        self.legends: dict[HtmlElement, str | None] = {}
        self.below: dict[HtmlElement, list[HtmlElement]] = {}
        for caption in self.captions:
            for holder in self._holders(caption):
                self.below.setdefault(holder, []).append(caption)

    def take(self, base_url: str) -> Iterator[tuple[HtmlElement, Image]]:
        for place, img in enumerate(self.images):
            usable = image_url(img, base_url) is not None
            caption = self._take_caption(img, usable) if place < _MAX_CAPTIONED else None
            found = image(img, base_url, caption if caption and not is_noise_line(caption) else None)
            self.pictures.subtract(self._holders(img))
            img.attrib.clear()
            img.tag = "span"
            if found:
                yield img, found
        # Captions that stood with no usable picture are still not text of the article, but a whole paragraph is.
        for element in self.captions:
            if short_text(element, _MAX_CAPTION) is not None:
                self._cut(element)

    def _holders(self, element: HtmlElement) -> Iterator[HtmlElement]:
        return takewhile(lambda holder: holder is not self.root, element.iterancestors())

    def _gallery(self) -> set[HtmlElement]:
        """Boxes alike that stand side by side, each of one picture and one short line: the line is the caption."""
        boxes: dict[HtmlElement, None] = {}
        for img in self.images[:_MAX_CAPTIONED] if len(self.images) > 1 else ():
            for box in islice(self._holders(img), _GALLERY_DEPTH):
                if self.pictures[box] != 1 or box.tag not in _PICTURE_BOXES:
                    break
                if self.texts.get(box, 0):
                    if box.tag != "td" and short_text(box, _MAX_SLANTED_SENTENCE):
                        boxes[box] = None
                    break
        return {box for box in boxes if box.getnext() in boxes or box.getprevious() in boxes}

    def _cut(self, element: HtmlElement) -> None:
        lost = self.texts.get(element, 0)
        for holder in self._holders(element):
            self.texts[holder] -= lost
        for img in [below for below in element.iter("img", "span") if below in self.places]:
            img.tail = None  # goes with the caption; the picture stays where it stood
            element.addprevious(img)
        remove(element)

    def _take_caption(self, img: HtmlElement, usable: bool) -> str | None:
        """Cut and return the caption of *img*: an element beside it, a table row below it, a centred line after it."""
        legend = next((self.legends[row] for row in img.iterancestors("tr") if row in self.legends), None)
        if legend:
            return legend
        box: HtmlElement = img
        while box is not self.root and box.getparent() is not None:
            parent = box.getparent()
            if parent is not self.root and self.pictures[parent] == 1:
                for element in self.below.get(parent, ()):
                    if is_below(element, parent) and element not in img.iterancestors():
                        return self._take(element, None if usable else _MAX_CAPTION)
            # A frame beside the picture is an advertisement; words are the text or its caption.
            if parent is self.root or (self.texts.get(parent, 0) and short_text(parent, 0) != ""):
                if loose := self._loose_line(img, parent):
                    return loose
                break
            box = parent
        if box.tag in ("td", "tr") or (box.getparent() is not None and box.getparent().tag == "tr"):
            return self._take_row_caption(img, box if box.tag == "tr" else box.getparent())
        # A caption may be glued behind the picture without a block of its own (nbtv sample, SITE-FACTS 2c, A): only a
        # marked-up line is taken, loose text stays in the body.
        if box is self.root or squeeze(box.tail):
            return None
        following = box.getnext()
        for _ in range(_MAX_GAP):
            if following is None or not self._is_nothing(following):
                break
            following = following.getnext()
        if following is None or self.pictures[following]:
            return None
        if following in self.captions:
            return self._take(following, None if usable else _MAX_CAPTION)
        if _is_glued(following):
            return self._take(following, _MAX_CAPTION)
        line = not squeeze(following.tail) and (_is_caption_line(following) or _says(following, img.get("alt")))
        return self._take(following, _MAX_CAPTION) if line else None

    def _is_nothing(self, element: HtmlElement) -> bool:
        """True for a line break, an empty paragraph, an advertisement's place: nothing that a reader sees as text."""
        return not squeeze(element.tail) and not squeeze(element.text_content()) and not self.pictures[element]

    def _loose_line(self, img: HtmlElement, box: HtmlElement) -> str | None:
        """Take the line below a picture that is all the text of the picture's own box."""
        if box is self.root or self.pictures[box] != 1 or box.tag not in _PICTURE_BOXES:
            return None
        if box.tag == "td" and any(self.texts.get(cell, 0) for cell in box.getparent() if cell is not box):
            return None  # a row that tells something
        text = short_text(box, _MAX_CAPTION)
        bold = squeeze("".join(mark.text_content() for mark in box.iter("b", "strong")))
        if text and (bold == text or signature(text) is not None):
            return None  # a sub-heading, or who wrote it
        before = squeeze("".join(part for part, _ in _texts_before(box, img)))
        sentence = text.endswith((".", "?", "!")) and split_caption_credit(text)[1] is None if text else False
        if not text or before or (sentence and box not in self.gallery):
            return None
        if len(text) > _MAX_SLANTED_SENTENCE and split_caption_credit(text)[1] is None:
            return None
        lost = self.texts.get(box, 0)
        for element in box.iter():
            element.text = None
            if element is not box:
                element.tail = None
        for holder in (box, *self._holders(box)):
            self.texts[holder] -= lost
        return text

    def _take_row_caption(self, img: HtmlElement, row: HtmlElement | None) -> str | None:
        """Old editors lay photos as a table: a row of pictures, a row of captions (SITE-FACTS 4b, B)."""
        below = row.getnext() if row is not None else None
        if row is None or self.texts.get(row, 0):
            return None
        if below is None or below.tag != "tr" or self.pictures[below]:
            return None
        cells, pictures = list(islice(below, _MAX_COLUMNS)), list(islice(row, _MAX_COLUMNS))
        if len(cells) == 1:
            # One legend under several pictures is the caption of each.
            text = self._take(below, _MAX_CAPTION)
            self.legends[row] = text
            return text
        cell = next((cell for cell in pictures if cell in img.iterancestors()), None)
        if cell is None or len(cells) != len(pictures) or len(cells) == _MAX_COLUMNS:
            return None
        # Emptied, not removed: the captions beside it belong to the pictures beside this one.
        legend = cells[pictures.index(cell)]
        text = short_text(legend, _MAX_CAPTION)
        if text:
            for holder in self._holders(legend):
                self.texts[holder] -= self.texts.get(legend, 0)
            self.texts[legend] = 0
            legend.clear()
        return text or None

    def _take(self, element: HtmlElement, limit: int | None) -> str | None:
        text = squeeze(element.text_content()) if limit is None else short_text(element, limit)
        if text is None or (not text and limit is not None):
            return None
        self._cut(element)
        return text or None


def _is_glued(element: HtmlElement) -> bool:
    """True for words behind a picture to which the next sentence is joined without a space (nbtv sample, 2c, A)."""
    tail = element.tail or ""
    text = squeeze(element.text_content())
    if element.tag not in ("span", "em", "i", "font", "small") or not text or len(text) > _MAX_SLANTED_SENTENCE:
        return False
    return tail[:1].isupper() and text[-1].isalnum()


def _texts_before(box: HtmlElement, img: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    for element in box.iter():
        if element is img:
            return
        if element.text:
            yield element.text, element


def _captions(root: HtmlElement, layout: Layout | None) -> Iterator[HtmlElement]:
    yield from select(root, (*(layout.caption if layout else ()), *_CAPTION))
    for element in select(root, (_CALLED_CAPTION,)):
        # A class name is weak proof: a theme may call its text column "no-caption".
        paragraphs = islice((p for p in element.iter("p") if p is not element), 2)
        if short_text(element, _MAX_CAPTION) is not None and len(list(paragraphs)) < 2:
            yield element


def short_text(element: HtmlElement, limit: int) -> str | None:
    """The text of *element*, or ``None`` as soon as it is longer than *limit*."""
    parts: list[str] = []
    length = 0
    for text in element.itertext():
        parts.append(text)
        length += len("".join(text.split()))
        if length > limit:
            return None
    whole = squeeze("".join(parts))
    return whole if len(whole) <= limit else None


def _says(element: HtmlElement, alternative: str | None) -> bool:
    """True if *element* says what the picture above it tells those who cannot see it."""
    text = short_text(element, _MAX_CAPTION)
    return bool(text and alternative and " " in text and canonical_text(text) == canonical_text(alternative))


def _is_caption_line(element: HtmlElement) -> bool:
    text = short_text(element, _MAX_CAPTION)
    if not text:
        return False
    if split_caption_credit(text)[1] is not None:
        return True
    centred = "center" in f"{element.get('style') or ''}{element.get('align') or ''}"
    if " " in text and not centred and is_set_apart(element) and signature(text, set_apart=True) is not None:
        return False  # who wrote it, below a last picture
    sentence = text.endswith((".", "?", "!"))
    slanted = squeeze("".join(e.text_content() for e in element.iter("em", "i") if e is not element))
    look = f"{element.get('style') or ''} align:{element.get('align') or ''}".lower().replace(" ", "")
    classes = (element.get("class") or "").split()
    if element.tag in ("em", "i") or slanted == text or "font-style:italic" in look or "fst-italic" in classes:
        return not sentence or len(text) < _MAX_SLANTED_SENTENCE
    return "text-center" in classes or ("align:center" in look.replace("align-items:center", "") and not sentence)
