"""A strict reader of crontab lines, as crontab(5) describes them: numbers and lists only, which every cron knows."""

from __future__ import annotations

import re
from dataclasses import dataclass

BOUNDS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 6))


@dataclass(frozen=True)
class Line:
    """One job."""

    minutes: frozenset[int]
    """Minutes of a week that begins on Sunday at which it runs."""
    command: str
    """As the shell sees it."""


def read(text: str) -> tuple[dict[str, str], list[Line]]:
    """Variables and jobs; ValueError for a line that a cron would refuse or read otherwise than it looks."""
    assert text.endswith("\n"), "cron ignores a last line without an end"
    variables, lines = {}, []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if variable := re.fullmatch(r"([A-Z_]+)=(?:\"([^\"]*)\"|([^\s\"']+))", line):
            variables[variable[1]] = variable[2] or variable[3]
            continue
        *times, command = line.split(" ", 5)
        lines.append(Line(week(times), shell(command)))
    return variables, lines


def week(times: list[str]) -> frozenset[int]:
    """The minutes of the week that five time fields name."""
    minutes, hours, days, months, weekdays = map(values, times, BOUNDS)
    if len(days) != 31 or len(months) != 12:
        raise ValueError(f"{times}: days of a month are no cadence")
    return frozenset(d * 1440 + h * 60 + m for d in weekdays for h in hours for m in minutes)


def values(field: str, bounds: tuple[int, int]) -> list[int]:
    """What a field names."""
    low, high = bounds
    if field == "*":
        return list(range(low, high + 1))
    if not re.fullmatch(r"\d+(,\d+)*", field):
        raise ValueError(f"{field!r} is no list of numbers")
    found = [int(part) for part in field.split(",")]
    if found != sorted(set(found)) or not all(low <= value <= high for value in found):
        raise ValueError(f"{field!r} lies outside {bounds}")
    return found


def shell(command: str) -> str:
    """The command without cron's own escapes."""
    if re.search(r"(?<!\\)%", command):
        raise ValueError("a bare % is a line break to cron")
    return command.replace(r"\%", "%")
