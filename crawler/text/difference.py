"""How much of a text was changed, so that a reader can ignore a comma and not a new figure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from crawler.text.canonical import canonical_text

_EDGES = ".,;:!?…()[]{}\"'"  # punctuation at the edge of a word


@dataclass(frozen=True, slots=True)
class Difference:
    """What lies between two versions of a text, counted in syllables (words between spaces)."""

    added: int
    """Syllables that the newer text has more often; punctuation and their order do not count."""
    removed: int
    """Syllables that the older text has more often."""
    similarity: float
    """Dice coefficient of the two multisets of neighbouring syllables with their punctuation, 0 to 1, four digits.
    1.0 only if no pair differs."""


def difference(old: str, new: str) -> Difference:
    """Compare two texts in linear time. Case counts; what `canonical_text` folds does not."""
    before, after = canonical_text(old).split(), canonical_text(new).split()
    words_before, words_after = _bare(before), _bare(after)
    return Difference(
        added=(words_after - words_before).total(),
        removed=(words_before - words_after).total(),
        similarity=_dice(Counter(pairwise(["", *before, ""])), Counter(pairwise(["", *after, ""]))),
    )


def _bare(syllables: list[str]) -> Counter[str]:
    return Counter(word for syllable in syllables if (word := syllable.strip(_EDGES)))


def _dice(one: Counter[tuple[str, str]], two: Counter[tuple[str, str]]) -> float:
    shared, total = (one & two).total(), one.total() + two.total()
    if one == two:
        return 1.0
    return min(round(2 * shared / total, 4), 0.9999)  # rounding must not hide that something differs
