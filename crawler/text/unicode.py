"""One spelling for one text: normal form, white space, invisible characters and punctuation.

The same sentence reaches us composed (NFC) or decomposed (NFD), with no-break spaces from an editor, with zero-width
characters from a word processor and with three kinds of quotation marks. None of that is content.
"""

from __future__ import annotations

import re
import unicodedata

_SURROGATE = re.compile("[\ud800-\udfff]")

_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\u2036\u301d\u301e\u301f\uff02"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u2039\u203a\u2032\u2035\u02b9\u02bb\u02bc\u00b4\u0060\uff07"
_DASHES = (
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2212"  # the ones that editors write
    "\u058a\u05be\u1400\u1806\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d"
)
_FOLDED = (
    dict.fromkeys(_DOUBLE_QUOTES, '"') | dict.fromkeys(_SINGLE_QUOTES, "'") | dict.fromkeys(_DASHES, "-") | {"…": "..."}
)
_LOOKALIKES = (("\u00d0", "Đ"), ("\u00f0", "đ"), ("\u0189", "Đ"), ("\u0256", "đ"))
_PUNCTUATION = re.compile(f"[{''.join(_FOLDED)}]")


def nfc(text: str) -> str:
    """``text`` in Unicode NFC.

    A lone surrogate (a broken ``\\ud83d`` escape in JSON-LD) cannot be encoded or stored, so it becomes U+FFFD,
    which ``mojibake_note`` reports; a surrogate pair becomes the character that it stands for.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return unicodedata.normalize("NFC", text)


def squeeze(text: str | None) -> str:
    """``text`` as one clean line: NFC, every white space one space, nothing invisible; ``None`` is ``""``."""
    if not text:
        return ""
    if text.isascii():
        line = " ".join(text.split())
        return line if line.isprintable() else "".join(char for char in line if char.isprintable())
    line = " ".join(nfc(text).split())
    if not line.isprintable():
        line = "".join(char for char in line if unicodedata.category(char) not in {"Cf", "Cc"})
        # An invisible character may have stood between a letter and its mark, or alone between two spaces.
        line = " ".join(nfc(line).split())
    return line


def fold_punctuation(text: str) -> str:
    """``text`` with every quotation mark as ``"`` or ``'``, every dash as ``-`` and the ellipsis as three dots."""
    return _PUNCTUATION.sub(lambda match: _FOLDED[match.group()], text)


def fold_lookalikes(text: str) -> str:
    """``text`` with ``Đ`` and ``đ`` for the foreign letters that stand for them in Vietnamese text.

    Icelandic ``Ð`` (U+00D0) and African ``Ɖ`` (U+0189) look the same and come from keyboards and converters of the
    nineties; papers still print "Ðảng" in one line and "Đảng" in the next. No two Vietnamese words differ by it.
    """
    for wrong, letter in _LOOKALIKES:
        if wrong in text:
            text = text.replace(wrong, letter)
    return text


def fold_marks(text: str) -> str:
    """``text`` in lower case without any diacritic (``Đăng lúc`` -> ``dang luc``), as a key to compare and to search.

    Never to be stored. Each character of NFC text gives exactly one character, so positions stay valid.
    """
    return "".join(map(_bare, nfc(text)))


def mojibake_note(text: str) -> str | None:
    """A sentence that says how many characters of ``text`` were lost (U+FFFD) and near what; ``None`` if none was."""
    lost = text.count("\ufffd")
    if not lost:
        return None
    at = text.index("\ufffd")
    near = squeeze(text[max(0, at - 20) : at + 20])
    return f'{lost} character(s) could not be decoded (U+FFFD), first near "{near}"'


def _bare(char: str) -> str:
    if char.isascii():
        return char.lower()
    if char in "đĐ":
        return "d"
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if len(base) == 1 else char
