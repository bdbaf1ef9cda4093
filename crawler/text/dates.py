"""Publication dates as Vietnamese sites print them, read strictly: day first always, and refused when in doubt.

A wrong date is worse than none: it files an article under the wrong day for good, while a missing one is seen and
repaired. So ``04/13/2025`` is refused and not swapped, and a label whose date is impossible does not make the reader
look for another date. Sites write Vietnam time (UTC+7, no summer time) unless they name another zone.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import NamedTuple

import dateparser

from crawler.text._date_grammar import (
    MONTH_WORDS,
    MONTHS,
    OFFSET,
    WEEKDAY,
    Clock,
    Day,
    Precision,
    blank,
    find,
    read_zone,
)
from crawler.text._date_labels import AROUND, LABEL_REACH, LICENCE, SPAN, Label, is_of_something_else, label_of
from crawler.text.unicode import fold_marks, fold_punctuation, squeeze

__all__ = ["VIETNAM", "Label", "Precision", "ReadDate", "read_date", "read_date_line"]

VIETNAM = timezone(timedelta(hours=7), "ICT")
"""Indochina Time, the zone of every site of this project."""

_FIRST_YEAR = 1995
"""Nothing on a Vietnamese site is older: the country went online in 1997; two years for archives typed in later."""
_FUTURE = timedelta(days=1)
"""How far a date may lie ahead of the fetch: a wrong clock or zone on the server, not a coming event."""
_TEXT_LENGTH = 1000
"""Longest text, in characters, that is looked at: nothing longer is a date with words around it."""
_LAST_RESORT_LENGTH = 80
"""Longest text, in characters, for dateparser: it takes milliseconds for the words around a date."""
_LINE_LENGTH = 160
"""Longest line, in characters, that can be nothing but dates and labels."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date that was read from a text."""

    value: datetime
    """Aware, in UTC. With precision ``day`` it is 00:00 of that day in Vietnam, i.e. 17:00 UTC of the day before."""
    precision: Precision
    """The smallest unit that the text showed."""
    label: Label | None = field(default=None, compare=False)
    """``updated`` if the text calls it an update only (``Cập nhật: …``): the article may be older. ``None``: unsaid.

    It says where the date comes from, not when it is, so it does not count when two dates are compared.
    """


_DIGIT = re.compile(r"\d")
_NUMBER_CHAIN = re.compile(r"\d\s?[./-]\s?\d+\s?[./-]\s?\d")
_BETWEEN = re.compile(r"(?:[\s,;:|()\[\]'_~·•*@-]|\b(?:luc|vao|ngay|gio|hoi|at)\b)*")
_AMOUNT = (
    r"(?:(?<![\d.,-])(?P<n>\d{1,3})|\bmot)\s?(?P<unit>giay|phut|gio|tieng|ngay)"
    r"(?:\s(?P<n2>\d{1,2})\s?(?P<unit2>phut|gio))?"
)
_ENDS = r"(?=\s*(?:$|[|,.;()-]))"
_RELATIVE = re.compile(rf"{_AMOUNT} truoc(?: day)?{_ENDS}")
_AGO = re.compile(rf"\bcach day (?:khoang )?{_AMOUNT}{_ENDS}")
_UNITS = {"giay": "seconds", "phut": "minutes", "gio": "hours", "tieng": "hours", "ngay": "days"}
_COMMENT = re.compile(r"\b(?:binh luan|tra loi|phan hoi)\b")
_GLOBAL_ZONE = re.compile(r"\b(?:gmt|utc)" + OFFSET)
_UNKNOWN_ZONE = re.compile(r"\s?\(?(?:[ecp][sd]t|cest|cet|bst|jst)\b")
"""Zones by letters that mean more than one offset, or one that no site of this country has."""
_MONTHS_OF_YEAR = re.compile(r"(?<!\d)(?<![./-])(?<![Nn]gày )(?:[1-9]|1[0-2]) (?:tháng năm|THÁNG NĂM) \d{4}")
"""``6 tháng năm 2025``: "6 May 2025" or "6 months of 2025"."""
_DOTS_ALONE = re.compile(r"\W*\d\d\.\d\d\.\d\d\W*")
"""``01.02.03`` with nothing beside it may be the number of a section, a version or a telephone."""
_SENTENCE_END = re.compile(r"(?<![ap]\.m)\.$")
_WIDE = str.maketrans("／∕⁄：∶．，｜（）", "///::.,|()")


def read_date(text: str, *, now: datetime) -> ReadDate | None:
    """The one date of a short ``text`` that is known to hold it; labels, weekday and other words may stand around it.

    ``now`` (aware) is when the page was fetched. It only counts relative times (``55 phút trước``) and refuses dates
    more than a day ahead; it never fills in a missing part. Of two dates the first one labelled as publication
    counts, else the first that is not labelled as an update, else the first. ``None`` for no date, a date without its
    year, an impossible or a lunar one, a year before 1995, a span of days or hours, and a date that the text calls
    another thing's: the page's clock, a press licence, a document, an event, a deadline, a birthday.
    """
    _require_aware(now)
    if len(text) > _TEXT_LENGTH:
        return None
    line = _line(text)
    if LICENCE.search(line.plain):
        return None
    days, clocks, rest = find(line.plain)
    if _is_months_of_year(line, clocks):
        return None
    if days:
        return _within_reason(_combine(days, clocks, rest, line, now), now)
    if (relative := _RELATIVE.search(line.plain) or _AGO.search(line.plain)) is not None:
        return None if _COMMENT.search(line.plain) else _relative(relative, now)
    return _within_reason(_last_resort(line, clocks, now), now)


def read_date_line(text: str, *, now: datetime) -> ReadDate | None:
    """The date of a line that is nothing but a publication line, else ``None``: to find it among a page's lines.

    Tolerated beside the date: labels (Ngày đăng, Cập nhật, lúc ...), the weekday, separators, a byline that is called
    one (``Đăng bởi ...``), view and comment counters, print and share tools. Refused: sentences, places and bare
    names, press licences, a page's own clock (``Hôm nay``), spans of time, ``Thời gian:`` (events print it), two
    different dates without labels, and relative times (comments carry them).
    """
    _require_aware(now)
    if len(text) > 2 * _LINE_LENGTH or _DIGIT.search(text) is None:  # decomposed text is longer than it will be
        return None
    line = _line(text)
    plain = line.plain
    if (
        len(plain) > _LINE_LENGTH
        or _SENTENCE_END.search(plain)
        or LICENCE.search(plain)
        or _DOTS_ALONE.fullmatch(plain)
    ):
        return None
    days, clocks, rest = find(plain)
    if not days or len(clocks) > len(days) or AROUND.fullmatch(rest) is None or _is_months_of_year(line, clocks):
        return None
    unnamed = {day.value for day, label in zip(days, _labels(days, rest), strict=True) if label is None}
    if len(unnamed) > 1:
        return None
    return _within_reason(_combine(days, clocks, rest, line, now), now)


def _require_aware(now: datetime) -> None:
    if now.tzinfo is None:
        msg = "now must be timezone-aware: it is the fetch time of the page"
        raise ValueError(msg)


class _Line(NamedTuple):
    """A text as one line, and its plain form (see ``_date_grammar``) with the same positions."""

    shown: str
    plain: str


def _line(text: str) -> _Line:
    shown = fold_punctuation(squeeze(text)).translate(_WIDE)
    return _Line(shown, fold_marks(shown))


def _is_months_of_year(line: _Line, clocks: list[Clock]) -> bool:
    return not clocks and _MONTHS_OF_YEAR.search(line.shown) is not None and WEEKDAY.search(line.plain) is None


def _segments(days: list[Day], rest: str) -> list[str]:
    """The words before each day: from the day before it, or the begin of the line, on."""
    return [rest[days[index - 1].end if index else 0 : day.start] for index, day in enumerate(days)]


def _labels(days: list[Day], rest: str) -> list[Label | None]:
    before = _segments(days, rest)
    after = [""] * (len(days) - 1) + [rest[days[-1].end :]]
    return [label_of(one, other) for one, other in zip(before, after, strict=True)]


def _combine(days: list[Day], clocks: list[Clock], rest: str, line: _Line, now: datetime) -> ReadDate | None:
    if any(day.value is None for day in days):
        return None  # a site that prints 04/13/2025 writes month first: its 05/04/2025 cannot be trusted either
    before, labels = _segments(days, rest), _labels(days, rest)
    if _is_span(days, clocks, labels, rest):
        return None
    ours = [index for index, day in enumerate(days) if not _is_of_something_else(day, before[index], line)]
    if not ours:
        return None
    # Of equals min() takes the first, i.e. the first one printed.
    chosen = min(ours, key=lambda index: ("published", None, "updated").index(labels[index]))
    day = days[chosen]
    assert day.value is not None
    if not _FIRST_YEAR - 1 <= day.value.year <= now.year + 1:
        return None  # 01/01/0001 of .NET: no zone can be applied to it
    clock = day.clock or _clock_of(chosen, days, clocks, rest)
    if clock is not None and _UNKNOWN_ZONE.match(rest, clock.end):
        return None
    return _moment(day.value, clock, line.plain, labels[chosen])


def _is_of_something_else(day: Day, before: str, line: _Line) -> bool:
    near = before[-LABEL_REACH:]
    shown = line.shown[day.start - len(near) : day.start]
    # Times and weekdays are blanks in the plain words: so they are in the shown ones.
    return is_of_something_else(
        near, "".join([char if left != " " else " " for char, left in zip(shown, near, strict=True)])
    )


def _is_span(days: list[Day], clocks: list[Clock], labels: list[Label | None], rest: str) -> bool:
    """True if the line shows from when to when something lasts: it is an event."""
    for one, other in itertools.pairwise(clocks):
        if SPAN.fullmatch(rest, one.end, other.start) and not any(one.end <= day.start < other.start for day in days):
            return True
    return any(
        label is None and one.value != other.value and SPAN.fullmatch(rest, one.end, other.start)
        for (one, other), label in zip(itertools.pairwise(days), labels[1:], strict=True)
    )


def _clock_of(chosen: int, days: list[Day], clocks: list[Clock], rest: str) -> Clock | None:
    """The time that belongs to a day: the one joined to it by separators or "lúc", the one before it first.

    Of as many times as days each day has its own; else a time that is joined to two days is nobody's.
    """
    paired = len(clocks) == len(days)

    def joined(clock: Clock, index: int) -> bool:
        if not 0 <= index < len(days):
            return False
        day = days[index]
        gap = (clock.end, day.start) if clock.start < day.start else (day.end, clock.start)
        return _BETWEEN.fullmatch(rest, *gap) is not None

    day = days[chosen]
    before = [clock for clock in clocks if clock.start < day.start and joined(clock, chosen)]
    after = [clock for clock in clocks if clock.start > day.start and joined(clock, chosen)]
    for clock, other in [(clock, chosen - 1) for clock in reversed(before)] + [(clock, chosen + 1) for clock in after]:
        if clock is clocks[chosen] if paired else not joined(clock, other):
            return clock
    return None


def _moment(day: date, clock: Clock | None, plain: str, label: Label | None) -> ReadDate:
    if clock is None or clock.value is None:
        return ReadDate(datetime.combine(day, time(), VIETNAM).astimezone(UTC), "day", label)
    zone = clock.zone
    if zone is None and (named := _GLOBAL_ZONE.search(plain)) is not None:
        zone = read_zone(named.group())
    value = datetime.combine(day, clock.value, zone or VIETNAM)
    return ReadDate(value.astimezone(UTC), clock.precision, label)


def _relative(match: re.Match[str], now: datetime) -> ReadDate:
    """Minutes and hours to the minute (an hour count is up to an hour late), days to the day in Vietnam."""
    label = label_of(match.string[: match.start()])
    step = timedelta(**{_UNITS[match["unit"]]: int(match["n"] or 1)})
    if match["unit"] == "ngay" and not match["n2"]:
        return _moment((now.astimezone(VIETNAM) - step).date(), None, "", label)
    if match["n2"]:
        step += timedelta(**{_UNITS[match["unit2"]]: int(match["n2"])})
    return ReadDate((now.astimezone(UTC) - step).replace(second=0, microsecond=0), "minute", label)


def _last_resort(line: _Line, clocks: list[Clock], now: datetime) -> ReadDate | None:
    """dateparser, for months by name in an order that the grammar lacks (``Tháng Ba 12, 2025``, WordPress).

    It lies silently when a part is missing (it takes today's), so its answer counts only if day and year are the only
    numbers of the text beside the month, each as printed, and the month is the one named. Measured: 1 ms a string.
    """
    shown, plain = line
    month = re.search(rf"\b(?:thang|thg|th)\.?\s?(?P<m>\d{{1,2}}\b|(?:{MONTH_WORDS})\b)", plain)
    if month is None or len(plain) > _LAST_RESORT_LENGTH or _NUMBER_CHAIN.search(plain) or "am lich" in plain:
        return None
    number = MONTHS.get(month["m"]) or int(month["m"])
    for span in [(clock.start, clock.end) for clock in clocks] + [day.span() for day in WEEKDAY.finditer(plain)]:
        shown, plain = blank(shown, *span), blank(plain, *span)
    parsed = dateparser.parse(
        shown.strip(" ,|-"),
        languages=["vi"],
        settings={
            "DATE_ORDER": "DMY",
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "RELATIVE_BASE": now.astimezone(VIETNAM).replace(tzinfo=None),
        },
    )
    if parsed is None or parsed.month != number:
        return None
    printed = [int(digits) for digits in re.findall(r"\d+", plain)]
    expected = [parsed.day, parsed.year] + ([number] if month["m"].isdigit() else [])
    if sorted(printed) != sorted(expected):
        return None
    return _moment(parsed.date(), clocks[0] if len(clocks) == 1 else None, plain, label_of(plain[: month.start()]))


def _within_reason(found: ReadDate | None, now: datetime) -> ReadDate | None:
    if found is None or found.value > now + _FUTURE or found.value.astimezone(VIETNAM).year < _FIRST_YEAR:
        return None
    return found
