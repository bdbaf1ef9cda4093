"""How the sites print dates; every format is one that a real site of the family uses (SITE-FACTS, section 7)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")


def weekday(moment: datetime) -> str:
    """``Thứ năm``."""
    return WEEKDAYS[moment.weekday()]


def dmy(moment: datetime) -> str:
    """``26/02/2021``."""
    return f"{moment:%d/%m/%Y}"


def dmy_hm(moment: datetime) -> str:
    """``26/02/2021 16:38``."""
    return f"{moment:%d/%m/%Y %H:%M}"


def nbtv(moment: datetime) -> str:
    """``Thứ 6, 26.02.2021 | 16:38:45``."""
    day = "CN" if moment.weekday() == 6 else f"Thứ {moment.weekday() + 2}"
    return f"{day}, {moment:%d.%m.%Y | %H:%M:%S}"


def ecm(moment: datetime) -> str:
    """``09:47 AM 06/08/2013``."""
    return f"{moment:%I:%M %p %d/%m/%Y}"


def gmt7(moment: datetime) -> str:
    """``Thứ năm, 24/9/2026, 10:31 (GMT+7)``."""
    return f"{weekday(moment)}, {moment.day}/{moment.month}/{moment.year}, {moment:%H:%M} (GMT+7)"


def nukeviet(moment: datetime) -> str:
    """``Thứ năm - 11/05/2017 16:39``."""
    return f"{weekday(moment)} - {moment:%d/%m/%Y %H:%M}"


def nukeviet_broken(moment: datetime) -> str:
    """``2017-05-11+0716:39:00``: the CMS prints the zone where the T belongs."""
    return f"{moment:%Y-%m-%d}+07{moment:%H:%M:%S}"


def epi(moment: datetime) -> str:
    """``2025-06-17T13:43:02+0700``: no colon in the zone."""
    return f"{moment:%Y-%m-%dT%H:%M:%S}+0700"


def rfc822(moment: datetime) -> str:
    """Date of a feed item."""
    return format_datetime(moment)


def iso(moment: datetime) -> str:
    """ISO 8601 with offset."""
    return moment.isoformat(timespec="seconds")


FILTERS: dict[str, Callable[[datetime], str]] = {
    made.__name__: made for made in (weekday, dmy, dmy_hm, nbtv, ecm, gmt7, nukeviet, nukeviet_broken, epi, rfc822, iso)
}
