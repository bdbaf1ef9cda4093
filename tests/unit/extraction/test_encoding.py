"""If these fail, an article is stored as "Há»™i nghá»‹" or with holes: unreadable, and never equal to its copies."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from crawler.extraction.layout import Layout
from crawler.platforms.base import Platform
from crawler.site import SiteSpider
from crawler.store.documents import content
from pipelines.normalise import normalise
from tests.unit.extraction.reading import NOW, URL, page, repeatable
from tests.unit.text import twice

TEXT = "Ủy ban nhân dân xã Hòa Bình tổ chức lễ khánh thành cây cầu mới; đường về thôn từ nay được nối liền. " * 3
MARKUP = f"<html><head><meta charset='{{}}'><title>Cầu</title></head><body><p>{TEXT}</p></body></html>"
OPEN = MARKUP.removesuffix("</body></html>")
WORDS = (
    "Ủy ban nhân dân xã vừa khánh thành đường mới ở thôn Đồng Chằm; lễ hội xuân năm nay sẽ mở muộn, bà con ngỡ ngàng "
    "vì chợ đã đông từ sớm. Mỹ Lý, Kỳ Sơn, Thừa Thiên Huế: trường học, trạm y tế, nhà văn hóa được sửa lại."
)


def legacy(text: str) -> bytes:
    """The text in windows-1258, which has base letters and tone marks apart."""
    out = b""
    for char in unicodedata.normalize("NFC", text):
        try:
            out += char.encode("windows-1258")
        except UnicodeEncodeError:
            base, *marks = list(unicodedata.normalize("NFD", char))
            tone = next((mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
            letter = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark != tone))
            out += letter.encode("windows-1258") + tone.encode("windows-1258")
    return out


def nfd_legacy(text: str) -> bytes:
    """The text in windows-1258 with every tone apart, also where the charset has the whole letter (``à``)."""
    out = b""
    for char in unicodedata.normalize("NFD", text):
        try:
            out += char.encode("windows-1258")
        except UnicodeEncodeError:  # circumflex, breve and horn exist only as whole letters
            last = out[-1:].decode("windows-1258")
            kept = b""
            if unicodedata.combining(last):
                out, kept = out[:-1], last.encode("windows-1258")
                last = out[-1:].decode("windows-1258")
            out = out[:-1] + unicodedata.normalize("NFC", last + char).encode("windows-1258") + kept
    return out


def read(markup: bytes, content_type: str = "text/html; charset=utf-8") -> tuple[str, str | None]:
    opened = page(markup, content_type=content_type)
    return opened.blocks[0].text if opened.blocks else "", opened.encoding_note


def test_plain_utf_8_is_read_without_a_note() -> None:
    """A note on every page is a note that nobody reads."""
    for content_type in ("text/html; charset=utf-8", "text/html"):
        assert read(MARKUP.format("utf-8").encode(), content_type) == (TEXT.strip(), None)


@pytest.mark.parametrize("meta", ["windows-1252", "iso-8859-1", "windows-1258", "us-ascii", "x-unknown", "idna"])
@pytest.mark.parametrize("content_type", ["text/html", "text/html; charset=iso-8859-1"])
def test_a_wrong_label_does_not_spoil_utf_8(meta: str, content_type: str) -> None:
    """Old templates keep the meta of their first charset."""
    text, _ = read(MARKUP.format(meta).encode(), content_type)
    assert text == TEXT.strip()


@pytest.mark.parametrize("content_type", ["text/html; charset=utf-8", "text/html"])
def test_windows_1258_under_a_utf_8_label_is_read_and_noted(content_type: str) -> None:
    """Old portals serve it so; without this the article is a row of question marks."""
    text, note = read(legacy(MARKUP.format("utf-8")), content_type)
    assert text == TEXT.strip()
    assert note is not None
    assert "windows-1258" in note


def test_a_page_that_names_windows_1258_rightly_is_read() -> None:
    """The label is right: nothing to complain of."""
    assert read(legacy(MARKUP.format("windows-1258")), "text/html")[0] == TEXT.strip()


@pytest.mark.parametrize("place", [60, 140])
def test_one_damaged_byte_does_not_change_the_rest(place: int) -> None:
    """CMSs cut a description in the middle of a letter; the whole page must not turn into another charset."""
    good = MARKUP.format("utf-8").encode()
    start = good.index("ủy".upper().encode()[:1], 80)
    text, note = read(good[:start] + b"\xe1\xbb" + good[start:])
    assert TEXT.strip()[:60] in text
    assert note is not None
    assert "unreadable" in note


LABELS = ["utf-8", "windows-1258", "iso-8859-1", "windows-1252", "utf-16", "big5", "utf8;", "unicode", "x-user-defined"]


@pytest.mark.parametrize("header", ["", *LABELS])
@pytest.mark.parametrize("meta", LABELS)
@pytest.mark.parametrize("encode", [str.encode, lambda text: b"\xef\xbb\xbf" + text.encode(), legacy])
def test_the_bytes_win_over_every_label(encode: Callable[[str], bytes], meta: str, header: str) -> None:
    """Header and meta are typed by hand on old portals; a reader must not pay for it."""
    content_type = f"text/html; charset={header}" if header else "text/html"
    assert read(encode(MARKUP.format(meta)), content_type)[0] == TEXT.strip()


@pytest.mark.parametrize("meta", LABELS)
@pytest.mark.parametrize("mark", [True, False])
@pytest.mark.parametrize("wide", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_with_and_without_byte_order_mark(wide: str, mark: bool, meta: str) -> None:
    """Pages saved by Notepad as "Unicode" would be a row of squares."""
    markup = ("\ufeff" if mark else "") + MARKUP.format(meta)
    for content_type in ("text/html", "text/html; charset=utf-8", "text/html; charset=utf-16"):
        assert read(markup.encode(wide), content_type)[0] == TEXT.strip()
        assert read(markup.encode(wide) + b"\0", content_type)[0] == TEXT.strip(), "one byte too many at the end"


def test_a_byte_order_mark_before_another_charset_is_not_believed() -> None:
    """An editor put the mark before a windows-1258 template."""
    assert read(b"\xef\xbb\xbf" + legacy(MARKUP.format("utf-8")), "text/html")[0] == TEXT.strip()


def test_a_side_column_in_another_charset_is_read_by_itself() -> None:
    """An included file of the old portal must not spoil the article, nor the article the included file."""
    side = "Liên kết: Ủy ban nhân dân huyện, Đài phát thanh và truyền hình, Sở Giáo dục và Đào tạo, Thư viện điện tử"
    for main, aside in ((str.encode, legacy), (legacy, str.encode)):
        markup = main(OPEN.format("utf-8")) + b"<div>" + aside(side) + b"</div><p>" + main("Hết bài")
        opened = page(markup)
        assert [block.text for block in opened.blocks] == [TEXT.strip(), side, "Hết bài"]
        assert opened.encoding_note == "encoding: parts are windows-1258, the rest utf-8"


@pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "windows-1258"])
def test_letters_cut_in_half_are_replaced_one_by_one_and_counted(label: str) -> None:
    """Summaries are cut after so many bytes; the cut must cost one letter, whatever the label says."""
    cut = b"<p>xem th\xc3</p><p>" + "Bài viết về đường làng".encode()[:-3] + b"</p><p>\xe1\xba</p>"
    opened = page(OPEN.format(label).encode() + cut)
    assert [block.text for block in opened.blocks][:2] == [TEXT.strip(), "xem th\ufffd"]
    assert opened.encoding_note is not None
    assert "3 unreadable" in opened.encoding_note


@given(st.lists(st.sampled_from(WORDS.split()), min_size=12, max_size=60).map(" ".join), st.booleans())
@repeatable
def test_windows_1258_of_any_sentence_is_read_back(sentence: str, decomposed: bool) -> None:
    """Marks are bytes after their letter there: each pair must become one letter again, in whatever order they came."""
    markup = "<meta charset=utf-8><p>" + sentence
    text, note = read(nfd_legacy(markup) if decomposed else legacy(markup))
    assert text == sentence
    assert note == "encoding: labelled utf-8, read as windows-1258"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (
            "La Côte d'Ivoire et l'été à la française : où dîner, dès août, près de l'hôtel de ville ? Déjà prêt. ",
            "latin-1",
        ),
        ("Über die Straße fährt der Zug früh, später wählen wir die schöne Größe für Mädchen. ", "latin-1"),
        ("È già più giù, e già là è più. È già là, più giù; dà di più. È più in là, già è giù, però. ", "latin-1"),
        ("Москва и область: новости дня, погода и спорт. ", "koi8-r"),
    ],
)
def test_a_right_label_of_another_language_is_believed(text: str, charset: str) -> None:
    """Foreign-language editions must not be turned into Vietnamese."""
    markup = f"<meta charset={charset}><p>{text * 3}</p>".encode(charset)
    assert read(markup, "text/html") == ((text * 3).strip(), None)


@pytest.mark.parametrize("charset", ["windows-1252", "latin-1", "windows-1258"])
def test_a_page_encoded_twice_is_read_right_and_noted(charset: str) -> None:
    """A database moved with the wrong connection charset: every article of the site would be unreadable."""
    markup = twice(MARKUP.format("utf-8"), charset).encode()
    assert read(markup) == (TEXT.strip(), "encoding: the page was encoded as UTF-8 twice, repaired")


def test_one_field_encoded_twice_is_repaired_and_the_rest_untouched() -> None:
    """One broken column of the database: the headline would be stored as "Há»™i nghá»‹"."""
    good = "Bà con xã Hòa Bình nói: «Đường đã mở» – 25° lúc trưa, khổ 20 m², © Đài"
    opened = page(f'<h1>{twice("Hội nghị tổng kết")}</h1><p>{good}</p><meta name=d content="{twice("Đường mới")}">')
    assert [block.text for block in opened.blocks] == ["Hội nghị tổng kết", good]
    assert opened.selector.css("meta::attr(content)").get() == "Đường mới"
    assert opened.encoding_note == "encoding: 2 text(s) encoded as UTF-8 twice, repaired"


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "windows-1258", "utf-16", "idna", "undefined", "x-y", "hex"]))
@repeatable
def test_no_bytes_raise_under_any_label(garbage: bytes, charset: str) -> None:
    """A page of garbage is one rejected article, never a crashed run."""
    for content_type in (f"text/html; charset={charset}", "text/html"):
        opened = page(b"<meta charset='" + charset.encode() + b"'><p>" + garbage, content_type=content_type)
        extract(opened, (), Rules())


class Family(Platform):
    """A design that shows every field."""

    name = "docthu"
    layouts = (
        Layout(id="docthu-2026", since=date(2026, 1, 1), title=("h1",), body=("#noidung",), summary=(".sapo",),
               byline=(".tacgia",), tags=(".tag a",), sections=(".muc a",), attachments=(".tep",)),
    )  # fmt: skip


class Reader(SiteSpider):
    """A site of that family."""

    name = "docthu"
    publisher = "Báo Hòa Bình"
    kind = "newspaper"
    evidence = "D"
    verified = "never"
    hosts = ("vidu.gov.vn",)
    home = "/"
    platform = Family()


LOST = b"Tr\xe1\xbang"


def test_no_lost_letter_is_stored_without_a_note_of_its_field() -> None:
    """A reader of the data must be able to tell a damaged headline from a right one, whatever field was hit."""
    sentence = TEXT.encode().strip()
    markup = (
        b"<meta charset=utf-8><div class=muc><a href=/x>V\xc4n h\xc3a</a></div><h1>C\xc3\xa2y c\xe1\xbau "
        + LOST
        + b"</h1>"
        b"<p class=sapo>"
        + LOST
        + b" c\xc3\xa2y c\xe1\xba\xa7u m\xe1\xbb\x9bi</p><div id=noidung><p>"
        + LOST
        + sentence
        + b"</p>"
        b"<figure><img src=/a.jpg width=600><figcaption>C\xe1\xbau m\xe1\xbb\x9bi</figcaption></figure><p>"
        + sentence
        + b"</p></div>"
        b"<p class=tacgia>T\xc3\xa1c gi\xe1\xba\xa3: Nguy\xe1\xbb\x85n V\xc4 An</p><p class=tag><a href=/t>c\xe1\xbau "
        + LOST
        + b"</a></p>"
        b"<p class=tep><a href=/v.pdf>V\xc4n b\xe1\xba\xa3n</a></p>"
    )
    response = HtmlResponse(URL, body=markup, headers={"Content-Type": "text/html; charset=utf-8"})
    item = Reader().article(response, NOW)
    normalise(item)
    stored = {name: value for name, value in content(item).items() if name != "notes"}
    hit = {name for name, value in stored.items() if "\ufffd" in json.dumps(value, ensure_ascii=False, default=str)}
    # No name in `authors`: the reader of names refuses a damaged one.
    assert hit >= {"title", "summary", "body", "body_html", "images", "attachments", "tags", "sections"}
    noted = {note.partition(":")[0].partition("[")[0] for note in item.notes if "U+FFFD" in note}
    assert noted == hit
    assert any("unreadable" in note for note in item.notes if note.startswith("encoding: "))


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252"])
def test_text_for_vni_fonts_is_read_as_unicode_whatever_the_label(charset: str) -> None:
    """Archives of the years before Unicode would be stored as "Vieät Nam"."""
    sentence = "Ñoàng baøo caùc daân toäc vuøng cao phaán khôûi ñoùn teát. "
    opened = page(f"<p style='font-family: VNI-Times'>{sentence * 3}</p><p>Côte".encode(charset))
    assert opened.blocks[0].text == ("Đồng bào các dân tộc vùng cao phấn khởi đón tết. " * 3).strip()
    assert opened.blocks[1].text == "Côte"
    assert opened.encoding_note is not None
    assert "1 text(s) converted from vni-times" in opened.encoding_note
