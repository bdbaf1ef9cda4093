"""One place for the tone mark of a Vietnamese syllable.

``hòa`` and ``hoà``, ``ủy`` and ``uỷ`` are the same words in two spellings: the old style marks the first vowel, the
modern style (school books, most keyboards' default) the main vowel. Three of five real portal articles mix both
within one text, so a comparison that does not fold them sees edits where there are none.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from crawler.text.unicode import nfc

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
"""Combining grave, acute, tilde, hook above, dot below: huyền, sắc, ngã, hỏi, nặng."""
_QUALITIES = frozenset("\u0302\u0306\u031b")
"""Combining circumflex, breve, horn: they make another vowel (â, ă, ơ), so they never move."""

_CACHED = 16
"""Longest token in characters that is cached; longer ones are URLs and the like, seldom seen twice."""
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_SYLLABLE = re.compile(
    r"(?P<onset>ngh|ng|nh|ch|gh|kh|ph|th|tr|gi(?=[aăâeêoôơuư])|qu(?=[aăâeêioôơuy])|[bcdđghklmnprstvx])?"
    r"(?P<nucleus>iêu|yêu|oai|oao|oay|oeo|uai|uao|uay|uây|uêu|uôi|uya|uyê|uyu|ươi|ươu"
    r"|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|oa|oă|oe|oi|oo|ôi|ơi|ua|uâ|uê|ui|uô|uơ|uy|ưa|ưi|ươ|ưu|yê"
    r"|[aăâeêioôơuưy])"
    r"(?P<coda>ch|ng|nh|[cmnpt])?"
)


def fold_tone_placement(text: str) -> str:
    """``text`` (returned as NFC) with the one tone mark of each Vietnamese syllable in its modern place.

    The place depends only on the syllable without its tone, so every misplacement of a word (``hòan``, ``cuả``,
    ``gìa``) folds to one text and no two different words do: a mark is moved, never added, dropped or changed.
    Words that are not a Vietnamese syllable, or have no or several tone marks, stay as they are.
    """
    return " ".join(
        [_fold_token(token) if len(token) <= _CACHED else _fold_words(token) for token in nfc(text).split(" ")]
    )


def is_syllable(word: str) -> bool:
    """Whether ``word``, in any case and with any tone, has the letters of one Vietnamese syllable."""
    toneless = "".join(char for char in unicodedata.normalize("NFD", word) if char not in _TONES)
    return _SYLLABLE.fullmatch(nfc(toneless).lower()) is not None


def _fold_words(text: str) -> str:
    return text if text.isascii() else _WORD.sub(lambda match: _fold_word(match.group()), text)


# Some 7,000 syllables are in use, in two cases and with punctuation; cached, an article takes 0.2 ms instead of 0.7.
_fold_token = lru_cache(maxsize=32_768)(_fold_words)


def _fold_word(word: str) -> str:
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if char in _TONES:
            tones.append(char)
        elif char in _QUALITIES:
            letters[-1] += char
        elif unicodedata.combining(char):
            return word
        else:
            letters.append(char)
    if len(tones) != 1:
        return word
    place = _tone_place("".join(nfc(letter).lower() for letter in letters))
    if place is None:
        return word
    letters[place] += tones[0]
    return nfc("".join(letters))


def _tone_place(toneless: str) -> int | None:
    """Index of the letter of a toneless, lower-case syllable that carries the tone; ``None``: not such a syllable."""
    syllable = _SYLLABLE.fullmatch(toneless)
    if syllable is None:
        return None
    start, nucleus = syllable.start("nucleus"), syllable["nucleus"]
    marked = [index for index, vowel in enumerate(nucleus) if vowel in "ăâêôơư"]
    if marked:
        return start + marked[-1]
    if syllable["coda"]:
        return start + len(nucleus) - 1
    if len(nucleus) == 3 or nucleus in {"oa", "oe", "uy"}:
        return start + 1
    return start
