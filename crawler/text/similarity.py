"""Sketches: small numbers by which near-duplicates of a text are found among very many, and estimates from two of them.

Texts are compared as sets of *shingles*, runs of four syllables in canonical lower-case form
(`crawler.text.canonical`): neither Unicode form nor tone placement, punctuation, white space or the division into
paragraphs is part of it. The headline is not either: it is the first thing that a carrier changes.

A sketch has two kinds of keys, because no one kind finds both copies and excerpts (measured on the labelled pairs of
`benchmarks.stories` that are one story, 2026-11-22; share that has a key in common):

| keys | per text | edited | syndicated | excerpt |
|---|---|---|---|---|
| 16 LSH bands of 4 MinHash values | 16 | 100 % | 96 % | 5 % |
| 4 LSH bands of 3 values | 4 | 100 % | 82 % | 7 % |
| smallest of each 16 hashes of runs of 10 syllables | 19 | 100 % | 100 % | 100 % |
| both of the latter, as used | 23 | 100 % | 100 % | 100 % |

- *Bands* (datasketch's MinHash) find texts that are alike as wholes, even if no long run of words is left intact.
- *Run keys* (winnowing): two texts that share 25 syllables in a row are certain to share one, wherever paragraphs
  break, as long as all keys of both are kept (``MAX_RUN_KEYS``). Whole paragraphs as keys would miss texts that lost
  their paragraphs, and all with a word changed in each.

There are no more keys than these because the embedded store pays 0.08 ms for each at every write of an article.

A sketch of a text of 500 syllables takes 0.9 ms, 3 ms on a busy machine. Syllables are hashed by BLAKE2b, once per word
and process; runs are combined from them by wrapping 64-bit arithmetic of whole arrays. SHA-1 per shingle, datasketch's
default, takes as long as all the rest.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from crawler.text.canonical import SHORT_BODY_SYLLABLES, canonical_text

SKETCH_VERSION = 1
"""Version of everything below that a stored sketch depends on. Sketches of two versions are not comparable: a change
needs a new number and a migration that sets sketches, keys and ``story_due`` anew."""

MIN_SYLLABLES = SHORT_BODY_SYLLABLES
"""Shorter bodies get no keys and never join a story: two sentences are too little evidence, a wrong story misleads."""

SHINGLE = 4
"""Syllables; Vietnamese words have one or two."""

PERMUTATIONS = 128
"""MinHash values: an estimate of a Jaccard similarity of 0.5 has a standard error of 0.044."""
BANDS, ROWS = 4, 3
"""Over the first 12 values: texts with a similarity of 0.7 share a band with probability 0.81, of 0.9 with 0.995."""
RUN, WINDOW = 10, 16
"""Syllables of a run key, and runs of which one is a key."""
MAX_RUN_KEYS = 24
"""Of texts above some 200 syllables the smallest ones, so that two texts keep the same. An excerpt of a third has about
eight of the 24 (missed: one in 10,000), one of an eighth three (missed: one in 25)."""

_NEAR = 0.3
"""Estimated containment. The rule of `crawler.text.same_story` begins at 0.5, some two standard errors above."""
_UNEQUAL = 8
"""Ratio of sizes above which an estimate from 128 values is mostly chance."""

Hashes = NDArray[np.uint64]

_WORD = re.compile(r"[^\W_]+")
_HEADER = struct.Struct("<II")  # version, number of shingles
_BASE = np.uint64(0x9E3779B97F4A7C15)  # 2^64 divided by the golden ratio: odd, bits well spread
_MINHASH = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")  # all named: defaults may change


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is stored of a text to find its near-duplicates."""

    signature: bytes | None
    """Version and number of shingles, then the MinHash values: unsigned 32-bit integers, little-endian, 520 bytes.
    ``None`` for a short text."""
    bands: list[int]
    """Keys, signed 64-bit; texts that share one are candidates. Empty for a short text."""


def sketch(body: str) -> Sketch:
    """The sketch of an article's plain text. The same on every machine; any text is accepted."""
    words = syllables(body)
    if len(words) < MIN_SYLLABLES:
        return Sketch(None, [])
    hashes = np.unique(_runs(words, SHINGLE))
    minhash = _MINHASH.copy()
    minhash.update_batch((hashes >> np.uint64(32)).tolist())
    values: NDArray[np.uint32] = minhash.hashvalues.astype("<u4")
    signature = _HEADER.pack(SKETCH_VERSION, len(hashes)) + values.tobytes()
    return Sketch(signature, sorted({*_band_keys(values), *_run_keys(words)}))


def syllables(text: str) -> list[str]:
    """The syllables of ``text`` in order, canonical and in lower case; figures count as syllables."""
    return _WORD.findall(canonical_text(text).lower())


def shingles(text: str) -> frozenset[int]:
    """The set that is compared: a 64-bit number per run of four syllables."""
    return frozenset(_runs(syllables(text), SHINGLE).tolist())


def jaccard(first: frozenset[int], second: frozenset[int]) -> float:
    """Share of the shingles of both texts that both have, 0 to 1; 0 if one is empty."""
    return len(first & second) / max(1, len(first | second))


def containment(first: frozenset[int], second: frozenset[int]) -> float:
    """Share of the smaller text's shingles that stand in the other, 0 to 1; 0 if one is empty."""
    return len(first & second) / max(1, min(len(first), len(second)))


def estimated_jaccard(first: bytes, second: bytes) -> float:
    """``jaccard`` of two texts from their signatures; 0 for signatures of other versions."""
    if not comparable(first, second):
        return 0.0
    ours, theirs = (np.frombuffer(signature, "<u4", offset=_HEADER.size) for signature in (first, second))
    return int(np.count_nonzero(ours == theirs)) / PERMUTATIONS


def estimated_containment(first: bytes, second: bytes) -> float:
    """``containment`` from two signatures, by way of the sizes of the sets; the rougher, the more the sizes differ."""
    alike = estimated_jaccard(first, second)
    sizes: list[int] = [_HEADER.unpack_from(signature)[1] for signature in (first, second)]
    return min(1.0, alike / (1 + alike) * sum(sizes) / max(1, min(sizes)))


def comparable(first: bytes, second: bytes) -> bool:
    """Whether both are signatures of the present version."""
    length = _HEADER.size + 4 * PERMUTATIONS
    return all(len(one) == length and _HEADER.unpack_from(one)[0] == SKETCH_VERSION for one in (first, second))


def may_be_near(first: bytes, second: bytes) -> bool:
    """False if two signatures rule out that one text stands in the other to any useful part; True is no proof."""
    if not comparable(first, second):
        return False
    sizes = [_HEADER.unpack_from(signature)[1] for signature in (first, second)]
    too_unequal = max(sizes) > _UNEQUAL * min(sizes)
    return too_unequal or estimated_containment(first, second) >= _NEAR


def _band_keys(values: NDArray[np.uint32]) -> list[int]:
    rows = values[: BANDS * ROWS].reshape(BANDS, ROWS).astype(np.uint64)
    keys = np.arange(1, BANDS + 1, dtype=np.uint64)
    for column in range(ROWS):
        keys = keys * _BASE + rows[:, column]
    return _signed(_mixed(keys))


def _run_keys(words: Sequence[str]) -> list[int]:
    hashes = _runs(words, RUN)
    windows = np.lib.stride_tricks.sliding_window_view(hashes, min(WINDOW, len(hashes)))
    return _signed(np.unique(windows.min(axis=1))[:MAX_RUN_KEYS])


def _runs(words: Sequence[str], length: int) -> Hashes:
    """A hash for each run of ``length`` words, in order."""
    count = len(words) - length + 1
    if count < 1:
        return np.empty(0, dtype=np.uint64)
    single = np.fromiter(map(_word_hash, words), dtype=np.uint64, count=len(words))
    total = np.zeros(count, dtype=np.uint64)
    for offset in range(length):
        total = total * _BASE + single[offset : offset + count]
    return _mixed(total)


@lru_cache(maxsize=65_536)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


def _mixed(hashes: Hashes) -> Hashes:
    """Every bit spread over all others (the finaliser of MurmurHash3): the low bits of a product know little."""
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    hashes = (hashes ^ (hashes >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)
    return hashes ^ (hashes >> np.uint64(33))


def _signed(hashes: Hashes) -> list[int]:
    """As BSON holds them: a long is signed."""
    found: list[int] = hashes.view(np.int64).tolist()
    return found
