"""One rule per field: which elements hold its known value, and what a layout would read of the elements of a path.

They repeat what the readers of `crawler.extraction` do with a layout's selectors; the proposed layout is read with
these readers before anybody sees it (`crawler.induction.article`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawler.extraction.fields import MAX_FIELD_TEXT
from crawler.extraction.media import attachments, image
from crawler.extraction.sections import HOME_LABELS
from crawler.induction.known import Known
from crawler.induction.paths import folded
from crawler.text.boilerplate import read_views
from crawler.text.bylines import read_byline
from crawler.text.datelines import split_dateline
from crawler.text.dates import VIETNAM, read_date

_DATES = 40  # elements of a page that are read as a date
_MAX_DATELINE = 40  # characters in front of a lead
_COUNTER = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d+")
_MOST_NODES = 8  # elements with one value that paths are made for

_TOO_WIDE = object()

Value = Hashable
Elements = Sequence[HtmlElement]


@dataclass(frozen=True, slots=True)
class Field:
    """How one field of a layout is aligned."""

    name: str
    """As in `Layout`."""
    of: str
    """As in `Extracted`: the field that the value is known from."""
    value: Callable[[Known], Value | None]
    """The known value, ``None`` if there is none."""
    nodes: Callable[[Known], Iterable[HtmlElement]]
    """Elements that hold it."""
    read: Callable[[Known, Elements, str], Value | None]
    """What a layout reads of the elements (or of an attribute of them) that a path finds."""
    single: bool = False
    """True if the path must find one element and no other."""
    many: bool = False
    """True if the value is a list, an element for each entry."""

    def nodes_of(self, known: Known) -> list[HtmlElement]:
        """The first few elements that hold the value."""
        return list(islice(self.nodes(known), _MOST_NODES))


def _title(known: Known) -> Value | None:
    return folded(known.read.title) if known.read.title else None


def _title_nodes(known: Known) -> Iterable[HtmlElement]:
    # A link with the same words stands in a list, in which the next page shows another article first.
    told = known.index.by_text.get(folded(known.read.title or ""), ())
    return (e for e in told if e.tag != "a" and next(e.iterancestors("a"), None) is None)


def _read_title(known: Known, elements: Elements, _attribute: str) -> Value | None:
    own = {folded(name) for name in known.rules.own_names}
    texts = (folded(known.index.text(element)) for element in elements)
    return next((text for text in texts if text and text not in own), None)


def _summary(known: Known) -> Value | None:
    return folded(known.read.summary) if known.read.summary else None


def _summary_nodes(known: Known) -> Iterator[HtmlElement]:
    told = folded(known.read.summary or "")
    for text, elements in known.index.by_text.items():
        if text.endswith(told) and len(text) <= len(told) + _MAX_DATELINE:
            yield from elements


def _read_summary(known: Known, elements: Elements, _attribute: str) -> Value | None:
    text = next(filter(None, map(known.index.text, elements)), None)
    if text is None:
        return None
    whole, told = folded(text), _summary(known)
    # What stands before the lead is a dateline, which the reader parts from it.
    parted = isinstance(told, str) and known.read.dateline and whole.endswith(told)
    return told if parted else folded(split_dateline(text, known.rules.own_names)[1])


def _published(known: Known) -> Value | None:
    return (known.read.published_at, known.read.published_precision) if known.read.published_at else None


def _published_nodes(known: Known) -> Iterator[HtmlElement]:
    if known.read.published_at is None:
        return
    day = known.read.published_at.astimezone(VIETNAM)
    signs = re.compile(rf"(?<!\d)0?{day.day}(?!\d).*(?<!\d)(?:{day.year}|{day.year % 100:02d})(?!\d)")
    told = re.compile(rf"{day.year}-{day.month:02d}-{day.day:02d}")
    tried = 0
    for element, text in known.index.shown.items():
        exact = element.get("datetime") or "" if element.tag == "time" else ""
        if not (told.search(exact) or (len(text) <= MAX_FIELD_TEXT and (signs.search(text) or told.search(text)))):
            continue
        tried += 1
        if tried > _DATES:
            return
        if _published(known) in (_date_of(known, exact), _date_of(known, text)):
            yield element


def _date_of(known: Known, text: str) -> Value | None:
    if not text or len(text) > MAX_FIELD_TEXT:
        return None
    date = read_date(text, now=known.page.fetched_at)
    # "Cập nhật: …" alone is when it was changed: another page may print both.
    return (date.value, date.precision) if date and date.label != "updated" else None


def _read_published(known: Known, elements: Elements, attribute: str) -> Value | None:
    texts = ((element.get(attribute) or "") if attribute else known.index.text(element) for element in elements)
    return next(filter(None, (_date_of(known, text) for text in texts)), None)


def _byline(known: Known) -> Value | None:
    read = known.read
    return (tuple(read.authors), read.source_credit) if read.authors or read.source_credit else None


def _byline_nodes(known: Known) -> Iterator[HtmlElement]:
    names = [folded(name) for name in (*known.read.authors[:1], known.read.source_credit) if name]
    for text, elements in known.index.by_text.items():
        if len(text) <= MAX_FIELD_TEXT and any(name in text for name in names):
            yield from (e for e in elements if _read_byline(known, [e], "") is not None)


def _read_byline(known: Known, elements: Elements, _attribute: str) -> Value | None:
    """Authors and source; those of them that the page gives elsewhere are counted as read."""
    authors: list[str] = []
    source: str | None = None
    for element in elements[:_MOST_NODES]:
        text = known.index.text(element)
        if len(text) <= MAX_FIELD_TEXT:
            byline = read_byline(text, own_names=known.rules.own_names)
            authors += [name for name in byline.authors if name not in authors]
            source = source or byline.source
    if not authors and not source:
        return None
    read = known.read
    whole = (authors or read.authors, source or read.source_credit)
    return (tuple(whole[0]), whole[1])


def _sections(known: Known) -> Value | None:
    return tuple(map(folded, known.read.sections)) or None


def _section_nodes(known: Known) -> Iterator[HtmlElement]:
    # The menu names the category as well: what stands nearest to the headline is the article's.
    places = [known.index.order[element] for element in _title_nodes(known)]
    for name in known.read.sections:
        entries = [e for e in known.index.by_text.get(folded(name), ()) if _is_entry(e)]
        if places and entries:
            yield min(entries, key=lambda entry: min(abs(known.index.order[entry] - place) for place in places))


def _read_sections(known: Known, elements: Elements, _attribute: str) -> Value | None:
    texts = [known.index.text(element).strip(" /»›>") for element in elements]
    names = [folded(text) for text in texts if text and text.casefold() not in HOME_LABELS]
    return tuple(dict.fromkeys(name for name in names if name != folded(known.read.title or ""))) or None


def _tags(known: Known) -> Value | None:
    return tuple(map(folded, known.read.tags)) or None


def _tag_nodes(known: Known) -> Iterator[HtmlElement]:
    texts = known.index.by_text
    for tag in known.read.tags[:2]:
        yield from (e for said in (folded(tag), f"#{folded(tag)}") for e in texts.get(said, ()) if _is_entry(e))


def _is_entry(element: HtmlElement) -> bool:
    """False for the box around an entry, which on another page holds several."""
    return element.tag in ("a", "span", "li") and (element.tag == "a" or element.find(".//a") is None)


def _read_tags(known: Known, elements: Elements, _attribute: str) -> Value | None:
    names = (known.index.text(element).lstrip("#").strip(" ,;") for element in elements)
    return tuple(dict.fromkeys(folded(n) for n in names if n and n not in known.rules.own_names)) or None


def _lead_picture_nodes(known: Known) -> Iterator[HtmlElement]:
    return (element for element, url in known.pictures.items() if url == known.lead_picture)


def _read_lead_picture(known: Known, elements: Elements, _attribute: str) -> Value | None:
    found = filter(None, (image(element, known.page.base_url) for element in elements))
    return next((picture.url for picture in found), None)


def _files(known: Known) -> Value | None:
    return frozenset(file.url for file in known.read.attachments) or None


def _file_nodes(known: Known) -> Iterator[HtmlElement]:
    wanted = {file.url for file in known.read.attachments}
    for element in known.index.order:
        if wanted and element.tag in ("a", "iframe", "embed"):
            offered = {file.url for file in attachments(element, known.page.base_url)}
            if offered & wanted:
                yield element


def _read_files(known: Known, elements: Elements, _attribute: str) -> Value | None:
    offers = [frozenset(file.url for file in attachments(e, known.page.base_url)) for e in elements]
    found = frozenset(url for urls in offers for url in urls)
    # More links than files: the next page may offer something else among them.
    return (found if sum(map(bool, offers)) * 2 > len(offers) else _TOO_WIDE) if found else None


def _view_nodes(known: Known) -> Iterator[HtmlElement]:
    if known.read.views is None:
        return
    for element, text in known.index.shown.items():
        if len(text) <= MAX_FIELD_TEXT and any(map(str.isdigit, text)) and _count(text) == known.read.views:
            yield element


def _count(text: str) -> int | None:
    views = read_views(text)
    if views is None and _COUNTER.fullmatch(text):
        views = int(text.replace(".", "").replace(",", ""))
    return views


def _read_views(known: Known, elements: Elements, _attribute: str) -> Value | None:
    counts = (_count(known.index.text(element)) for element in elements)
    return next((count for count in counts if count is not None), None)


TITLE = Field("title", "title", _title, _title_nodes, _read_title)
PUBLISHED = Field("published", "published_at", _published, _published_nodes, _read_published, single=True)
PUBLISHED_NEAR = Field("published_near", "published_at", _published, _published_nodes, _read_published)
SUMMARY = Field("summary", "summary", _summary, _summary_nodes, _read_summary)
BYLINE = Field("byline", "authors", _byline, _byline_nodes, _read_byline)
SECTIONS = Field("sections", "sections", _sections, _section_nodes, _read_sections, many=True)
TAGS = Field("tags", "tags", _tags, _tag_nodes, _read_tags, many=True)
LEAD_IMAGE = Field("lead_image", "images", lambda known: known.lead_picture, _lead_picture_nodes, _read_lead_picture)
ATTACHMENTS = Field("attachments", "attachments", _files, _file_nodes, _read_files, many=True)
VIEWS = Field("views", "views", lambda known: known.read.views, _view_nodes, _read_views)
