"""If these fail, headlines are stored as "Há»™i nghá»‹", or right text is "repaired" into nonsense."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.mojibake import undo_double_encoding
from tests.unit.text import repeatable, twice

LETTERS = "".join(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
PRINT = (
    LETTERS + "bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX 0123456789.,;:!?()'/%-" + '«»‹›“”‘’‚„…–—•©®°²³™€\u00a0\u00ad<>"&\n'
)
SENTENCES = (
    "Hội nghị tổng kết năm học của các trường trung học cơ sở",
    "ĐƯỜNG VỀ THÔN ĐÃ THÔNG XE",
    "Bà Nguyễn Thị Lý nói: “Chúng tôi rất vui” – và cảm ơn mọi người…",
    "Kỹ thuật nuôi ong lấy mật ở vùng cao",
)


@pytest.mark.parametrize("charset", ["windows-1252", "latin-1", "windows-1258"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_text_encoded_twice_comes_back(sentence: str, charset: str) -> None:
    """One column of a database went through the wrong connection."""
    for form in ("NFC", "NFD"):
        damaged = twice(unicodedata.normalize(form, sentence), charset)
        assert undo_double_encoding(damaged) == (sentence, "encoding: 1 text(s) encoded as UTF-8 twice, repaired")


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_text_encoded_three_times_comes_back(sentence: str) -> None:
    """The second repair of a database was the first one's mistake again."""
    assert undo_double_encoding(twice(twice(sentence)))[0] == sentence


def test_damage_that_an_editor_wrote_as_references_is_repaired() -> None:
    """Rich-text editors store "Ã¡" as ``&Atilde;&iexcl;``, and PHP writes it as ``\\u00c3\\u00a1`` into JSON-LD."""
    assert undo_double_encoding("<p>B&Atilde;&iexcl;o c&Atilde;&iexcl;o</p>")[0] == "<p>Báo cáo</p>"
    assert undo_double_encoding('{"headline": "B\\u00c3\\u00a1o c\\u00c3\\u00a1o"}')[0] == '{"headline": "Báo cáo"}'
    assert undo_double_encoding(f"<p>{twice('bà con').replace(chr(0xA0), '&nbsp;')} {twice('vui vẻ')}</p>")[0] == (
        "<p>bà con vui vẻ</p>"
    )


def test_bold_words_inside_a_damaged_paragraph_are_repaired_with_it() -> None:
    """ "lÃ" alone proves nothing, but its paragraph does."""
    markup = f"<h1>Đường mới</h1><p>{twice('Hội nghị')} <b>{twice('là')}</b> {twice('rất tốt')}</p><p>NGÃ\u00a0BA</p>"
    assert undo_double_encoding(markup)[0] == "<h1>Đường mới</h1><p>Hội nghị <b>là</b> rất tốt</p><p>NGÃ\u00a0BA</p>"


def test_addresses_are_left_as_they_are() -> None:
    """The server knows its file only under the name that it wrote."""
    link = f'<a href="/tep/{twice("quyết-định")}.pdf">'
    assert undo_double_encoding(f"{link}{twice('Quyết định')}</a>")[0] == f"{link}Quyết định</a>"


@pytest.mark.parametrize(
    "text",
    [
        "Tiáº¿ng Viá»‡t và tiếng Việt trong một câu",  # half of it is right already
        "Tiáº¿ng Viá»? Nam, Hà Nội",  # a byte is lost
    ],
)
def test_what_is_not_certain_is_left_as_it_is(text: str) -> None:
    """A guess would hide the damage."""
    assert undo_double_encoding(text)[0] == text


def test_what_looks_damaged_but_is_left_is_noted() -> None:
    """Somebody must be able to find these articles."""
    text = "Tiáº¿ng Viá»‡t và tiếng Việt trong một câu"
    assert undo_double_encoding(text) == (text, "encoding: 1 text(s) look encoded twice, left as they are")


@pytest.mark.parametrize(
    "text",
    [
        "Ủy ban nhân dân «NGÃ» BA ĐÃ\u00a0ĐẾN, nhiệt độ 25°, 30 m², © Đài, giá 5 €, “á”, «á», ¡Olé! ¿Qué?",
        "Côte d'Ivoire, naïve, « déjà » à l'été, l'œuvre, où, Âge, Île, être",
        "Über Größe, Äpfel, Ärger, „Ä“, Straße",
        "São Paulo, AÇÃO, coração, 1ª edição, nº 5, Ãª",
        "Москва, 北京, 日本語, ภาษาไทย, 🙂",
    ],
)
def test_right_text_is_not_touched(text: str) -> None:
    """A repair that changes one right letter in a million articles is worse than none."""
    assert undo_double_encoding(text) == (text, None)


@given(st.text(alphabet=PRINT))
@repeatable
def test_no_text_in_vietnamese_letters_and_print_signs_is_touched(text: str) -> None:
    """Whatever order they come in, also around quotation marks and no-break spaces."""
    assert undo_double_encoding(text) == (text, None)


@given(st.text())
@repeatable
def test_no_text_raises_and_what_is_changed_gets_a_note(text: str) -> None:
    """Random characters are no Vietnamese."""
    assert undo_double_encoding(text) == (text, None)


@given(
    st.lists(st.sampled_from([word for sentence in SENTENCES for word in sentence.split()]), min_size=1).map(" ".join)
)
@repeatable
def test_what_is_repaired_is_what_was_written(sentence: str) -> None:
    """Repair gives the right text or nothing."""
    damaged = twice(sentence)
    mended, note = undo_double_encoding(damaged)
    assert mended == (sentence if note else damaged)


@given(
    st.lists(st.sampled_from(["áº¿", "Ã¡", "Ã\u00a0", "Ä‘", "á»™", "Â", "<b>", "Tiếng", "ng", "&Atilde;&iexcl;"])).map(
        "".join
    )
)
@repeatable
def test_repairing_again_changes_nothing(text: str) -> None:
    """Pages are read again after months."""
    once, _ = undo_double_encoding(text)
    assert undo_double_encoding(once)[0] == once


def test_an_ordinary_page_costs_next_to_nothing() -> None:
    """Every page of every run pays this."""
    page = (
        "<p class='x'>Ủy ban nhân dân xã Hòa Bình tổ chức lễ khánh thành cây cầu mới; “đường” về thôn.</p>\n" * 1100
    )[:100_000]
    best = min(_seconds(page) for _ in range(5))
    assert best < 0.02, f"{best * 1000:.1f} ms for 100 kB; 1 ms is usual"


def _seconds(page: str) -> float:
    start = time.perf_counter()
    undo_double_encoding(page)
    return time.perf_counter() - start
