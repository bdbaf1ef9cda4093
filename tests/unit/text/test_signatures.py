"""If these fail, the last paragraph of an article is taken for a name and dropped, or a signature stays in the text."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.bylines import Byline
from crawler.text.signatures import byline_line, signature, signs_document
from tests.unit.text import repeatable
from tests.unit.text.signature_table import BESIDE, NEVER, NOT_BESIDE, SET_APART

Form = Literal["NFC", "NFD"]
OWN = ("nbtv.vn", "Đài PT-TH Ninh Bình")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("line", NEVER)
def test_what_is_no_signature_stays_in_the_text(line: str, form: Form) -> None:
    """A lost name is seen and repaired; an eaten last paragraph is lost text that nobody misses in time."""
    line = unicodedata.normalize(form, line)
    assert signature(line, own_names=OWN) is None
    assert signature(line, own_names=OWN, set_apart=True) is None
    assert byline_line(line, own_names=OWN) is None


@pytest.mark.parametrize(("line", "authors", "source"), SET_APART)
def test_a_line_set_apart_may_say_less(line: str, authors: tuple[str, ...], source: str | None) -> None:
    """Pen-names of one word and offices that sign alone are lost; without the look of one they may be headings."""
    assert signature(line, own_names=OWN) is None
    assert signature(line, own_names=OWN, set_apart=True) == Byline(authors, source)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("line", "authors", "source"), BESIDE)
def test_a_byline_beside_the_headline(line: str, authors: tuple[str, ...], source: str | None, form: Form) -> None:
    """Sites without a known layout would have no authors at all."""
    line = unicodedata.normalize(form, line)
    assert byline_line(line, own_names=OWN) == Byline(authors, source)


@pytest.mark.parametrize("line", NOT_BESIDE)
def test_dates_and_menus_beside_the_headline_are_no_writers(line: str) -> None:
    """A weekday, a section or an account of the software would be the author of every article of a site."""
    assert byline_line(line, own_names=OWN) is None


WORDS = st.sampled_from(
    [
        *("Lan Anh", "Minh Đức", "bà con", "trong xã", "đã", "Theo", "Sở Y tế", "TTXVN", "ảnh:", "Tin,", "Nguồn:"),
        *("(CTV)", "-", "và", ",", "Hà Nội", "P.Y", "mùa"),
    ]
)


@repeatable
@given(st.lists(WORDS, min_size=9, max_size=20))
def test_an_ordinary_sentence_is_no_signature(words: list[str]) -> None:
    """Whatever names it holds, a last sentence belongs to the text."""
    line = f"{' '.join(words)}."
    assert signature(line) is None
    assert signature(line, set_apart=True) is None
    assert byline_line(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "KT. CHỦ TỊCH",
        "TM. ỦY BAN NHÂN DÂN",
        "T/M BAN TỔ CHỨC",
        "CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "TRƯỞNG PHÒNG",
        "(Đã ký)",
        "Đã ký",
        "(Ký, ghi rõ họ tên)",
        "Nơi nhận:",
        "Nơi nhận: Như trên",
        "- Như trên;",
        "Lưu: VT",
        "Người lập biểu",
        "Giám đốc là người ký",
        "Thay mặt Ban Tổ chức",
    ],
)
def test_the_name_below_an_office_signs_the_document(line: str) -> None:
    """The chairman who signed a decision would be the author of the article about it, and his name lost."""
    assert signs_document(line)
    assert signs_document(unicodedata.normalize("NFD", line))


@pytest.mark.parametrize(
    "line",
    [
        "Lan Anh",
        "Bà con vui.",
        "Chủ tịch xã đã đến dự.",
        "Chủ tịch xã là người ký.",
        "Sở Y tế",
        "Lưu ý bà con",
        "TTXVN",
    ],
)
def test_an_ordinary_line_signs_no_document(line: str) -> None:
    """Every signature below such a line would stay in the text."""
    assert not signs_document(line)
