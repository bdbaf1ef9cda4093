"""Undoes double encoding: UTF-8 bytes that somebody took for a Western charset and encoded again ("Tiáº¿ng Viá»‡t").

A text is changed only if that is certain: it holds signs where no printed text has them (a letter followed by ``º`` and
``¿``), every character beyond ASCII in it goes back to a byte, the bytes are UTF-8, and the result is Vietnamese. ftfy
does the same for any language, but takes 26 ms for 100 kB and trusts a smaller proof; here a page without such a sign
costs one scan.
"""

from __future__ import annotations

import html
import re
import unicodedata
from itertools import islice

from crawler.text.unicode import nfc

_WINDOWS = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# windows-1252 as the web reads it: its holes are the C1 controls of Latin-1.
_BYTES = {chr(code): code for code in range(0x80, 0x100)} | {char: char.encode("cp1252")[0] for char in _WINDOWS}
# Two bytes with which Vietnamese UTF-8 begins a character are other letters in windows-1258.
_BYTES |= {"Ă": 0xC3, "\u0300": 0xCC}

_TAIL = f"[\x80-\xbf{_WINDOWS}]"
# What may stand behind a letter in print is no sign of damage: spaces, quotation marks, dashes, ©, ®, °, ² and ³.
_SIGN = "[\x80-\x9f¡¢£¤¥¦§¨ª¬¯±´µ¶·¸¹º¼½¾¿ƒ†‡ˆ‰ŠŒŽ˜šœžŸ]"
_UNIT = re.compile(f"[Â-ßĂ\u0300]{_TAIL}|[à-ï]{_TAIL}{{2}}|[ð-ô]{_TAIL}{{3}}")
_CLOSING = "…’”–—\xa0\xad"  # what may follow a closing guillemet
_LEAD = "[ÃĂÄÆÌ\u0300]"
_STRONG = re.compile(f"{_LEAD}{_SIGN}|á(?:º{_TAIL}|»{_SIGN})|â€{_SIGN}")
_SURE = re.compile(f"á(?:º{_TAIL}|»{_SIGN})")
_LIKELY = re.compile(f"á»(?![{_CLOSING}]){_TAIL}")
_THREE = re.compile(f"á[º»]{_TAIL}")
# All of them found by their rarer end: 20 times faster on a good page.
_GUARD = re.compile(
    f"(?:{_SIGN}|[»€])(?:(?<={_LEAD}{_SIGN})|(?<=áº){_TAIL}|(?<=á»)(?![{_CLOSING}]){_TAIL}|(?<=â€){_SIGN})"
)
_ESCAPES = ("&Atilde;", "&Auml;", "&AElig;", "&aacute;&", "&#195;", "&#196;", "&#198;", "&#225;&", "\\u00c3\\u0",
            "\\u00c4\\u0", "\\u00c6\\u0", "\\u00e1\\u00b", "\\u00C3\\u0", "\\u00E1\\u00B")  # fmt: skip
_REFERENCE = re.compile(r"&[A-Za-z]{2,8}\d?;|&#\d{3,5};|\\u[0-9a-fA-F]{4}")
_ADDRESS = re.compile(r"\S*/\S*")
_PIECE = re.compile(r'[^<>"\n]+')
_LETTER = re.compile("[À-ÃÈ-ÊÌÍÒ-ÕÙÚÝà-ãè-êìíò-õùúýĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
_WHOLE_PAGE = 20  # strong signs; with them and next to no right letter, the page itself was encoded twice
_DEEPEST = 3
_NEAR = 8  # pieces between two tags or inside one
_SPOILT_SPACE = re.compile("Ã (?= |$)")  # "à" whose second half, a no-break space, became a common one


def undo_double_encoding(markup: str) -> tuple[str, str | None]:
    """``markup``, or any text, with doubly encoded texts repaired, and a note; unchanged and ``None`` if it has none.

    A page that is hit as a whole is repaired letter by letter; on other pages each text between two tags, or each
    attribute, is repaired by itself or not at all. What looks damaged but is not certain stays, with a note.
    """
    if not _GUARD.search(markup) and not _has_escapes(markup):
        return markup, None
    whole = _whole_page(markup)
    if whole is not None:
        return whole, "encoding: the page was encoded as UTF-8 twice, repaired"
    texts = [match.group() for match in _PIECE.finditer(markup)]
    # An address is asked for as it is written: the file may really have that name.
    proved = [None if _ADDRESS.fullmatch(text) else _mended(text, sure=False) for text in texts]
    mended = list(proved)
    # A short text ("lÃ\xa0") proves nothing by itself, but amid repaired ones it is of the same origin.
    odd = [index for index, text in enumerate(texts) if not text.isascii() or _has_escapes(text)]
    for before, index, after in zip(odd, odd[1:], odd[2:], strict=False):
        amid = proved[before] is not None and proved[after] is not None and after - before <= _NEAR
        if amid and proved[index] is None:
            mended[index] = _mended(texts[index], sure=True)
    repaired = sum(text is not None for text in mended)
    left = sum(
        new is None and len(list(islice(_THREE.finditer(text), 2))) == 2
        for text, new in zip(texts, mended, strict=True)
    )
    row = iter(mended)
    done = _PIECE.sub(lambda match: text if (text := next(row)) is not None else match.group(), markup)
    notes = [f"{repaired} text(s) encoded as UTF-8 twice, repaired"] if repaired else []
    notes += [f"{left} text(s) look encoded twice, left as they are"] if left else []
    return done, "encoding: " + "; ".join(notes) if notes else None


def _has_escapes(text: str) -> bool:
    return any(code in text for code in _ESCAPES)


def _plain(text: str) -> str:
    """``text`` with its references to the characters in question written out."""
    if _has_escapes(text) or "Ã&" in text:
        text = _REFERENCE.sub(_unescaped, text)
    return _SPOILT_SPACE.sub("Ã\xa0", text)


def _whole_page(markup: str) -> str | None:
    strong = len(_STRONG.findall(markup))
    if strong < _WHOLE_PAGE or len(_LETTER.findall(_UNIT.sub("", markup))) > strong // 50:
        return None
    markup = _plain(markup)
    for _ in range(_DEEPEST):
        markup = _UNIT.sub(lambda match: _back(match.group()) or match.group(), markup)
        if not _GUARD.search(markup):
            break
    return nfc(markup)


def _mended(text: str, *, sure: bool) -> str | None:
    """``text`` repaired, or ``None`` if that is not certain; ``sure``: its neighbours prove what it is."""
    plain = _plain(text)
    if not sure and not _is_proved(plain):
        return None
    for _ in range(_DEEPEST):
        once = _back(plain)
        if once is None:
            return None
        plain = once
        if not _GUARD.search(plain):
            break
    if not _LETTER.search(plain) or not all(map(_is_ours, plain)):
        return None
    return plain


def _is_proved(text: str) -> bool:
    if _SURE.search(text) or len(list(islice(_STRONG.finditer(text), 2))) == 2:
        return True
    return _LIKELY.search(text) is not None and len(list(islice(_THREE.finditer(text), 2))) == 2


def _back(text: str) -> str | None:
    """``text`` as the bytes that it was made from, read as UTF-8; ``None`` if that does not work out."""
    try:
        return nfc(bytes(_BYTES[char] if char > "\x7f" else ord(char) for char in text).decode("utf-8"))
    except (KeyError, UnicodeDecodeError):
        return None


def _unescaped(match: re.Match[str]) -> str:
    code = match.group()
    char = chr(int(code[2:], 16)) if code.startswith("\\") else html.unescape(code)
    return char if char in _BYTES else code


def _is_ours(char: str) -> bool:
    """Whether Vietnamese print has the character: a letter of the language, or any sign that is no letter."""
    return char.isascii() or _LETTER.fullmatch(char) is not None or unicodedata.category(char)[0] not in "LC"
