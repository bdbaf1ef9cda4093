"""If these fail, lead, dateline or signature stand in the text as well, or a paragraph is lost to one of them."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import BODY, LAYOUT, LEAD, P1, P2, TITLE, read


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
