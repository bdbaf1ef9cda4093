"""If these fail, articles from before Unicode are stored as "ViÖt Nam", or right text is turned into nonsense."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement, document_fromstring

from crawler.extraction.legacy_fonts import mend_legacy_fonts
from crawler.text.legacy import TCVN3, VNI, Legacy, converted, from_tcvn3, from_vni, legacy_of
from tests.unit.text import repeatable

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
SMALL = [unicodedata.normalize("NFC", base + tone) for base in "aăâeêioôơuưy" for tone in TONES] + ["đ"]
CAPITALS = [letter.upper() for letter in SMALL]
TEXT = (
    "Sáng nay, Ủy ban nhân dân xã tổ chức lễ khánh thành cây cầu mới bắc qua sông; đường về thôn từ nay được nối liền. "
    "Bà con rất phấn khởi vì trẻ em không phải lội suối đến trường nữa. Quyết định số 5/QĐ-UBND có hiệu lực từ hôm nay."
)
SENTENCE = "Đoàn công tác đã đến thăm hỏi những gia đình ở vùng lũ"
FRENCH = (
    "La Côte d'Ivoire a fêté l'été à sa façon : où dîner, dès août, près de l'hôtel ? Déjà très âgé, le maître a été "
    "fidèle à ses élèves, même à l'étranger. Le président a déclaré que la journée était réussie grâce à l'équipe."
)
GERMAN = (
    "Über die Straße fährt der Zug früh; später wählen wir die schöne Größe für das Mädchen. Die Bürger hören gern "
    "Märchen, trinken süße Säfte und grüßen höflich. Fünf Äpfel kosten zwölf Kronen, für Öl zahlt man übermäßig mehr."
)
PORTUGUESE = "A eleição da região não terá votação à distância. Então, é tão difícil dizer quê? Você já está só. " * 3


def written(text: str, legacy: Legacy) -> str:
    """The text in the codes of the fonts; capitals that TCVN3 lacks become small, as typists did."""
    table = {letter: code for code, letter in (TCVN3 if legacy == "TCVN3" else VNI).items()}
    return "".join(table.get(char) or table.get(char.lower(), char) for char in text)


def mended(markup: str) -> tuple[HtmlElement, str | None]:
    root = document_fromstring(markup)
    return root, mend_legacy_fonts(root, markup)


def test_both_tables_hold_every_letter_once() -> None:
    """A missing or doubled letter would be wrong in every article."""
    beyond = [letter for letter in SMALL if not letter.isascii()]
    assert sorted(TCVN3.values()) == sorted([*beyond, *"ĂÂÊÔƠƯĐ"])
    assert sorted(VNI.values()) == sorted([*beyond, *(letter.upper() for letter in beyond)])


@given(st.text(alphabet=[*SMALL, *"ĂÂÊÔƠƯĐ", *"bcdghklmnpqrstvx .,-"]))
@repeatable
def test_tcvn3_comes_back(text: str) -> None:
    """Every letter that the fonts can show, in any order."""
    assert from_tcvn3(written(text, "TCVN3")) == text


@given(st.text(alphabet=[*SMALL, *CAPITALS, *"bcdghklmnpqrstvxBCDGHKLMNPQRSTVX .,-"]))
@repeatable
def test_vni_comes_back(text: str) -> None:
    """Two characters make one letter there; no order of letters may be read otherwise."""
    assert from_vni(written(text, "VNI")) == text


def test_the_known_sentence_of_every_letterhead() -> None:
    """The tables against text that is found all over the old web, not against themselves."""
    assert from_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert from_tcvn3("®éc lËp - tù do - h¹nh phóc", capitals=True) == "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"
    assert from_vni("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam") == "Cộng hòa xã hội chủ nghĩa Việt Nam"
    assert from_vni("ÑOÄC LAÄP - TÖÏ DO - HAÏNH PHUÙC") == "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"


@pytest.mark.parametrize("legacy", ["TCVN3", "VNI"])
def test_a_long_text_without_named_font_is_recognised(legacy: Legacy) -> None:
    """Sites name the font in a style sheet of its own file, which is never fetched."""
    assert legacy_of(written(TEXT, legacy)) == legacy


@pytest.mark.parametrize("text", [TEXT, FRENCH, GERMAN, PORTUGUESE, TEXT.upper(), "Báo cáo và bà con " * 20])
def test_right_text_is_never_taken_for_legacy(text: str) -> None:
    """Vietnamese in Unicode, and what foreign-language editions write."""
    assert legacy_of(text) is None
    for form in ("NFC", "NFD"):
        markup = f"<h1>{text[:60]}</h1><p>{unicodedata.normalize(form, text)}</p>"
        for font in ("", ".VnTime", "VNI-Times", ".VnTimeH"):
            root, note = mended(f"<body><div style='font-family:{font}'>{markup}</div></body>")
            assert note is None
            assert root.text_content() == text[:60] + unicodedata.normalize(form, text)


def test_text_in_named_fonts_is_converted_and_noted() -> None:
    """Markup of Word and of the editors of that time, with a headline in the font of capitals."""
    root, note = mended(
        "<html><head><title>Khánh thành cầu</title><style>.dau {font-family: '.VnTimeH', serif}</style></head><body>"
        f"<p class=dau>{written('lễ khánh thành', 'TCVN3')}</p>"
        f"<font face='.VnTime'>{written(SENTENCE, 'TCVN3')} <b>{written('cũ', 'TCVN3')}</b></font>"
        f"<p style='font: 12pt VNI-Times, serif'>{written(SENTENCE, 'VNI')}<i style='font-family:Arial'>Côte</i></p>"
        f"<p>{SENTENCE}</p></body></html>"
    )
    assert root.text_content().strip().endswith(f"LỄ KHÁNH THÀNH{SENTENCE} cũ{SENTENCE}Côte{SENTENCE}")
    assert root.findtext("head/title") == "Khánh thành cầu"
    assert note == (
        "encoding: 1 text(s) converted from .vntimeh, 2 text(s) converted from .vntime, "
        "1 text(s) converted from vni-times"
    )


@pytest.mark.parametrize("legacy", ["TCVN3", "VNI"])
def test_an_article_without_named_font_is_converted_with_its_descriptions(legacy: Legacy) -> None:
    """Headline and machine description are as unreadable as the text."""
    code = written(TEXT, legacy)
    head, *_ = code.split(";")
    root, note = mended(
        f'<html><head><meta name=description content="{head}"></head><body><div>Trang chủ</div><h1>{head}</h1>'
        f"<p>{code}</p><p>Báo cáo</p><p>{FRENCH}</p></body></html>"
    )
    shown = converted(code, legacy)
    assert shown.lower() == TEXT.lower()
    assert [p.text for p in root.iter("p")] == [shown, "Báo cáo", FRENCH]
    assert root.xpath("string(//h1)") == root.xpath("string(//meta/@content)") == shown.split(";")[0]
    assert note == f"encoding: 3 text(s) converted from {legacy} (no font named)"


@given(st.text(), st.sampled_from([".VnTime", ".VnTimeH", "VNI-Times", ""]))
@repeatable
def test_no_text_raises(text: str, font: str) -> None:
    """A page of garbage is one rejected article, never a crashed run."""
    root = document_fromstring("<body><p>x</p></body>")
    root.set("style", f"font-family:{font}")
    for element in root.iter("p"):
        element.text = "".join(char for char in text if char.isprintable()) or "x"
    mend_legacy_fonts(root, f"{font} {text}")


@given(st.text(alphabet=[*SMALL, *CAPITALS, *"bcdđghklmnpqrstvx .,-«»©®°²³\u00a0\u00ad"], max_size=400))
@repeatable
def test_a_letter_of_unicode_settles_it(text: str) -> None:
    """No amount of odd letters makes legacy of a text that has one "ế"."""
    assert legacy_of(text + " ế") is None
