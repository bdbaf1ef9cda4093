"""How an article is filed: sections and tags, by layout, structured data and the page's own trail, labels and menu."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from parsel import Selector

from crawler.extraction.fields import Found, Rules, headline_places, trusted, via_layout
from crawler.extraction.layout import Layout
from crawler.extraction.media import absolute, path_of
from crawler.extraction.page import Page
from crawler.extraction.tree import link_share
from crawler.text.boilerplate import is_tail_label
from crawler.text.unicode import squeeze

HOME_LABELS = frozenset({"trang chủ", "trang nhất", "home"})
"""Breadcrumb labels that are no section, lower case."""

_BREADCRUMBS = ('[class*="breadcrumb"] a', '[itemtype$="BreadcrumbList"] [itemprop="name"]')
_TRAIL = re.compile(r"(?:trang chủ|trang nhất|home)\s*[/›»>|]\s*\S", re.IGNORECASE)
_TAG_LABEL = re.compile(r"(?:từ kho[áà]|từ khóa|thẻ(?: tag)?|tags?|nhãn)\s*:?(?:\s|$)", re.IGNORECASE)
_HASHTAG = re.compile(r"#[^#]{2,40}")
_TAG_BOX = re.compile(r"(?:^|[\s_-]|[a-z](?=T))tags?(?:$|[\s_-])|[a-z]Tags?(?:$|\s)", re.IGNORECASE)
_SECTION_BOX = re.compile(r"(?:^|[\s_-])(?:cate(?:gory)?|cat|chuyen-?muc|section)(?:$|[\s_-])", re.IGNORECASE)
_MAX_TAG = 50  # characters
_TAG_ADDRESS = re.compile(
    r"/(?:tags?|tu-khoa|keywords?|chu-de|topic)(?:/|\?|$)|[?&](?:tags?|keyword|q|key)=", re.IGNORECASE
)
_MAX_TRAIL = 4
_MAX_TAGS = 30
_MAX_SECTION = 60  # characters
_LINES_ABOVE = 6  # text blocks above the headline among which the category's name stands


def read_sections(page: Page, layout: Layout | None, rules: Rules, title: str | None) -> Found[list[str]] | None:
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
    return _section_of_trail(page) or _section_of_address(page) or _section_above_headline(page, title)


def _section_names(page: Page, selector: str) -> list[str]:
    texts = [match.text.strip(" /»›>") for match in page.matches((selector,))]
    return list(dict.fromkeys(text for text in texts if text and text.casefold() not in HOME_LABELS))


def _section_of_trail(page: Page) -> Found[list[str]] | None:
    """The trail "Trang chủ › Văn hóa" where no class names it."""
    for block in page.blocks:
        if _TRAIL.match(block.text) and len(block.text) <= 3 * _MAX_SECTION:
            names = [squeeze(link.text_content()) for link in block.element.iter("a")]
            names = [name for name in names if name and name.casefold() not in HOME_LABELS]
            if 0 < len(names) <= _MAX_TRAIL:  # a longer row is the menu
                return Found(names, "text:breadcrumb", block.text)
    return None


def _section_of_address(page: Page) -> Found[list[str]] | None:
    """What the page's own menu calls the folder that the article lies in."""
    path = urlsplit(page.url).path.rstrip("/")
    links = page.selector.css("a[href]")
    while path.count("/") > 1:
        path = path.rsplit("/", 1)[0]
        for link in links:
            if _leads_to(page, link, path):
                name = squeeze(link.xpath("string()").get())
                if name and len(name) <= _MAX_SECTION:
                    return Found([name], "text:menu", name)
    return None


def _section_above_headline(page: Page, title: str | None) -> Found[list[str]] | None:
    """Lines above the headline that are nothing but links: a trail from the home page, or the category's name."""
    blocks = page.blocks
    for place in headline_places(page, title):
        names: list[str] = []
        for block in reversed(blocks[max(0, place - _LINES_ABOVE) : place]):
            links = [link for link in (block.element, *block.element.iter("a")) if link.tag == "a"]
            line = [squeeze(link.text_content()) for link in links]
            if not links or link_share(block) < 1 or any(len(name) > _MAX_SECTION for name in line):
                if names:
                    break
                continue
            if line[0].casefold() in HOME_LABELS:
                names = [*line[1:], *names]
                if len(line) == 1 and not _is_second_way_home(page, links[0]):
                    return None  # a menu
                return Found(names, "text:breadcrumb", " / ".join(names)) if 0 < len(names) <= _MAX_TRAIL else None
            names = [*line, *names]
            if _is_filed_under(page, links):
                return Found(line, "text:menu", " / ".join(line))
    return None


def _is_filed_under(page: Page, links: list[HtmlElement]) -> bool:
    """True if the page's menu has the first of *links* as well, or their box is called after categories."""
    boxes = [links[0], *islice(links[0].iterancestors(), 2)]
    if any(_SECTION_BOX.search(f"{box.get('class') or ''} {box.get('data-role') or ''}") for box in boxes):
        return True
    path = path_of(absolute(page.url, links[0].get("href")) or "").rstrip("/")
    same = (a for a in page.selector.css("a[href]") if a.root not in links and _leads_to(page, a, path))
    said = squeeze(links[0].text_content())
    return bool(path) and any(squeeze(a.xpath("string()").get()) == said for a in same)


def _is_second_way_home(page: Page, home: HtmlElement) -> bool:
    """True if the page links its home page by that name elsewhere too: then the menu is there, and this is a trail."""
    said = squeeze(home.text_content())
    return any(a.root is not home and squeeze(a.xpath("string()").get()) == said for a in page.selector.css("a[href]"))


def _leads_to(page: Page, link: Selector, path: str) -> bool:
    return path_of(absolute(page.url, link.attrib["href"]) or "").rstrip("/") == path


def read_tags(page: Page, layout: Layout | None, rules: Rules, title: str | None) -> Found[list[str]] | None:
    """Keywords set by the editors."""
    for match in page.matches(layout.tags) if layout else ():
        tags = _tag_names([m.text for m in page.matches((match.selector,))], rules)
        if tags:
            return Found(tags, via_layout(layout, match.selector) if layout else "", ", ".join(tags))
    for block in page.blocks:
        if _TAG_LABEL.match(block.text) or (block.parts and _TAG_LABEL.fullmatch(block.parts[0])):
            box = block.element if next(block.element.iter("a"), None) is not None else block.element.getparent()
            names = [squeeze(link.text_content()) for link in box.iter("a")] if box is not None else []
            tags = _tag_names(names, rules)
            if tags and len(names) <= _MAX_TAGS:
                return Found(tags, "text:tag-label", block.text)
        if len(block.parts) > 1 and all(_HASHTAG.fullmatch(part) for part in block.parts):
            return Found(_tag_names(block.parts, rules), "text:hashtags", block.text)
    boxed = _tags_in_box(page, title, rules)
    if boxed:
        return Found(boxed, "text:tag-box", ", ".join(boxed))
    said = [s for s in page.structured.tags() if s.via not in rules.distrust]
    tags = _tag_names([s.value for s in said], rules)
    return Found(tags, said[0].via, ", ".join(tags)) if tags else None


def _tags_in_box(page: Page, title: str | None, rules: Rules) -> list[str]:
    """Tags without a label: short links below the headline whose box or whose addresses are called after tags."""
    for place in headline_places(page, title):
        for block in takewhile(lambda block: not is_tail_label(block.text), page.blocks[place + 1 :]):
            links = list(block.element.iter("a"))
            boxes = [block.element, *islice(block.element.iterancestors(), 2)]
            called = any(_TAG_BOX.search(f"{box.get('class') or ''} {box.get('data-role') or ''}") for box in boxes)
            if link_share(block) < 1 or not 0 < len(links) <= _MAX_TAGS or len(block.text) > _MAX_TAG * len(links):
                continue
            if called or all(_TAG_ADDRESS.search(link.get("href") or "") for link in links):
                box = block.element if len(links) > 1 else block.element.getparent()
                alike = [link for link in box.iter("a") if link.get("class") == links[0].get("class")]
                texts = [squeeze(link.text_content()) for link in alike]
                return _tag_names([text for text in texts if len(text) <= _MAX_TAG], rules)
    return []


def _tag_names(texts: list[str], rules: Rules) -> list[str]:
    names = (text.lstrip("#").strip(" ,;") for text in texts)
    # Some portals tag every article with their own address.
    return list(dict.fromkeys(name for name in names if name and name not in rules.own_names))
