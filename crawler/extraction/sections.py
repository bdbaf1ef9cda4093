"""The sections of an article: by layout, structured data and the page's own trail, label, category line and menu."""

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
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.unicode import squeeze

HOME_LABELS = frozenset({"trang chủ", "trang nhất", "home"})
"""Breadcrumb labels that are no section, lower case."""

_BREADCRUMBS = ('[class*="breadcrumb"] a', '[itemtype$="BreadcrumbList"] [itemprop="name"]')
_TRAIL = re.compile(r"(?:trang chủ|trang nhất|home)\s*[/›»>|]\s*\S", re.IGNORECASE)
_SECTION_LABEL = re.compile(r"(?:^|[\s|/(])chuyên mục\s?:\s*(?P<name>[^/|:.()]{2,40})", re.IGNORECASE)
_TEXT_TRAIL = re.compile(r"[^»›>.:]{2,40}(?:[»›>][^»›>.:]{2,40}){1,3}")
_SECTION_BOX = re.compile(r"(?:^|[\s_-])(?:cate(?:gory)?|cat|chuyen-?muc|section)(?:$|[\s_-])", re.IGNORECASE)
# What portals link beside their categories: tools, pages about the portal, its other languages.
_TOOL = re.compile(
    r"(?:xem|đọc) (?:thêm|tất cả|tiếp|hết|chi tiết|toàn bộ)(?: .+)?|(?:quay|trở) (?:lại|về)(?: .+)?|chi tiết|tất cả"
    r"|tìm kiếm(?: nâng cao)?|đăng (?:nhập|ký|kí|xuất)|tài khoản|thư điện tử|(?:web)?mail|hộp thư|liên hệ"
    r"|contact(?: us)?|sơ đồ (?:trang|site|cổng|website)(?: .+)?|site ?map|log ?in|sign (?:in|up)|menu|đóng"
    r"|(?:trang|bài) (?:trước|sau)|tiếng (?:việt|anh|pháp|trung|nhật|hàn|lào|nga|khmer|đức)"
    r"|english|vietnamese|français|中文|日本語|한국어|ລາວ|vn|vie?|eng?"
)
_LANGUAGE_FOLDER = re.compile(r"/(?:vi|vie|vn|en|eng|zh|cn|lo|km|fr|[a-z]{2}[-_][a-z]{2})", re.IGNORECASE)
_MAX_TRAIL = 4
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
            names = _names_between(r"[/›»>|]", block)
            # Bars part the entries of menus and footers too.
            if _is_trail(names) and ("|" not in block.text or _is_second_way_home(page, _links_in(block))):
                return Found(names, "text:breadcrumb", block.text)
    return None


def _names_between(signs: str, block: Block) -> list[str]:
    """The names between the signs of a trail without the home page's; none if one of them is made of several links."""
    names = [squeeze(name) for name in re.split(signs, block.text)]
    names = [name for name in names if name and name.casefold() not in HOME_LABELS]
    links = [link for link in _links_in(block) if squeeze(link.text_content()).casefold() not in HOME_LABELS]
    return names if len(links) <= len(names) else []


def _links_in(block: Block) -> list[HtmlElement]:
    """The links that the block's text stands in."""
    holders = [node if part == "text" else node.getparent() for node, part in block.nodes]
    links = (next((box for box in (holder, *holder.iterancestors()) if box.tag == "a"), None) for holder in holders)
    return list(dict.fromkeys(link for link in links if link is not None))


def _is_trail(names: list[str]) -> bool:
    """True for a few names of sections: a longer row is the menu, and one with tools is no trail either."""
    return 0 < len(names) <= _MAX_TRAIL and all(map(_is_section, names))


def _is_section(name: str) -> bool:
    """False for what else portals link: the home page, tools, languages and lists of other articles."""
    bare = re.sub(r"^\W+|\W+$", "", name).casefold()
    if bare == "bình luận":  # a list below the article, but a section of newspapers as well
        return True
    no_section = bare in HOME_LABELS or _TOOL.fullmatch(bare) or is_noise_line(bare) or is_tail_label(bare)
    return bool(bare) and not no_section


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
        if _LANGUAGE_FOLDER.fullmatch(path):
            return None
        for link in links:
            if _leads_to(page, link, path):
                name = squeeze(link.xpath("string()").get())
                if len(name) <= _MAX_SECTION and _is_section(name):
                    return Found([name], "text:menu", name)
    return None


def _section_above_headline(page: Page, title: str | None) -> Found[list[str]] | None:
    """Lines above the headline that are nothing but links: a trail from the home page, or the category's name."""
    blocks = page.blocks
    for place in headline_places(page, title):
        over = blocks[place - 1].text if place else ""
        if _TEXT_TRAIL.fullmatch(over) and len(over) <= 2 * _MAX_SECTION:
            names = _names_between("[»›>]", blocks[place - 1])
            if _is_trail(names):
                return Found(names, "text:breadcrumb", over)
        lines: list[tuple[Block, list[HtmlElement]]] = []
        for block in reversed(blocks[max(0, place - _LINES_ABOVE) : place]):
            links = _links_of_line(block)
            if links:
                lines.insert(0, (block, links))
            elif lines:
                break
        named = [[squeeze(link.text_content()) for link in links] for _, links in lines]
        # The last way home: the menu stands above the trail.
        home = next((i for i in range(len(named) - 1, -1, -1) if named[i][0].casefold() in HOME_LABELS), None)
        if home is not None and _begins_trail(page, *lines[home]):
            names = [name for line in named[home:] for name in line if name.casefold() not in HOME_LABELS]
            if _is_trail(names):
                return Found(names, "text:breadcrumb", " / ".join(names))
        for (_, links), names in reversed(list(zip(lines, named, strict=True))):
            if _is_trail(names) and _is_filed_under(page, links, blocks[place].element):
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


def _begins_trail(page: Page, block: Block, links: list[HtmlElement]) -> bool:
    """True if a row that begins with the home page is no menu: it has the signs of a trail, or leads to the article's
    folder; alone it must be a second way home."""
    if len(links) == 1:
        return _is_second_way_home(page, links)
    return bool(re.search("[/›»>]", block.text)) or _holds_article(page, links[-1])


def _holds_article(page: Page, link: HtmlElement) -> bool:
    """True if the article's address lies below the link's."""
    folder = path_of(absolute(page.url, link.get("href")) or "").rstrip("/").removesuffix(".html")
    return bool(folder and not _LANGUAGE_FOLDER.fullmatch(folder) and urlsplit(page.url).path.startswith(f"{folder}/"))


def _is_filed_under(page: Page, links: list[HtmlElement], headline: HtmlElement) -> bool:
    """True if the article's address lies under the first of *links*, their box is called after categories, or it is
    one link that stands in the headline's own box."""
    boxes = [links[0], *islice(links[0].iterancestors(), 2)]
    if any(_SECTION_BOX.search(f"{box.get('class') or ''} {box.get('data-role') or ''}") for box in boxes):
        return True
    if _is_over(links[0], headline) and len(links) == 1:
        return True
    return _holds_article(page, links[0])


def _is_over(link: HtmlElement, headline: HtmlElement) -> bool:
    """True if the next thing in the link's box, or in the box around that, is the headline."""
    for box in (link, *islice(link.iterancestors(), 2)):
        following = box.getnext()
        if following is not None:
            return following is headline and len((link.get("href") or "").strip("/#")) > 1
    return False


def _is_second_way_home(page: Page, links: list[HtmlElement]) -> bool:
    """True if the page links its home page elsewhere by a home page's name: then the menu is there, this is a trail."""
    return any(
        a.root not in links and squeeze(a.xpath("string()").get()).casefold() in HOME_LABELS
        for a in page.selector.css("a[href]")
    )


def _leads_to(page: Page, link: Selector, path: str) -> bool:
    return path_of(absolute(page.url, link.attrib["href"]) or "").rstrip("/") == path
