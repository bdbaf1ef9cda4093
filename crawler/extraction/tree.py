"""Small steps on a tree of HTML that several readers need.

None of them takes time for the whole tree per element: a page of 20,000 small elements must not hold up the crawl.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import cast

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement

from crawler.extraction.blocks import BLOCK_TAGS, Block
from crawler.text.unicode import squeeze

_KEPT_EMPTY = ("td", "th", "body")  # an emptied cell still holds its column's place


def select(root: HtmlElement, selectors: Collection[str]) -> Iterator[HtmlElement]:
    """Yield what the selectors find below *root*, selectors in order."""
    for selector in selectors:
        for found in find_all(root, selector):
            if found is not root:
                yield found


def find_all(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements at and below *root* that a CSS selector means, in page order."""
    return cast(list[HtmlElement], _compiled(selector)(root))


@lru_cache(maxsize=512)
def _compiled(selector: str) -> CSSSelector:
    """Translating a selector anew for each page costs more than finding what it means."""
    return CSSSelector(selector, translator="html")


def remove(element: HtmlElement) -> None:
    """Take *element* out of its tree; the text after it stays."""
    parent = element.getparent()
    if parent is None:
        return
    if not element.tail:
        parent.remove(element)
    elif isinstance(element.tag, str):
        # Joining the text after it to the text before it would copy all of it once per removed element.
        parted = element.tag in BLOCK_TAGS and element.tail.strip()
        element.clear(keep_tail=True)
        element.tag = "br" if parted else "span"
    else:
        stand_in = parent.makeelement("span")
        stand_in.tail = element.tail
        parent.replace(element, stand_in)


def is_below(element: HtmlElement, root: HtmlElement) -> bool:
    """True if *element* still stands somewhere below *root*."""
    return any(ancestor is root for ancestor in element.iterancestors())


def count_texts(root: HtmlElement) -> dict[HtmlElement, int]:
    """How many texts (not blank) and frames each element at or below *root* holds, its own tail left out."""
    counts: dict[HtmlElement, int] = {}
    for element in reversed(list(root.iter())):  # children come before their parents
        if isinstance(element.tag, str):
            counts[element] = counts.get(element, 0) + bool(element.text and element.text.strip())
            counts[element] += element.tag in ("iframe", "embed")
        parent = element.getparent()
        if element is not root and parent is not None:
            counts[parent] = (
                counts.get(parent, 0) + counts.get(element, 0) + bool(element.tail and element.tail.strip())
            )
    return counts


def link_share(block: Block) -> float:
    """How much of a block's text stands in links, 0 to 1."""
    if not block.nodes:
        linked = sum(len(link.text_content()) for link in block.element.iter("a"))
        return min(1.0, linked / len(block.text))
    whole = linked = 0
    for element, part in block.nodes:
        length = len("".join((getattr(element, part) or "").split()))
        holder = element if part == "text" else element.getparent()
        whole += length
        if length and (holder.tag == "a" or next(holder.iterancestors("a"), None) is not None):
            linked += length
    return linked / whole if whole else 0.0


def links_of(block: Block) -> list[HtmlElement]:
    """The links in which text of *block* stands, not those of other lines of its element."""
    if not block.nodes:
        return list(block.element.iter("a"))
    found: dict[HtmlElement, None] = {}
    for element, part in block.nodes:
        holder = element if part == "text" else element.getparent()
        link = holder if holder.tag == "a" else next(holder.iterancestors("a"), None)
        if link is not None:
            found[link] = None
    return list(found)


def prune(root: HtmlElement, holders: Collection[HtmlElement]) -> None:
    """Take those of *holders* out that hold no text and no frame, and what is empty without them."""
    counts = count_texts(root)
    done: set[HtmlElement] = set()
    for start in holders:
        holder = start
        while holder in counts and holder is not root and holder not in done and holder.tag not in _KEPT_EMPTY:
            above = holder.getparent()
            if counts[holder] or above is None:
                break
            done.add(holder)
            remove(holder)
            holder = above


def remove_blocks(root: HtmlElement, blocks: Collection[Block]) -> None:
    """Take the text of *blocks* out of the tree, with the elements that are empty then."""
    holders: list[HtmlElement] = []
    for block in blocks:
        if not block.nodes:
            remove(block.element)
        for element, part in block.nodes:
            setattr(element, part, None)
            holders.append(element if part == "text" else element.getparent())
    if blocks:
        prune(root, holders)


def cut_opening(root: HtmlElement, block: Block, opening: str) -> None:
    """Take the words *opening* off the beginning of *block*."""
    seen = ""
    for element, part in block.nodes:
        text = getattr(element, part)
        for end in range(1, len(text) + 1):
            said = squeeze(seen + text[:end])
            if said == opening:
                setattr(element, part, text[end:].lstrip())
                prune(root, [element if part == "text" else element.getparent()])
                return
            if len(said) > len(opening):
                return
        seen += text
        setattr(element, part, None)


def unwrap_page_form(root: HtmlElement) -> None:
    """Take the tags of a form off that holds most of the text: ASP.NET wraps every whole page in one."""
    forms = [form for form in root.iter("form") if form is not root]
    whole = _shown_length(root) if forms else 0
    for form in forms:
        if 2 * _shown_length(form) > whole:
            form.drop_tag()


def _shown_length(element: HtmlElement) -> int:
    """Characters of text below *element*, without those of scripts and styles."""
    silent = sum(len(script.text or "") for script in element.iter("script", "style", "noscript"))
    return len(element.text_content()) - silent
