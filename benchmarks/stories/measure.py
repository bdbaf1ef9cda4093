"""What a detector makes of the labelled pairs: who is found, who is joined wrongly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations

from trafilatura.deduplication import Simhash

from benchmarks.stories.pairs import Half, Kind, Pair, labelled
from benchmarks.stories.variants import Text
from crawler.text.canonical import canonical_text
from crawler.text.same_story import Reading, read, same_story
from crawler.text.similarity import Sketch, may_be_near, sketch

Detector = Callable[[Text, Text], bool]

HALVES: tuple[Half, Half] = ("development", "held out")


@dataclass(slots=True)
class Figures:
    """Counts over a set of pairs."""

    joined: Counter[Kind] = field(default_factory=Counter)
    """Pairs that the detector calls one story, by kind."""
    pairs: Counter[Kind] = field(default_factory=Counter)
    right: int = 0
    wrong: int = 0
    """Joined pairs that are not one story."""
    together: int = 0

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are one story; 1 if none was joined."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs that are one story that were joined."""
        return self.right / self.together

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.right + self.wrong + self.together)


def of_half(half: Half) -> list[Pair]:
    """The pairs of one half."""
    return [pair for pair in labelled() if pair.half == half]


def measure(detector: Detector, pairs: Iterable[Pair]) -> Figures:
    """Let the detector decide on each pair."""
    found = Figures()
    for pair in pairs:
        joined = detector(pair.first, pair.second)
        found.pairs[pair.kind] += 1
        found.joined[pair.kind] += joined
        found.together += pair.together
        found.right += joined and pair.together
        found.wrong += joined and not pair.together
    return found


def ours(first: Text, second: Text) -> bool:
    """End to end as the store does it: a key in common, sketches that do not rule it out, texts that agree.

    The two count as published by different sites, which is the easier way into a story.
    """
    one, other = _sketch(first.body), _sketch(second.body)
    if one.signature is None or other.signature is None or not set(one.bands) & set(other.bands):
        return False
    return may_be_near(one.signature, other.signature) and same_story(_read(first), _read(second))


def candidates(first: Text, second: Text) -> bool:
    """The first two steps alone."""
    one, other = _sketch(first.body), _sketch(second.body)
    if one.signature is None or other.signature is None or not set(one.bands) & set(other.bands):
        return False
    return may_be_near(one.signature, other.signature)


def simhash(threshold: float) -> Detector:
    """trafilatura's Simhash over headline and text, as its content fingerprint takes them, but of canonical text.

    To it decomposed words are other words, and this is about the method."""
    return lambda first, second: simhash_similarity(first, second) >= threshold


def simhash_similarity(first: Text, second: Text) -> float:
    """0 to 1: share of the 64 bits that agree."""
    return _simhash(first).similarity(_simhash(second))


def best_simhash(pairs: Sequence[Pair]) -> float:
    """The threshold with the best F1 on these pairs."""
    return max((step / 64 for step in range(32, 65)), key=lambda threshold: measure(simhash(threshold), pairs).f1)


def safe_simhash(pairs: Sequence[Pair]) -> float:
    """The lowest threshold that joins no wrong pair of these."""
    return min((step / 64 for step in range(32, 66) if not measure(simhash(step / 64), pairs).wrong), default=65 / 64)


def wrong_in_all(detector: Detector, pairs: Iterable[Pair]) -> list[tuple[str, str]]:
    """Families of texts that the detector joins although they have nothing to do with each other: each text of the set
    against each other, beyond the labelled pairs. Round-ups are left out, because they hold texts of others."""
    texts = {text.body: text for pair in pairs if pair.kind != "roundup" for text in (pair.first, pair.second)}
    return [
        (first.family, second.family)
        for first, second in combinations(texts.values(), 2)
        if first.family != second.family and detector(first, second)
    ]


@cache
def _sketch(body: str) -> Sketch:
    return sketch(body)


@cache
def _read(text: Text) -> Reading:
    return read(text.title, text.body)


@cache
def _simhash(text: Text) -> Simhash:
    return Simhash(canonical_text(f"{text.title} {text.body}"))
