"""Articles that are nothing but pictures: an infographic, the scanned pages of a document."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.media import image_url, is_icon, leads_away
from crawler.extraction.tree import link_share
from crawler.text.boilerplate import is_tail_label

_MIN_PROSE = 40  # characters of a line that is text
_MOST_PROSE = 1  # lines of text that such an article has: its lead


def picture_box(blocks: Sequence[Block], headline: int, base_url: str) -> HtmlElement | None:
    """The smallest element that holds the pictures between the headline and the next label, if they are the article.

    Pictures that lead to another page are advertisements or cards.
    """
    below = range(headline + 1, len(blocks))
    end = next((place for place in below if is_tail_label(blocks[place].text)), len(blocks))
    prose = [block for block in blocks[headline + 1 : end] if len(block.text) > _MIN_PROSE and link_share(block) <= 0.5]
    if len(prose) > _MOST_PROSE:
        return None
    first = blocks[headline].element
    last = blocks[end].element if end < len(blocks) else None
    pictures: list[HtmlElement] = []
    passed = False
    for element in first.getroottree().iter():
        passed = passed or element is first
        if element is last and passed:
            break
        if passed and element.tag == "img" and image_url(element, base_url) is not None and not is_icon(element):
            pictures += [] if leads_away(element) else [element]
    return _common(pictures, first)


def _common(pictures: Sequence[HtmlElement], headline: HtmlElement) -> HtmlElement | None:
    """The smallest element that holds all *pictures*; none if that is wide enough to hold the headline too."""
    if not pictures:
        return None
    box = pictures[0].getparent()
    while box is not None and not all(any(above is box for above in picture.iterancestors()) for picture in pictures):
        box = box.getparent()
    wide = box is None or box is headline or any(above is box for above in headline.iterancestors())
    return None if wide else box
