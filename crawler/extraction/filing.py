"""How an article is filed: sections and tags, by layout, structured data and the page's own trail, labels and menu."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawler.extraction.fields import Found, Rules, trusted, via_layout
from crawler.extraction.layout import Layout
from crawler.extraction.media import absolute, path_of
from crawler.extraction.page import Page
from crawler.text.unicode import squeeze

HOME_LABELS = frozenset({"trang chủ", "trang nhất", "home", "tin tức"})
"""Breadcrumb labels that are no section, lower case."""

_BREADCRUMBS = ('[class*="breadcrumb"] a', '[itemtype$="BreadcrumbList"] [itemprop="name"]')
_TRAIL = re.compile(r"(?:trang chủ|trang nhất|home)\s*[/›»>|]\s*\S", re.IGNORECASE)
_TAG_LABEL = re.compile(r"(?:từ kho[áà]|từ khóa|thẻ(?: tag)?|tags?)\s*:?(?:\s|$)", re.IGNORECASE)
_MAX_TAGS = 30
_MAX_SECTION = 60  # characters


def read_sections(page: Page, layout: Layout | None, rules: Rules) -> Found[list[str]] | None:
    """Categories, outermost first."""
    candidates = layout.sections if layout else ()
    for match in page.matches(candidates):
        names = _section_names(page, match.selector)
        if names:
            return Found(names, via_layout(layout, match.selector) if layout else "", " / ".join(names))
    said = list(trusted(page.structured.sections(), rules))
    if said:
        return Found(list(dict.fromkeys(s.value for s in said)), said[0].via, said[0].value)
    for candidate in _BREADCRUMBS:
        names = _section_names(page, candidate)
        if names:
            return Found(names, "text:breadcrumb", " / ".join(names))
    return _section_of_trail(page) or _section_of_address(page)


def _section_names(page: Page, selector: str) -> list[str]:
    texts = [match.text.strip(" /»›>") for match in page.matches((selector,))]
    return list(dict.fromkeys(text for text in texts if text and text.casefold() not in HOME_LABELS))


def _section_of_trail(page: Page) -> Found[list[str]] | None:
    """The trail "Trang chủ › Văn hóa" where no class names it."""
    for block in page.blocks:
        if _TRAIL.match(block.text) and len(block.text) <= 3 * _MAX_SECTION:
            names = [squeeze(link.text_content()) for link in block.element.iter("a")]
            names = [name for name in names if name and name.casefold() not in HOME_LABELS]
            if names:
                return Found(names, "text:breadcrumb", block.text)
    return None


def _section_of_address(page: Page) -> Found[list[str]] | None:
    """What the page's own menu calls the folder that the article lies in."""
    path = urlsplit(page.url).path.rstrip("/")
    links = page.selector.css("a[href]")
    while path.count("/") > 1:
        path = path.rsplit("/", 1)[0]
        for link in links:
            if path_of(absolute(page.url, link.attrib["href"]) or "").rstrip("/") == path:
                name = squeeze(link.xpath("string()").get())
                if name and len(name) <= _MAX_SECTION:
                    return Found([name], "text:menu", name)
    return None


def read_tags(page: Page, layout: Layout | None, rules: Rules) -> Found[list[str]] | None:
    """Keywords set by the editors."""
    for match in page.matches(layout.tags) if layout else ():
        tags = _tag_names([m.text for m in page.matches((match.selector,))], rules)
        if tags:
            return Found(tags, via_layout(layout, match.selector) if layout else "", ", ".join(tags))
    for block in page.blocks:
        if _TAG_LABEL.match(block.text):
            box = block.element if next(block.element.iter("a"), None) is not None else block.element.getparent()
            names = [squeeze(link.text_content()) for link in box.iter("a")] if box is not None else []
            tags = _tag_names(names, rules)
            if tags and len(names) <= _MAX_TAGS:
                return Found(tags, "text:tag-label", block.text)
    said = [s for s in page.structured.tags() if s.via not in rules.distrust]
    tags = _tag_names([s.value for s in said], rules)
    return Found(tags, said[0].via, ", ".join(tags)) if tags else None


def _tag_names(texts: list[str], rules: Rules) -> list[str]:
    names = (text.lstrip("#").strip(" ,;") for text in texts)
    # Some portals tag every article with their own address.
    return list(dict.fromkeys(name for name in names if name and name not in rules.own_names))
