"""If these fail, teasers and imprints outvote a short article, and are stored in its place."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import HEAD, P1, P2, P3, TITLE, lines, read, text_of

OTHER = "Một bài khác về mùa vụ của bà con ở vùng cao"
TEASER = "Năm nay vùng cao được mùa, bà con phấn khởi thu hoạch lúa trên những thửa ruộng bậc thang."
TEXT = f"<h1>{TITLE}</h1><div class=z1>20/11/2026 08:30</div><div class=z2>{lines(P1, P2)}</div>"


@pytest.mark.parametrize(
    "card",
    [
        f"<div class=z7><a href=/b>{OTHER}</a><div>{TEASER}</div></div>",
        f"<div class=z7><a href=/b>{OTHER}</a><span>17/11/2026</span><div>{TEASER}</div></div>",
        f"<article><div><h3><a href=/b>{OTHER}</a></h3><b>17/11/2026</b><div><p>{TEASER}</p></div></div></article>",
        f"<div class=z7><a href=/b>{OTHER}</a></div>",
    ],
)
def test_many_lines_of_others_do_not_outvote_the_text(card: str) -> None:
    """A notice of two paragraphs came with eight teasers, because they were longer together."""
    assert text_of(read(HEAD, f"<div class=z0><div class=z8>{TEXT}</div><div class=z9>{card * 8}</div></div>")) == [
        P1,
        P2,
    ]


@pytest.mark.parametrize(
    "line", ["Giấy phép số 12/GP-TTĐT ngày 03/3/2024", "Chịu trách nhiệm nội dung: Bà Nguyễn Thị Hoa"]
)
def test_the_imprint_is_no_text(line: str) -> None:
    """A text of two short paragraphs was read together with the address of the office."""
    foot = f"<div class=z7><p>Trụ sở: đường Hùng Vương, phường Đồng Hới, tỉnh Quảng Trị</p><p>{line}</p></div>"
    text = TEXT.replace(lines(P1, P2), lines(P1[:70] + ".", P2[:70] + "."))
    assert text_of(read(HEAD, f"<div><div>{text}</div>{foot}</div>")) == [P1[:70] + ".", P2[:70] + "."]


@pytest.mark.parametrize(
    "text",
    [
        [f"Chủ tịch xã chịu trách nhiệm kiểm tra cây cầu mỗi tháng. {P1}", P2],
        [P1, f"Giấy phép xây dựng của cây cầu do huyện cấp. {P2}", P3],
        [P1, f"Bản quyền bản vẽ cầu thuộc về một kỹ sư trẻ của xã. {P2}"],
    ],
)
def test_a_text_about_licences_and_answerability_is_text(text: list[str]) -> None:
    """An article about who answers for a bridge lost the paragraph that said it."""
    assert text_of(read(HEAD, TEXT.replace(lines(P1, P2), lines(*text)))) == text


def test_the_lines_below_the_own_headline_are_no_teasers() -> None:
    """A site links its headline to the article itself: the first paragraphs stood below a link and a date."""
    head = f"<h1><a href=/tin-tuc/khanh-thanh-cau-moi-1234>{TITLE}</a></h1><div>20/11/2026</div>"
    assert text_of(read(HEAD, f"<div>{head}<div><div>{P1}</div><div>{P2}</div></div></div>")) == [P1, P2]


def test_a_short_notice_is_not_the_list_below_it() -> None:
    """ "See the file" was stored as a list of five other notices, and its file was lost."""
    listed = "".join(f"<li><a href=/b{i}>{OTHER} lần {i}</a> (0{i}/09/2026)</li>" for i in range(1, 7))
    notice = "<div><p>Bà con xem chi tiết tại tệp dưới đây.</p></div><div><a href=/a/kq.pdf>Kết quả</a></div>"
    found = read(HEAD, f"<h1>{TITLE}</h1><div>20/11/2026</div>{notice}<div>Tin đã đăng</div><ul>{listed}</ul>")
    assert text_of(found) == ["Bà con xem chi tiết tại tệp dưới đây."]
    assert [file.name for file in found.attachments] == ["Kết quả"]
