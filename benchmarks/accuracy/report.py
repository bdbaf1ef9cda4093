"""Prints results: the summary of readers, the table of pages, what differs on a page, or all of it as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import takewhile
from statistics import fmean
from typing import Any

from rich.box import HEAVY_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.accuracy.readers import Reading
from benchmarks.accuracy.scoring import COLUMNS, DIGITS, FLAGS, Score, plain, summarise
from benchmarks.accuracy.sets import Gold, PageSet
from crawler.text.dates import VIETNAM

Results = Mapping[str, tuple[Reading, Score]]
"""Page -> what one reader made of it."""

_HEADS = {"body": "body F1", "body_min": "least F1"}
_SHORT_HEADS = {"minute": "min", "authors": "auth", "source": "src", "body": "F1", "body_min": "least"}
_SHORT_HEADS["boilerplate"] = "kept"
_NARROW = 130  # columns of a terminal below which tables have short heads and no lines
_LABELS = {"layouts-off": "ours, layouts off"}
_SHORT = 110  # characters of a value
_BEFORE = 40  # characters that are shown before the place where two values part
_PARAGRAPHS = 4  # of a body that differs


def summary_table(pages: PageSet, results: Mapping[str, Results], width: int) -> Table:
    """One row per reader: shares in per cent, F1, count of boilerplate, seconds per 100 pages."""
    table = _table("reader", f"{pages.name} ({len(pages.pages)} pages)", (*COLUMNS, "s/100"), width)
    for reader, read in results.items():
        scores = [score for _, score in read.values()]
        figures = summarise(scores)
        seconds = 100 * fmean(score.seconds for score in scores)
        cells = [_figure(column, figures[column]) for column in COLUMNS]
        table.add_row(_LABELS.get(reader, reader), *cells, f"{seconds:.1f}")
    return table


def page_table(reader: str, results: Results, width: int) -> Table:
    """One row per page of one reader."""
    table = _table("page", _LABELS.get(reader, reader), ("read as", *FLAGS, "body", "boilerplate"), width)
    for page, (reading, score) in results.items():
        marks = [{None: "–", True: "yes", False: "[red]NO[/red]"}[getattr(score, flag)] for flag in FLAGS]
        name = escape(page if len(page) <= 60 else f"{page[:59]}…")
        table.add_row(name, reading.how, *marks, f"{score.body:.3f}", str(len(score.boilerplate)))
    return table


def print_differences(console: Console, pages: PageSet, results: Results) -> None:
    """Per page and field: expected and got."""
    for page in pages.pages:
        lines = list(differences(page.gold, *results[page.name]))
        if lines:
            console.print(f"\n{page.name}\n  {page.url}", style="bold", markup=False, highlight=False)
        for field, expected, got in lines:
            text = f"  {field:11} expected {expected}\n  {'':11} got      {got}"
            console.print(text, markup=False, highlight=False, soft_wrap=True)


def differences(gold: Gold, reading: Reading, score: Score) -> Iterator[tuple[str, str, str]]:
    """Yield field, expected and got for every column that is not right."""
    if reading.failure:
        yield "all", "a reading", reading.failure
    pairs: dict[str, tuple[Any, Any]] = {
        "title": (gold.title, reading.title),
        "day": (_time(gold, gold.precision != "day"), _time(reading, reading.states_minute)),
        "authors": ("; ".join(gold.authors), "; ".join(reading.authors)),
        "lead": (gold.lead, reading.lead),
        "source": (gold.source, reading.source),
        "first": (gold.first, (reading.body or "")[:_SHORT]),
        "last": (gold.last, (reading.body or "")[-_SHORT:]),
    }
    pairs["minute"] = pairs["day"]
    for flag in FLAGS:
        if getattr(score, flag) is False and not (flag == "minute" and not score.day):
            yield flag, *_apart(*map(_line, pairs[flag]))
    missing, extra = _unshared(gold.body, reading.body or ""), _unshared(reading.body or "", gold.body)
    if score.body < 1:
        yield "body", f"(F1 {score.body:.3f})", f"{len(missing)} paragraphs differ or lack, {len(extra)} differ or add"
        yield from (("  lacks", _short(_line(text)), "–") for text in missing[:_PARAGRAPHS])
        yield from (("  adds", "–", _short(_line(text))) for text in extra[:_PARAGRAPHS])
    yield from (("boilerplate", "–", _short(_line(noise))) for noise in score.boilerplate)


def json_lines(pages: PageSet, results: Mapping[str, Results]) -> Iterator[str]:
    """Yield one line per reader and page, then one per reader."""
    name = pages.name
    for reader, read in results.items():
        for page, (reading, score) in read.items():
            told: dict[str, Any] = {
                "set": name,
                "reader": reader,
                "page": page,
                "read_as": reading.how,
                "failure": reading.failure,
            }
            figures = {**asdict(score), "body": round(score.body, DIGITS), "seconds": round(score.seconds, DIGITS)}
            yield json.dumps({**told, **figures}, ensure_ascii=False)
    for reader, read in results.items():
        scores = [score for _, score in read.values()]
        seconds = round(100 * fmean(score.seconds for score in scores), 2)
        totals = {"set": name, "reader": reader, "pages": len(scores), "seconds_per_100": seconds}
        yield json.dumps({**totals, **summarise(scores)}, ensure_ascii=False)


def failures(pages: PageSet, reader: str, results: Results) -> list[str]:
    """One sentence for each page on which a reader raised an exception."""
    read = ((page, reading.failure) for page, (reading, _) in results.items())
    return [f"{pages.name}: {reader} failed on {page}: {failure}" for page, failure in read if failure]


def _table(first: str, title: str, columns: Sequence[str], width: int) -> Table:
    narrow = width < _NARROW
    heads = _SHORT_HEADS if narrow else _HEADS
    table = Table(title=title, title_justify="left", box=None if narrow else HEAVY_HEAD, pad_edge=not narrow)
    table.add_column(first, overflow="fold")
    for column in columns:
        table.add_column(heads.get(column, column), justify="right", no_wrap=True)
    if narrow:
        table.padding = (0, 1, 0, 0)
    return table


def _figure(column: str, value: float | None) -> str:
    if value is None:
        return "–"
    if column == "boilerplate":
        return str(int(value))
    return f"{value:.3f}" if column.startswith("body") else f"{100 * value:.1f}".removesuffix(".0")


def _time(of: Gold | Reading, with_minute: bool) -> str | None:
    if of.published_at is None:
        return None
    time = of.published_at.astimezone(VIETNAM)
    return f"{time:%Y-%m-%d %H:%M}" if with_minute else f"{time:%Y-%m-%d}"


def _unshared(one: str, other: str) -> list[str]:
    known = {plain(line) for line in other.splitlines()}
    return [line for line in one.splitlines() if plain(line) and plain(line) not in known]


def _line(value: Any) -> str:
    return " ".join(str(value or "–").split())


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two values, each shortened so that the place where they part is seen."""
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    skip = max(0, shared - _BEFORE)
    mark = "…" if skip else ""
    return _short(mark + one[skip:]), _short(mark + other[skip:])
