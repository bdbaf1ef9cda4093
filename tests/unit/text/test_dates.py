"""If these fail, articles are filed under a wrong day, which nobody notices, or lose a date that the page shows."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.dates import VIETNAM, Label, ReadDate, read_date, read_date_line
from tests.unit.text import repeatable
from tests.unit.text.date_forms import NORMALS, Normal
from tests.unit.text.date_table import NOW, READ, shown
from tests.unit.text.date_traps import NOT_LINES, TRAPS


@pytest.mark.parametrize("form", NORMALS)
@pytest.mark.parametrize(("text", "expected", "is_line"), READ)
def test_dates_read(text: str, expected: str, is_line: bool, form: Normal) -> None:
    """A date that the page shows is lost, or is another one."""
    text = unicodedata.normalize(form, text)
    found = read_date(text, now=NOW)
    assert found is not None
    assert shown(found) == expected
    assert found.value.tzinfo is UTC
    assert read_date_line(text, now=NOW) == (found if is_line else None)


@pytest.mark.parametrize("form", NORMALS)
@pytest.mark.parametrize("text", TRAPS)
def test_dates_refused(text: str, form: Normal) -> None:
    """A guess here files an article under a wrong day for good."""
    text = unicodedata.normalize(form, text)
    assert read_date(text, now=NOW) is None
    assert read_date_line(text, now=NOW) is None


@pytest.mark.parametrize("form", NORMALS)
@pytest.mark.parametrize("text", NOT_LINES)
def test_lines_that_are_not_the_publication_line(text: str, form: Normal) -> None:
    """The page's clock, a licence or an event would become the date of every article of the site."""
    assert read_date_line(unicodedata.normalize(form, text), now=NOW) is None


def test_the_table_is_large_and_at_least_half_of_it_are_traps() -> None:
    """A table of easy strings proves nothing: it is what must be refused that files articles wrongly."""
    texts = [text for text, _, _ in READ] + TRAPS + NOT_LINES
    assert len(set(texts)) == len(texts) - len({text for text, _, _ in READ} & set(NOT_LINES))
    assert len(set(texts)) >= 200
    assert 2 * len(TRAPS) >= len(set(texts) - set(NOT_LINES))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("05/03/2025", None),
        ("Ngày đăng: 05/03/2025", "published"),
        ("Đăng bởi Nguyễn Thị Lan ngày 05/03/2025", "published"),
        ("Cập nhật: 05/03/2025", "updated"),
        ("Sửa lần cuối 05/03/2025", "updated"),
        ("05/03/2025 (cập nhật)", "updated"),
        ("Đang cập nhật 05/03/2025", "updated"),
        ("Cập nhật: 06/03/2025 - Ngày đăng: 05/03/2025", "published"),
        ("Ngày đăng: 05/03/2025 - Cập nhật: 06/03/2025", "published"),
        ("Cập nhật: 06/03/2025 | 05/03/2025", None),
        ("05/03/2025 | Cập nhật: 06/03/2025", None),
        ("05/03/2025 | Cập nhật 3 giờ trước", None),
    ],
)
def test_the_label_of_the_date_is_told(text: str, label: Label | None) -> None:
    """Without it the day of the last correction passes for the day of publication."""
    found = read_date(text, now=NOW)
    assert found is not None
    assert (shown(found), found.label) == ("2025-03-05", label)


def test_a_relative_update_is_an_update() -> None:
    """As above, for ``Cập nhật 3 giờ trước``."""
    updated, posted = read_date("Cập nhật 3 giờ trước", now=NOW), read_date("Đăng 3 giờ trước", now=NOW)
    assert updated is not None
    assert posted is not None
    assert (updated.label, posted.label) == ("updated", "published")


def test_the_label_does_not_count_when_dates_are_compared() -> None:
    """Two places of a page that show the same minute would be taken for a contradiction."""
    value = datetime(2025, 3, 4, 17, 0, tzinfo=UTC)
    assert ReadDate(value, "day", "updated") == ReadDate(value, "day")


def test_day_precision_is_midnight_in_vietnam() -> None:
    """Midnight in UTC would move every article that shows no time."""
    assert read_date("05/03/2025", now=NOW) == ReadDate(datetime(2025, 3, 4, 17, 0, tzinfo=UTC), "day")


def test_one_day_ahead_is_a_wrong_clock_and_two_are_refused() -> None:
    """Coming events are printed beside articles."""
    assert read_date("23/11/2026 09:59", now=NOW) is not None
    assert read_date("23/11/2026 10:01", now=NOW) is None


def test_relative_days_count_in_vietnam_not_in_utc() -> None:
    """At 01:00 in Vietnam it is still yesterday in UTC."""
    found = read_date("1 ngày trước", now=datetime(2026, 11, 21, 18, 0, tzinfo=UTC))
    assert found is not None
    assert shown(found) == "2026-11-21"


@pytest.mark.parametrize("text", ["Tháng Ba 12, 2025", "tháng 3 ngày 12 năm 2025"])
def test_the_clock_never_fills_in_a_date(text: str) -> None:
    """dateparser takes what is missing from today: the date would change with the day of the crawl."""
    for hours in range(0, 24 * 60, 7):
        now = NOW + timedelta(hours=hours)
        assert shown(read_date(text, now=now) or pytest.fail("not read")) == "2025-03-12"
        assert read_date("Tháng Ba 2025", now=now) is None
        assert read_date("tháng 3 ngày 12", now=now) is None


def test_naive_now_is_a_bug_of_the_caller() -> None:
    """Seven hours of every relative time would depend on the machine."""
    with pytest.raises(ValueError, match="timezone-aware"):
        read_date("05/03/2025", now=datetime(2026, 11, 22))
    with pytest.raises(ValueError, match="timezone-aware"):
        read_date_line("05/03/2025", now=datetime(2026, 11, 22))


@pytest.mark.parametrize(
    "part",
    ["1/1/", "1-", "thứ ", "thứ năm ", "Đăng bởi a ", "05/03/2025 ", "10:30 - ", "5, 6, ", "cập nhật ", "tháng 3 ", " ",
     "( ", "1 giờ 2 ", "2025-03-05T", "số 1/", "lượt xem 1.", "GMT+", "âm lịch "],
)  # fmt: skip
def test_a_hostile_text_is_refused(part: str) -> None:
    """One page would hold up the crawl: the texts that are looked at are bounded, however long the node is."""
    for length in (150, 310, 990, 10_000):
        text = (part * length)[:length] + "x"
        found = read_date(text, now=NOW)
        assert found is None or length < 1000
        assert read_date_line(text, now=NOW) is None


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
@given(st.dates(date(1995, 1, 2), date(2026, 11, 21)))
def test_a_weekday_gives_month_first_away(day: date) -> None:
    """A theme in English prints ``Saturday, 05/03/2025`` for the third of May: that is not the fifth of March."""
    text = f"{day:%A}, {day.month:02}/{day.day:02}/{day.year}"
    found = read_date(text, now=NOW)
    if found is not None:
        assert found.value.astimezone(VIETNAM).date() == day.replace(month=day.day, day=day.month)
        assert day.replace(month=day.day, day=day.month).weekday() == day.weekday()


@repeatable
@given(st.text(max_size=60))
def test_any_text_is_answered_without_an_error(text: str) -> None:
    """One odd title attribute would cost the whole article."""
    found = read_date(text, now=NOW)
    assert found is None or found.value <= NOW + timedelta(days=1)
    read_date_line(text, now=NOW)


WORDS = st.sampled_from(
    ["ngày", "tháng", "năm", "Thứ năm", "Tháng Năm", "giờ", "lúc", "Cập nhật:", "Đăng bởi", "trước", "cách đây", "in",
     "SA", "CH", "PM", "GMT", "UTC", "+07:00", "-0500", "T", "Z", "/", "-", ".", ":", ",", "|", "(", ")", "số",
     "05", "3", "2025", "0001", "9999", "05/03/2025", "2025-03-05", "2025-03-05T10:30:00", "9999-12-31T23:59:59",
     "10:30", "10h30", "25:61", "âm lịch"]
)  # fmt: skip


@repeatable
@given(st.lists(WORDS, max_size=9), st.sampled_from(["", " "]))
def test_any_mixture_of_a_dates_parts_is_answered_without_an_error(words: list[str], glue: str) -> None:
    """As above, for texts that get deep into the grammar: ``01/01/0001`` of .NET was an error."""
    text = glue.join(words)
    found = read_date(text, now=NOW)
    assert found is None or found.value <= NOW + timedelta(days=1)
    line = read_date_line(text, now=NOW)
    assert line is None or line == found
