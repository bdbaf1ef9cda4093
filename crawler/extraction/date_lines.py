"""The dates that a page shows beside its headline.

Pages are full of other dates: their clock, those of side lists, of comments, of the press licence and of the events
that the text tells of. A line counts only if it is nothing but a date with its label, counters and names, stands near
the headline and not in a box of its own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from itertools import takewhile

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.fields import LINES_AFTER_TITLE, MAX_FIELD_TEXT, Found, headline_places
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.dates import VIETNAM, ReadDate, read_date, read_date_line
from crawler.text.unicode import squeeze

_LINES_BEFORE_TITLE = 6  # the date line may stand above the headline (baocantho, SITE-FACTS 6.5, A)
_PROSE = 120  # characters; no line about the article is as long
_HEADLINE_LINK = 20  # characters; links beside a date that are as long are headlines of other articles
_CLOCK = re.compile(r"clock|time-?now|today|current-?(?:date|time)|dong-?ho|(?:^|[\s_-])(?:nav|menu)(?:$|[\s_-])", re.I)
_SIDE_LIST = re.compile(r"relat|lien-?quan|other-?(?:news|post|article|list|tin)|tin-?khac|sidebar|comment", re.I)
_IMPRINT = re.compile(r"giấy phép|bản quyền|chịu trách nhiệm|cơ quan chủ quản", re.IGNORECASE)
_MACHINE_TIME = re.compile(r"\d{4}-\d\d-\d\d[T+]\S*")
_RELATIVE = re.compile(r"(?:(?:cập nhật|đăng)\s)?(?:khoảng )?\d{1,3} (?:phút|giờ|tiếng|ngày) trước", re.IGNORECASE)
_CHANGED = re.compile(r"updated|modified", re.IGNORECASE)


def date_lines_near(page: Page, layout: Layout | None, title: str | None) -> Iterator[tuple[Found[ReadDate], bool]]:
    """Dates shown beside the headline, nearest first below it, then above; true for one above it."""
    bodies = bodies_of(page, layout)
    for block, headline, above in lines_near(page, title):
        dates = list(_dates(block, page, above))
        if dates and not is_furniture(block.element, headline, bodies):
            for found in dates:
                yield found, above


def lines_near(page: Page, title: str | None) -> Iterator[tuple[Block, HtmlElement, bool]]:
    """The blocks after and before the headline, with its element; true for a block above it."""
    blocks = page.blocks
    for place in headline_places(page, title):
        headline = blocks[place].element
        if len(blocks[place].parts) > 1:
            yield blocks[place], headline, False
        prose = 0
        for block in takewhile(_is_article_still, blocks[place + 1 : place + 1 + LINES_AFTER_TITLE]):
            prose += len(block.text) >= _PROSE
            if prose > 1:
                break  # after the lead the text has begun: its dates are those of what it tells
            yield block, headline, False
        for block in reversed(blocks[max(0, place - _LINES_BEFORE_TITLE) : place]):
            yield block, headline, True


def bodies_of(page: Page, layout: Layout | None) -> set[HtmlElement]:
    """Where the article's text stands: a date in it is one that the article tells of."""
    return {element for element, _ in page.elements(layout.body)} if layout else set()


def same_day(one: ReadDate, other: ReadDate) -> bool:
    """True if both fall on one day in Vietnam."""
    return one.value.astimezone(VIETNAM).date() == other.value.astimezone(VIETNAM).date()


def is_today(page: Page, date: ReadDate) -> bool:
    """True for the day of the fetch: above the headline stands the page's clock as well."""
    return same_day(date, ReadDate(page.fetched_at, "day"))


def is_furniture(element: HtmlElement, headline: HtmlElement, foreign: set[HtmlElement]) -> bool:
    """True for a line of a page's head, menu, clock or side list, or in *foreign*: boxes without the headline."""
    holders = {headline, *headline.iterancestors()}
    for box in (element, *element.iterancestors()):
        if box in holders:
            return False
        label = f"{box.get('class') or ''} {box.get('id') or ''}"
        if box.tag in ("nav", "aside") or _CLOCK.search(label) or _SIDE_LIST.search(label):
            return True
        # The header and footer of an article (Drupal) are none of the page.
        if box.tag in ("header", "footer") and not any(
            above.tag in ("article", "main") for above in box.iterancestors()
        ):
            return True
        if box in foreign or _is_link_list(box):
            return True
    return False


def _dates(block: Block, page: Page, above: bool) -> Iterator[Found[ReadDate]]:
    """The date of a line, else those of its pieces that are nothing but a date: beside them stand counters, names."""
    whole = " ".join(part for part in block.parts if not is_noise_line(part)) or block.text
    date = read_date_line(whole, now=page.fetched_at) if not _MACHINE_TIME.fullmatch(whole) else None
    if date and len(block.parts) == 1:
        yield _of_time_element(block, 0, date, page) or Found(date, "text:date-line", whole)
        return
    pieces = block.parts if len(whole) <= MAX_FIELD_TEXT and not whole.endswith(".") else []
    read = []
    for place, piece in enumerate(pieces):
        # No reader is shown "2025-03-05T08:15:00+07:00": that is machine data whose hiding style was not seen.
        said = None if _MACHINE_TIME.fullmatch(piece) else read_date_line(piece, now=page.fetched_at)
        if said is None and not above and _RELATIVE.fullmatch(piece):
            said = read_date(piece, now=page.fetched_at)
        if said:
            read.append(_of_time_element(block, place, said, page) or Found(said, "text:date-line", piece))
    if date and not (read and len(read) > 1):
        yield Found(date, "text:date-line", whole)
    yield from read


def _of_time_element(block: Block, place: int, shown: ReadDate, page: Page) -> Found[ReadDate] | None:
    """What ``<time datetime>`` says of the shown day, or that it is called the time of the last change."""
    nodes = [(element, part) for element, part in block.nodes if squeeze(getattr(element, part))]
    element, part = nodes[place]
    holder = element if part == "text" else element.getparent()
    for box in [holder, *list(holder.iterancestors())[:1]]:
        label = f"{box.get('class') or ''} {box.get('itemprop') or ''}"
        exact = read_date(box.get("datetime") or "", now=page.fetched_at) if box.tag == "time" else None
        date = exact if exact and exact.precision != "day" and same_day(exact, shown) else shown
        if _CHANGED.search(label) and "published" not in label.lower():
            return Found(dataclasses.replace(date, label="updated"), "text:date-line", block.parts[place])
        if date is exact and (shown.precision == "day" or _same_minute(exact, shown)):
            return Found(dataclasses.replace(date, label=shown.label), "text:time-element", block.parts[place])
    return None


def _same_minute(one: ReadDate, other: ReadDate) -> bool:
    return one.value.replace(second=0) == other.value.replace(second=0)


def _is_article_still(block: Block) -> bool:
    """False from the first line on that begins a side list, comments or the imprint."""
    return not is_tail_label(block.text) and not _IMPRINT.search(block.text)


def _is_link_list(box: HtmlElement) -> bool:
    """True for an entry of a list of articles, or the list: beside the date stand headlines that are links."""
    links = [text for text in (squeeze(a.text_content()) for a in box.iter("a")) if text and not is_noise_line(text)]
    if box.tag == "li" and links:
        return True
    headlines = sum(len(text) for text in links if len(text) >= _HEADLINE_LINK and text.count(" ") > 2)
    return 2 * headlines > len(squeeze(box.text_content()))
