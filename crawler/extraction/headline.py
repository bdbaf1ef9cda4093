"""The headline: by layout, by what machines are told, else by the look of the page.

A page without a headline would be rejected, and a wrong one is worse: the visible line must be proved by the page's
title, by its address, or by its place over date and text.
"""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.fields import Found, Rules, trusted, via_layout
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.extraction.structured import BEFORE_SITE_NAME
from crawler.extraction.tree import link_share
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.dates import read_date_line
from crawler.text.unicode import fold_marks, fold_punctuation, squeeze

_SHORT_LINE = 10  # characters; shorter lines are names of categories
_MIN_SLUG = 15  # characters; shorter ones are names of categories
_MAX_HEADLINE = 300  # characters
_ORDINARY_HEADLINE = 40  # characters; of two lines as well proved the one of such a length is the headline
_MIN_PROSE = 60  # characters of an unlinked paragraph
# What stands over every official document: state, motto, office.
_HEAD = re.compile(
    r"cộng h(?:òa|oà) xã hội chủ nghĩa|độc lập\b|(?:uỷ|ủy) ban nhân dân|hội đồng nhân dân"
    r"|(?:cổng|trang) (?:thông tin|tin|ttđt)|báo điện tử",
    re.IGNORECASE,
)
_MIN_SPACES = 4  # a headline says something; shorter lines are names of boxes
_NUMBERED = re.compile(r"(?:[IVX]+|\d+|[a-z])[.)]\s")
_KIND = re.compile(r"^\[[^\[\]]{2,20}\]\s*")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
_CALLED_TITLE = re.compile(r"title|tieu-?de|headline|subject", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4")
_MARKS = ("b", "strong")
_DATE_WITHIN = 3  # lines below the headline
_PROSE_WITHIN = 12
_PROOF = 2


def read_title(page: Page, layout: Layout | None, rules: Rules) -> Found[str] | None:
    """Headline on one line, without the site's name."""
    if layout:
        for match in page.matches(layout.title):
            if _is_own_name(match.text, rules):
                continue  # the logo may be an h1
            return Found(match.text, via_layout(layout, match.selector), match.text)
    for said in trusted(page.structured.title(), rules):
        if _is_own_name(said.value, rules):
            continue
        # Machine titles often end in the site's name, or begin with the kind of article ("[Ảnh]").
        shown = _headline_in(page, said.value) or _headline_in(page, _KIND.sub("", said.value))
        return Found(_line(shown) if shown else said.value, said.via, said.value)
    # No machine title: the <title> tells which line is the headline (the first h1 may be the category).
    shown = _headline_in(page, squeeze(page.selector.css("title").xpath("string()").get()))
    if shown and not _is_own_name(_line(shown), rules):
        return Found(_line(shown), "text:h1" if shown.element.tag == "h1" else "text:title", shown.text)
    slug = _slug_line(page)
    if slug:
        return Found(slug, "text:address", slug)
    headings = [match.text for match in page.matches(("h1",)) if not _is_own_name(match.text, rules)]
    placed = _line_over_date_and_text(page, rules)
    if placed:
        return Found(placed, "text:headline-line", placed)
    # A page's only h1 may be the name of the site.
    only = headings[0] if len(headings) == 1 and not _HEAD.match(headings[0]) else None
    return Found(only, "text:h1", only) if only else None


def _slug_line(page: Page) -> str | None:
    """The visible line that the page's address spells without marks: most families make the address of the headline."""
    # The last folder: the ones before it spell categories.
    path = unquote(urlsplit(page.url).path).lower().rstrip("/").rsplit("/", 1)[-1]
    for block in page.blocks:
        for line in dict.fromkeys((_line(block), *block.parts)):
            slug = _NO_SLUG.sub("-", fold_marks(line)).strip("-")
            if len(slug) >= _MIN_SLUG and re.search(rf"(?:^|[/-]){re.escape(slug)}(?:$|[/.-])", path):
                return line
    return None


def _is_own_name(text: str, rules: Rules) -> bool:
    said = fold_punctuation(text).casefold()
    return any(said == fold_punctuation(squeeze(name)).casefold() for name in rules.own_names)


def _headline_in(page: Page, said: str) -> Block | None:
    """The visible line (a heading, else the longest) that *said* is but for the site's name behind a dash or bar."""
    told = fold_punctuation(said).casefold()
    found = None
    best = (False, 0)
    for block in page.blocks:
        # A list item that is a link is an entry of the menu, and a tab may be called after it.
        line = fold_punctuation(block.text if link_share(block) else _line(block)).casefold()
        if len(line) <= _SHORT_LINE or not told.startswith(line):
            continue
        rest = told[len(line) :].strip()
        if rest and not rest.startswith(BEFORE_SITE_NAME):
            continue
        rank = (block.element.tag in _HEADINGS and link_share(block) == 0, len(block.text))
        if found is None or rank > best:
            found, best = block, rank
    return _without_section(page, found) if found else None


def _without_section(page: Page, headline: Block) -> Block:
    """The heading that says what *headline* says before a dash, if a link of the page names what stands behind it."""
    links = {fold_punctuation(_line(block)).casefold() for block in page.blocks if link_share(block) == 1}
    said = fold_punctuation(_line(headline)).casefold()
    for block in page.blocks:
        line = fold_punctuation(_line(block)).casefold()
        if block.element.tag not in _HEADINGS or not said.startswith(line) or len(line) < _MIN_SLUG:
            continue
        rest = said[len(line) :].strip()
        section = rest.lstrip("".join(BEFORE_SITE_NAME)).strip()
        if section != rest and section in links and not link_share(block):
            return block
    return headline


def _line_over_date_and_text(page: Page, rules: Rules) -> str | None:
    """The best proved of the lines over the text: a heading, bold, or called a title, with the date below it."""
    blocks = page.blocks
    best: tuple[int, int, str] = (0, 0, "")
    for place, block in enumerate(blocks):
        text = _line(block)
        if text.count(" ") < _MIN_SPACES or _NUMBERED.match(text):
            continue
        if not _MIN_SLUG <= len(text) <= _MAX_HEADLINE or text.endswith((".", ":", ";")) or is_tail_label(text):
            continue
        marks = _look(block)
        if not marks or link_share(block) > 0 or is_noise_line(text) or _is_own_name(text, rules) or _HEAD.match(text):
            continue
        line, dated = _without_date(block, page)
        below = blocks[place + 1 : place + 1 + _PROSE_WITHIN]
        dated = dated or any(_is_date(near, page) for near in below[:_DATE_WITHIN])
        told = any(len(near.text) >= _MIN_PROSE and link_share(near) == 0 for near in below)
        proof = (marks + 2 * dated, min(len(line), _ORDINARY_HEADLINE))
        if told and proof[0] >= _PROOF and proof > best[:2]:
            best = (*proof, line)
    return best[2] or None


def _look(block: Block) -> int:
    """How much a line looks like a headline: heading, bold as a whole, called a title."""
    shown = [(element, part) for element, part in block.nodes if squeeze(getattr(element, part))]
    holders = [element if part == "text" else element.getparent() for element, part in shown]
    near: list[HtmlElement] = [*holders[:1], block.element, *islice(block.element.iterancestors(), 1)]
    called = any(_CALLED_TITLE.search(f"{box.get('class') or ''} {box.get('id') or ''}") for box in near)
    bold = bool(holders) and all(
        any(box.tag in _MARKS for box in [holder, *islice(holder.iterancestors(), 2)]) for holder in holders
    )
    tag = block.element.tag
    return 2 * called + int(bold) + int(tag in _HEADINGS) + int(tag == "h1")


def _without_date(block: Block, page: Page) -> tuple[str, bool]:
    """A line without the date in small print behind it, and whether there was one."""
    parts = block.parts
    if len(parts) > 1 and read_date_line(parts[-1], now=page.fetched_at):
        return squeeze(" ".join(parts[:-1])), True
    return _line(block), False


def _line(block: Block) -> str:
    """A block's text without the bullet before a list item: that is ours, and no page shows it."""
    if not (block.nodes and block.text.startswith("- ")):
        return block.text
    return squeeze("".join(getattr(element, part) for element, part in block.nodes))


def _is_date(block: Block, page: Page) -> bool:
    pieces = (" ".join(block.parts) or block.text, *block.parts)
    return any(read_date_line(piece, now=page.fetched_at) for piece in pieces)
