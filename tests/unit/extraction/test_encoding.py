"""If these fail, an article is stored as "Há»™i nghá»‹" or with holes: unreadable, and never equal to its copies."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from tests.unit.extraction.reading import page, repeatable

TEXT = "Ủy ban nhân dân xã Hòa Bình tổ chức lễ khánh thành cây cầu mới; đường về thôn từ nay được nối liền. " * 3
MARKUP = f"<html><head><meta charset='{{}}'><title>Cầu</title></head><body><p>{TEXT}</p></body></html>"


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


@given(st.binary(max_size=300), st.sampled_from(["utf-8", "windows-1258", "utf-16", "idna", "undefined", "x-y", "hex"]))
@repeatable
def test_no_bytes_raise_under_any_label(garbage: bytes, charset: str) -> None:
    """A page of garbage is one rejected article, never a crashed run."""
    for content_type in (f"text/html; charset={charset}", "text/html"):
        opened = page(b"<meta charset='" + charset.encode() + b"'><p>" + garbage, content_type=content_type)
        extract(opened, (), Rules())
