"""Where dates and times stand in a line: the regular expressions behind ``crawler.text.dates``.

Everything here works on *plain* text: one line, lower case, without diacritics (``fold_marks``), so ``giờ`` is ``gio``
and NFD input or a forgotten accent makes no difference. What was found is replaced by blanks of the same length; the
next expression then cannot read it a second time, and what remains at the end is the words around the dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta, timezone
from typing import Literal

Precision = Literal["second", "minute", "day"]
"""The smallest unit that a text showed of a date."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in a line; ``value`` is ``None`` when it contradicts itself (``25:10``, ``15:30 SA``)."""

    start: int
    end: int
    value: time | None
    precision: Precision
    zone: timezone | None


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day in a line; ``value`` is ``None`` when there is no such day (``31/02/2025``, ``04/13/2025``)."""

    start: int
    end: int
    value: date | None
    clock: Clock | None = None


MONTHS = {
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
    "nam": 5,
    "sau": 6,
    "bay": 7,
    "tam": 8,
    "chin": 9,
    "muoi": 10,
} | {"muoi mot": 11, "muoi hai": 12}
"""Vietnamese month names without diacritics. The lunar names (Giêng, Chạp) are left out on purpose."""
MONTH_WORDS = "|".join(sorted(MONTHS, key=lambda word: (-len(word), word)))
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""Month names of RSS feeds (RFC 822)."""

WEEKDAY = re.compile(r"\b(?:thu\s?(?:hai|ba|tu|nam|sau|bay|[2-8])|chu nhat|cn|t[2-7]|mon|tue|wed|thu|fri|sat|sun)\b")

_ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?P<gap>t|\s)(?P<h>\d\d):(?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
    r"\s?(?P<zone>z\b|[+-]\d\d:?(?:\d\d)?(?!\d))?(?![\d:])"
)

_HALVES = {"am": 0, "sa": 0, "sang": 0, "pm": 12, "ch": 12, "chieu": 12, "toi": 12}
_AFTER_TIME = (
    r"(?:\s?(?P<half>am|pm|sa(?!\s?pa\b)|ch|sang|chieu|toi|trua|dem)\b)?"
    r"(?:\s?(?P<zone>\(?\s?(?:(?:gmt|utc)(?:\s?[+-]\s?\d{1,2}(?::?\d\d)?)?|ict)\b\s?\)?|\+\d\d:?\d\d\b))?"
)
_COLON_TIME = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})(?:\s:\s|:)(?P<min>\d\d)(?:(?:\s:\s|:)(?P<s>\d\d))?(?![\d:/])'?" + _AFTER_TIME
)
_WORD_TIME = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})\s?(?:gio|h|g)(?![a-z])"
    # A spaced number after the hour is its minutes only if it does not begin a date: "8 giờ 1/4/2024".
    r"(?:(?P<min>\d\d)(?!\d)|\s(?P<min2>\d{1,2})(?!\d)(?!\s?(?P<sep>[./-])\s?\d{1,2}\s?(?P=sep)\s?\d)(?!\s?(?:thang|thg)))?"
    r"(?:\s?(?:phut|ph|p|')(?![a-z])(?:\s?(?P<s>\d{1,2})\s?(?:giay|s)\b)?)?" + _AFTER_TIME
)

_CUT = r"(?![./]\d)(?!-\d+(?![\d:h./]))"
"""What must not follow a date: another number of the same chain (an IP address, a document number)."""
_DAY_FIRST = re.compile(
    r"(?<!\d)(?<!\d[./-])(?P<d>\d{1,2})\s?(?P<sep>[./-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<y>\d{4})(?!\d)" + _CUT
)
_YEAR_FIRST = re.compile(
    # A letter or "+" right after it is NukeViet's malformed "2017-05-11+0716:39:00".
    r"(?<!\d)(?<!\d[./-])(?P<y>\d{4})\s?(?P<sep>[./-])\s?(?P<m>\d{1,2})\s?(?P=sep)\s?(?P<d>\d{1,2})(?![\d+a-z])" + _CUT
)
_SHORT_YEAR = re.compile(
    r"(?<!\d)(?<!\d[./-])(?:(?P<d>\d{1,2})(?P<sep>[/-])(?P<m>\d{1,2})(?P=sep)(?P<y>\d\d)"
    r"|(?P<d2>\d\d)\.(?P<m2>\d\d)\.(?P<y2>\d\d))(?![\d:h])" + _CUT
)
_NAMED_MONTH = re.compile(
    r"(?<![\d./-])(?P<d>\d{1,2})\s?[,./-]?\s?"
    rf"(?:(?:thang|thg|th)\.?\s?(?P<m>\d{{1,2}}|(?:{MONTH_WORDS})\b)|(?P<en>{'|'.join(_ENGLISH)})\b)"
    rf"\s?[,./-]?\s?(?:nam\s?)?(?P<y>\d{{4}})(?!\d|[./]\d)"
)
_LUNAR_BEFORE = re.compile(r"\bam lich[\s:(]*(?:ngay\s)?$")
_LUNAR_AFTER = re.compile(r"[\s,(]*(?:am lich|al)\b")


def blank(text: str, start: int, end: int) -> str:
    """``text`` with the characters from ``start`` to ``end`` replaced by spaces."""
    return text[:start] + " " * (end - start) + text[end:]


def find(plain: str) -> tuple[list[Day], list[Clock], str]:
    """Days and clock times of a plain line, each in printed order, and the line with all of them blanked."""
    days: list[Day] = []
    clocks: list[Clock] = []
    rest = plain
    for match in _ISO.finditer(plain):
        clock = _clock(match, match["min"])
        days.append(Day(match.start(), match.end(), _day(match["y"], match["m"], match["d"]), clock))
        rest = blank(rest, *match.span())
    for match in WEEKDAY.finditer(rest):
        rest = blank(rest, *match.span())
    for pattern in (_COLON_TIME, _WORD_TIME):
        for match in pattern.finditer(rest):
            minutes = match["min"] or (match["min2"] if pattern is _WORD_TIME else None)
            clocks.append(_clock(match, minutes or "0"))
            rest = blank(rest, *match.span())
    for pattern in (_NAMED_MONTH, _DAY_FIRST, _YEAR_FIRST, _SHORT_YEAR):
        for match in pattern.finditer(rest):
            year, month, day = _parts(match)
            if not (_LUNAR_BEFORE.search(rest[: match.start()]) or _LUNAR_AFTER.match(rest, match.end())):
                days.append(Day(*match.span(), _day(year, month, day)))
            rest = blank(rest, *match.span())
    return sorted(days, key=lambda day: day.start), sorted(clocks, key=lambda clock: clock.start), rest


def read_zone(text: str) -> timezone | None:
    """The zone in ``z``, ``+0700``, ``+07:00``, ``(gmt+7)`` or ``ict``; ``None`` if it is none or impossible."""
    if re.search(r"\b(?:z|gmt|utc)\b(?!\s?[+-]\s?\d)", text):
        return UTC
    if "ict" in text:
        return timezone(timedelta(hours=7))
    match = re.search(r"([+-])\s?(\d{1,2}):?(\d\d)?", text)
    if match is None:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if offset > timedelta(hours=14):  # the largest that is in use
        return None
    return timezone(-offset if match[1] == "-" else offset)


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    """Year (four digits), month and day of a match, as digits."""
    found = match.groupdict()
    year, month, day = found["y"] or found["y2"], found["m"] or found.get("m2") or "", found["d"] or found["d2"]
    if found.get("en"):
        month = str(_ENGLISH.index(found["en"]) + 1)
    elif month in MONTHS:
        month = str(MONTHS[month])
    if len(year) == 2:
        year = f"19{year}" if int(year) >= 95 else f"20{year}"
    return year, month, day


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _clock(match: re.Match[str], minute: str) -> Clock:
    found = match.groupdict()
    zone = read_zone(found["zone"]) if found["zone"] else None
    if found.get("gap") == " " and (found["zone"] or "").startswith("-"):
        zone = None  # "2025-06-17 10:00-11:30" is a span of time
    hour = int(match["h"])
    half = found.get("half")
    if half is not None:
        hour = _hour_of_half(hour, half)
    try:
        value = time(hour, int(minute), int(match["s"] or 0))
    except ValueError:
        value = None
    return Clock(match.start(), match.end(), value, "second" if match["s"] else "minute", zone)


def _hour_of_half(hour: int, half: str) -> int:
    """Hour of the day, or -1 when hour and half of the day contradict each other or the half is vague (noon, night).

    ASP.NET themes print ``13:02 PM``; it can only mean 13:02. ``13:02 AM`` and ``00:10 PM`` mean nothing.
    """
    shift = _HALVES.get(half)
    if shift is None or hour > 23:
        return -1
    if hour > 12 or hour == 0:
        return hour if (hour > 12) == (shift == 12) else -1
    return hour % 12 + shift
