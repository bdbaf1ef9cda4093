"""Lines of a crontab from sites and their cadences.

Pure, and the same at each call: minutes come from the sites' names, so that not everything happens at the full hour,
and a renewed crontab moves nothing.
"""

from __future__ import annotations

import hashlib
import shlex
from collections.abc import Iterable, Mapping
from datetime import timedelta

MINUTES_A_DAY = 24 * 60
_CADENCES = (5, 6, 10, 12, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720, MINUTES_A_DAY)
"""Minutes that divide the hour or the day: cron knows no others."""
WEEKLY = 7 * MINUTES_A_DAY


def schedule(name: str, every: timedelta) -> str:
    """The five time fields of a line that runs at least *every* so often, shifted by the hash of *name*.

    A cadence that does not divide hour or day becomes the next shorter one that does, between a day and a week: a day.
    ``--due`` in the command keeps the longer one.
    """
    minutes = every // timedelta(minutes=1)
    # Not hash(), which differs in each process.
    shift = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    if minutes >= WEEKLY:
        return f"{shift % 60} {shift // 60 % 24} * * {shift // MINUTES_A_DAY % 7}"
    step = max((cadence for cadence in _CADENCES if cadence <= minutes), default=_CADENCES[0])
    if step <= 60:
        return f"{_each(shift % step, step, 60)} * * * *"
    hours = step // 60
    return f"{shift % 60} {_each(shift // 60 % hours, hours, 24)} * * *"


def every_minutes(step: int) -> str:
    """The time fields of a line that runs every *step* minutes. Raises ValueError if the hour has no such parts."""
    if not 1 <= step <= 60 or 60 % step:
        raise ValueError(f"{step} minutes do not divide the hour: use 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30 or 60")
    return f"{'*' if step == 1 else _each(0, step, 60)} * * * *"


def command(folder: str, scrapy: str, arguments: Iterable[str], *, env_file: str | None = None) -> str:
    """The command of a line: in *folder*, with the variables of *env_file* (``NAME=value`` a line). Paths are absolute.

    Raises ValueError for a path that no line can hold.
    """
    parts = ["cd", folder, "&&", scrapy, *arguments]
    if env_file is not None:
        parts = ["set", "-a", "&&", ".", env_file, "&&", "set", "+a", "&&", *parts]
    line = " ".join(part if part == "&&" else shlex.quote(part) for part in parts)
    if "\n" in line or "\r" in line:
        raise ValueError("a path with a line break fits in no crontab: move the project")
    return line.replace("%", r"\%")  # cron takes a bare one for a line break


def variables(values: Mapping[str, str]) -> list[str]:
    """``NAME="value"`` lines; what would break a line is left out."""
    return [f'{name}="{value}"' for name, value in values.items() if value and not set(value) & set('"\n\r')]


def _each(first: int, step: int, end: int) -> str:
    """``7,37``: a list, which every cron understands alike."""
    return ",".join(str(moment) for moment in range(first, end, step))
