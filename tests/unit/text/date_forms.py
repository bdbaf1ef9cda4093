"""Every form of a date that ``crawler.text.dates`` promises to read, as templates that write any moment.

One list for the property test (a random moment in a random combination) and for the exhaustive one (every form of
every list). A form that the grammar learns belongs here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from crawler.text.dates import Label, Precision

Normal = Literal["NFC", "NFD"]
NORMALS: tuple[Normal, ...] = ("NFC", "NFD")

MONTHS = ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")
ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS: tuple[tuple[str, ...], ...] = (
    ("Thứ hai, ", "Thứ ba, ", "Thứ tư, ", "Thứ năm, ", "Thứ sáu, ", "Thứ bảy, ", "Chủ nhật, "),
    ("Thứ Hai - ", "Thứ Ba - ", "Thứ Tư - ", "Thứ Năm - ", "Thứ Sáu - ", "Thứ Bảy - ", "Chủ Nhật - "),
    ("THỨ HAI ", "THỨ BA ", "THỨ TƯ ", "THỨ NĂM ", "THỨ SÁU ", "THỨ BẢY ", "CHÚA NHẬT "),
    ("Thứ 2 ngày ", "Thứ 3 ngày ", "Thứ 4 ngày ", "Thứ 5 ngày ", "Thứ 6 ngày ", "Thứ 7 ngày ", "Chủ nhật ngày "),
    ("T2, ", "T3, ", "T4, ", "T5, ", "T6, ", "T7, ", "CN, "),
    ("Mon, ", "Tue, ", "Wed, ", "Thu, ", "Fri, ", "Sat, ", "Sun, "),
    ("Monday, ", "Tuesday, ", "Wednesday, ", "Thursday, ", "Friday, ", "Saturday, ", "Sunday, "),
    ("", "", "", "", "", "", ""),
)
"""Each from Monday on, with what joins it to the day; the last one is no weekday."""

DAYS = (
    "{d:02}/{m:02}/{y}",
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{y}",
    "{d:02}-{m:02}-{y}",
    "{d} - {m} - {y}",
    "{d:02}\u2013{m:02}\u2013{y}",
    "{d:02}\uff0f{m:02}\uff0f{y}",
    "{d:02}/{m:02}/{yy:02}",
    "{d:02}-{m:02}-{yy:02}",
    "{d:02}.{m:02}.{yy:02}",
    "ngày {d:02}/{m:02}/{y}",
    "ngày {d:02} tháng {m:02} năm {y}",
    "ngày {d} tháng {m}/{y}",
    "{d} tháng {m}, {y}",
    "{d} Tháng {name} {y}",
    "ngày {d} tháng {lower} năm {y}",
    "{d} thg {m}, {y}",
    "{d:02} Th{m}, {y}",
    "{d:02} Th.{m} {y}",
    "Th{m} {d:02}, {y}",
    "Tháng {m} {d}, {y}",
    "Tháng {name} {d}, {y}",
    "{d:02} {en:.3} {y}",
    "{d} {en} {y}",
    "{en:.3} {d}, {y}",
    "{en} {d:02} {y}",
    "{y}-{m:02}-{d:02}",
    "{y}/{m:02}/{d:02}",
    "{y}.{m:02}.{d:02}",
)

CLOCKS: tuple[tuple[str, Precision], ...] = (
    ("{H:02}:{M:02}", "minute"),
    ("{H}:{M:02}", "minute"),
    ("{H:02} : {M:02}", "minute"),
    ("{H:02}:{M:02}'", "minute"),
    ("{H:02}\uff1a{M:02}", "minute"),
    ("{H:02}h{M:02}", "minute"),
    ("{H}h {M:02}", "minute"),
    ("{H}h{M:02}\u2019", "minute"),
    ("{H}h:{M:02}", "minute"),
    ("{H:02}g{M:02}", "minute"),
    ("{H} giờ {M} phút", "minute"),
    ("{H} giờ {M:02}\u2019", "minute"),
    ("{H:02}:{M:02}:{S:02}", "second"),
    ("{H:02}:{M:02}:{S:02}.123", "second"),
    ("{H} giờ {M} phút {S} giây", "second"),
    ("{h}:{M:02} {SA}", "minute"),
    ("{h:02}:{M:02}:{S:02} {SA}", "second"),
    ("{h}:{M:02} {AM}", "minute"),
    ("{h:02}:{M:02}{AM}", "minute"),
    ("{h}:{M:02} {a_m}", "minute"),
    ("{h}:{M:02}:{S:02} {AM}", "second"),
    ("{H:02}:{M:02} {AM}", "minute"),  # ASP.NET: "13:02 PM"
)
"""With the smallest unit that each shows. Halves of the day: SA/CH, AM/PM, a.m./p.m."""

ZONES: tuple[tuple[str, float], ...] = (
    ("", 7),
    (" (GMT+7)", 7),
    (" GMT+7", 7),
    (" (GMT +7)", 7),
    (" GMT+0700", 7),
    (" (UTC+07:00)", 7),
    (" +07:00", 7),
    (" (+07:00)", 7),
    (" +0700", 7),
    (" ICT", 7),
    (" GMT", 0),
    (" UTC", 0),
    (" Z", 0),
    (" (GMT+8)", 8),
    (" GMT-5", -5),
    (" +05:30", 5.5),
)
"""Zones behind a time, with their offset in hours."""

JOINERS = (
    "{day} {time}",
    "{day}, {time}",
    "{day} - {time}",
    "{day} \u2014 {time}",
    "{day} | {time}",
    "{day}\u00a0{time}",
    "{day} lúc {time}",
    "{day} ({time})",
    "({day} {time})",
    "{time} {day}",
    "{time}, {day}",
    "{time} - {day}",
    "{time} | {day}",
    "{time} ngày {day}",
    "lúc {time} ngày {day}",
)

LABELS: tuple[tuple[str, Label | None], ...] = (
    ("", None),
    ("Ngày đăng: ", "published"),
    ("Ngày đăng tin: ", "published"),
    ("Đăng ngày ", "published"),
    ("Đăng lúc: ", "published"),
    ("Đăng vào ", "published"),
    ("Đăng tải: ", "published"),
    ("Được đăng: ", "published"),
    ("Được viết ngày ", "published"),
    ("Đã đăng ", "published"),
    ("Thời gian đăng: ", "published"),
    ("Ngày giờ đăng: ", "published"),
    ("Xuất bản: ", "published"),
    ("Ngày xuất bản: ", "published"),
    ("Xuất bản lúc ", "published"),
    ("Ngày viết: ", "published"),
    ("Ngày gửi: ", "published"),
    ("Gửi lúc: ", "published"),
    ("Ngày tạo: ", "published"),
    ("Đưa tin lúc ", "published"),
    ("Đăng bởi Nguyễn Thị Lan | ", "published"),
    ("Posted on ", "published"),
    ("Post on: ", "published"),
    ("Publish: ", "published"),
    ("Published: ", "published"),
    ("Cập nhật: ", "updated"),
    ("Cập nhật lúc ", "updated"),
    ("Cập nhật ngày: ", "updated"),
    ("Cập nhật lần cuối: ", "updated"),
    ("Cập nhật mới nhất: ", "updated"),
    ("Lần cập nhật cuối: ", "updated"),
    ("Ngày cập nhật: ", "updated"),
    ("Đã cập nhật: ", "updated"),
    ("Sửa lần cuối: ", "updated"),
    ("Chỉnh sửa lần cuối: ", "updated"),
    ("Last updated: ", "updated"),
    ("Updated: ", "updated"),
)

ISO: tuple[tuple[str, Precision, float], ...] = (
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}", "minute", 7),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}", "second", 7),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}Z", "second", 0),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}.000Z", "second", 0),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}.1234567+07:00", "second", 7),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}+07:00", "second", 7),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}+0700", "second", 7),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}+07", "second", 7),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}-05:00", "minute", -5),
    ("{y}-{m:02}-{d:02}T{H:02}:{M:02}:{S:02}-0500", "second", -5),
    ("{y}-{m:02}-{d:02} {H:02}:{M:02}:{S:02}.0", "second", 7),
    ("{y}-{m:02}-{d:02} {H:02}:{M:02}:{S:02}+07", "second", 7),
    ("{y}-{m:02}-{d:02} {H:02}:{M:02}:{S:02} +0000", "second", 0),
    ("{y}-{m:02}-{d:02} {H:02}:{M:02}:{S:02} -0500", "second", -5),
    ("{y}-{m:02}-{d:02} {H:02}:{M:02}:{S:02} UTC", "second", 0),
    ("{en:.3} {d:02} {y} {H:02}:{M:02}:{S:02} GMT+0700 (Indochina Time)", "second", 7),
    ("{d:02} {en:.3} {y} {H:02}:{M:02}:{S:02} +0700", "second", 7),
    ("{d:02} {en:.3} {y} {H:02}:{M:02}:{S:02} -0500", "second", -5),
    ("{d:02} {en:.3} {y} {H:02}:{M:02}:{S:02} GMT", "second", 0),
)
"""Whole texts that machines write, the smallest unit shown, and the offset of their zone in hours."""

RELATIVE: tuple[tuple[str, str], ...] = (
    ("{n} giây trước", "seconds"),
    ("{n} phút trước", "minutes"),
    ("{n} giờ trước", "hours"),
    ("{n} tiếng trước", "hours"),
    ("{n} ngày trước", "days"),
    ("khoảng {n} giờ trước", "hours"),
    ("Cách đây {n} phút", "minutes"),
    ("Cách đây {n} ngày", "days"),
    ("Đăng {n} giờ trước", "hours"),
    ("Cập nhật {n} phút trước", "minutes"),
)
"""Amounts of a unit before the fetch."""


@dataclass(frozen=True, slots=True)
class Written:
    """A moment in one combination of forms: how its parts are written."""

    day: str = DAYS[0]
    clock: tuple[str, Precision] = CLOCKS[0]
    joiner: str = JOINERS[0]
    label: tuple[str, Label | None] = LABELS[0]
    weekday: tuple[str, ...] = WEEKDAYS[-1]
    zone: tuple[str, float] = ZONES[0]

    @property
    def is_ambiguous(self) -> bool:
        """True for ``14h 07 Tháng 3 5, 2025``: is 07 the minute or the day? It is refused."""
        time_first = self.joiner.index("{time}") < self.joiner.index("{day}")
        return time_first and self.clock[0] == "{H}h {M:02}" and self.day.startswith("Tháng")

    def text(self, moment: datetime) -> str:
        """*moment* (naive, in the written zone) as a publication line."""
        day = self.weekday[moment.weekday()] + fill(self.day, moment)
        return self.label[0] + self.joiner.format(day=day, time=fill(self.clock[0], moment) + self.zone[0])


def fill(template: str, moment: datetime) -> str:
    """*template* with the parts of *moment*."""
    first_half = moment.hour < 12
    return template.format(
        d=moment.day, m=moment.month, y=moment.year, yy=moment.year % 100, en=ENGLISH[moment.month - 1],
        name=MONTHS[moment.month - 1], lower=MONTHS[moment.month - 1].lower(),
        H=moment.hour, M=moment.minute, S=moment.second, h=moment.hour % 12 or 12,
        SA="SA" if first_half else "CH", AM="AM" if first_half else "PM", a_m="a.m." if first_half else "p.m.",
    )  # fmt: skip


def utc(moment: datetime, offset: float, precision: Precision) -> datetime:
    """*moment* (naive, *offset* hours east of UTC) in naive UTC, cut to its unit."""
    return moment.replace(second=moment.second if precision == "second" else 0) - timedelta(hours=offset)
