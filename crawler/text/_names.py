"""What a Vietnamese person's name looks like, and when a line of capitalised words is surely one."""

from __future__ import annotations

import re

from crawler.text._name_words import (
    ACCOUNTS,
    COMMON_SURNAMES,
    GIVEN,
    HIGHLAND_SURNAMES,
    MARKS,
    PHRASES,
    REMEMBERED,
    SURNAMES,
    TOWNS,
)
from crawler.text._organisations import is_organisation, is_place
from crawler.text.tones import fold_tone_placement, is_syllable

_INITIALS = re.compile(r"(?:[A-ZĐ][a-zà-ỹ]?\.){1,3}[A-ZĐ]?[a-zà-ỹ]*\.?|[A-ZĐ]\.[A-ZĐ]{2,3}|[A-ZĐ]{2,3}")
_BARE_INITIALS = re.compile(r"[A-ZĐ]{2}|CTV|BTV")  # three bare capitals may be any abbreviation
_ABBREVIATION = re.compile(
    "AI|IT|TV|EU|UN|PR|QR|TP|HN|QĐ|NĐ|CP|NQ|TW|OK|MC|CĐ|ĐH|TH|HS|SV|GV|KT|TM|TL|TT|TX|PS|ĐT|CN|TS"
)
_COLLECTIVE = re.compile(
    r"p\.?v\.?|c\.?t\.?v\.?|b\.?t\.?v\.?|nhóm (?:pv|phóng viên|tác giả|ctv)|phóng viên|cộng tác viên|pv[,/ -]+ctv",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(r"(?:(?:ông|bà|chị|cô|bác|chú|đồng chí|đ/c|em)\b|(?-i:KT|TM|TL|TUQ)\.)", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]+")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:['’‘][^\W\d_]+)?")
_AUTHOR_WORD = re.compile(r"(?:[^\W\d_]|[.'’‘-])+")
_HIGHLAND_PREFIX = re.compile(r"[HK]['’‘](?=[^\W\d_])")
_MAX_AUTHOR_WORDS = 6


def is_initials(text: str) -> bool:
    """Whether ``text`` is a pen-name of initials: ``P.Y``, ``H.T.``, ``N.Linh``, ``MK``, but no Roman numeral."""
    return _INITIALS.fullmatch(text) is not None and _ROMAN.fullmatch(text) is None


def is_collective(text: str) -> bool:
    """Whether ``text`` is the staff by its role instead of a name (``PV``, ``Nhóm phóng viên``)."""
    return _COLLECTIVE.fullmatch(text) is not None


def has_surname(text: str, *, common: bool = False) -> bool:
    """Whether the first word of ``text`` is a surname, or, on request, one that begins no ordinary phrase."""
    first = _words(text)[:1]
    return bool(first) and (first[0] in COMMON_SURNAMES or (not common and first[0] in SURNAMES))


def is_phrase(text: str) -> bool:
    """Whether ``text`` is an ordinary word or heading, or begins like one (``Phạm Vi Áp Dụng``)."""
    words = _words(text)
    return " ".join(words) in PHRASES or (len(words) > 2 and " ".join(words[:2]) in PHRASES)


def is_remembered(text: str) -> bool:
    """Whether ``text`` is a poet or a person of history, whom a text quotes."""
    return " ".join(_words(text)) in REMEMBERED


def is_account(text: str) -> bool:
    """Whether ``text`` is an account of the software that prints the page, or a filler, and no person."""
    return " ".join(_words(text)) in ACCOUNTS or re.fullmatch(r"[a-z0-9._@-]+", text) is not None


def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of a person's name: initials, or one to four capitalised words.

    Three or four words need a surname first: pen-names of that length are rarer than title-case headings.
    """
    if is_initials(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= 4 or is_place(text) or is_organisation(text) or _HONORIFIC.match(text):
        return False
    if not all(_NAME_WORD.fullmatch(word) and len(word) <= 8 for word in words):
        return False
    if not (text.isupper() or all(_is_capitalised(word) for word in words)):
        return False
    if len(words) <= 2 or has_surname(text) or _HIGHLAND_PREFIX.match(text) is not None:
        return True
    return len(words) == 3 and words[1].lower() in ("thị", "văn")  # a surname ever so rare stands before these


def may_be_author(text: str) -> bool:
    """Whether ``text``, known to stand where authors do, may name one: capitalised words, a role, foreign names too."""
    if is_collective(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= _MAX_AUTHOR_WORDS or is_account(text) or _HONORIFIC.match(text):
        return False
    if not all(_AUTHOR_WORD.fullmatch(word) for word in words):
        return False
    if is_phrase(text) and not _are_known(_words(text)):
        return False
    small = sum(not word[:1].isupper() for word in words)
    return small == 0 or (small == 1 and words[0][0].isupper() and has_surname(text))


def is_sure_name(text: str, *, set_apart: bool = False, beside: bool = False) -> bool:
    """Whether a line that says only ``text`` names a person: not a place, heading, poet or abbreviation.

    Its words must be those of names. In a line that the page sets apart (to the right, bold) any capitalised syllables
    will do after a word of names, and a known single word; ``beside`` a sure name they do too.
    """
    if is_initials(text):
        bare = "." not in text
        return not bare or (_BARE_INITIALS.fullmatch(text) is not None and not _ABBREVIATION.fullmatch(text))
    if is_collective(text):
        return True
    if not is_name(text) or is_phrase(text) or is_remembered(text) or is_account(text):
        return False
    if not set_apart and " ".join(_words(text)) in TOWNS:
        return False
    words = _words(text)
    if len(words) == 1:
        return _HIGHLAND_PREFIX.match(text) is not None or (set_apart and words[0] in GIVEN and not text.isupper())
    if not all(is_syllable(word) or word in HIGHLAND_SURNAMES or re.search("['’‘]", word) for word in words):
        return _is_highland(words)
    if len(words) > 2 and words[0] in SURNAMES and words[1] in MARKS:
        return True
    if _are_known(words) or _is_highland(words):
        return True
    if text.isupper() and not (set_apart and beside):
        return False
    if len(words) == 2 and (words[0] in COMMON_SURNAMES or words[0] in MARKS):  # "Hoàng Su", "Seo Mỷ"
        return True
    pair = len(words) == 2 and (words[0] in GIVEN or words[0] in SURNAMES)
    return ((set_apart or beside) and (pair or words[0] in COMMON_SURNAMES)) or (beside and words[0] in SURNAMES)


def _are_known(words: list[str]) -> bool:
    return all(word in GIVEN or (place == 0 and word in SURNAMES) for place, word in enumerate(words))


def _is_highland(words: list[str]) -> bool:
    return words[0] in HIGHLAND_SURNAMES or any(
        word in HIGHLAND_SURNAMES or _HIGHLAND_PREFIX.match(word.upper()) for word in words[1:]
    )


def _is_capitalised(word: str) -> bool:
    bare = _HIGHLAND_PREFIX.sub("", word)
    return word[0].isupper() and bare[0].isupper() and not bare[1:].isupper()


def _words(text: str) -> list[str]:
    return fold_tone_placement(text).lower().split()
