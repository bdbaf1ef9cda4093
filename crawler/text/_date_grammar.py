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
_ENGLISH_WORDS = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
"""Month names of RSS feeds (RFC 822), JavaScript and English themes."""

WEEKDAY = re.compile(
    r"\b(?:thu\s?(?P<word>hai|ba|tu|nam|sau|bay|[2-8])|t(?P<digit>[2-7])|(?P<sunday>chua? nhat|cn)"
    r"|(?P<en>mon|tue|wed|thu|fri|sat|sun)(?:day|s?day|nesday|rsday|urday)?)\b"
)
_WEEKDAY_WORDS = ("hai", "ba", "tu", "nam", "sau", "bay")
_WEEKDAY_EN = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

OFFSET = r"(?:\s?\+\s?\d{1,2}(?::?\d\d)?(?!\d)|\s?-\d{1,2}(?::?\d\d)?(?!\d|[./-]\d))"
"""Behind GMT or UTC; ``GMT -05/03/2025`` is no offset."""
_ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?P<gap>t|\s)(?P<h>\d\d):(?P<min>\d\d)(?::(?P<s>\d\d)(?:[.,]\d+)?)?"
    r"(?:\s?\(?(?P<zone>(?:z|ict|(?:utc|gmt)(?:" + OFFSET + r")?)\b|[+-]\d\d:?(?:\d\d)?(?!\d))\)?)?"
    r"(?![\d:']|[.,]\d|\s?(?:[ap]\.?m|sa|ch|sang|chieu|toi|trua|dem)\b)"
)

_HALVES = {"am": 0, "sa": 0, "sang": 0, "pm": 12, "ch": 12, "chieu": 12, "toi": 12}
_AFTER_TIME = (
    r"(?:\s?(?P<half>[ap]m\b|[ap]\.m\b\.?|(?:sa(?!\s?pa\b)|ch|sang|chieu|toi|trua|dem)\b))?"
    r"(?:\s?(?P<zone>\(?\s?(?:(?:gmt|utc)(?:" + OFFSET + r")?|ict|z)\b\s?\)?|\(?\+\d\d(?::?\d\d)?\b\)?"
    # Behind seconds it is the zone of RFC 822, behind minutes it may be the end of a span.
    r"|(?(s)-(?:0\d|1[0-2])[03]0\b|(?!))))?"
)
_COLON_TIME = re.compile(
    r"(?<![\d:+])(?<!gmt-)(?<!utc-)(?P<h>\d{1,2})(?:\s:\s|:)(?P<min>\d\d)(?:(?:\s:\s|:)(?P<s>\d\d)(?:[.,]\d+)?)?(?![\d:/])'?"
    + _AFTER_TIME
)
_WORD_TIME = re.compile(
    r"(?<![\d:])(?P<h>\d{1,2})\s?(?:gio|h|g)(?![a-z])"
    # A spaced number after the hour is its minutes only if it does not begin a date: "8 giờ 1/4/2024"; it is in
    # "8h 05 - 01-04-2024".
    r"(?::?(?P<min>\d\d)(?!\d)|\s(?P<min2>\d{1,2})(?!\d)(?!\s?(?P<sep>[./-])\s?\d{1,2}\s?(?P=sep)\s?\d+(?!\d|\s?(?P=sep)))"
    r"(?!\s?(?:thang|thg)))?"
    r"(?:\s?(?:phut|ph|p|')(?![a-z])(?:\s?(?P<s>\d{1,2})\s?(?:giay|s)\b)?)?" + _AFTER_TIME
)

_CUT = r"(?![./]\d)(?!/[a-z])(?!-\d+(?![\d:h./]))(?!-\d{1,2}/\d{1,2}/\d)"
"""What must not follow a date: the rest of a chain (IP address, document number ``12/12/2024/qd``, span of days)."""
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
    rf"(?:(?:thang|thg|th)\.?\s?(?P<m>\d{{1,2}}|(?:{MONTH_WORDS})\b)|(?P<en>{_ENGLISH_WORDS})\b)"
    rf"\s?[,./-]?\s?(?:nam\s?)?(?P<y>\d{{4}})(?!\d|[./]\d)"
)
_MONTH_FIRST = re.compile(
    # WordPress: "Th3 12, 2025", "Tháng Ba 12, 2025"; JavaScript: "Mar 12 2025". A month by number needs the comma.
    rf"(?<![\d/.-])(?<!\d\s)\b(?:(?:thang|thg|th)\.?\s?(?P<m>\d{{1,2}}(?=\s\d{{1,2}},)|(?:{MONTH_WORDS})\b)"
    rf"|(?P<en>{_ENGLISH_WORDS})\b\.?)\s(?P<d>\d{{1,2}})(?:,\s?|\s)(?P<y>\d{{4}})(?!\d|[./]\d)"
)
_LUNAR_BEFORE = re.compile(r"\b(?:(?:am lich|al)[\s:(]*(?:ngay\s)?|(?:mung|mong|ram)\s?)$")
_LUNAR_AFTER = re.compile(r"[\s,(]*(?:am lich|al)\b")
_DURATION_BEFORE = re.compile(r"\b(?:thoi luong|do dai|duration)\W*$")
_REACH = 30
"""How far before a number, in characters, the words are that change its meaning."""


def blank(text: str, start: int, end: int) -> str:
    """``text`` with the characters from ``start`` to ``end`` replaced by spaces."""
    return text[:start] + " " * (end - start) + text[end:]


def find(plain: str) -> tuple[list[Day], list[Clock], str]:
    """Days and clock times of a plain line, each in printed order, and the line with all of them blanked."""
    days: list[Day] = []
    clocks: list[Clock] = []
    rest = plain
    for match in _ISO.finditer(plain):
        days.append(_iso(match))
        rest = blank(rest, *match.span())
    weekdays = []
    for match in WEEKDAY.finditer(rest):
        weekdays.append(_weekday(match))
        rest = blank(rest, *match.span())
    for pattern in (_COLON_TIME, _WORD_TIME):
        for match in pattern.finditer(rest):
            minutes = match["min"] or (match["min2"] if pattern is _WORD_TIME else None)
            if not _DURATION_BEFORE.search(_before(rest, match)):
                clocks.append(_clock(match, minutes or "0"))
            rest = blank(rest, *match.span())
    for pattern in (_NAMED_MONTH, _MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST, _SHORT_YEAR):
        for match in pattern.finditer(rest):
            value = _day(*_parts(match))
            if pattern in (_DAY_FIRST, _SHORT_YEAR) and len(weekdays) == 1 and _is_month_first(value, weekdays[0]):
                value = None
            if not (_LUNAR_BEFORE.search(_before(rest, match)) or _LUNAR_AFTER.match(rest, match.end())):
                days.append(Day(*match.span(), value))
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
        month = str(_ENGLISH.index(found["en"][:3]) + 1)
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


def _before(rest: str, match: re.Match[str]) -> str:
    return rest[max(0, match.start() - _REACH) : match.start()]


def _weekday(match: re.Match[str]) -> int:
    """Day of the week as Python counts it, Monday 0."""
    if match["sunday"]:
        return 6
    if match["en"]:
        return _WEEKDAY_EN.index(match["en"])
    digit = match["digit"] or match["word"]
    return int(digit) - 2 if digit.isdigit() else _WEEKDAY_WORDS.index(digit)


def _is_month_first(value: date | None, weekday: int) -> bool:
    """True if the weekday printed beside is wrong for *value* but right with day and month swapped."""
    if value is None or value.day > 12 or value.weekday() == weekday:
        return False
    return value.replace(month=value.day, day=value.month).weekday() == weekday


def _iso(match: re.Match[str]) -> Day:
    """A machine's date; one with an impossible time or zone (``T24:00``, ``+99:00``) is no date at all."""
    clock = _clock(match, match["min"])
    zone = match["zone"] or ""
    wrong = match["gap"] == "t" and (clock.value is None or (zone and clock.zone is None))
    # "2025-06-17 10:00-11:30" is a span of time.
    span = match["gap"] != "t" and zone.startswith("-") and not match["s"]
    value = None if wrong or span else _day(match["y"], match["m"], match["d"])
    return Day(match.start(), match.end(), value, clock)


def _clock(match: re.Match[str], minute: str) -> Clock:
    found = match.groupdict()
    zone = read_zone(found["zone"]) if found["zone"] else None
    hour = int(match["h"])
    half = (found.get("half") or "").replace(".", "")
    if half:
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
