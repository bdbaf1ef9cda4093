"""The dates that a page shows beside its headline.

Pages are full of other dates: their clock, those of side lists, of comments, of the press licence and of the events
that the text tells of. A line counts only if it is nothing but a date with its label, counters and names, stands near
the headline and not in a box of its own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from itertools import pairwise, takewhile

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.fields import LINES_AFTER_TITLE, MAX_FIELD_TEXT, Found, headline_places
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.extraction.tree import link_share
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.dates import VIETNAM, ReadDate, read_date, read_date_line
from crawler.text.time_marks import is_machine_time, is_relative_time
from crawler.text.unicode import squeeze

_LINES_BEFORE_TITLE = 6  # the date line may stand above the headline (baocantho, SITE-FACTS 6.5, A)
_PROSE = 120  # characters; no line about the article is as long
_HEADLINE_LINK = 20  # characters; links beside a date that are as long are headlines of other articles
_CLOCK = re.compile(r"clock|time-?now|today|current-?(?:date|time)|dong-?ho|(?:^|[\s_-])(?:nav|menu)(?:$|[\s_-])", re.I)
_SIDE_LIST = re.compile(
    r"relat|lien-?quan|other-?(?:news|post|article|list|tin)|tin-?khac|sidebar"
    r"|comment|binh[-_]?luan|y[-_]?kien|phan[-_]?hoi|feedback",
    re.I,
)
_CAPTION = re.compile(r"caption|img-?desc|chu[-_]?thich", re.I)
_IMPRINT = re.compile(r"giấy phép|bản quyền|chịu trách nhiệm|cơ quan chủ quản", re.IGNORECASE)
_MAX_LABEL = 40  # characters; longer lines before a date say more than what it is
_ANY_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}")
# What is called a day or a time and is no publication is an event or a deadline.
_CALLED_TIME = re.compile(r"(?:ngày|giờ|hạn|thời (?:gian|hạn|điểm)|lịch(?! sử)|deadline)\b", re.IGNORECASE)
_CHRONICLE = 40  # lines among which the second entry of a chronicle is looked for
_CHANGED = re.compile(r"updated|modified", re.IGNORECASE)


def date_lines_near(page: Page, layout: Layout | None, title: str | None) -> Iterator[tuple[Found[ReadDate], bool]]:
    """Dates shown beside the headline, nearest first below it, then above; true for one above it."""
    bodies = bodies_of(page, layout)
    places = {block: place for place, block in enumerate(page.blocks)}
    chronicles = set()
    for block, headline, above in lines_near(page, title):
        dates = list(_dates(block, page, above))
        if not dates or is_furniture(block.element, headline, bodies):
            continue
        place = places[block]
        if not above and _opens_chronicle(page, place):
            chronicles.add(_shape(block))
        if _shape(block) in chronicles:
            continue
        label = _label_above(page, place, headline)
        for found in dates:
            told = label if label and " ".join(block.parts).startswith(found.raw) else None
            date = _as_called(found.value, found.raw, told, page) if told else found.value
            if date:
                yield dataclasses.replace(found, value=date), above


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
        if box.tag in ("figure", "figcaption") or _CAPTION.search(label):
            return True  # when a picture was taken
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
    date = read_date_line(whole, now=page.fetched_at) if not is_machine_time(whole) else None
    if date and len(block.parts) == 1:
        yield _of_time_element(block, 0, date, page) or Found(date, "text:date-line", whole)
        return
    pieces = block.parts if len(whole) <= MAX_FIELD_TEXT and not whole.endswith(".") else []
    read: list[Found[ReadDate]] = []
    places: list[int] = []
    for place, piece in enumerate(pieces):
        # No reader is shown "2025-03-05T08:15:00+07:00": that is machine data whose hiding style was not seen.
        said = None if is_machine_time(piece) else read_date_line(piece, now=page.fetched_at)
        if said is None and not above and is_relative_time(piece):
            said = read_date(piece, now=page.fetched_at)
        if said:
            places.append(place)
            said = _called_beside(pieces, place, said, page)
        if said:
            read.append(_of_time_element(block, place, said, page) or Found(said, "text:date-line", piece))
    if date and not (read and len(read) > 1):
        yield Found(date, "text:date-line", whole)
    # The first and the last day of an event say nothing of the article.
    between = (" ".join(pieces[one : other + 1]) for one, other in pairwise(places))
    if all(read_date(line, now=page.fetched_at) for line in between):
        yield from read


def _called_beside(pieces: list[str], place: int, date: ReadDate, page: Page) -> ReadDate | None:
    """The date of a piece with the label that stands in the pieces before it; none if they call it another thing's."""
    line = pieces[place]
    for before in reversed(pieces[:place]):
        if read_date_line(before, now=page.fetched_at):
            break  # what stands before another date belongs to that one
        joined = read_date_line(f"{before} {line}", now=page.fetched_at)
        if joined is None:
            return _as_called(date, line, before, page)
        line, date = f"{before} {line}", dataclasses.replace(date, label=joined.label)
    return date


def _as_called(date: ReadDate, line: str, label: str, page: Page) -> ReadDate | None:
    """The date of *line* under a *label* in an element of its own; none if that names a deadline or an event."""
    if len(label) > _MAX_LABEL or _ANY_DAY.search(label) or not any(map(str.isalpha, label)):
        return date
    joined = read_date_line(f"{label} {line}", now=page.fetched_at)
    if joined:
        return dataclasses.replace(date, label=joined.label)
    called = _CALLED_TIME.match(label) or read_date(f"{label} {line}", now=page.fetched_at) is None
    return None if called else date


def _label_above(page: Page, place: int, headline: HtmlElement) -> str | None:
    """The line before a date, which may say what the date is: neither headline nor link."""
    if not place:
        return None
    before = page.blocks[place - 1]
    return before.text if before.element is not headline and not link_share(before) else None


def _opens_chronicle(page: Page, place: int) -> bool:
    """True for a day over a paragraph, if other days stand over paragraphs in the same way."""
    first = page.blocks[place]
    day = read_date_line(first.text, now=page.fetched_at)
    below = takewhile(_is_article_still, page.blocks[place + 1 : place + 1 + _CHRONICLE])
    told = False
    for line, after in pairwise(below) if day and day.label is None else ():
        if line.element.getparent() is not first.element.getparent():
            continue
        other = None
        if told and len(after.text) >= _PROSE and _shape(line) == _shape(first):
            other = read_date_line(line.text, now=page.fetched_at)
        if day and other and not same_day(day, other):
            return True
        told = told or len(line.text) >= _PROSE
    return False


def _shape(block: Block) -> tuple[HtmlElement | None, str, str | None]:
    return block.element.getparent(), block.element.tag, block.element.get("class")


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
