"""If these fail, lead, dateline or signature stand in the text as well, or a paragraph is lost to one of them."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import (
    BODY,
    HEAD,
    LAYOUT,
    LEAD,
    LONG1,
    LONG2,
    LONG3,
    P1,
    P2,
    TITLE,
    lines,
    read,
    read_generic,
    text_of,
)


def test_lead_and_dateline_are_told_from_the_text() -> None:
    """The dateline names the paper, not the news."""
    found = read("", f"<h1 class=tieude>{TITLE}</h1><p class=sapo>(QT) - {LEAD}</p>{BODY}", LAYOUT)
    assert (found.summary, found.dateline) == (LEAD, "(QT) -")
    found = read("", f"<h1 class=tieude>{TITLE}</h1><div class=noidung><p>QTO - {P1}</p><p>{P2}</p></div>", LAYOUT)
    assert (found.body, found.dateline, found.summary) == (f"{P1}\n\n{P2}", "QTO -", None)


@pytest.mark.parametrize("mark", ["Vidu.vn - ", "<b>(QT) - </b>", "<b>(QT)</b> – ", "(Vidu.vn)&nbsp;- "])
def test_the_html_holds_what_the_text_holds(mark: str) -> None:
    """Whoever shows summary and HTML printed the lead twice and the paper's name in front of the text."""
    text = f"<p><b>{LEAD}</b></p><p>{mark}{P1}</p><p>{P2}</p>"
    for layouts, head in (((LAYOUT,), f"<p class=sapo>{LEAD}</p>"), ((), "")):
        found = read(
            f"<title>{TITLE}</title>", f"<h1 class=tieude>{TITLE}</h1>{head}<div class=noidung>{text}</div>", *layouts
        )
        assert (found.summary, found.body) == (LEAD, f"{P1}\n\n{P2}")
        assert found.body_html == f"<div><p>{P1}</p><p>{P2}</p></div>"


def test_a_cut_off_description_gives_the_whole_visible_lead() -> None:
    """ "Ba thôn của xã Hòa Bình từ nay có đường…" is no summary."""
    head = f'<meta name=description content="{LEAD[:50]}...">'
    found = read(head, f"<h1>{TITLE}</h1><div class=lead><b>{LEAD}</b></div>{BODY}")
    assert found.summary == LEAD
    assert LEAD not in (found.body or "")


def test_a_description_that_repeats_the_first_paragraph_is_no_lead() -> None:
    """The first paragraph would be missing in the body."""
    found = read(f'<meta name=description content="{P1}">', f"<h1>{TITLE}</h1>{BODY}")
    assert found.summary is None
    assert found.body == f"{P1}\n\n{P2}"


# --- pages that no layout knows ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first", [f"<p><b>{LEAD}</b></p>", f"<h2>{LEAD}</h2>", f"<div class=sapo>{LEAD}</div>", f"<p><em>{LEAD}</em></p>"]
)
def test_a_set_apart_opening_is_the_lead(first: str) -> None:
    """It stood in the text, and the summary was empty."""
    found = read_generic(first + lines(LONG1, LONG2))
    assert (found.summary, text_of(found)) == (LEAD, [LONG1, LONG2])


QUESTION = "Thưa ông, cây cầu mới này có ý nghĩa như thế nào với bà con hai thôn của xã?"
ALIKE = "an opening that looks like later paragraphs is set apart from nothing"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (lines(LONG1, LONG2), 2),
        (f"<p><b>I. Kết quả</b></p>{lines(LONG1, LONG2)}", 3),
        (f"<p><b>{LEAD[:-1]}</b></p>{lines(LONG1, LONG2)}", 3),
        (f"<p><b>Ngày 5/3</b>, {LEAD}</p>{lines(LONG1, LONG2)}", 3),
        (f"<p><b>{LEAD}</b></p>", 1),
        (f"<p><b>{QUESTION}</b></p><p>{LONG1}</p>" * 3, 6),
        ("".join(f"<p><b>{text}</b></p>" for text in (LONG1, LONG2, LONG3)), 3),
        (f"<p class=MsoNormal>{LONG1}</p>{lines(LONG2, LONG3)}", 3),
        (f"<p>{LONG1}</p><table><tr><td>Tên</td><td>Điểm</td></tr><tr><td>An</td><td>9</td></tr></table>", 3),
    ],
)
def test_an_opening_like_any_other_is_text(text: str, count: int) -> None:
    """The first question of an interview was its summary, and the text began with an answer."""
    found = read_generic(text)
    assert (found.summary, len(text_of(found))) == (None, count)


@pytest.mark.parametrize("tag", ["h1", "h2", "p"])
def test_headline_date_and_byline_inside_the_holder_are_no_text(tag: str) -> None:
    """The text began with its own headline and a clock time."""
    inside = f"<{tag}>{TITLE}</{tag}><p>05/03/2026 08:15</p><p>Tác giả: Trần An</p>{lines(LONG1, LONG2)}"
    found = read(HEAD, f"<div>{inside}</div>")
    assert (text_of(found), found.authors) == ([LONG1, LONG2], ["Trần An"])
    assert TITLE not in (found.body_html or "")


CRASH = "lead_above asks link_share of blocks whose texts drop_first has just taken away: AttributeError, no body"


@pytest.mark.parametrize(
    ("title", "markup", "count"),
    [
        (QUESTION, f"<article><h1>{QUESTION}</h1>{lines(LONG1, LONG2)}</article>", 2),
        (TITLE, f"<div><p>{LEAD}</p><h2>{TITLE}</h2>{lines(LONG1, LONG2)}</div>", 2),
        (TITLE, f"<h1>{TITLE}</h1><div>{lines(LONG1, TITLE, LONG2)}</div>", 2),
    ],
)
def test_a_headline_that_is_a_sentence_does_not_cost_the_text(title: str, markup: str, count: int) -> None:
    """Every article headed by a question was stored without a text where its headline stands in the text's element."""
    found = read(f"<title>{title} - Báo</title>", markup)
    assert found.notes == []
    assert len(text_of(found)) >= count


def test_names_that_the_page_gives_as_authors_are_taken_off_the_end() -> None:
    """The signature was the last paragraph wherever the page named the author above the text as well."""
    found = read_generic(lines(LONG1, LONG2, "Lê Bình", "Trần An"), near="<p>Tác giả: Trần An, Lê Bình</p>")
    assert (text_of(found), found.authors) == ([LONG1, LONG2], ["Trần An", "Lê Bình"])
    assert "Trần An" not in (found.body_html or "")


def test_a_name_that_is_not_the_authors_stays_at_the_end() -> None:
    """Who is praised last is part of the text."""
    found = read_generic(lines(LONG1, LONG2, "Danh sách khen thưởng:", "Lê Bình"), near="<p>Tác giả: Trần An</p>")
    assert (text_of(found)[-1], found.authors) == ("Lê Bình", ["Trần An"])


def test_the_dateline_of_the_lead_is_told_from_it() -> None:
    """The lead began with the paper's name, another one on every site that copies it."""
    found = read_generic(f"<p><b>(QT) - {LEAD}</b></p>{lines(LONG1, LONG2)}")
    assert (found.dateline, found.summary) == ("(QT) -", LEAD)


def test_a_picture_or_file_below_the_text_belongs_to_it() -> None:
    """Portals print the files of a notice below its text, in a box of their own."""
    found = read_generic(lines(LONG1, LONG2), after="<div><a href=/kh.pdf>Kế hoạch</a></div>")
    assert [file.name for file in found.attachments] == ["Kế hoạch"]
    other = read_generic(lines(LONG1, LONG2), after="<h3>Tin khác</h3><div><a href=/kh.pdf>Kế hoạch</a></div>")
    assert other.attachments == []


def test_a_text_that_begins_with_the_lead_once_more_gives_it_once() -> None:
    """The lead stood as summary and as first paragraph, and no copy on another site had the same hash."""
    head = f'<meta property="og:description" content="{LEAD}">'
    shown = f"<h1>{TITLE}</h1><h4>{LEAD}</h4><div>20/11/2026</div><div class=z1>{lines(LEAD, LONG1, LONG2)}</div>"
    found = read(HEAD + head, f"<div>{shown}</div>")
    assert (found.summary, text_of(found)) == (LEAD, [LONG1, LONG2])


@pytest.mark.parametrize("opening", ["BĐVD - ", "Báo Ví Dụ – "])
def test_a_dateline_that_machines_are_not_told_is_none_of_the_lead(opening: str) -> None:
    """The short name of a paper that nobody listed opened every summary."""
    head = f'<meta name=description content="{LEAD}">'
    found = read(HEAD + head, f"<h1>{TITLE}</h1><div>{lines(f'<b>{opening}{LEAD}</b>', LONG1, LONG2)}</div>")
    assert (found.summary, found.dateline) == (LEAD, opening.strip())


@pytest.mark.parametrize("opening", ["Xã mới, đường mới. ", "Tin vui: ", ""])
def test_words_before_a_description_are_of_the_lead(opening: str) -> None:
    """The first words of a lead were printed as the name of a place."""
    head = f'<meta name=description content="{LEAD}">'
    found = read(HEAD + head, f"<h1>{TITLE}</h1><div>{lines(f'<b>{opening}{LEAD}</b>', LONG1, LONG2)}</div>")
    assert (found.summary, found.dateline) == (f"{opening}{LEAD}", None)


def test_the_trail_that_ends_with_the_headline_is_no_text() -> None:
    """The headline with its date stood as first paragraph below a trail that named it before."""
    trail = f"<ol><li><a href=/>Trang chủ</a></li><li>{TITLE}</li></ol>"
    head = f"<div><h3>{TITLE} <small>(20/11/2026)</small></h3></div>"
    boxes = f"<div class=z1><p>Hỏi: {P1}</p></div><div class=z2><p>Trả lời: {P2}</p></div>"
    assert text_of(read("", f"<div>{trail}{head}{boxes}</div>")) == [f"Hỏi: {P1}", f"Trả lời: {P2}"]
