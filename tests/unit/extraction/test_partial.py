"""If these fail, a layout that was learnt from three pages loses what the fourth one has besides."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from crawler.extraction.layout import Layout
from tests.unit.extraction.article import LEAD, LONG1, LONG2, TITLE, lines, read, text_of

LEARNT = Layout(
    id="hoc-2026",
    since=date(2026, 1, 1),
    partial=True,
    title=("h1.tieude",),
    body=("div.noidung",),
    summary=("p.sapo",),
)
TEXT = f"<div class=noidung>{lines(LONG1, LONG2)}</div>"
PAGE = (
    f"<div class=bai><h1 class=tieude>{TITLE}</h1><div class=gioithieu>{LEAD}</div><img src=/dau.jpg alt=''>{TEXT}"
    "<p class=ky>Tác giả: Trần Văn An</p><p class=tep><a href=/kh.pdf>Kế hoạch</a></p></div>"
)


def test_what_no_selector_finds_is_read_as_without_a_layout() -> None:
    """Lead, picture, author and file of the first article that has them."""
    found = read("", PAGE, LEARNT)
    assert (found.layout, found.via["body"]) == ("hoc-2026", "hoc-2026:div.noidung")
    assert (found.summary, found.authors) == (LEAD, ["Trần Văn An"])
    assert [image.url for image in found.images] == ["https://vidu.gov.vn/dau.jpg"]
    assert [file.url for file in found.attachments] == ["https://vidu.gov.vn/kh.pdf"]
    assert text_of(found) == [LONG1, LONG2]


def test_a_layout_that_a_person_wrote_is_believed_where_it_finds_nothing() -> None:
    """Machine descriptions are cut-off copies of the text: a known layout without a lead has none."""
    found = read("", PAGE, replace(LEARNT, partial=False))
    assert (found.summary, found.authors, found.images, found.attachments) == (None, [], [], [])


def test_what_a_selector_finds_comes_first() -> None:
    """The layout would be of no use where the generic reader is wrong."""
    found = read("", PAGE.replace("<img", f"<p class=sapo>{LEAD} Ai cũng vui.</p><img"), LEARNT)
    assert found.via["summary"] == "hoc-2026:p.sapo"


def test_a_text_within_a_side_box_is_read_all_the_same() -> None:
    """Some themes put the article into an element that is called after something else."""
    found = read("", f"<h1 class=tieude>{TITLE}</h1><aside>{TEXT.replace(LONG1, LONG1[:60])}</aside>", LEARNT)
    assert found.layout == "hoc-2026"


def test_pictures_with_nothing_but_their_author_are_an_article_without_text() -> None:
    """An infographic's text would be the name of whoever drew it."""
    told = {"@type": "NewsArticle", "headline": TITLE, "author": {"name": "Trần An"}}
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    drawn = f"<h1 class=tieude>{TITLE}</h1><div class=noidung><p><img src=/to.jpg></p><p>Trần An</p></div>"
    found = read(head, drawn, LEARNT)
    assert (found.body, found.authors, len(found.images)) == ("", ["Trần An"], 1)
