"""If these fail, one bad page, one failing reader or one new design of a site loses what could have been read."""

from __future__ import annotations

import dataclasses
import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.http import JsonResponse, TextResponse, XmlResponse

from crawler.extraction import extractor, parting
from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.extraction.result import Extracted
from crawler.platforms import PLATFORMS
from tests.unit.extraction.reading import NOW, URL, page, repeatable

TITLE = "Khánh thành cây cầu nối hai thôn của xã Hòa Bình"
P1 = "Sáng nay, xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm nay vì nước lớn."
P2 = "Bà con không còn phải đi đò mỗi mùa nước lên, trẻ em đến trường bằng xe đạp trên con đường mới rải nhựa."
NEW = Layout(id="vidu-2026", since=date(2026, 1, 1), title=("h1.moi",), body=("div.moi",))
OLD = Layout(id="vidu-2020", since=date(2020, 1, 1), title=("h1",), body=("div.cu", "div.khac"))


def read(body: str, *layouts: Layout, url: str = URL) -> Extracted:
    return extract(page(f"<html><body>{body}</body></html>", url), layouts, Rules())


def test_the_newest_layout_that_gives_title_and_body_wins() -> None:
    """Read with the old selectors, a new page gives half an article."""
    both = f"<h1 class=moi>{TITLE}</h1><div class=moi><p>{P1}</p></div><div class=cu><p>{P2}</p></div>"
    assert read(both, NEW, OLD).layout == "vidu-2026"
    old = read(f"<h1>{TITLE}</h1><div class=moi><p>{P1}</p></div><div class=cu><p>{P2}</p></div>", NEW, OLD)
    assert (old.layout, old.body, old.via["body"]) == ("vidu-2020", P2, "vidu-2020:div.cu")


def test_an_empty_candidate_is_passed_over() -> None:
    """Many themes have an empty element of the body's name first."""
    found = read(
        f"<h1>{TITLE}</h1><div class=cu> </div><div class=cu><p>Lượt xem: 3</p></div><div class=khac>{P1}</div>", OLD
    )
    assert (found.body, found.via["body"]) == (P1, "vidu-2020:div.khac")


def test_a_layout_counts_only_for_its_addresses() -> None:
    """One host serves two designs; the old one's broad selectors must not read the new pages."""
    bound = dataclasses.replace(OLD, url=r"\.htm$")
    body = f"<h1>{TITLE}</h1><div class=cu><p>{P1}</p></div>"
    assert read(body, bound, url="https://vidu.gov.vn/bai-12345.htm").layout == "vidu-2020"
    assert read(body, bound, url="https://vidu.gov.vn/bai-12345.htm?a=1").layout == "vidu-2020"
    assert read(body, bound, url="https://vidu.gov.vn/bai-12345/").layout is None


@pytest.mark.parametrize("mark", ["\x0b", "\x02", "\x1b", "&#11;", "&#x1F;", "\ufffe"])
def test_a_control_character_does_not_cost_the_body(mark: str) -> None:
    """Text pasted from a word processor holds them; with a caption before one the whole body was lost."""
    found = read(f"<h1>{TITLE}</h1><div class=cu><img src=/a.jpg><em>Cầu</em>{mark}<p>{mark}{P1}</p></div>", OLD)
    assert (found.body, found.notes) == (P1, [])


def test_a_picture_page_has_a_layout() -> None:
    """A photo story has no text, and is an article."""
    found = read(f"<h1>{TITLE}</h1><div class=cu><img src=/a.jpg></div>", OLD)
    assert (found.layout, found.body, len(found.images)) == ("vidu-2020", "", 1)


@pytest.mark.parametrize(
    "reader",
    [
        *("title", "published", "modified", "summary", "byline_beside", "stated_authors", "sections", "tags"),
        *("lead_image", "page_views", "body", "generic"),
    ],
)
def test_a_reader_that_raises_loses_no_other_field(reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One unforeseen page must not cost the article, and the failure must be on record."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError(reader)

    module = parting if reader in ("byline_beside", "stated_authors") else extractor
    monkeypatch.setattr(module, "find_body" if reader == "generic" else f"read_{reader}", broken)
    layouts = () if reader == "generic" else (OLD,)
    found = read(f"<h1>{TITLE}</h1><div>05/03/2026 08:15</div><div class=cu><p>{P1}</p><p>{P2}</p></div>", *layouts)
    assert any("reader failed (RuntimeError)" in note for note in found.notes)
    if reader not in ("title", "published"):
        assert found.title == TITLE
        assert found.published_at is not None
    if reader not in ("body", "generic"):
        assert found.body == f"{P1}\n\n{P2}"


@pytest.mark.parametrize("kind", [TextResponse, XmlResponse, JsonResponse])
@pytest.mark.parametrize("body", [b"", b"{}", b'{"a": [1]}', b"<a/>", b"plain", b"\0", b"<!-- x -->", b"<?xml?>"])
def test_an_answer_that_is_no_html_gives_an_empty_article(kind: type[TextResponse], body: bytes) -> None:
    """A site that answers JSON with status 200 made the whole run "crashed"."""
    found = extract(Page(kind(URL, body=body), NOW), (OLD,), Rules())
    assert found.title is None
    assert not found.images


_TAG = st.sampled_from(
    "p div span h1 table tr td li ul figure figcaption img a br form iframe script b strong em section article".split()  # noqa: SIM905
)
_ATTRIBUTE = st.sampled_from(
    [
        "",
        " class=caption",
        " class=cu",
        " itemprop=articleBody",
        " itemprop=headline itemscope",
        " href='http://['",
        " src='//['",
        " href=/a.pdf",
        " class=breadcrumb",
        " style='text-align:center'",
        " onclick=\"downloadFile('1','//[')\"",
        " datetime=9999-99-99",
    ]
)
_PIECE = st.one_of(
    st.builds("<{}{}>".format, _TAG, _ATTRIBUTE),
    st.builds("</{}>".format, _TAG),
    st.sampled_from(
        [P1, TITLE, "Tin liên quan", "Lượt xem: 3", "{title}", "{{a}}", "Từ khóa:", "05/03/2026 08:15", "<!--", "-->"]
    ),
    st.text(max_size=8),
)


@given(st.lists(_PIECE, max_size=20))
@settings(repeatable, max_examples=60)
def test_no_markup_makes_any_reader_fail(pieces: list[str]) -> None:
    """Whatever a page holds, no reader fails on it: a note "reader failed" is a bug of ours."""
    markup = "".join(pieces).encode("utf-8", "replace")
    opened = page(b"<html><body><h1>" + TITLE.encode() + b"</h1><div class=cu>" + markup)
    for layouts in ((OLD,), ()):
        found = extract(opened, layouts, Rules())
        assert not [note for note in found.notes if "failed" in note]
        assert "<script" not in (found.body_html or "")


@given(st.binary(max_size=400))
@settings(repeatable, max_examples=25)
def test_no_bytes_make_any_platform_fail(garbage: bytes) -> None:
    """Truncated and binary answers are ordinary on small servers."""
    opened = page(garbage)
    for family in PLATFORMS.values():
        platform = family()
        platform.recognises(opened)
        extract(opened, platform.layouts, Rules())


VISIT = (
    "<html><head><title>{title} - Báo</title></head><body><div id=clock>{clock}</div><h1>{title}</h1>"
    "<div>05/03/2026 08:15</div><div>{views} lượt xem</div><div class=noidung>\n<p>{p1}</p>\n"
    "<p>{p2}</p>\n<p>Lượt xem: {views}</p>\n<p>Tin liên quan</p>\n<ul><li>{related}</li></ul></div></body></html>"
)


@given(
    views=st.integers(0, 10**6),
    related=st.sampled_from(["Một bài khác", "Bài thứ hai"]),
    lines=st.booleans(),
    form=st.booleans(),
)
@pytest.mark.parametrize("layouts", [(dataclasses.replace(OLD, body=("div.noidung",)),), ()])
@repeatable
def test_two_visits_to_one_article_give_one_text(
    views: int, related: str, lines: bool, form: bool, layouts: tuple[Layout, ...]
) -> None:
    """Counter, clock, related list, line ends and Unicode form differ on every visit: none of them is an edit."""

    def visit(views: int, related: str, clock: str, lines: bool, form: bool) -> Extracted:
        text = VISIT.format(title=TITLE, p1=P1, p2=P2, views=views, related=related, clock=clock)
        text = unicodedata.normalize("NFD", text) if form else text
        return extract(page(text.replace("\n", "\r\n") if lines else text), layouts, Rules())

    first = visit(1, "Bài đầu", "22/11/2026 08:00", False, False)
    again = visit(views, related, "23/11/2026 09:30", lines, form)
    assert first.body == f"{P1}\n\n{P2}"
    for name in ("title", "body", "published_at", "summary", "authors", "dateline", "body_html"):
        expected, found = getattr(first, name), getattr(again, name)
        if name == "body_html":
            expected, found = ("".join(unicodedata.normalize("NFC", html).split()) for html in (expected, found))
        assert found == expected, name
