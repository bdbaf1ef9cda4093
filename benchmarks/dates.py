"""Speed and truth of the date reader against plain dateparser: ``python -m benchmarks.dates``.

Every reader gets the strings of ``tests.unit.text.date_table`` and ``date_traps``, in one run on one machine; only
the ratios mean anything elsewhere. ``right``: the expected time to the unit shown, or a refusal of a trap.
``wrong``: a date where none or another one was expected, which nobody notices. ``lost``: no date where there is one.

dateparser runs twice: as careful users set it up (Vietnamese, day first, all parts required, the fetch time as its
base) and as it comes (relative times then count from the clock of the machine). It has no notion of a publication
line, so lines that are none count for ``read_date_line`` only.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import dateparser
from rich.console import Console
from rich.table import Table

from crawler.text.dates import VIETNAM, ReadDate, read_date, read_date_line
from tests.unit.text.date_table import NOW, READ, shown
from tests.unit.text.date_traps import NOT_LINES, TRAPS

Reader = Callable[[str], ReadDate | datetime | None]
Expected = dict[str, str | None]
"""String of the table -> its date in Vietnam time, cut to the unit shown; ``None`` for a trap."""

NODES: Expected = {text: expected for text, expected, _ in READ} | dict.fromkeys(TRAPS)
LINES: Expected = (
    {text: expected if is_line else None for text, expected, is_line in READ}
    | dict.fromkeys(TRAPS)
    | dict.fromkeys(NOT_LINES)
)


def strict(text: str) -> datetime | None:
    """Return dateparser's answer with the settings that suit the task best."""
    return dateparser.parse(
        text,
        languages=["vi"],
        settings={
            "DATE_ORDER": "DMY",
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": NOW.replace(tzinfo=None),
        },
    )


def as_it_comes(text: str) -> datetime | None:
    """Return dateparser's answer without any argument."""
    return dateparser.parse(text)


READERS: tuple[tuple[str, Reader, Expected], ...] = (
    ("read_date", lambda text: read_date(text, now=NOW), NODES),
    ("read_date_line", lambda text: read_date_line(text, now=NOW), LINES),
    ("dateparser, vi, DMY, strict", strict, NODES),
    ("dateparser, no arguments", as_it_comes, NODES),
)


@dataclass(frozen=True, slots=True)
class Score:
    """What one reader made of its strings; ``per_second`` is the best of the rounds."""

    right: int
    wrong: int
    lost: int
    per_second: float


def say(found: ReadDate | datetime | None, expected: str | None) -> str | None:
    """Return *found* as the table writes it, a bare time cut to the unit that the table expects."""
    if found is None or isinstance(found, ReadDate):
        return shown(found) if found else None
    if expected is None:
        return "a date"
    local = found.replace(tzinfo=VIETNAM) if found.tzinfo is None else found.astimezone(VIETNAM)
    return f"{local:%Y-%m-%d %H:%M:%S}"[: len(expected)]


def score(reader: Reader, table: Expected, rounds: int) -> Score:
    """Return the answers of *reader* to *table*, and its speed over *rounds* rounds."""
    said = {text: say(reader(text), expected) for text, expected in table.items()}  # warms it up as well
    seconds = []
    for _ in range(rounds):
        begin = time.perf_counter()
        for text in table:
            reader(text)
        seconds.append(time.perf_counter() - begin)
    right = sum(said[text] == expected for text, expected in table.items())
    lost = sum(said[text] is None and expected is not None for text, expected in table.items())
    return Score(right, len(table) - right - lost, lost, len(table) / min(seconds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--rounds", type=int, default=3, metavar="N", help="rounds per reader, best counts (default: 3)"
    )
    rounds = max(1, parser.parse_args().rounds)
    warnings.simplefilter("ignore")  # dateparser warns of dates without a year: they are among the traps
    scores = [(name, table, score(reader, table, rounds)) for name, reader, table in READERS]
    base = scores[0][2].per_second
    table = Table(title=f"Date strings: {len(NODES)} of nodes ({len(TRAPS)} traps), {len(LINES)} of lines")
    table.add_column("reader")
    for column in ("strings", "right", "wrong", "lost", "dates/s", "ms/date", "read_date is faster"):
        table.add_column(column, justify="right")
    for name, strings, result in scores:
        table.add_row(
            name, str(len(strings)), str(result.right), str(result.wrong), str(result.lost),
            f"{result.per_second:,.0f}", f"{1000 / result.per_second:.3f}", f"{base / result.per_second:.1f}x",
        )  # fmt: skip
    Console(width=120).print(table)


if __name__ == "__main__":
    main()
