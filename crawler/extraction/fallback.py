"""The generic reader: finds the element that holds the article on a page that no layout knows.

trafilatura says *which text* is the article, on a copy of the page from which header, footer, side columns, related
lists and forms were cut (measured: it takes related lists into the body and the footer's licence date for the
publication date otherwise). The element that holds that text is then read by the same body reader as any layout's, so
captions, files and signatures are handled alike.
"""

from __future__ import annotations

import copy
import re

import trafilatura
from lxml.html import HtmlElement

from crawler.extraction.page import Page
from crawler.extraction.tree import unwrap_page_form
from crawler.text.unicode import squeeze

VIA_MICRODATA = "microdata:articleBody"
VIA_TRAFILATURA = "fallback:trafilatura"

_CUT = (
    "header, footer, nav, aside, form, script, style, noscript, template, button, select, "
    '[hidden], [style*="display:none"], [style*="display: none"]'
)
_SIDE = re.compile(
    r"(?:^|[\s_-])(?:related?|relates|comment|binhluan|sidebar|breadcrumbs?|footer|header|menu|share|social|other-?news|"
    r"tin-?lien-?quan|tags?|rating|advert|banner|widget)(?:$|[\s_-])",
    re.IGNORECASE,
)
_MIN_BODY = 120  # characters: less is a notice or no article, and too little to locate an element by
_COVERAGE = 0.8  # share of the found text that the holding element must contain
_MANY_LINES = 2000  # text blocks of the whole page, many times those of an ordinary one
_SAMPLE = 300  # lines, the longest: enough to tell which element holds the text


def find_body(page: Page) -> tuple[HtmlElement, str] | None:
    """Return the element that holds the article and how it was found, or ``None``."""
    for element, _ in page.elements(('[itemprop="articleBody"]',)):
        if len(squeeze(element.text_content())) >= _MIN_BODY:
            return element, VIA_MICRODATA
    root = page.selector.root
    if not isinstance(root, HtmlElement):
        return None
    cut = copy.deepcopy(root)
    unwrap_page_form(cut)
    _cut_sides(cut)
    # Its second opinion compares every line with every other: a page of 20,000 lines would stand still for minutes.
    fast = len(page.blocks) > _MANY_LINES
    text = trafilatura.extract(cut, fast=fast, include_comments=False, include_tables=True, favor_recall=True) or ""
    parts = {squeeze(line) for line in text.splitlines() if len(squeeze(line)) > 20}
    if sum(map(len, parts)) < _MIN_BODY:
        return None
    holder = _holder(cut, set(sorted(parts, key=lambda part: (len(part), part))[-_SAMPLE:]))
    return (holder, VIA_TRAFILATURA) if holder is not None else None


def _cut_sides(root: HtmlElement) -> None:
    for element in list(root.cssselect(_CUT)):
        if element.getparent() is not None:
            element.drop_tree()
    for element in list(
        root.cssselect("div[class], div[id], section[class], section[id], ul[class], ul[id], table[class]")
    ):
        if element.getparent() is None or element.tag == "body":
            continue
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        # A wrapper that holds real paragraphs is kept whatever its name is.
        if _SIDE.search(label) and not any(len(squeeze(p.text_content())) > 150 for p in element.iter("p")):
            element.drop_tree()


def _holder(root: HtmlElement, parts: set[str]) -> HtmlElement | None:
    """Return the smallest element whose text covers the found text."""
    goal = _COVERAGE * sum(map(len, parts))
    holder = root
    while True:
        for child in holder:
            if isinstance(child.tag, str):
                text = squeeze(child.text_content())
                if sum(len(part) for part in parts if part in text) >= goal:
                    holder = child
                    break
        else:
            return holder if holder.tag not in ("html", "body") or len(parts) > 1 else None
