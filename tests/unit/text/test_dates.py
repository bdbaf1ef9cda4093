"""If these fail, articles are filed under a wrong day, which nobody notices, or lose a date that the page shows."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.dates import VIETNAM, Precision, ReadDate, read_date, read_date_line
from tests.unit.text import repeatable

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=VIETNAM)
Form = Literal["NFC", "NFD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD")

# Text, what it says in Vietnam time (to the unit shown), and whether the whole line is a publication line.
READ: list[tuple[str, str, bool]] = [
    # Verbatim from sites (site facts, section 7).
    ("Thứ 6, 26.02.2021 | 16:38:45", "2021-02-26 16:38:45", True),
    ("Thứ 5, 01.10.2026 | 21:39:41", "2026-10-01 21:39:41", True),
    ("09:47 AM 06/08/2013", "2013-08-06 09:47", True),
    ("01:02 PM 01/09/2026", "2026-09-01 13:02", True),
    ("17/06/2025 13:43", "2025-06-17 13:43", True),
    ("2025-06-17T13:43:02+0700", "2025-06-17 13:43:02", True),
    ("08/01/2026 - 18:21", "2026-01-08 18:21", True),
    ("01/03/2026 09:51", "2026-03-01 09:51", True),
    ("Thứ năm - 09/03/2017 21:41", "2017-03-09 21:41", True),
    ("Thứ năm - 11/05/2017 16:39", "2017-05-11 16:39", True),
    ("Thứ năm, 30/10/2025 | 10:31", "2025-10-30 10:31", True),
    ("Thứ năm, 25/9/2026 | 14:30", "2026-09-25 14:30", True),
    ("Thứ năm, 24/9/2026, 10:31 (GMT+7)", "2026-09-24 10:31", True),
    ("- 25/09/2026 08:34", "2026-09-25 08:34", True),
    ("Hồ Thảo 13:13, 25/09/2026 chia sẻ", "2026-09-25 13:13", False),
    ("Thứ Bảy, ngày 01 tháng 3 năm 2025", "2025-03-01", True),
    ("55 phút trước", "2026-11-22 09:05", False),
    ("ngày 01/4/2024", "2024-04-01", True),
    ("09:47 AM 06/08/2013 Lượt xem: 365 In bài viết", "2013-08-06 09:47", True),
    ("Cập nhật: 05/03/2019", "2019-03-05", True),
    # Separators, order and words for the time.
    ("05/03/25", "2025-03-05", True),
    ("05.03.25 | 7:30", "2025-03-05 07:30", True),
    ("12 - 05 - 2025", "2025-05-12", True),
    ("12-05-2025 08:30", "2025-05-12 08:30", True),
    ("5 / 3 / 2025", "2025-03-05", True),
    ("15:30-08/01/2026", "2026-01-08 15:30", True),
    ("15h30, 12/05/2025", "2025-05-12 15:30", True),
    ("08h15 ngày 1-4-2024", "2024-04-01 08:15", True),
    ("8h ngày 1/4/2024", "2024-04-01 08:00", True),
    ("8 giờ 1/4/2024", "2024-04-01 08:00", True),
    ("8 giờ 30 phút, ngày 1/4/2024", "2024-04-01 08:30", True),
    ("01/04/2024 lúc 15 giờ 30", "2024-04-01 15:30", True),
    ("15 giờ 30 - 12/05/2025", "2025-05-12 15:30", True),
    ("Lúc 15 giờ 30 phút 07 giây ngày 12/05/2025", "2025-05-12 15:30:07", True),
    ("12/05/2025 8:30:00 SA", "2025-05-12 08:30:00", True),
    ("12/05/2025 8:30:00 CH", "2025-05-12 20:30:00", True),
    ("12:30 AM 05/03/2025", "2025-03-05 00:30", True),
    ("12:30 PM 05/03/2025", "2025-03-05 12:30", True),
    ("13:02 PM 05/03/2025", "2025-03-05 13:02", True),
    ("3 giờ chiều, 05/03/2025", "2025-03-05 15:00", True),
    ("Chủ Nhật, 02/03/2025, 7:05", "2025-03-02 07:05", True),
    ("T2, 01/04/2024", "2024-04-01", True),
    ("Thứ 6-26-02-2021", "2021-02-26", True),
    ("12 Tháng Năm 2025", "2025-05-12", True),
    ("Thứ năm, ngày 12 tháng năm năm 2025", "2025-05-12", True),
    ("25 tháng mười hai, 2025", "2025-12-25", True),
    ("25 thg 12, 2025", "2025-12-25", True),
    ("ngày 12 tháng 4/2024", "2024-04-12", True),
    ("Tháng Ba 12, 2025", "2025-03-12", False),
    ("8:30 Tháng Mười Một 12, 2025", "2025-11-12 08:30", False),
    ("Ninh Bình, ngày 09 tháng 02 năm 2023", "2023-02-09", False),
    # Machine forms and zones.
    ("2025-06-17", "2025-06-17", True),
    ("2025/06/17 13:43", "2025-06-17 13:43", True),
    ("2025-06-17T13:43:02.123+07:00", "2025-06-17 13:43:02", True),
    ("2025-06-17T13:43:02Z", "2025-06-17 20:43:02", True),
    ("2025-06-17T13:43:02-05:00", "2025-06-18 01:43:02", True),
    ("2025-06-17 13:43", "2025-06-17 13:43", True),
    ("Thu, 11 May 2017 16:39:00 +0700", "2017-05-11 16:39:00", True),
    ("Thu, 11 May 2017 09:39:00 GMT", "2017-05-11 16:39:00", True),
    ("05/03/2025 10:31 (GMT+8)", "2025-03-05 09:31", True),
    # Labels, two dates.
    ("Ngày đăng: 01/03/2025 - Cập nhật: 05/03/2025", "2025-03-01", True),
    ("Cập nhật: 05/03/2025 09:30 - Ngày đăng: 01/03/2025 08:00", "2025-03-01 08:00", True),
    ("05/03/2025 09:30 | 06/03/2025 10:00", "2025-03-05 09:30", True),
    ("Đăng lúc: 08:05:59 ngày 02/03/2025 bởi Quản trị", "2025-03-02 08:05:59", False),
    ("Xuất bản lúc 07:00 02/03/2025", "2025-03-02 07:00", True),
    ("Thời gian đăng: 02/03/2025 07:00 | 1.234 lượt xem | Chia sẻ", "2025-03-02 07:00", True),
    ("01/03/2025 (tức 02/02/2025 âm lịch)", "2025-03-01", False),
    ("Ngày NGAY 02/03/2025", "2025-03-02", True),
    ("2 giờ trước", "2026-11-22 08:00", False),
    ("Cập nhật 3 ngày trước", "2026-11-19", False),
    # A time that is not the publication time, or none at all: the day is still sure.
    ("Ngày 05/03/2025, thời lượng 03:25", "2025-03-05", False),
    ("05/03/2025 15:30 SA", "2025-03-05", True),
    ("1 giờ trưa, 05/03/2025", "2025-03-05", True),
    ("25:61 05/03/2025", "2025-03-05", True),
    ("Kỳ 1: 30/05/2025", "2025-05-30", False),
    ("Số 12/2024/QĐ-UBND ngày 05/03/2024", "2024-03-05", False),
    ("Hôm nay: Thứ sáu, 05/04/2024", "2024-04-05", False),
]

TRAPS = [
    "04/13/2025",
    "4/13/2025 10:31 AM",
    "04/13/2025 - cập nhật 05/04/2025",
    "Ngày đăng: 31/02/2025 - Cập nhật: 05/03/2025",
    "31/02/2025",
    "30/02/25",
    "29/02/2025",
    "00/05/2025",
    "2025-13-01",
    "2025-02-30T10:00:00Z",
    "2017-05-11+0716:39:00",
    "2017-05-11ICT16:39:00",
    "20240401",
    "1711929600",
    "Thứ sáu",
    "Thứ năm, 10:31",
    "tháng 4/2024",
    "Tháng Tư 2024",
    "năm 2025",
    "5 năm 2025",
    "12/05",
    "12/05 08:30",
    "26 tháng 02",
    "10:31",
    "8 giờ 30 phút",
    "Tháng Chạp 12, 2024",
    "02/02/2025 âm lịch",
    "âm lịch: 30/02/2025",
    "Mùng 5 tháng Giêng năm 2024",
    "192.168.10.2025",
    "Điện thoại: 02293.871.056",
    "01/01/1990",
    "15/08/1945",
    "24/11/2026",
    "01/01/2027 08:00",
    "12/05/2225",
    "Giấy phép số 12/GP-TTĐT cấp ngày 15/01/2010",
    "Cấp ngày 15/01/2010",
    "3 tuần trước",
    "2 tháng trước",
    "5 ngày trước Tết",
    "Hôm qua",
    "Vừa xong",
    "Lượt xem: 365",
    "In bài viết",
    "Phương Loan (nbtv.vn)",
    "3/4 số hộ",
    "Đang cập nhật",
    "",
]

NOT_LINES = [
    "Hôm nay: Thứ sáu, 05/04/2024",
    "Bây giờ là 10:31, 05/04/2024",
    "Hôm nay, 05/04/2024 | 10:31:02",
    "Sáng ngày 05/04/2024, xã tổ chức lễ trồng cây.",
    "Chiều 05/04/2024",
    "ngày 18/5/2016.",
    "Từ 08:00 - 11:30 05/03/2025",
    "08:00 - 11:30 05/03/2025",
    "Ninh Bình, ngày 09 tháng 02 năm 2023",
    "Lan Anh 05/04/2024",
    "Ngày ban hành: 05/04/2024",
    "Ngày sinh: 05/04/1999",
    "Số 12/QĐ-UBND ngày 05/04/2024",
    "Bản quyền 2024 - cấp phép 05/04/2024",
    "2 giờ trước",
    "Lịch cắt điện 05/04/2024",
    "05/04/2024 Hội nghị tổng kết",
    "Ngày đăng: " * 20 + "05/04/2024 x",
]


def shown(found: ReadDate) -> str:
    local = found.value.astimezone(VIETNAM)
    formats: dict[Precision, str] = {"second": "%Y-%m-%d %H:%M:%S", "minute": "%Y-%m-%d %H:%M", "day": "%Y-%m-%d"}
    return local.strftime(formats[found.precision])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("text", "expected", "is_line"), READ)
def test_dates_read(text: str, expected: str, is_line: bool, form: Form) -> None:
    text = unicodedata.normalize(form, text)
    found = read_date(text, now=NOW)
    assert found is not None
    assert shown(found) == expected
    assert found.value.tzinfo is UTC
    assert read_date_line(text, now=NOW) == (found if is_line else None)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", TRAPS)
def test_dates_refused(text: str, form: Form) -> None:
    """A guess here files an article under a wrong day for good."""
    text = unicodedata.normalize(form, text)
    assert read_date(text, now=NOW) is None
    assert read_date_line(text, now=NOW) is None


@pytest.mark.parametrize("text", NOT_LINES)
def test_lines_that_are_not_the_publication_line(text: str) -> None:
    """The page's clock, a licence or an event would become the date of every article of the site."""
    assert read_date_line(text, now=NOW) is None


def test_day_precision_is_midnight_in_vietnam() -> None:
    found = read_date("05/03/2025", now=NOW)
    assert found == ReadDate(datetime(2025, 3, 4, 17, 0, tzinfo=UTC), "day")


def test_one_day_ahead_is_a_wrong_clock_and_two_are_refused() -> None:
    assert read_date("23/11/2026 09:59", now=NOW) is not None
    assert read_date("23/11/2026 10:01", now=NOW) is None


def test_relative_days_count_in_vietnam_not_in_utc() -> None:
    """At 01:00 in Vietnam it is still yesterday in UTC."""
    found = read_date("1 ngày trước", now=datetime(2026, 11, 21, 18, 0, tzinfo=UTC))
    assert found is not None
    assert shown(found) == "2026-11-21"


def test_the_clock_never_fills_in_a_date() -> None:
    for hours in range(0, 24 * 60, 7):
        now = NOW + timedelta(hours=hours)
        assert shown(read_date("Tháng Ba 12, 2025", now=now) or pytest.fail("not read")) == "2025-03-12"
        assert read_date("Tháng Ba 2025", now=now) is None


def test_naive_now_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="timezone-aware"):
        read_date("05/03/2025", now=datetime(2026, 11, 22))
    with pytest.raises(ValueError, match="timezone-aware"):
        read_date_line("05/03/2025", now=datetime(2026, 11, 22))


WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
MONTHS = ("Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai")
DAY_FORMS = (
    "{d:02}/{m:02}/{y}",
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{y}",
    "{d:02}-{m:02}-{y}",
    "{d} - {m} - {y}",
    "{d:02}/{m:02}/{yy:02}",
    "ngày {d:02} tháng {m:02} năm {y}",
    "{d} Tháng {name} {y}",
    "{d} tháng {m}, {y}",
    "{w}, {d}/{m}/{y}",
    "{w}, ngày {d}/{m}/{y}",
    "{y}-{m:02}-{d:02}",
)
TIME_FORMS = (
    "{H:02}:{M:02}",
    "{H}:{M:02}",
    "{H}h{M:02}",
    "{H} giờ {M} phút",
    "{H:02}:{M:02}:{S:02}",
    "{h}:{M:02} {half}",
)
JOINED = (
    "{day} {time}",
    "{day} - {time}",
    "{day} | {time}",
    "{time}, {day}",
    "{time} {day}",
    "{day} lúc {time}",
    "Đăng lúc: {time}, {day}",
)


@repeatable
@given(
    moment=st.datetimes(datetime(1995, 1, 2), datetime(2026, 11, 21)).map(lambda value: value.replace(microsecond=0)),
    day_form=st.sampled_from(DAY_FORMS),
    time_form=st.sampled_from(TIME_FORMS),
    joined=st.sampled_from(JOINED),
    form=st.sampled_from(FORMS),
)
def test_what_is_written_is_read_back(
    moment: datetime, day_form: Form, time_form: Form, joined: str, form: Form
) -> None:
    day = day_form.format(
        d=moment.day, m=moment.month, y=moment.year, yy=moment.year % 100, name=MONTHS[moment.month - 1],
        w=WEEKDAYS[moment.weekday()],
    )  # fmt: skip
    time = time_form.format(
        H=moment.hour,
        M=moment.minute,
        S=moment.second,
        h=moment.hour % 12 or 12,
        half="SA" if moment.hour < 12 else "CH",
    )
    text = unicodedata.normalize(form, joined.format(day=day, time=time))
    seconds = "{S" in time_form
    local = moment.replace(second=moment.second if seconds else 0, tzinfo=VIETNAM)
    expected = ReadDate(local.astimezone(UTC), "second" if seconds else "minute")
    assert read_date(text, now=NOW) == expected
    assert read_date_line(text, now=NOW) == expected


@repeatable
@given(st.dates(date(1995, 1, 2), date(2026, 11, 21)), st.sampled_from("/.-"))
def test_day_and_month_are_never_swapped(day: date, separator: str) -> None:
    """Month-first text is either refused or (both up to 12) read day first: never quietly repaired."""
    found = read_date(f"{day.month:02}{separator}{day.day:02}{separator}{day.year}", now=NOW)
    if day.day > 12:
        assert found is None
    elif found is not None:
        local = found.value.astimezone(VIETNAM)
        assert (local.day, local.month) == (day.month, day.day)


@repeatable
@given(st.text(max_size=60))
def test_any_text_is_answered_without_an_error(text: str) -> None:
    found = read_date(text, now=NOW)
    assert found is None or found.value <= NOW + timedelta(days=1)
    read_date_line(text, now=NOW)
