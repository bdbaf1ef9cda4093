"""The labelled pairs: half to choose thresholds on (``development``), half to report on (``held out``).

Base texts are the bodies of the golden pages, the sample sites' articles and texts written for this set
(``written.json``: series that fill one pattern, such as price lists and notices of a death, and pairs of articles on
one event by two hands). Everything derived is seeded. No family of texts is in both halves.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

from benchmarks.stories.variants import Text, edited, excerpt, syndicated
from crawler.cases import CASES
from demo.corpus.generator import TOPICS
from demo.corpus.model import VIETNAM
from demo.corpus.slots import COMMUNES, Slots, sentence_case
from demo.corpus.stories import SITES, site_stories

Kind = Literal["unrelated", "same topic", "roundup", "edited", "syndicated", "excerpt"]
Half = Literal["development", "held out"]

KINDS: tuple[Kind, ...] = ("unrelated", "same topic", "roundup", "edited", "syndicated", "excerpt")
ONE_STORY: frozenset[Kind] = frozenset({"edited", "syndicated", "excerpt"})
"""The kinds that belong together."""

LEAST_SYLLABLES = 45
"""Shorter bodies make no pairs: below 40 syllables nothing ever joins, by rule."""
SEED = 20261122

_ROUNDUPS = (
    "Điểm tin sáng {day}: những tin đáng chú ý trong ngày",
    "Bản tin thời sự Ninh Bình ngày {day}",
    "Tin vắn Lào Cai - Quảng Trị ngày {day}",
)
_WRITTEN = Path(__file__).with_name("written.json")
_PER_HALF = {"unrelated": 32, "template": 24, "edited": 28, "syndicated": 34, "excerpt": 28, "roundup": 10}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts and what they are to each other."""

    kind: Kind
    half: Half
    first: Text
    second: Text

    @property
    def together(self) -> bool:
        """Whether they are one story."""
        return self.kind in ONE_STORY


@cache
def labelled(seed: int = SEED) -> tuple[Pair, ...]:
    """All pairs, the same on every machine. Another ``seed`` draws and derives others from the same base texts."""
    found: list[Pair] = []
    for half in ("development", "held out"):
        found += _of_half(half, seed)
    return tuple(found)


def _half(family: str, seed: int) -> Half:
    """By a hash, so that a new text moves no other one."""
    digest = hashlib.sha256(f"{seed}:{family}".encode()).digest()
    return "development" if digest[0] % 2 else "held out"


def _of_half(half: Half, seed: int) -> Iterator[Pair]:
    rng = random.Random(f"{seed}:{half}")
    golden = [text for text in _golden() if _half(text.family, seed) == half]
    sample = [text for text in _sample() if _half(text.family, seed) == half]
    long = [text for text in _long() if _half(text.family, seed) == half]
    series, events = written()
    issues = {name: texts for name, texts in series.items() if _half(name, seed) == half}
    two_hands = {name: texts for name, texts in events.items() if _half(name, seed) == half}
    by_hand = [texts[0] for texts in (*issues.values(), *two_hands.values())]
    bases = [*golden, *by_hand, *long, *rng.sample(sample, 20)]

    for first, second in rng.sample(list(itertools.combinations([*golden, *by_hand], 2)), _PER_HALF["unrelated"]):
        yield Pair("unrelated", half, first, second)
    for texts in (*issues.values(), *two_hands.values()):
        for first, second in itertools.combinations(texts, 2):
            yield Pair("same topic", half, first, second)
    for first, second in _most_alike(sample, _PER_HALF["template"]):
        yield Pair("same topic", half, first, second)
    yield from _roundups(half, golden, rng)
    yield from _derived("edited", half, bases, lambda text: edited(text, rng), rng)
    yield from _derived("syndicated", half, bases, lambda text: syndicated(text, rng), rng)
    whole = [text for text in bases if len(text.body.split()) >= 3 * LEAST_SYLLABLES + 10]
    yield from _derived("excerpt", half, whole, lambda text: excerpt(text, rng, least=LEAST_SYLLABLES), rng)


def _derived(
    kind: Kind, half: Half, bases: Sequence[Text], change: Callable[[Text], Text | None], rng: random.Random
) -> Iterator[Pair]:
    """A variant of each base in turn, in seeded order; both may be what another site carries."""
    made = 0
    for base in itertools.cycle(rng.sample(list(bases), len(bases))):
        variant = change(base)
        if variant is not None and len(variant.body.split()) >= LEAST_SYLLABLES and variant.body != base.body:
            yield Pair(kind, half, base, variant)
            made += 1
        if made == _PER_HALF[kind]:
            return


def _roundups(half: Half, golden: Sequence[Text], rng: random.Random) -> Iterator[Pair]:
    """A short article, and a morning round-up that carries it whole between others."""
    short = [text for text in golden if len(text.body.split()) < 110]
    for number in range(_PER_HALF["roundup"]):
        chosen = rng.sample(short, 5)
        body = "\n\n".join(f"{text.title}\n\n{text.body}" for text in chosen)
        title = _ROUNDUPS[number % len(_ROUNDUPS)].format(day=f"{number + 3}/11")
        yield Pair("roundup", half, rng.choice(chosen), Text(f"roundup-{half}-{number}", title, body))


def _golden() -> list[Text]:
    """The articles of the golden pages, as a person wrote them down."""
    found = []
    for file in sorted(CASES.glob("*/*/item.json")):
        item = json.loads(file.read_text(encoding="utf-8"))
        if item.get("title") and len((item.get("body") or "").split()) >= LEAST_SYLLABLES:
            family = "/".join(file.parts[-3:-1])
            found.append(Text(family, item["title"], item["body"], item.get("summary")))
    return found


def _sample() -> list[Text]:
    """The sample sites' articles: different ones of a topic share sentences, figures and names apart."""
    found: dict[str, Text] = {}
    for site in SITES:
        for story in site_stories(site):
            body = "\n\n".join(story.paragraphs)
            if len(body.split()) >= LEAST_SYLLABLES and story.title not in found:
                found[story.title] = Text(f"demo:{site}:{story.ident}", story.title, body, story.summary)
    return list({text.body: text for text in found.values()}.values())


def _long() -> list[Text]:
    """Long features: everything that the samples have to say on a topic."""
    found = []
    for topic in TOPICS:
        rng = random.Random(f"{SEED}:{topic.key}")
        province = rng.choice(list(COMMUNES))
        slots = Slots(
            rng, province, rng.choice(COMMUNES[province]), datetime(2026, 10, rng.randint(1, 28), tzinfo=VIETNAM)
        )
        parts = [
            sentence_case(part.format_map(slots)) for part in (*topic.leads[:1], *topic.paragraphs, *topic.leads[1:])
        ]
        found.append(Text(f"long:{topic.key}", sentence_case(topic.titles[0].format_map(slots)), "\n\n".join(parts)))
    return found


def written() -> tuple[dict[str, list[Text]], dict[str, list[Text]]]:
    """Series, and pairs by two hands, by name. Issues of a series are families of their own."""
    data: Mapping[str, Any] = json.loads(_WRITTEN.read_text(encoding="utf-8"))
    series = {
        entry["name"]: [
            Text(f"{entry['name']}-{number}", entry["title"].format(**values), entry["body"].format(**values))
            for number, values in enumerate(entry["issues"], 1)
        ]
        for entry in data["series"]
    }
    events = {
        entry["name"]: [
            Text(f"{entry['name']}-{number}", text["title"], text["body"])
            for number, text in enumerate(entry["texts"], 1)
        ]
        for entry in data["events"]
    }
    return series, events


def _most_alike(texts: Sequence[Text], count: int) -> list[tuple[Text, Text]]:
    """The pairs of different texts that share the largest part of the smaller one, each text at most twice."""
    sets = [_grams(text.body) for text in texts]
    scored = []
    for one, other in itertools.combinations(range(len(texts)), 2):
        shared = len(sets[one] & sets[other])
        if shared:
            scored.append((shared / min(len(sets[one]), len(sets[other])), one, other))
    used: dict[int, int] = {}
    found = []
    for _, one, other in sorted(scored, reverse=True):
        if used.get(one, 0) < 2 and used.get(other, 0) < 2:
            used[one], used[other] = used.get(one, 0) + 1, used.get(other, 0) + 1
            found.append((texts[one], texts[other]))
        if len(found) == count:
            break
    return found


def _grams(body: str) -> set[tuple[str, ...]]:
    words = body.lower().split()
    return {tuple(words[start : start + 4]) for start in range(len(words) - 3)}
