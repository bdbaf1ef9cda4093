"""Publication dates as Vietnamese sites print them, read strictly: day first always, and refused when in doubt.

A wrong date is worse than none: it files an article under the wrong day for good, while a missing one is seen and
repaired. So ``04/13/2025`` is refused and not swapped, and a label whose date is impossible does not make the reader
look for another date. Sites write Vietnam time (UTC+7, no summer time) unless they name another zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

import dateparser

from crawler.text._date_grammar import MONTH_WORDS, MONTHS, WEEKDAY, Clock, Day, Precision, blank, find, read_zone
from crawler.text.unicode import fold_marks, fold_punctuation, squeeze

__all__ = ["VIETNAM", "Precision", "ReadDate", "read_date", "read_date_line"]

VIETNAM = timezone(timedelta(hours=7), "ICT")
"""Indochina Time, the zone of every site of this project."""

_FIRST_YEAR = 1995
"""Nothing on a Vietnamese site is older: the country went online in 1997; two years for archives typed in later."""
_FUTURE = timedelta(days=1)
"""How far a date may lie ahead of the fetch: a wrong clock or zone on the server, not a coming event."""
_LINE_LENGTH = 160
"""Longest line, in characters, that can be nothing but dates and labels."""


@dataclass(frozen=True, slots=True)
class ReadDate:
    """A date that was read from a text."""

    value: datetime
    """Aware, in UTC. With precision ``day`` it is 00:00 of that day in Vietnam, i.e. 17:00 UTC of the day before."""
    precision: Precision
    """The smallest unit that the text showed."""


_PUBLISHED = re.compile(r"\b(?:ngay dang|dang(?: (?:ngay|luc|tai|tin))?|xuat ban|ngay viet|ngay gui|publish(?:ed)?)\b")
_LICENCE = re.compile(r"\bgiay phep\b|\bcap ngay\b|\bgp ?-|\bgpxb\b")
_NUMBER_CHAIN = re.compile(r"\d\s?[./-]\s?\d+\s?[./-]\s?\d")
_BETWEEN = re.compile(r"(?:[\s,;:|()\[\]'_~·•*@-]|\b(?:luc|vao|ngay|gio|hoi)\b)*")
_RELATIVE = re.compile(
    r"(?<![\d.,])(?P<n>\d{1,3})\s?(?P<unit>phut|gio|tieng|ngay) truoc(?: day)?(?=\s*(?:$|[|,.;()-]))"
)
_GLOBAL_ZONE = re.compile(r"\b(?:gmt|utc)\s?[+-]\s?\d{1,2}(?::?\d\d)?(?!\d)")
_AROUND = re.compile(
    r"(?:[\s,;:.|()\[\]'_~·•*@/+-]"
    r"|\b(?>(?:thoi gian |ngay gio |gio |ngay )?(?:dang|xuat ban|cap nhat)"
    r"(?: (?:dang|ngay|luc|tai|tin|bai|lan cuoi|moi nhat))*"
    r"|thoi gian|lan cuoi|sua lan cuoi|chinh sua|ngay viet|ngay|luc|vao luc|vao|gio|published|updated|posted on"
    r"|(?:gmt|utc)\s?\+\s?0?7(?::?00)?"
    r"|(?:(?:so )?luot (?:xem|doc|truy cap)|(?:da|so lan) xem|views?)\s?:?(?:\s?\d[\d.,]*)?|\d[\d.,]* luot (?:xem|doc)"
    r"|(?:binh luan|y kien|phan hoi)\s?\(\d*(?=\))"
    r"|in bai viet|in bai|in trang|in|ban in|chia se bai viet|chia se|gui (?:email|bai viet|mail)|co chu|nghe bai viet)"
    r"(?![a-z0-9]))*+"
)
"""What may stand around the date of a publication line: separators, labels, view counter, print and share tools."""


def read_date(text: str, *, now: datetime) -> ReadDate | None:
    """The one date of a short ``text`` that is known to hold it; labels, weekday and other words may stand around it.

    ``now`` (aware) is when the page was fetched. It only counts relative times (``55 phút trước``) and refuses dates
    more than a day ahead; it never fills in a missing part. Of two dates the first one labelled as publication
    counts, else the first. ``None`` for no date, a date without its year, an impossible or a lunar one, a press
    licence, or a year before 1995.
    """
    _require_aware(now)
    shown, plain = _forms(text)
    if _LICENCE.search(plain):
        return None
    days, clocks, rest = find(plain)
    if days:
        return _within_reason(_combine(days, clocks, rest, plain), now)
    if (relative := _RELATIVE.search(plain)) is not None:
        return _relative(relative, now)
    return _within_reason(_last_resort(shown, plain, clocks, now), now)


def read_date_line(text: str, *, now: datetime) -> ReadDate | None:
    """The date of a line that is nothing but a publication line, else ``None``: to find it among a page's lines.

    Tolerated beside the date: labels (Ngày đăng, Cập nhật, lúc ...), the weekday, separators, a view counter and print
    and share tools. Refused: sentences, places and names, press licences, a page's own clock (``Hôm nay``), spans of
    time and relative times (comments carry them).
    """
    _require_aware(now)
    _, plain = _forms(text)
    if len(plain) > _LINE_LENGTH or plain.endswith(".") or _LICENCE.search(plain):
        return None
    days, clocks, rest = find(plain)
    if not days or len(clocks) > len(days) or _AROUND.fullmatch(rest) is None:
        return None
    return _within_reason(_combine(days, clocks, rest, plain), now)


def _require_aware(now: datetime) -> None:
    if now.tzinfo is None:
        msg = "now must be timezone-aware: it is the fetch time of the page"
        raise ValueError(msg)


def _forms(text: str) -> tuple[str, str]:
    """``text`` as one line, and its plain form (see ``_date_grammar``) with the same positions."""
    shown = fold_punctuation(squeeze(text))
    return shown, fold_marks(shown)


def _combine(days: list[Day], clocks: list[Clock], rest: str, plain: str) -> ReadDate | None:
    if any(day.value is None for day in days):
        return None  # a site that prints 04/13/2025 writes month first: its 05/04/2025 cannot be trusted either
    chosen = 0
    for index, day in enumerate(days):
        if _PUBLISHED.search(rest, days[index - 1].end if index else 0, day.start):
            chosen = index
            break
    day = days[chosen]
    assert day.value is not None
    after = days[chosen - 1].end if chosen else 0
    before = days[chosen + 1].start if chosen + 1 < len(days) else len(rest)
    return _moment(day.value, day.clock or _clock_of(day, clocks, rest, after, before), plain)


def _clock_of(day: Day, clocks: list[Clock], rest: str, after: int, before: int) -> Clock | None:
    """The time that belongs to ``day``: the one joined to it by separators or "lúc", the one before it first."""
    for clock in reversed(clocks):
        if after <= clock.start < day.start and _BETWEEN.fullmatch(rest, clock.end, day.start):
            return clock
    for clock in clocks:
        if day.end <= clock.start < before and _BETWEEN.fullmatch(rest, day.end, clock.start):
            return clock
    return None


def _moment(day: date, clock: Clock | None, plain: str) -> ReadDate:
    if clock is None or clock.value is None:
        return ReadDate(datetime.combine(day, time(), VIETNAM).astimezone(UTC), "day")
    zone = clock.zone
    if zone is None and (named := _GLOBAL_ZONE.search(plain)) is not None:
        zone = read_zone(named.group())
    value = datetime.combine(day, clock.value, zone or VIETNAM)
    return ReadDate(value.astimezone(UTC), clock.precision)


def _relative(match: re.Match[str], now: datetime) -> ReadDate:
    """Minutes and hours to the minute (an hour count is up to an hour late), days to the day in Vietnam."""
    amount = int(match["n"])
    if match["unit"] == "ngay":
        return _moment((now.astimezone(VIETNAM) - timedelta(days=amount)).date(), None, "")
    step = timedelta(minutes=amount) if match["unit"] == "phut" else timedelta(hours=amount)
    return ReadDate((now.astimezone(UTC) - step).replace(second=0, microsecond=0), "minute")


def _last_resort(shown: str, plain: str, clocks: list[Clock], now: datetime) -> ReadDate | None:
    """dateparser, for months by name in an order that the grammar lacks (``Tháng Ba 12, 2025``, WordPress).

    It lies silently when a part is missing (it takes today's), so its answer counts only if day and year are the only
    numbers of the text beside the month, each as printed, and the month is the one named. Measured: 1 ms a string.
    """
    month = re.search(rf"\b(?:thang|thg|th)\.?\s?(?P<m>\d{{1,2}}\b|(?:{MONTH_WORDS})\b)", plain)
    if month is None or _NUMBER_CHAIN.search(plain) or "am lich" in plain:
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
    return _moment(parsed.date(), clocks[0] if len(clocks) == 1 else None, plain)


def _within_reason(found: ReadDate | None, now: datetime) -> ReadDate | None:
    if found is None or found.value > now + _FUTURE or found.value.astimezone(VIETNAM).year < _FIRST_YEAR:
        return None
    return found
