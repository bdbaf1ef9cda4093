"""Parts headline lines, lead, dateline, text and signature from each other, so that none is lost or doubled."""

from __future__ import annotations

import re
from itertools import takewhile

from lxml.html import HtmlElement

from crawler.extraction.blocks import Block
from crawler.extraction.body import Body
from crawler.extraction.fallback import Holder
from crawler.extraction.fields import Rules, headline_places, is_headline, read_byline_beside, read_stated_authors
from crawler.extraction.layout import Layout
from crawler.extraction.media import each_once
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted, attempt
from crawler.extraction.surroundings import files_in, is_about, is_set_off, lead_above, people_in
from crawler.text.bylines import Byline
from crawler.text.canonical import canonical_text
from crawler.text.datelines import split_dateline
from crawler.text.unicode import fold_punctuation

_DATELINE = re.compile(r"\w[^.:;!?]{1,30}\s?[-–—]\s*")
_PROSE = 100  # characters; no headline, byline or tool is as long
_MIN_LEAD = 40  # characters; shorter bold lines are sub-headings
_NEXT_LINES = 6  # paragraphs that show whether the opening looks like the others
_HEADING_LINES = 12  # paragraphs at the top of a generic text among which headline, date and byline are looked for


def put_body(
    out: Extracted, page: Page, body: Body, holder: Holder | None, element: HtmlElement | None, rules: Rules
) -> None:
    """Put lead, dateline, text, pictures and files; the text stands in *holder* or, by a layout, in *element*."""
    above = holder.above if holder else _lines_above(page, out.title, element)
    out.notes += body.notes
    if holder:
        _drop_heading_lines(out, page, body, holder, rules)
    if out.summary and out.title and same(out.summary, out.title):
        out.summary = None  # a description that is the headline
        out.via.pop("summary", None)
    if out.summary is None:
        _put_lead(out, page, body, holder, above, rules)
    if body.paragraphs and out.summary and same(body.paragraphs[0], out.summary):
        told = any(same(block.text, out.summary) for block in above)  # the text begins with the lead once more
        if holder is None or told or body.paragraphs[0] in body.emphasised or is_set_off(body.blocks):
            body.drop_first()
        else:
            # A machine description that repeats an ordinary first paragraph is no lead of its own.
            out.summary = None
            out.via.pop("summary", None)
    if out.summary:
        out.dateline, out.summary = split_dateline(out.summary, rules.own_names)
        if out.dateline is None:
            out.dateline, out.summary = _untold_opening(page, out.summary)
    dateline = body.take_dateline()
    if out.dateline or dateline:
        out.via["dateline"] = out.via["summary" if out.dateline else "body"]
    out.dateline = out.dateline or dateline
    out.body = "\n\n".join(p for p in body.paragraphs if p)
    out.body_html = body.html
    out.images = body.images
    out.attachments = body.attachments
    if holder and (below := list(files_in(holder.below, page, rules.own_names))):
        out.attachments = list(each_once([*out.attachments, *below]))
    if out.images:
        out.via["images"] = out.via["body"]
    if out.attachments:
        out.via["attachments"] = out.via["body"]


def _untold_opening(page: Page, lead: str) -> tuple[str | None, str]:
    """The dateline that a page shows before its lead and leaves out where machines are told the lead."""
    for said in page.structured.summary():
        stem = fold_punctuation(said.value).rstrip(". ")
        place = fold_punctuation(lead).find(stem) if len(stem) > _MIN_LEAD else 0
        if place > 0 and _DATELINE.fullmatch(lead[:place]):
            return lead[:place].strip(), lead[place:]
    return None, lead


def _lines_above(page: Page, title: str | None, element: HtmlElement | None) -> list[Block]:
    """The lines between the headline and *element*, which holds the text."""
    for place in headline_places(page, title):
        lines = list(takewhile(lambda block: not _is_in(block.element, element), page.blocks[place + 1 :]))
        if len(lines) < len(page.blocks) - place - 1:
            return lines
    return []


def _is_in(element: HtmlElement, box: HtmlElement | None) -> bool:
    return element is box or any(above is box for above in element.iterancestors())


def _put_lead(out: Extracted, page: Page, body: Body, holder: Holder | None, above: list[Block], rules: Rules) -> None:
    if body.lead:
        out.summary, out.via["summary"] = body.lead, out.via["body"]
    elif lead := lead_above(above, page.fetched_at, rules.own_names, surely=holder is None):
        out.summary, out.via["summary"] = lead, "text:above-body"
    elif _is_lead(body, holder):
        out.summary, out.via["summary"] = body.paragraphs[0], "text:emphasised-opening"
        body.drop_first()


def _drop_heading_lines(out: Extracted, page: Page, body: Body, holder: Holder, rules: Rules) -> None:
    """A generic holder may begin with headline, date and byline: those are fields of their own."""
    blocks = body.blocks[:_HEADING_LINES]
    title = out.title or ""
    # The trail above the headline may end with it.
    places = [i for i, block in enumerate(blocks) if title and (same(block.text, title) or is_headline(block, title))]
    place = places[-1] if places else -1
    if any(len(block.text) >= _PROSE and block.text not in (title, out.summary) for block in blocks[: max(place, 0)]):
        place = -1  # text stands above this line: it only repeats the headline
    end = place + 1
    while end < len(blocks) and is_about(blocks[end], page.fetched_at, rules.own_names):
        end += 1
    for block in blocks[:end]:
        _ = block.parts  # read before the line is taken out of the tree
    holder.above += blocks[:end]
    body.drop_first(end)


def _is_lead(body: Body, holder: Holder | None) -> bool:
    """A set-apart opening is a lead, not a sub-heading, if it is a whole sentence (nbtv sample, SITE-FACTS 2c, A)."""
    if len(body.paragraphs) < 2:
        return False
    if body.paragraphs[0] not in body.emphasised and not (holder and is_set_off(body.blocks)):
        return False
    alike = [text for text in body.paragraphs[1:_NEXT_LINES] if text in body.emphasised and len(text) > _MIN_LEAD]
    if sum(not text.endswith("?") for text in alike) > 1:
        return False  # a text all in bold or italics
    if split_dateline(body.paragraphs[0])[1].startswith(("Kính gửi", "(")):
        return False
    return len(body.paragraphs[0]) > _MIN_LEAD and body.paragraphs[0].endswith((".", "!", "…"))


def same(one: str, other: str) -> bool:
    return canonical_text(one).casefold() == canonical_text(other).casefold()


def put_people(
    page: Page, layout: Layout | None, rules: Rules, out: Extracted, body: Body | None, holder: Holder | None
) -> None:
    beside = attempt(out, "authors", lambda: read_byline_beside(page, layout, rules)) if layout else None
    said: list[tuple[Byline | None, str]] = [(beside.value, beside.via)] if beside else []
    if not beside or not beside.value.authors:
        stated = attempt(out, "authors", lambda: read_stated_authors(page, rules))
        said += [(stated.value, stated.via)] if stated else []
    if body:
        said.append((body.byline, "text:signature"))
    if holder:
        said.append((people_in(holder.above, page.fetched_at, rules.own_names), "text:byline"))
        said.append((people_in(holder.below, page.fetched_at, rules.own_names, below=True), "text:signature"))
    out.via.pop("authors", None)
    for byline, via in said:
        if byline and byline.authors and not out.authors:
            out.authors, out.via["authors"] = list(byline.authors), via
        if byline and byline.source and not out.source_credit:
            out.source_credit, out.via["source_credit"] = byline.source, via
    if body and out.authors:
        _drop_signatures(out, body)


def _drop_signatures(out: Extracted, body: Body) -> None:
    """Names that end the text, one a line, are the signature if the page names them as its authors elsewhere."""
    names = {canonical_text(name).casefold() for name in out.authors}
    count = 0
    least = 0 if body.images else 1  # pictures with nothing but who made them are an article without text
    while count < len(body.paragraphs) - least and canonical_text(body.paragraphs[-1 - count]).casefold() in names:
        count += 1
    if count:
        body.drop_last(count)
        out.body, out.body_html = "\n\n".join(body.paragraphs), body.html
