"""If these fail, text that readers see is lost, or what nobody sees (templates, copies for printing) is stored."""

from __future__ import annotations

import pytest

from crawler.extraction.visibility import holds_prose, is_hidden, unhide
from tests.unit.extraction.article import (
    HEAD,
    LONG1,
    LONG2,
    LONG3,
    P1,
    P2,
    P3,
    TITLE,
    known_fault,
    lines,
    read,
    read_generic,
    text_of,
)
from tests.unit.extraction.reading import body, element


@pytest.mark.parametrize(
    "mark",
    [
        "hidden",
        "style='display:none'",
        "style='color:red; DISPLAY : NONE'",
        "style='visibility:hidden'",
        "class=d-none",
        "class='box sr-only'",
        "class=visually-hidden",
        "class=screen-reader-text",
        "class=element-invisible",
        "class='hidden print:block'",
    ],
)
def test_what_the_markup_hides_is_not_read(mark: str) -> None:
    """Texts of loaders, templates and machine data stood in the middle of articles."""
    assert is_hidden(element(f"<div {mark}>x</div>"))
    assert body(f"{lines(P1, P2)}<div {mark}>Đang xử lý yêu cầu</div>").paragraphs == [P1, P2]


@pytest.mark.parametrize(
    "mark",
    [
        "class='d-none d-md-block'",
        "class='hidden md:flex'",
        "class='hidden-xs'",
        "class='hidden visible-lg'",
        "class=hidehead",
        "style='display:block'",
        "style='overflow:hidden'",
        "style='opacity:1'",
        "aria-hidden=true",
        "class='not-sr-only'",
        "id=hidden",
    ],
)
def test_what_only_telephones_hide_is_read(mark: str) -> None:
    """A wide screen shows it: it is text of the article."""
    assert not is_hidden(element(f"<div {mark}>x</div>"))
    assert body(f"{lines(P1, P2)}<div {mark}>{P3}</div>").paragraphs == [P1, P2, P3]


def test_marks_that_hide_can_be_taken_off() -> None:
    """Unfolded text keeps no sign by which a later step would drop it."""
    folded = element("<div hidden class='d-none x' style='display:none' id=more><p>x</p></div>")
    unhide(folded)
    assert not is_hidden(folded)
    assert dict(folded.attrib) == {"id": "more"}


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<div><p>{LONG1}</p></div>", True),
        (f"<p>{LONG1}</p>", True),
        ("<div><p>Đang xử lý yêu cầu</p></div>", False),
        ("<div>" + "<p>Mục</p>" * 90 + "</div>", False),
        (f"<div>{lines(P1, P2, P3)}</div>", True),
        known_fault(
            f"<div>{LONG1}<br>{LONG2}</div>", True, reason="comments and teasers in boxes stand without <p> as well"
        ),
    ],
)
def test_prose_is_told_from_templates_and_tools(markup: str, expected: bool) -> None:
    """By this a folded second half of an article is told from a form."""
    assert holds_prose(element(markup)) is expected


def test_a_folded_half_of_the_article_is_text() -> None:
    """ "Xem thêm" unfolds it: without it only the first paragraph is stored."""
    folded = f"<div style='display:none'><p>{LONG2}</p><div class=d-none><p>{LONG3}</p></div></div>"
    read = body(f"<p>{LONG1}</p>{folded}<a href=#>Xem thêm</a>")
    assert read.paragraphs == [LONG1, LONG2, LONG3]


@pytest.mark.parametrize(
    "folded",
    [
        f"<p>{LONG2}</p><p>{LONG3}</p>",
        known_fault(f"{LONG2}<br>{LONG3}", reason="without <p> a folded half looks like a hidden comment or teaser"),
    ],
)
def test_a_folded_half_is_text_on_a_page_of_no_layout(folded: str) -> None:
    """An unknown portal's long articles ended at "Xem thêm"."""
    found = read_generic(f"<p>{LONG1}</p><div style='display:none'>{folded}</div><a href=#>Xem thêm</a>")
    assert text_of(found) == [LONG1, LONG2, LONG3]


def test_a_page_that_a_script_uncovers_is_read() -> None:
    """Themes hide the column until their fonts are there: such a page has no article otherwise."""
    found = read(HEAD, f"<h1>{TITLE}</h1><div style='visibility:hidden'>{lines(LONG1, LONG2)}</div>")
    assert text_of(found) == [LONG1, LONG2]


def test_a_hidden_copy_for_printing_is_not_read_twice() -> None:
    """The article was stored twice over, and is no copy of itself elsewhere."""
    assert body(f"{lines(LONG1, LONG2)}<div class=d-none>{lines(LONG1, LONG2)}</div>").paragraphs == [LONG1, LONG2]
