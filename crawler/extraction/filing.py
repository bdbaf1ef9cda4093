"""How an article is filed: sections and tags, by layout, structured data and the page's own trail, labels and menu."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from parsel import Selector

from crawler.extraction.blocks import Block
from crawler.extraction.fields import LINES_AFTER_TITLE, Found, Rules, headline_places, trusted, via_layout
from crawler.extraction.layout import Layout
from crawler.extraction.media import absolute, path_of
from crawler.extraction.page import Page
from crawler.extraction.tails import end_of_article
from crawler.extraction.tree import is_below, link_share
from crawler.text.boilerplate import is_noise_line
from crawler.text.unicode import squeeze

HOME_LABELS = frozenset({"trang chủ", "trang nhất", "home"})
"""Breadcrumb labels that are no section, lower case."""

_BREADCRUMBS = ('[class*="breadcrumb"] a', '[itemtype$="BreadcrumbList"] [itemprop="name"]')
_TRAIL = re.compile(r"(?:trang chủ|trang nhất|home)\s*[/›»>|]\s*\S", re.IGNORECASE)
_SECTION_LABEL = re.compile(r"(?:^|[\s|/(])chuyên mục\s?:\s*(?P<name>[^/|:.()]{2,40})", re.IGNORECASE)
_DOSSIER = re.compile(r"chủ đề", re.IGNORECASE)  # tags, or the name of a dossier
_NO_TAGS = ("n/a", "không có", "chưa có", "đang cập nhật")
_TEXT_TAGS = re.compile(r"(?:từ khóa|từ khoá|thẻ(?: tag)?|tags?)\s?:\s?(?P<tags>[^:.]{2,150})", re.IGNORECASE)
_TEXT_TRAIL = re.compile(r"[^»›>.:]{2,40}(?:[»›>][^»›>.:]{2,40}){1,3}")
_TAG_LABEL = re.compile(r"(?:từ kho[áà]|từ khóa|thẻ(?: tag)?|tags?|nhãn|chủ đề)\s*:?(?:\s|$)", re.IGNORECASE)
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
    trail = next(filter(None, (_section_names(page, candidate) for candidate in _BREADCRUMBS)), [])
    said = list(trusted(page.structured.sections(), rules))
    # Machines are told the innermost category, readers the way to it.
    if said and not (len(trail) > 1 and said[0].value in trail):
        return Found(list(dict.fromkeys(s.value for s in said)), said[0].via, said[0].value)
    if trail:
        return Found(trail, "text:breadcrumb", " / ".join(trail))
    return (
        _section_of_trail(page)
        or _section_of_label(page, title)
        or _section_above_headline(page, title)
        or _section_of_address(page)
    )


def _section_names(page: Page, selector: str) -> list[str]:
    texts = [match.text.strip(" /»›>") for match in page.matches((selector,))]
    return list(dict.fromkeys(text for text in texts if text and text.casefold() not in HOME_LABELS))


def _section_of_trail(page: Page) -> Found[list[str]] | None:
    """The trail "Trang chủ › Văn hóa" where no class names it."""
    for block in page.blocks:
        if _TRAIL.match(block.text) and len(block.text) <= 3 * _MAX_SECTION:
            names = [squeeze(name) for name in re.split(r"[/›»>|]", block.text)]
            names = [name for name in names if name and name.casefold() not in HOME_LABELS]
            if 0 < len(names) <= _MAX_TRAIL:  # a longer row is the menu
                return Found(names, "text:breadcrumb", block.text)
    return None


def _section_of_label(page: Page, title: str | None) -> Found[list[str]] | None:
    """ "Chuyên mục: Lễ hội" among the lines about the article."""
    for place in headline_places(page, title):
        for block in page.blocks[max(0, place - _LINES_ABOVE) : place + LINES_AFTER_TITLE]:
            said = _SECTION_LABEL.search(" ".join(block.parts))
            if said and len(block.text) <= 2 * _MAX_SECTION:
                return Found([squeeze(said["name"])], "text:section-label", block.text)
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
        over = blocks[place - 1].text if place else ""
        if _TEXT_TRAIL.fullmatch(over) and len(over) <= 2 * _MAX_SECTION:
            names = [name for name in map(squeeze, re.split("[»›>]", over)) if name.casefold() not in HOME_LABELS]
            return Found(names, "text:breadcrumb", over)
        lines: list[list[HtmlElement]] = []
        for block in reversed(blocks[max(0, place - _LINES_ABOVE) : place]):
            links = _links_of_line(block)
            if links:
                lines.insert(0, links)
            elif lines:
                break
        named = [[squeeze(link.text_content()) for link in links] for links in lines]
        home = next((i for i, names in enumerate(named) if names[0].casefold() in HOME_LABELS), None)
        if home is not None and (len(named[home]) > 1 or _is_second_way_home(page, lines[home][0])):
            names = [name for line in named[home:] for name in line if name.casefold() not in HOME_LABELS]
            if 0 < len(names) <= _MAX_TRAIL:  # a longer row is the menu
                return Found(names, "text:breadcrumb", " / ".join(names))
        for links, names in reversed(list(zip(lines, named, strict=True))):
            if _is_filed_under(page, links, blocks[place].element):
                return Found(names, "text:menu", " / ".join(names))
    return None


def _links_of_line(block: Block) -> list[HtmlElement]:
    """The links of a line that is nothing but short links and the signs between them."""
    links = [link for link in (block.element, *block.element.iter("a")) if link.tag == "a"]
    unlinked = [
        getattr(node, part)
        for node, part in block.nodes
        if not any(box.tag == "a" for box in ((node if part == "text" else node.getparent()), *node.iterancestors()))
    ]
    if not links or re.search(r"\w", "".join(unlinked)):
        return []
    return links if all(0 < len(squeeze(link.text_content())) <= _MAX_SECTION for link in links) else []


def _is_filed_under(page: Page, links: list[HtmlElement], headline: HtmlElement) -> bool:
    """True if the article's address lies under the first of *links*, their box is called after categories, or it is
    one link that stands in the headline's own box."""
    boxes = [links[0], *islice(links[0].iterancestors(), 2)]
    if any(_SECTION_BOX.search(f"{box.get('class') or ''} {box.get('data-role') or ''}") for box in boxes):
        return True
    if _is_over(links[0], headline) and len(links) == 1:
        return True
    folder = path_of(absolute(page.url, links[0].get("href")) or "").rstrip("/").removesuffix(".html")
    return len(folder) > 1 and urlsplit(page.url).path.startswith(f"{folder}/")


def _is_over(link: HtmlElement, headline: HtmlElement) -> bool:
    """True if the next thing in the link's box, or in the box around that, is the headline."""
    for box in (link, *islice(link.iterancestors(), 2)):
        following = box.getnext()
        if following is not None:
            return following is headline and len((link.get("href") or "").strip("/#")) > 1
    return False


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
    for place, block in enumerate(page.blocks):
        if _TAG_LABEL.match(block.text) or (block.parts and _TAG_LABEL.fullmatch(block.parts[0])):
            names = [squeeze(link.text_content()) for link in block.element.iter("a")]
            below = [] if names else page.blocks[place + 1 : place + 1 + _MAX_TAGS]
            for following in below:
                apart = not is_below(following.element, block.element.getparent())
                if link_share(following) < 1 or apart or is_noise_line(following.text):
                    break
                names += [squeeze(link.text_content()) for link in following.element.iter("a")]
            if not names and (said := _TEXT_TAGS.fullmatch(block.text)):
                names = [squeeze(name) for name in said["tags"].split(",") if name.strip().lower() not in _NO_TAGS]
            if _DOSSIER.match(block.text) and not all(
                "/tag" in (link.get("href") or "") for link in block.element.iter("a")
            ):
                continue
            tags = _tag_names(names, rules)
            if tags and len(names) <= _MAX_TAGS:
                return Found(tags, "text:tag-label", block.text)
        if len(block.parts) > 1 and all(_HASHTAG.fullmatch(part) for part in block.parts):
            return Found(_tag_names(block.parts, rules), "text:hashtags", block.text)
    boxed = _tags_in_box(page, title, rules)
    if boxed:
        return Found(boxed, "text:tag-box", ", ".join(boxed))
    stated = [s for s in page.structured.tags() if s.via not in rules.distrust]
    tags = _tag_names([s.value for s in stated], rules)
    return Found(tags, stated[0].via, ", ".join(tags)) if tags else None


def _tags_in_box(page: Page, title: str | None, rules: Rules) -> list[str]:
    """Tags without a label: short links below the headline whose box, relation or addresses are called after tags."""
    blocks, root = page.blocks, page.selector.root
    for place in headline_places(page, title):
        for block in blocks[place + 1 : end_of_article(root, blocks, place + 1)]:
            links = list(block.element.iter("a"))
            # WordPress: "tag", and "category tag" for sections.
            related = [link for link in links if "tag" in (rel := (link.get("rel") or "").split()) and len(rel) == 1]
            if related:
                return _tag_names([squeeze(link.text_content()) for link in related], rules)
            if link_share(block) < 1 or not 0 < len(links) <= _MAX_TAGS or len(block.text) > _MAX_TAG * len(links):
                continue
            boxes = [block.element, *islice(block.element.iterancestors(), 2)]
            called = any(_TAG_BOX.search(f"{box.get('class') or ''} {box.get('data-role') or ''}") for box in boxes)
            if called or all(map(_is_tag_link, links)):
                box = block.element if len(links) > 1 else block.element.getparent()
                alike = [link for link in box.iter("a") if link.get("class") == links[0].get("class")]
                texts = [squeeze(link.text_content()) for link in alike]
                # "Chủ đề: …" names a dossier.
                return _tag_names([text for text in texts if len(text) <= _MAX_TAG and ":" not in text], rules)
    return []


def _is_tag_link(link: HtmlElement) -> bool:
    return bool(_TAG_ADDRESS.search(link.get("href") or ""))


def _tag_names(texts: list[str], rules: Rules) -> list[str]:
    names = (text.lstrip("#").strip(" ,;") for text in texts)
    # Some portals tag every article with their own address.
    return list(dict.fromkeys(name for name in names if name and name not in rules.own_names))
