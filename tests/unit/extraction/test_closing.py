"""If these fail, authors are lost in the last line, or the last of those praised becomes the author and is missing."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import P1, P2, lines
from tests.unit.extraction.reading import body


@pytest.mark.parametrize(
    "signed",
    [
        "<p style='text-align:right'><strong>Phương Loan (nbtv.vn)</strong></p>",
        "<p>Phương Loan</p><p>(Theo nbtv.vn)</p>",
        "<br><b>Phương Loan (nbtv.vn)</b>",
        "<br>Phương Loan (nbtv.vn)",
        "<div><div><span>Phương Loan (nbtv.vn)</span></div></div>",
    ],
)
def test_the_signature_is_no_paragraph(signed: str) -> None:
    """Authors are a field; as a last paragraph they make copies of one text differ."""
    read = body(f"<p>{P1}</p><p>{P2}</p>{signed}")
    assert read.paragraphs == [P1, P2]
    assert read.byline is not None
    assert (read.byline.authors, read.byline.source) == (("Phương Loan",), "nbtv.vn")
    assert "Phương Loan" not in read.html
    assert "nbtv.vn" not in read.html


@pytest.mark.parametrize(
    "last",
    ["Đây là cây cầu thứ ba của xã.", "Hòa Bình, ngày 5 tháng 3.", "Mọi thắc mắc xin liên hệ: Bộ phận một cửa.", "Hết"],
)
def test_a_last_paragraph_that_is_no_signature_stays(last: str) -> None:
    """Text lost at the end of an article is missed by nobody until it is needed."""
    read = body(f"<p>{P1}</p><p>{last}</p>")
    assert read.paragraphs == [P1, last]
    assert read.byline is None


@pytest.mark.parametrize("opening", ["Danh sách cá nhân được khen thưởng gồm có:", "Các cá nhân được tặng bằng khen"])
def test_the_last_of_a_list_of_names_is_no_author(opening: str) -> None:
    """Whoever was praised last became the author, and was missing among the praised."""
    names = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Minh Cường"]
    read = body("".join(f"<p>{line}</p>" for line in (P1, opening, *names)))
    assert (read.paragraphs, read.byline) == ([P1, opening, *names], None)
    assert names[-1] in read.html


def test_a_single_name_after_a_colon_is_no_author() -> None:
    """ "Người được khen thưởng:" asks for the name below it."""
    read = body(f"<p>{P1}</p><p>Người được khen thưởng:</p><p>Nguyễn Văn An</p>")
    assert (read.paragraphs[-1], read.byline) == ("Nguyễn Văn An", None)


def test_an_only_paragraph_is_never_a_signature() -> None:
    """A one-line notice must not become an article without text."""
    assert body("<p>Nguyễn Văn An</p>").paragraphs == ["Nguyễn Văn An"]


# --- what stands at the end -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "credits",
    [["Ảnh: Minh Đức"], ["Đồ họa: Minh Đức", "Video: Thu Hà"], ["Xuất bản: 05/03/2026"], ["Nguồn: tổng hợp"]],
)
def test_credits_of_a_magazine_page_are_no_text(credits: list[str]) -> None:
    """They stand below the name of the author, who was lost behind them, and differ between copies of one text."""
    read = body(lines(P1, P2, "Trần An", *credits))
    assert (read.paragraphs, read.byline and read.byline.authors) == ([P1, P2], ("Trần An",))
    assert body(lines(P1, P2, *credits)).paragraphs == [P1, P2]


SENTENCE = "a line that begins with such a word is cut whatever it says"


@pytest.mark.parametrize(
    "last",
    [
        "Nguồn: nước suối dẫn về bản",
        "Kỹ thuật trồng: gieo thẳng hàng",
        "Video: Cách gói bánh chưng của bà con Hòa Bình",
        "Thiết kế: nhịp dài tám mươi mét, rộng bốn mét",
        "Kỹ thuật: gieo thẳng hàng, bón lót trước khi trồng",
    ],
)
def test_a_text_that_ends_like_a_credit_keeps_its_last_line(last: str) -> None:
    """The last item of a list of figures or instructions was missing."""
    assert body(lines(P1, P2, last)).paragraphs == [P1, P2, last]


def test_the_office_above_who_signs_a_letter_is_no_text() -> None:
    """ "Hiệu trưởng" alone is no last sentence."""
    read = body(lines(P1, P2, "Hiệu trưởng", "Nguyễn Văn An"))
    assert (read.paragraphs, read.byline and read.byline.authors) == ([P1, P2], ("Nguyễn Văn An",))


@pytest.mark.parametrize(
    "signed",
    [
        ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "(Đã ký)", "Nguyễn Văn An"],
        ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn An"],
        ["Nơi nhận: - Như trên;", "CHỦ TỊCH", "Nguyễn Văn An"],
        ["CHỦ TỊCH", "Nguyễn Văn An"],
    ],
)
def test_who_signs_a_document_printed_in_the_text_is_no_author(signed: list[str]) -> None:
    """The chairman became the author of every decision of his, which had lost its signature."""
    read = body(lines(P1, P2, *signed))
    assert (read.paragraphs, read.byline) == ([P1, P2, *signed], None)


@pytest.mark.parametrize(
    "end",
    [
        ["Ông Nguyễn Văn An, Chủ tịch", "Bà Trần Thị Bình, Bí thư"],
        ["1. Nguyễn Văn An", "2. Trần Thị Bình"],
        ["Hồ Chí Minh"],
        ["Điện Biên Phủ"],
        ["(Nguyễn Du)"],
        ["Liên hệ: ông Nguyễn Văn An"],
        ["Chúc Mừng Năm Mới"],
        ["<b>Chủ tịch UBND xã</b>"],
        ["<b>Hòa Bình Xanh</b>"],
        ["Giải nhất", "Nguyễn Văn An", "Giải nhì", "Trần Thị Bình"],
        ["Giám đốc là người ký", "Nguyễn Văn An"],
    ],
)
def test_names_and_offices_that_end_the_text_stay(end: list[str]) -> None:
    """Winners, poets and places are no authors, and belong to the text."""
    read = body(lines(P1, P2, *end))
    assert (len(read.paragraphs), read.byline) == (2 + len(end), None)


def test_a_name_with_its_office_below_it_is_one_signature() -> None:
    """The author's office was stored as the last paragraph."""
    read = body(f"{lines(P1, P2)}<p><b>Trần An</b></p><p><b>Báo Ví Dụ</b></p>", own_names=("Báo Ví Dụ",))
    assert (read.paragraphs, read.byline and read.byline.authors) == ([P1, P2], ("Trần An",))
