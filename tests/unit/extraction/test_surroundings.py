"""If these fail, a slogan becomes the lead, a passer-by the author, or lead and files are lost."""

from __future__ import annotations

import pytest

from crawler.extraction.blocks import Block, text_blocks
from crawler.extraction.surroundings import files_in, is_about, is_called_lead, is_set_off, lead_above, people_in
from tests.unit.extraction.article import LEAD, LONG1, LONG2, P1, P2, P3, known_fault, lines, read_generic
from tests.unit.extraction.reading import NOW, URL, element, page

CAPTION = "Bà con hai thôn qua cầu trong ngày khánh thành. Ảnh: Minh Đức"


def blocks(markup: str) -> list[Block]:
    """The lines of *markup*."""
    return text_blocks(element(f"<div>{markup}</div>"))


@pytest.mark.parametrize(
    "line",
    [
        "05/03/2026 08:15",
        "3 giờ trước",
        "Tác giả: Trần An",
        "Nguồn: Báo Ví Dụ",
        "Lượt xem: 1.234",
        "In bài viết",
        "Trần Văn An • 05/03/2026",
        "05/03/2026 | 228 lượt xem",
        "2026-03-05T08:15:00+07:00",
        "https://vidu.gov.vn/bai-1",
        "1.234",
        "***",
        "<span>Trần Văn An</span> <span>3 giờ trước</span>",
    ],
)
def test_lines_about_the_article_are_no_text(line: str) -> None:
    """They stood as first paragraph of every article."""
    assert is_about(blocks(f"<p>{line}</p>")[0], NOW, ())


@pytest.mark.parametrize(
    "line",
    [
        P1,
        "Ngày 05/03/2026, xã Hòa Bình khánh thành cầu.",
        "Cầu dài 80 m | rộng 4 m",
        "Thưa bà con!",
        "I. Kết quả",
        "Hòa Bình",
        "Lượt xem của video tăng nhanh.",
        "Cách đây 3 giờ trước khi mưa",
    ],
)
def test_lines_of_the_text_are_not_about_the_article(line: str) -> None:
    """The text's first lines would be cut."""
    assert not is_about(blocks(f"<p>{line}</p>")[0], NOW, ())


@pytest.mark.parametrize(
    "name", ["sapo", "lead", "article-summary", "mo-ta", "trich_dan", "intro", "desc", "sub-title"]
)
def test_the_lead_is_known_by_its_name(name: str) -> None:
    """Among caption, slogan and lead only the name tells which is which."""
    assert is_called_lead(blocks(f"<p class={name}>{LEAD}</p>")[0])
    assert is_called_lead(blocks(f"<div id={name}><p>{LEAD}</p></div>")[0])
    found = lead_above(blocks(f"<p class={name}>{LEAD}</p><p>{P3}</p>"), NOW, ())
    assert found == LEAD


@pytest.mark.parametrize("name", ["leader", "misleading", "field-summary", "introduce", "subtitles"])
def test_names_that_only_sound_like_a_lead_are_none(name: str) -> None:
    """A theme's word for its column would make the first paragraph the lead."""
    named = blocks(f"<p class={name}>{LEAD}</p>")[0]
    assert not is_called_lead(named)


@pytest.mark.parametrize(
    "above",
    [
        f"<p>{LEAD}</p><p>{P3}</p>",
        "<p>Vì một xã Hòa Bình giàu đẹp và văn minh hơn</p>",
        "<p>Cầu mới nối hai thôn.</p>",
        f"<p><a href=/b>{LEAD}</a></p>",
        f"<figure><img src=/a.jpg><figcaption>{LEAD}</figcaption></figure>",
        f"<p class=img-caption>{LEAD}</p>",
        f"<p>{CAPTION}</p>",
        "<p>Thứ năm, ngày 05 tháng 3 năm 2026 08:15</p>",
        "",
    ],
)
def test_what_stands_above_the_text_is_not_always_a_lead(above: str) -> None:
    """A slogan, a caption or another article's headline would be printed as the summary of the article."""
    assert lead_above(blocks(above), NOW, ()) is None


def test_a_lead_without_a_name_is_taken_only_on_pages_of_no_layout() -> None:
    """A layout without a lead has none: another line there is something else."""
    assert lead_above(blocks(f"<p>{LEAD}</p>"), NOW, ()) == LEAD
    assert lead_above(blocks(f"<p>{LEAD}</p>"), NOW, (), surely=True) is None


@pytest.mark.parametrize(
    ("line", "authors", "source"),
    [
        ("<p>Tác giả: Trần An</p>", ("Trần An",), None),
        ("<p>Trần Văn An - 05/03/2026 08:15</p>", ("Trần Văn An",), None),
        ("<div><span>Trần Văn An</span><span>3 giờ trước</span></div>", ("Trần Văn An",), None),
        ("<p>Nguồn: TTXVN</p>", (), "TTXVN"),
        ("<p>Tác giả: Trần An</p><p>Tác giả: Lê Bình</p>", ("Trần An",), None),
    ],
)
def test_people_are_read_from_lines_that_are_nothing_else(
    line: str, authors: tuple[str, ...], source: str | None
) -> None:
    """Many portals name the author only beside the date."""
    found = people_in(blocks(line), NOW, ())
    assert found is not None
    assert (found.authors, found.source) == (authors, source)


@pytest.mark.parametrize(
    "line",
    [
        "Quảng Trị",
        "Hòa Bình - 05/03/2026",
        "Văn hóa Hòa Bình",
        "Tổng biên tập: Trần Văn Bình",
        "Chịu trách nhiệm nội dung: Trần Văn Bình",
        "Ghi rõ nguồn vidu.gov.vn khi phát hành lại",
        "Ông Trần Văn An, Chủ tịch xã",
        "Theo bà con, cầu rất đẹp",
    ],
)
def test_places_offices_and_imprint_are_no_authors(line: str) -> None:
    """The editor-in-chief or the province would have written everything."""
    assert people_in(blocks(f"<p>{line}</p>"), NOW, ("Báo Ví Dụ",)) is None


@pytest.mark.parametrize("name", ["Trần Văn Bình", "Trần Văn Bình - 05/03/2025"])
def test_who_wrote_the_next_article_did_not_write_this_one(name: str) -> None:
    """The card of the next article names its author right below the text."""
    card = f"<div><div><a href=/b>Một bài khác về mùa vụ ở vùng cao</a><p>{name}</p></div></div>"
    assert read_generic(lines(LONG1, LONG2), after=card).authors == []


def test_files_around_the_text_are_offered_once() -> None:
    """Icon and name link the same file."""
    offered = blocks("<p><a href=/a.pdf><b>x</b></a> <a href=/a.pdf>Kế hoạch</a> <a href=/trang>Trang</a></p>")
    assert [file.url for file in files_in(offered, page("<p>x</p>", URL), ())] == ["https://vidu.gov.vn/a.pdf"]


SAME = "a class or tag of its own is all that is asked of a lead"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<h2>{LEAD}</h2>{lines(P1, P2)}", True),
        (f"<div class=sapo><p>{LEAD}</p></div>{lines(P1, P2)}", True),
        (lines(P1, P2, P3), False),
        (f"{P1}<br>{P2}", False),
        (lines(P1), False),
        (f"<p>{P1}</p><h3>Kết quả</h3><p>{P2}</p>", False),
        (f"<p class=MsoNormal>{P1}</p>{lines(P2, P3)}", False),
        known_fault(f"<div>{P1}</div>{lines(P2, P3)}", False, reason=SAME),
        (f"<p>{P1}</p><table><tr><td>Họ tên</td><td>Điểm</td></tr><tr><td>An</td><td>9</td></tr></table>", False),
    ],
)
def test_a_first_paragraph_is_set_off_only_if_it_looks_like_no_other(markup: str, expected: bool) -> None:
    """The first paragraph went into the summary, and the text began with the second."""
    assert is_set_off(blocks(markup)) is expected


@pytest.mark.parametrize(
    ("markup", "source"),
    [
        ("<h3>Tập tin đính kèm</h3><p>Nguồn tin: Phòng Pháp chế</p>", "Phòng Pháp chế"),
        ("<p><b>Nguồn tin: </b><a href=https://baochinhphu.vn>baochinhphu.vn</a></p>", "baochinhphu.vn"),
        ("<h3>Ý kiến của bà con</h3><p>Nguồn tin: Phòng Pháp chế</p>", None),
        ("<p><a href=/bai-khac>Một bài khác về mùa vụ ở vùng cao</a></p><p>Nguồn tin: Phòng Pháp chế</p>", None),
    ],
)
def test_the_source_below_the_text(markup: str, source: str | None) -> None:
    """The source stands below the list of files, or is a link: it was lost, or that of another article was taken."""
    said = people_in(blocks(markup), NOW, (), below=True)
    assert (said.source if said else None) == source
