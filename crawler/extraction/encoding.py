"""The text of a page when header, meta, byte-order mark and bytes disagree.

Scrapy believes the label. Old portals mislabel, and put parts of several charsets into one page: the bytes are the
better witness, because text that is not UTF-8 almost never decodes as UTF-8, and because the right one of several
readings is the one whose words are Vietnamese. Texts that were encoded twice are mended here too, before anything reads
the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapy.http import TextResponse
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from crawler.text.legacy import from_tcvn3, from_vni, vietnamese_words
from crawler.text.mojibake import undo_double_encoding
from crawler.text.unicode import nfc

_LEGACY = "windows-1258"
"""Vietnamese charset of Windows, still met on old portals: base letters and tone marks are bytes of their own."""
_WESTERN = "windows-1252"
_UTF_8 = "utf-8"
_MIN_WORDS = 5  # with a sign beyond ASCII, to tell one charset from another
_SHARE = 0.8  # of them that must be right syllables
_GAIN = 0.3  # of them that must be wrong in the Western reading
_MIN_PROOF = 3  # characters; a shorter piece of windows-1258 can be UTF-8 by accident
_PIECE = re.compile(rb"[^<>]+")
_WIDE = {  # the first tag of UTF-16 without byte-order mark
    "utf-16-le": re.compile(rb"(?:[ \t\r\n]\0)*<\0[!?a-zA-Z]\0"),
    "utf-16-be": re.compile(rb"(?:\0[ \t\r\n])*\0<\0[!?a-zA-Z]"),
}


@dataclass(frozen=True, slots=True)
class _Reading:
    """The text of a page and what to say of it."""

    text: str
    note: str | None


def decoded(response: TextResponse) -> tuple[TextResponse, str | None]:
    """Return *response* with its text decoded with the least loss, and a note on what was wrong or lost.

    A byte-order mark counts most, then bytes that are valid UTF-8, whatever the label says. Else each text between two
    tags is read by itself: as UTF-8 with damage, as windows-1258 if its words are then Vietnamese, else as labelled.
    """
    reading = _read(response)
    text, mended = undo_double_encoding(reading.text)
    note = "; ".join(filter(None, (reading.note, mended))) or None
    return response.replace(body=text.encode("utf-8", "replace"), encoding="utf-8"), note


def _read(response: TextResponse) -> _Reading:
    body, label = response.body, _label(response)
    charset, mark = read_bom(body)
    if charset and mark:
        body = body[len(mark) :]
    if charset is None or charset == _UTF_8:
        charset = next((name for name, start in _WIDE.items() if start.match(body)), _UTF_8)
    if charset == _UTF_8 and not _decodes(body, _UTF_8):
        return _mixed(body, label)
    text = body.decode(charset, "replace")
    lost = text.count("\ufffd") if charset != _UTF_8 else 0
    wrong_label = label and label[:6] != charset[:6] and not body.isascii()
    return _Reading(text, _note([f"labelled {label}, read as {charset}"] if wrong_label else [], lost))


def _label(response: TextResponse) -> str | None:
    """The charset that header or meta name, if it is one."""
    header = (response.headers.get("Content-Type") or b"").decode("latin-1")
    for name in (http_content_type_encoding(header), html_body_declared_encoding(response.body)):
        if name and _is_charset(name):
            return name.lower().replace("cp125", "windows-125")
    return None


def _mixed(body: bytes, label: str | None) -> _Reading:
    """A page that is not UTF-8 throughout, piece by piece."""
    pieces = {piece: _right_and_wrong(piece) for piece in _PIECE.findall(body) if not piece.isascii()}
    foreign = b"\n".join(piece for piece, (good, wrong) in pieces.items() if good <= wrong)
    is_utf_8_page = sum(good for good, wrong in pieces.values() if good > wrong) >= sum(byte > 0x7F for byte in foreign)
    other = _charset_of(foreign, None if is_utf_8_page else label)
    lost = 0
    read_as: set[str] = set()

    def text_of(match: re.Match[bytes]) -> bytes:
        nonlocal lost
        piece = match.group()
        if piece.isascii():
            return piece
        charset = (
            other if other and not _is_utf_8(piece, *pieces[piece], other, is_utf_8_page=is_utf_8_page) else _UTF_8
        )
        read_as.add(charset)
        text = nfc(piece.decode(charset, "replace"))
        lost += text.count("\ufffd") - (piece.count(b"\xef\xbf\xbd") if charset == _UTF_8 else 0)
        return text.encode()

    text = _PIECE.sub(text_of, body).decode()
    if len(read_as) == 2:
        return _Reading(text, _note([f"parts are {other}, the rest {_UTF_8}"], lost))
    wrong_label = read_as != {label or _UTF_8}
    return _Reading(
        text, _note([f"labelled {label or 'nothing'}, read as {read_as.pop()}"] if wrong_label else [], lost)
    )


def _is_utf_8(piece: bytes, good: int, wrong: int, other: str, *, is_utf_8_page: bool) -> bool:
    if not wrong:
        return is_utf_8_page or good >= _MIN_PROOF
    if good > wrong:
        return True
    if not is_utf_8_page:
        return False
    # On a page of UTF-8 a stray broken byte is damage; a text in another charset has words to show.
    words, right = vietnamese_words(nfc(piece.decode(other, "replace")))
    return right == 0 or right < _SHARE * words


def _charset_of(foreign: bytes, label: str | None) -> str | None:
    """The charset of texts that are no UTF-8; ``None`` if neither their words nor the label tell."""
    best, (words, right) = _LEGACY, vietnamese_words(nfc(foreign.decode(_LEGACY, "replace")))
    # The fonts' codes are bytes of Western text; `legacy_fonts` makes Vietnamese of it when the page is parsed.
    western = foreign.decode(_WESTERN, "replace")
    for shown in (from_tcvn3(western), from_vni(western)):
        found = vietnamese_words(shown)
        if found[1] > right:
            best, (words, right) = _WESTERN, found
    is_right = words >= _MIN_WORDS and right >= _SHARE * words
    # Italian "è già più" is right Vietnamese spelling too: only what the Western reading gets wrong counts.
    gained = right - vietnamese_words(western)[1]
    if is_right and gained >= _GAIN * words:
        return best
    if label and not label.startswith("utf") and _decodes(foreign, label):
        return label
    return best if is_right else None


def _right_and_wrong(piece: bytes) -> tuple[int, int]:
    """Characters of *piece* beyond ASCII that are UTF-8, and places where it is broken."""
    text = piece.decode("utf-8", "replace")
    wrong = text.count("\ufffd") - piece.count(b"\xef\xbf\xbd")
    return sum(char > "\x7f" for char in text) - wrong, wrong


def _note(parts: list[str], lost: int) -> str | None:
    if lost:
        parts.append(f"{lost} unreadable characters were replaced")
    return "encoding: " + "; ".join(parts) if parts else None


def _is_charset(name: str) -> bool:
    # Python's "idna" or "hex" are codecs, but raise on any page.
    try:
        "a".encode(name)
        b"a".decode(name, errors="replace")
    except (UnicodeError, LookupError):
        return False
    return True


def _decodes(body: bytes, charset: str) -> bool:
    try:
        body.decode(charset)
    except (UnicodeError, LookupError):
        return False
    return True
