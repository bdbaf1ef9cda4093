"""The folded words of an article by which it is found where the server has no text index (the embedded one).

Vietnamese writes each syllable apart, and most words have two: ``sạt lở``, ``Quảng Trị``. Single syllables are too
common to search a text by (half of them stand in more than 40 % of the articles), so of the body only *pairs* of
neighbours are kept, and none with a function word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from crawler.text.unicode import fold_marks, nfc

MAX_TOKENS = 120
"""Per article. Each costs the embedded server an index entry, about 40 µs when the text is written. A short article is
covered as a whole; of a long one headline, tags and lead, the names in its text, and the rest from the top."""

_FUNCTION_WORDS = """
và của các những được trong cho là một không đã với để đến từ tại ở về này khi sẽ cũng như ra vào theo có bị do thì mà
nhưng hoặc hay rất lại đang vẫn trên sau trước đó nên vì còn nếu bởi cùng thêm đều mới chỉ đây ông bà anh chị họ tôi em
hơn nhiều mọi nào gì
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
"""Syllables that say nothing of what a text is about, with their marks: ``trong`` is one, ``trọng`` is not."""

_SYLLABLE = re.compile(r"[^\W_]+")
# Some 7,000 syllables are in use.
_fold = lru_cache(maxsize=16_384)(fold_marks)
_CLAUSE_END = re.compile(r"[.,;:!?…]+(?=\s|$)|[()\[\]\"“”\n]")


def syllables(text: str) -> list[str]:
    """The words between spaces and punctuation, folded: lower case, no marks, ``đ`` as ``d``."""
    return _SYLLABLE.findall(fold_marks(text))


def query_tokens(text: str) -> tuple[list[str], list[str]]:
    """What an article that answers the query ``text`` may have of `tokens`: (to look it up by, all).

    It is looked up by pairs of neighbours, or by syllables if there is no pair. What holds a function word is stored of
    no article; without its marks it is not known for one, and asked for in vain.
    """
    typed = _SYLLABLE.findall(nfc(text).lower())
    couples = [f"{_fold(one)} {_fold(two)}" for one, two in pairwise(typed) if not {one, two} & FUNCTION_WORDS]
    singles = [_fold(word) for word in typed if word not in FUNCTION_WORDS] or [_fold(word) for word in typed]
    return list(dict.fromkeys(couples or singles)), list(dict.fromkeys([*couples, *singles]))


def tokens(title: str, summary: str | None, body: str | None, tags: Iterable[str] = ()) -> list[str]:
    """What `search` keeps of an article: at most ``MAX_TOKENS`` distinct strings, sorted.

    Syllables (``lo``) of headline and tags; pairs (``sat lo``) of these, the lead and the body. Pure: the same fields
    give the same list.
    """
    heads = [title, *tags]
    text = body or ""
    found: dict[str, None] = {}
    for source in (_singles(heads), _pairs([*heads, summary or ""]), _pairs([text], names=True), _pairs([text])):
        for token in source:
            if len(found) >= MAX_TOKENS:
                break
            found[token] = None
    return sorted(found)


def _singles(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for word in _SYLLABLE.findall(nfc(text).lower()):
            if word not in FUNCTION_WORDS:
                yield _fold(word)


def _pairs(texts: Iterable[str], *, names: bool = False) -> Iterator[str]:
    """Neighbours within one clause that both have a meaning; of ``names`` only those that both begin with a capital."""
    for text in texts:
        for clause in _CLAUSE_END.split(nfc(text)):
            words = _SYLLABLE.findall(clause)
            for one, two in pairwise(words):
                if names and not (one[0].isupper() and two[0].isupper()):
                    continue
                if one.lower() not in FUNCTION_WORDS and two.lower() not in FUNCTION_WORDS:
                    yield f"{_fold(one)} {_fold(two)}"
