"""The tags of an article: by layout, the page's own labels, hashtags and boxes, and structured data."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.fields import Found, Rules, headline_places, via_layout
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.extraction.tails import end_of_article
from crawler.extraction.tree import is_below, link_share
from crawler.text.boilerplate import is_noise_line
from crawler.text.unicode import squeeze

_DOSSIER = re.compile(r"chủ đề", re.IGNORECASE)  # tags, or the name of a dossier
_NO_TAGS = ("n/a", "không có", "chưa có", "đang cập nhật")
_TEXT_TAGS = re.compile(r"(?:từ khóa|từ khoá|thẻ(?: tag)?|tags?)\s?:\s?(?P<tags>[^:.]{2,150})", re.IGNORECASE)
_TAG_LABEL = re.compile(r"(?:từ kho[áà]|từ khóa|thẻ(?: tag)?|tags?|nhãn|chủ đề)\s*:?(?:\s|$)", re.IGNORECASE)
_HASHTAG = re.compile(r"#[^#]{2,40}")
_TAG_BOX = re.compile(r"(?:^|[\s_-]|[a-z](?=T))tags?(?:$|[\s_-])|[a-z]Tags?(?:$|\s)", re.IGNORECASE)
_MAX_TAG = 50  # characters
_TAG_ADDRESS = re.compile(
    r"/(?:tags?|tu-khoa|keywords?|chu-de|topic)(?:/|\?|$)|[?&](?:tags?|keyword|q|key)=", re.IGNORECASE
)
_MAX_TAGS = 30


def read_tags(page: Page, layout: Layout | None, rules: Rules, title: str | None) -> Found[list[str]] | None:
    """Keywords set by the editors."""
    for match in page.matches(layout.tags) if layout else ():
        tags = _tag_names([m.text for m in page.matches((match.selector,))], rules)
        if tags:
            return Found(tags, via_layout(layout, match.selector) if layout else "", ", ".join(tags))
    # Above the headline stands the box of popular searches.
    start = next(headline_places(page, title), 0)
    for place, block in enumerate(page.blocks[start:], start):
        names = _names_at_label(page.blocks, place) if _is_label(block) else []
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


def _is_label(block: Block) -> bool:
    """True if the line begins with a label of tags: one with a colon, or one with nothing but links beside it."""
    said = _unlinked(block) if block.nodes else block.text.split(" | ")[0]  # the first cell of a row
    label = _TAG_LABEL.match(said)
    return label is not None and (":" in label[0] or _TAG_LABEL.fullmatch(said.rstrip(" ,;|•·-#")) is not None)


def _unlinked(block: Block) -> str:
    """The block's text without that of its links."""
    pieces = []
    for node, part in block.nodes:
        holder = node if part == "text" else node.getparent()
        if holder.tag != "a" and next(holder.iterancestors("a"), None) is None:
            pieces.append(getattr(node, part))
    return squeeze("".join(pieces))


def _names_at_label(blocks: list[Block], place: int) -> list[str]:
    """The links beside or below the label, else the words behind it."""
    block = blocks[place]
    links = list(block.element.iter("a"))
    # "Chủ đề" may be the name of a dossier.
    if _DOSSIER.match(block.text) and not all("/tag" in (link.get("href") or "") for link in links):
        return []
    names = [squeeze(link.text_content()) for link in links]
    for following in blocks[place + 1 : place + 1 + _MAX_TAGS] if not links else []:
        apart = not is_below(following.element, block.element.getparent())
        if link_share(following) < 1 or apart or is_noise_line(following.text):
            break
        below = list(following.element.iter("a"))
        if any(_is_headline(link) for link in below):
            return []
        names += [squeeze(link.text_content()) for link in below]
    if not names and (said := _TEXT_TAGS.fullmatch(block.text)):
        names = [squeeze(name) for name in said["tags"].split(",") if name.strip().lower() not in _NO_TAGS]
    return names


def _is_headline(link: HtmlElement) -> bool:
    """True for a link too long for a tag that does not lead to one."""
    return len(squeeze(link.text_content())) > _MAX_TAG and not _is_tag_link(link)


def _tags_in_box(page: Page, title: str | None, rules: Rules) -> list[str]:
    """Tags without a label: short links below the headline whose box, relation or addresses are called after tags."""
    blocks, root = page.blocks, page.selector.root
    links_of: dict[HtmlElement, list[HtmlElement]] = {}  # collected once for all lines of an element
    for place in headline_places(page, title):
        for block in blocks[place + 1 : end_of_article(root, blocks, place + 1)]:
            if block.element not in links_of:
                links_of[block.element] = links = list(block.element.iter("a"))
                # WordPress: "tag", and "category tag" for sections.
                related = [link for link in links if (link.get("rel") or "").split() == ["tag"]]
                # A card shows a tag of its own beside its headline.
                if related and not any(_is_headline(link) for link in links if link not in related):
                    return _tag_names([squeeze(link.text_content()) for link in related], rules)
            links = links_of[block.element]
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
