"""Floors: what the readers reached on the project's own set, pinned with a digest of the set, and the project's claim.

A change of the code may not take a figure below its floor; a change of the set needs floors pinned anew. No floor is
lowered but by an explicit flag.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.accuracy.readers import LAYOUTS_OFF, OURS, RIVALS
from benchmarks.accuracy.scoring import AT_MOST, COLUMNS, FLAGS, Score, summarise
from benchmarks.accuracy.sets import SetError

PINNED_READERS = (OURS, LAYOUTS_OFF)
Results = Mapping[str, Mapping[str, Score]]
"""Reader -> page -> score."""
_SHOWN_PAGES = 5


@dataclass(frozen=True, slots=True)
class Floors:
    """What is pinned."""

    digest: str
    """SHA-256 of the set (`benchmarks.accuracy.sets.digest`)."""
    pages: int
    figures: dict[str, dict[str, float | None]]
    """Reader -> column -> floor; for ``boilerplate`` it is a ceiling."""
    wrong: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Reader -> column -> pages that were wrong already when the floor was pinned."""

    @classmethod
    def read(cls, file: Path) -> Floors | None:
        """Return the floors in *file*, ``None`` if there is none."""
        try:
            stored: dict[str, Any] = json.loads(file.read_text("utf-8"))
            return cls(stored["digest"], stored["pages"], stored["figures"], stored["wrong"])
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SetError(f"{file} cannot be read as floors: {error!r}; restore it from git") from None

    @classmethod
    def reached(cls, digest: str, results: Results) -> Floors:
        """Return the present figures as floors."""
        pinned = {reader: results[reader] for reader in PINNED_READERS}
        return cls(
            digest,
            max(map(len, pinned.values())),
            {reader: summarise(list(scores.values())) for reader, scores in pinned.items()},
            {reader: _wrong(scores) for reader, scores in pinned.items()},
        )

    def write(self, file: Path) -> None:
        """Write them to *file*, one figure a line."""
        values = {"digest": self.digest, "pages": self.pages, "figures": self.figures, "wrong": self.wrong}
        file.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", "utf-8")


def complaints(floors: Floors | None, digest: str, results: Results) -> list[str]:
    """Return one sentence for each reason why this run is not good enough."""
    found = []
    if floors is None:
        found.append("the set has no floors yet: pin them with --pin")
    elif floors.digest != digest:
        found.append(
            f"the set changed since its floors were pinned (digest {digest[:12]}, pinned {floors.digest[:12]}): "
            "look at the figures, then run --pin"
        )
    for reader in PINNED_READERS if floors else ():
        if floors and reader in results:
            found += _below(reader, floors, results[reader])
    return found + _behind(results)


def moves(before: Floors | None, now: Floors) -> tuple[list[str], list[str]]:
    """Return what rises and what falls from the pinned floors to the present figures, one line each."""
    rises: list[str] = []
    falls: list[str] = []
    for reader, figures in now.figures.items():
        old = before.figures.get(reader, {}) if before else {}
        for column, value in figures.items():
            floor = old.get(column)
            if value == floor:
                continue
            fell = floor is not None and (value is None or worse(column, value, floor))
            (falls if fell else rises).append(f"{reader} {column}: {_shown(floor)} -> {_shown(value)}")
    return rises, falls


def worse(column: str, one: float, other: float) -> bool:
    """True if *one* is the worse figure of a column."""
    return one > other if column in AT_MOST else one < other


def _below(reader: str, floors: Floors, scores: Mapping[str, Score]) -> list[str]:
    figures, wrong = summarise(list(scores.values())), _wrong(scores)
    found = []
    for column, floor in floors.figures.get(reader, {}).items():
        value = figures.get(column)
        if floor is None or (value is not None and not worse(column, value, floor)):
            continue
        if column.startswith("body"):
            pages = sorted((page for page in scores if scores[page].body < floor), key=lambda page: scores[page].body)
            pages = [f"{page} ({scores[page].body:.3f})" for page in pages]
        else:
            known = floors.wrong.get(reader, {}).get(column, [])
            pages = [page for page in wrong.get(column, []) if page not in known]
        limit = "ceiling" if column in AT_MOST else "floor"
        found.append(f"{reader}, {column}: {_shown(value)}, {limit} {_shown(floor)}{_list(pages)}")
    return found


def _behind(results: Results) -> list[str]:
    """The claim: with layouts off the project is behind no generic extractor in any column."""
    if LAYOUTS_OFF not in results:
        return []
    own = summarise(list(results[LAYOUTS_OFF].values()))
    found = []
    for rival in RIVALS:
        theirs = summarise(list(results[rival].values())) if rival in results else {}
        for column, value in theirs.items():
            mine = own[column]
            if value is not None and mine is not None and worse(column, mine, value):
                found.append(f"{LAYOUTS_OFF} is behind {rival} in {column}: {_shown(mine)}, {rival} {_shown(value)}")
    return found


def _wrong(scores: Mapping[str, Score]) -> dict[str, list[str]]:
    pages = {flag: [page for page, score in scores.items() if getattr(score, flag) is False] for flag in FLAGS}
    pages["boilerplate"] = [page for page, score in scores.items() if score.boilerplate]
    return {column: pages[column] for column in COLUMNS if pages.get(column)}


def _list(pages: Sequence[str]) -> str:
    if not pages:
        return ""
    more = f" and {len(pages) - _SHOWN_PAGES} more" if len(pages) > _SHOWN_PAGES else ""
    return f"; fell: {', '.join(pages[:_SHOWN_PAGES])}{more}"


def _shown(value: float | None) -> str:
    return "none" if value is None else f"{value:g}"
