"""If these fail, one text has several spellings: copies are not found, and hidden characters are stored."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.unicode import fold_marks, fold_punctuation, mojibake_note, nfc, squeeze
from tests.unit.text import repeatable


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (None, ""),
        ("", ""),
        ("  Tin\t trong\r\n tỉnh ", "Tin trong tỉnh"),
        ("Họp\u00a0báo\u2003tháng\u202f9", "Họp báo tháng 9"),
        ("Bản\u200b tin\ufeff sáng\u00ad nay", "Bản tin sáng nay"),
        ("một \u200b hai", "một hai"),
        ("e\u200b\u0302", "ê"),
        ("thông\x00 báo\x07", "thông báo"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "Ủy ban nhân dân"),
        ("dòng\u2028mới", "dòng mới"),
    ],
)
def test_squeeze_gives_one_clean_line(raw: str | None, clean: str) -> None:
    assert squeeze(raw) == clean


@repeatable
@given(st.text())
def test_squeeze_is_idempotent_and_leaves_nothing_invisible(text: str) -> None:
    line = squeeze(text)
    assert squeeze(line) == line == line.strip()
    assert not any(unicodedata.category(char) in {"Cf", "Cc", "Cs", "Zl", "Zp"} for char in line)


def test_broken_surrogate_is_reported_instead_of_crashing_the_store() -> None:
    """A lone surrogate from broken JSON-LD cannot be encoded: MongoDB would refuse the whole article."""
    assert nfc("Ảnh \ud83d đẹp") == "Ảnh \ufffd đẹp"
    assert nfc("\ud83d\ude00") == "😀"
    note = mojibake_note(nfc("Ảnh \ud83d đẹp"))
    assert note is not None
    assert "U+FFFD" in note


def test_mojibake_note_names_count_and_place() -> None:
    assert mojibake_note("Hội nghị trực tuyến") is None
    note = mojibake_note("H\ufffdi ngh\ufffd trực tuyến")
    assert note is not None
    assert note.startswith("2 ")
    assert "trực tuyến" in note


def test_fold_punctuation_knows_every_dash_and_quote() -> None:
    assert fold_punctuation("“Xanh – sạch — đẹp”… ‘tốt’ «hay» 5′ 10″") == '"Xanh - sạch - đẹp"... \'tốt\' "hay" 5\' 10"'
    dashes = "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) == "Pd")
    assert set(fold_punctuation(dashes)) == {"-"}
    assert fold_punctuation("Đắk Lắk, ngày 1/2") == "Đắk Lắk, ngày 1/2"


def test_fold_marks_is_a_search_key_with_the_same_positions() -> None:
    """Positions found in the key are used to cut the real text; a shift would cut into words."""
    assert fold_marks("Đăng lúc: Thứ Bảy, ƯỚC") == "dang luc: thu bay, uoc"


@repeatable
@given(st.text())
def test_fold_marks_keeps_length(text: str) -> None:
    assert len(fold_marks(text)) == len(nfc(text))
