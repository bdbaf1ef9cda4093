"""Whether two articles are one story: the same release with another lead, dateline, byline, wording or cut.

Shared words alone do not tell. The next issue of a price list, the next notice of a death or of a power cut repeats up
to 84 % of its predecessor; of texts that are one story the smaller one shares 53 % or more. What tells them apart:

- **Facts.** Who carries a release rewrites its lead and its wording, but keeps its figures and names; the next issue of
  a series keeps the wording and changes just these. Of different articles that share a quarter of their words or more,
  at most 53 % of the facts agree (388 pairs); of texts that are one story 60 % or more, but for 7 of 720.
- **Subject.** A morning round-up holds short articles whole, and would chain all of them into one story. A text that
  stands in a longer one, and is no copy of it as a whole, must name a quarter of the longer one's headline, and have a
  fact in common with it: a paragraph that names nobody and no figure may stand anywhere. It is the price of precision:
  one excerpt in five is missed, most of them from the middle of a text whose headline they do not touch.

Measured with `python -m benchmarks.stories --fresh 11 12 13 14 15`, 2026-11-22: no wrong pair of 905, 92.7 % of 900
pairs of one story (edited 98.9 %, syndicated 98.2 %, excerpts 79.6 %). docs/stories.md tells how they
were chosen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from crawler.text.canonical import canonical_text
from crawler.text.similarity import MIN_SYLLABLES, containment, jaccard, shingles, syllables

SHARED = 0.5
"""Least containment: share of the smaller text's shingles that stand in the other."""
WHOLE = 0.4
"""Least Jaccard similarity of texts that are taken for the same as wholes; below, one is taken for an excerpt."""
MIN_SHARED = 30
"""Least number of shared shingles: three phrases that a text repeats over and over are no evidence."""
FACTS = 0.6
"""Least share of facts that agree."""
FACTS_SAME_SITE = 0.85
"""The same for two articles of one site, where the next issue of a series is likelier than a second copy."""
SUBJECT = 0.25
"""Least share of the longer one's headline that an excerpt or its headline names."""

EXCERPT_FACTS = 1
"""Least number of facts that an excerpt has in common with the whole."""

_NUMBER = re.compile(r"\d{3,}|\d+(?:[.,:/-]\d+)+|\d+ ?[^\W\d_]+|\d+%?")
_LEADING_ZERO = re.compile(r"(?<!\d)0+(?=\d)")
_NAME_PAIR = re.compile(r"(?<![^\W_])(?=([^\W\d_]+) ([^\W\d_]+))")


@dataclass(frozen=True, slots=True)
class Reading:
    """What is compared of an article."""

    shingles: frozenset[int]
    """Empty for a text that is too short to be compared."""
    facts: frozenset[str]
    """Figures of headline and text, one of less than three digits with the word behind it ("14 hộ": a bare 14 stands in
    many texts), and pairs of neighbouring capitalised syllables of the text (names)."""
    headline: frozenset[tuple[str, str]]
    """Pairs of neighbouring syllables of the headline."""
    pairs: frozenset[tuple[str, str]]
    """The same of headline and text."""


def read(title: str, body: str) -> Reading:
    """What is compared of an article with this headline and plain text."""
    line = canonical_text(body.replace("\n", " | "))  # a name does not go on over the end of a paragraph
    figures = {_LEADING_ZERO.sub("", found).lower() for found in _NUMBER.findall(f"{canonical_text(title)} | {line}")}
    names = {f"{a} {b}".lower() for a, b in _NAME_PAIR.findall(line) if a[0].isupper() and b[0].isupper()}
    headline, words = _pairs(syllables(title)), syllables(body)
    compared = shingles(body) if len(words) >= MIN_SYLLABLES else frozenset()
    return Reading(compared, frozenset(figures | names), headline, headline | _pairs(words))


def same_story(first: Reading, second: Reading, *, same_site: bool = False) -> bool:
    """Whether two articles are one story. Symmetric.

    ``same_site``: both were published by one site.
    """
    return (
        len(first.shingles & second.shingles) >= MIN_SHARED
        and containment(first.shingles, second.shingles) >= SHARED
        and facts_agreeing(first, second) >= (FACTS_SAME_SITE if same_site else FACTS)
        and (
            jaccard(first.shingles, second.shingles) >= WHOLE
            or (subject_named(first, second) >= SUBJECT and len(first.facts & second.facts) >= EXCERPT_FACTS)
        )
    )


def facts_agreeing(first: Reading, second: Reading) -> float:
    """Share of the facts of the article with fewer facts that the other has too; 1 if one has none."""
    fewest = min(len(first.facts), len(second.facts))
    return len(first.facts & second.facts) / fewest if fewest else 1.0


def subject_named(first: Reading, second: Reading) -> float:
    """Share of the longer article's headline that the shorter one's headline or text has."""
    shorter, longer = sorted((first, second), key=lambda reading: len(reading.shingles))
    return len(longer.headline & shorter.pairs) / max(1, len(longer.headline))


def _pairs(words: list[str]) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(words))
