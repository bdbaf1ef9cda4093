"""Vietnamese text of the time before Unicode: the codes of the TCVN3 (ABC) and VNI fonts, and how to recognise them.

Such fonts draw Vietnamese letters in place of Western ones, so the page really holds "ViÖt" or "Vieät" and only the
font makes "Việt" of it. Sources: TCVN3 is the lower-case part of TCVN 5712:1993 (as in glibc's charmap TCVN5712-1) with
the seven capitals of its first row; VNI is the table of VNI for Windows. Both were compared, letter by letter, with
the public converters VietUni and HaUtility.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from crawler.text.tones import is_syllable
from crawler.text.unicode import nfc

Legacy = Literal["TCVN3", "VNI"]
"""The two families of fonts."""

TCVN3: dict[str, str] = dict(
    zip(
        "\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xb5\xb6\xb7\xb8\xb9\xbb\xbc\xbd\xbe\xc6\xc7\xc8\xc9\xca\xcb\xcc"
        "\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xdc\xdd\xde\xdf\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef"
        "\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
"""Character that the page holds (Latin-1) -> letter that the font shows. Capitals with a tone have no code of their
own: another font (its name ends in H) shows the same codes as capitals."""

_TONE_MARKS = ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323")  # á à ả ã ạ
_VNI_MARKS = (
    dict(zip("ùøûõï", _TONE_MARKS, strict=True))
    | {mark: "\u0302" + tone for mark, tone in zip("âáàåãä", ("", *_TONE_MARKS), strict=True)}
    | {mark: "\u0306" + tone for mark, tone in zip("êéèúüë", ("", *_TONE_MARKS), strict=True)}
)
_VNI_SINGLE = dict(zip("ôöíìæóòîñ", "ơưíìỉĩịỵđ", strict=True))
_VNI_BASES = {letter: letter for letter in "aeouy"} | {"ô": "ơ", "ö": "ư"}


def _vni_table() -> dict[str, str]:
    table = dict(_VNI_SINGLE)
    for base, letter in _VNI_BASES.items():
        for mark, combining in _VNI_MARKS.items():
            shown = nfc(letter + combining)
            known = base == "a" or ("\u0306" not in combining and (base in "eo" or "\u0302" not in combining))
            if known and len(shown) == 1 and base + mark != "yï":
                table[base + mark] = shown
    return table | {code.upper(): shown.upper() for code, shown in table.items()}


VNI: dict[str, str] = _vni_table()
"""One or two characters that the page holds -> letter that the font shows."""

_VNI_CODE = re.compile("|".join(sorted(VNI, key=len, reverse=True)))
_TCVN3_CODES = str.maketrans(TCVN3)
_CHECKED = re.compile("(?:ch|[cpt])$", re.IGNORECASE)
_ABBREVIATION = re.compile("[A-Z]*Đ[A-ZĐ]*")  # NĐ-CP, QĐ, ĐHQG
_EDGES = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~0123456789“”‘’„‚…–—•"
_GUILLEMETS = "«»‹›"  # codes of TCVN3, but quotation marks in Unicode text
_UNICODE_ONLY = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")


def from_tcvn3(text: str, *, capitals: bool = False) -> str:
    """What a TCVN3 font shows of ``text``; ``capitals``: it is one of the fonts without small letters (.VnTimeH)."""
    shown = text.translate(_TCVN3_CODES)
    return shown.upper() if capitals else shown


def from_vni(text: str) -> str:
    """What a VNI font shows of ``text``."""
    return _VNI_CODE.sub(lambda match: VNI[match.group()], text)


def converted(text: str, legacy: Legacy, *, capitals: bool = False) -> str:
    """``text`` of a font of the family ``legacy`` in Unicode."""
    return from_tcvn3(text, capitals=capitals) if legacy == "TCVN3" else from_vni(text)


def holds_unicode_vietnamese(text: str) -> bool:
    """Whether ``text`` has a letter that no such font's text can hold (``ế``, ``đ``): it is Unicode already."""
    return _UNICODE_ONLY.search(text) is not None


def vietnamese_words(text: str) -> tuple[int, int]:
    """How many words of ``text`` have a sign beyond ASCII, and how many of those are right Vietnamese syllables.

    The share tells which reading of some bytes is the right one: right ones have nearly all, wrong ones few.
    """
    words = [word for raw in text.split() if not raw.isascii() and (word := raw.strip(_EDGES)) and not word.isascii()]
    return len(words), sum(map(_is_right, words))


def legacy_of(text: str, *, least: int = 20, share: float = 0.9) -> Legacy | None:
    """The family of fonts that ``text`` is written for, if its own letters leave no doubt; else ``None``.

    ``least``: words with a sign beyond ASCII that are needed; ``share``: of them, how many must come out right.
    Text with a letter of Unicode Vietnamese is never legacy.
    """
    if holds_unicode_vietnamese(text):
        return None
    words, right = vietnamese_words(text)
    if words < least or right > 0.4 * words:
        return None
    for legacy in ("TCVN3", "VNI"):
        now, after = vietnamese_words(converted(text, legacy))
        if now >= 0.8 * words and after >= share * now:
            return legacy
    return None


@lru_cache(maxsize=16_384)
def _is_right(word: str) -> bool:
    # Compound words ("Bà Rịa-Vũng Tàu", "Thừa/thiếu") are judged by their parts.
    parts = [part for part in re.split(r"[-–/.,()\"“”:;]", word.strip(_GUILLEMETS)) if part]
    return bool(parts) and all(_ABBREVIATION.fullmatch(part) or _is_right_syllable(nfc(part)) for part in parts)


def _is_right_syllable(word: str) -> bool:
    # Codes of TCVN3 are capitals in the midst of a word ("thÓ").
    if not is_syllable(word) or not (word.islower() or word.istitle() or word.isupper()):
        return False
    spelt = unicodedata.normalize("NFD", word)
    tones = [char for char in spelt if char in _TONE_MARKS]
    toneless = "".join(char for char in spelt if char not in _TONE_MARKS)
    if len(tones) > 1 or toneless.lower().endswith("oo"):
        return False
    # A syllable that ends in a stop takes only the acute and the dot below.
    return not (_CHECKED.search(word) and tones and tones[0] not in "\u0301\u0323")
