"""What a reader got right of a page, field by field, and the summary over a set.

The rules are the same for all, but where a generic extractor has no field for what we part:

- Title, lead, source, first and last sentence are compared in canonical form without regard to case, authors as a set
  of names. Where the gold has no date, author or lead, none is right and a value is wrong.
- ``day`` is the day in Vietnam; ``minute`` is right if the time is, to the minute, or if the page shows a day only and
  the reader gives no time either.
- ``body`` is the F1 over 4-grams of syllables; bullets and table bars are no syllables. A generic extractor whose body
  holds the lead or the dateline is compared with every such text and the best counts; the same for its first sentence
  and for a dateline in its lead.
- ``boilerplate`` counts strings in the body that the gold forbids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from benchmarks.accuracy.readers import Reading
from benchmarks.accuracy.sets import Gold
from crawler.text.canonical import canonical_text
from crawler.text.datelines import split_dateline
from crawler.text.dates import VIETNAM

FLAGS = ("title", "day", "minute", "authors", "lead", "source", "first", "last")
"""Columns that are right or wrong per page."""
COLUMNS = ("title", "day", "minute", "authors", "lead", "source", "body", "body_min", "first", "last", "boilerplate")
"""Columns of a summary: shares from 0 to 1, body F1 (mean and least), number of boilerplate strings kept."""
AT_MOST = frozenset({"boilerplate"})
"""Columns where less is better."""
DIGITS = 4
"""Places of the figures that are compared, pinned and shown by ``--json``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One page's result; ``None`` where set or reader has no such field."""

    title: bool
    day: bool
    minute: bool
    authors: bool
    lead: bool
    source: bool | None
    body: float
    """F1, 0 to 1."""
    first: bool
    last: bool
    boilerplate: tuple[str, ...]
    """Forbidden strings that were kept."""
    seconds: float


def score(reading: Reading, gold: Gold, *, strict: bool, seconds: float = 0.0) -> Score:
    """Compare a reading with the gold; *strict* holds it to the fields as they are parted there."""
    lead, body = reading.lead or "", reading.body or ""
    leads, bodies = {gold.lead}, {gold.body}
    if strict and gold.dateline is None and reading.dateline:
        # The set keeps in the text what is a field of its own here.
        if not same(lead, gold.lead) and same(f"{reading.dateline} {lead}", gold.lead):
            lead = f"{reading.dateline} {lead}"
        elif plain(gold.body).startswith(plain(reading.dateline)):
            body = f"{reading.dateline} {body}"
    if not strict:
        leads |= _with_and_without_dateline(gold.lead, gold.dateline)
        bodies |= _with_and_without_dateline(gold.body, gold.dateline)
        bodies |= {f"{one} {other}" for one in leads for other in bodies}
    best = max(f1(body, text) for text in bodies)
    first, last = _ends(plain(body), gold, set() if strict else {plain(text) for text in leads})
    same_day = _day(reading) == _day(gold)
    return Score(
        title=same(reading.title, gold.title),
        day=same_day,
        minute=same_day and _minute(reading, reading.states_minute) == _minute(gold, gold.precision != "day"),
        authors=_names(reading.authors) == _names(gold.authors),
        lead=any(same(lead, text) for text in leads),
        source=same(reading.source, gold.source) if gold.has_source and strict else None,
        body=best,
        first=first,
        last=last,
        boilerplate=tuple(noise for noise in gold.boilerplate if canonical_text(noise) in canonical_text(body)),
        seconds=seconds,
    )


def summarise(scores: Sequence[Score]) -> dict[str, float | None]:
    """Return the figure of every column; ``None`` where no page has one."""
    figures: dict[str, float | None] = {}
    for flag in FLAGS:
        values = [value for score in scores if (value := getattr(score, flag)) is not None]
        figures[flag] = round(sum(values) / len(values), DIGITS) if values else None
    figures["body"] = round(fmean(score.body for score in scores), DIGITS)
    figures["body_min"] = round(min(score.body for score in scores), DIGITS)
    figures["boilerplate"] = sum(len(score.boilerplate) for score in scores)
    return {column: figures[column] for column in COLUMNS}


def syllables(text: str) -> list[str]:
    """The syllables of a text in canonical form, lower case; bullets, bars and dashes are none."""
    words = canonical_text(text).casefold().replace("|", " ").split()
    return [word for word in words if any(map(str.isalnum, word))]


def plain(text: str) -> str:
    """A text's syllables on one line."""
    return " ".join(syllables(text))


def same(one: str | None, other: str | None) -> bool:
    """True if two texts differ at most in form."""
    return canonical_text(one or "").casefold() == canonical_text(other or "").casefold()


def f1(found: str, gold: str) -> float:
    """Return the F1 of two texts over their 4-grams of syllables."""
    one, two = _grams(found), _grams(gold)
    return 2 * sum((one & two).values()) / (sum(one.values()) + sum(two.values()))


def _grams(text: str) -> Counter[tuple[str, ...]]:
    words = syllables(text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def _with_and_without_dateline(text: str, dateline: str | None) -> set[str]:
    return {text, split_dateline(text)[1] or "", f"{dateline or ''} {text}"} if text else {text}


def _ends(whole: str, gold: Gold, leads: set[str]) -> tuple[bool, bool]:
    """Whether *whole* begins and ends as the gold does; one of *leads* may stand in front."""
    if not gold.body:
        return (whole in {"", *leads},) * 2
    starts = {plain(gold.first)}
    if leads:
        starts |= {plain(text) for text in _with_and_without_dateline(gold.first, gold.dateline)}
    rests = {whole, *(whole.removeprefix(lead).strip() for lead in leads)}
    begins = any(rest.startswith(start) for rest in rests for start in starts if start)
    return begins, bool(whole) and whole.endswith(plain(gold.last))


def _names(names: Sequence[str]) -> set[str]:
    return {canonical_text(name).casefold() for name in names}


def _day(of: Reading | Gold) -> str | None:
    return f"{of.published_at.astimezone(VIETNAM):%Y-%m-%d}" if of.published_at else None


def _minute(of: Reading | Gold, states_minute: bool) -> str | None:
    return f"{of.published_at.astimezone(VIETNAM):%H:%M}" if of.published_at and states_minute else None
