"""If these fail, articles that only differ in old or new tone placement are stored twice, or two words become one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.tones import fold_tone_placement, is_syllable
from tests.unit.text import repeatable

TONES = "\u0300\u0301\u0303\u0309\u0323"
# A syllable of every vowel cluster, toneless, with the index of the letter that carries its tone.
SYLLABLES = {
    "hoa": 2, "khoe": 3, "thuy": 3, "uy": 1, "gia": 2, "qua": 2, "cua": 1, "ngoai": 3, "khuyu": 3, "thuơ": 3, "mia": 1,
    "chiu": 2, "hoan": 2, "quy": 2, "xoay": 2, "ngoeo": 3, "hoach": 2, "toan": 2, "nghia": 3, "tia": 1, "mua": 1,
    "giêng": 2, "gin": 1, "gi": 1, "giư": 2, "quôc": 2, "quyên": 3, "nguyên": 4, "yên": 1, "tiêng": 2, "rươu": 2,
    "ươc": 1, "lưa": 1, "cưu": 1, "huê": 2, "tuân": 2, "đôi": 1, "đoi": 1, "noi": 1, "tai": 1, "sau": 1, "sâu": 1,
    "keo": 1, "kêu": 1, "nui": 1, "tuôi": 2, "xoăn": 2, "xoen": 2, "tuyt": 2, "quyt": 2, "moc": 1, "xoong": 2, "ao": 0,
    "ia": 0, "oanh": 1, "hoăc": 2, "giai": 2, "giao": 2, "quai": 2, "thương": 3, "yêu": 1, "hiêu": 2, "la": 1,
    "gioi": 2, "khuya": 3, "gưi": 1, "quăng": 2, "ngươi": 3, "buôi": 2, "say": 1, "oa": 1, "giam": 2, "bao": 1,
}  # fmt: skip


def place(toneless: str, index: int, tone: str) -> str:
    return unicodedata.normalize("NFC", toneless[: index + 1] + tone + toneless[index + 1 :])


@pytest.mark.parametrize(("toneless", "index"), SYLLABLES.items())
def test_every_misplacement_of_a_mark_folds_to_the_modern_place(toneless: str, index: int) -> None:
    for tone in TONES:
        for letter in range(len(toneless)):
            written = place(toneless, letter, tone)
            expected = place(toneless, index, tone)
            assert fold_tone_placement(written) == expected
            assert fold_tone_placement(written.upper()) == expected.upper()
            assert fold_tone_placement(unicodedata.normalize("NFD", written)) == expected


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("hòa bình, khỏe mạnh, thủy lợi, Ủy ban, TÒA ÁN", "hoà bình, khoẻ mạnh, thuỷ lợi, Uỷ ban, TOÀ ÁN"),
        ("hòan thành, qúy báu, cuả nhà, gìa làng, gỉa vờ", "hoàn thành, quý báu, của nhà, già làng, giả vờ"),
        ("khúc khuỷu, thuở xưa, mía đường, dễ chịu, ngoài", "khúc khuỷu, thuở xưa, mía đường, dễ chịu, ngoài"),
    ],
)
def test_words_in_sentences(written: str, folded: str) -> None:
    assert fold_tone_placement(written) == folded


@pytest.mark.parametrize(
    "word", ["café", "José", "Río", "Kraków", "naïve", "Đắklắk", "Vietnam", "hòá", "2024", "Ωμέγα"]
)
def test_foreign_words_and_words_with_several_marks_stay(word: str) -> None:
    """A foreign name is not Vietnamese spelling; moving its accent would change it."""
    assert fold_tone_placement(word) == word


def test_is_syllable_tells_vietnamese_words_from_foreign_ones() -> None:
    """Bylines rely on it: a foreign brand name must not become a writer."""
    assert all(map(is_syllable, ["Nguyễn", "Giàng", "A", "Páo", "hòan", "KHUỶU", "Niê"]))
    assert not any(map(is_syllable, ["Fair", "Website", "Green", "P.Y", "", "2024"]))


@repeatable
@given(st.text())
def test_idempotent_on_any_text(text: str) -> None:
    once = fold_tone_placement(text)
    assert fold_tone_placement(once) == once


@repeatable
@given(st.text(alphabet="aăâeêioôơuưybcdđghklmnpqrstvx ÀÁẢÃẠàáảãạờứịỷọ\u0300\u0301\u0323", max_size=40))
def test_only_moves_marks(text: str) -> None:
    """Same letters, same marks in number and kind: no two words can merge by losing or gaining anything."""

    def parts(value: str) -> tuple[list[str], list[str]]:
        decomposed = unicodedata.normalize("NFD", value)
        letters = [char for char in decomposed if char not in TONES]
        return letters, sorted(char for char in decomposed if char in TONES)

    assert parts(fold_tone_placement(text)) == parts(text)
