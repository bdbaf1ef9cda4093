"""If these fail, times beside a headline are read as text, or lines of the text are taken for times and cut."""

from __future__ import annotations

import pytest

from crawler.text.time_marks import is_machine_time, is_relative_time


@pytest.mark.parametrize(
    "line", ["2 giờ trước", "Cập nhật 15 phút trước", "Đăng 3 ngày trước", "khoảng 2 tiếng trước", "12 GIỜ TRƯỚC"]
)
def test_how_long_ago(line: str) -> None:
    """The date of pages that print no other would be lost."""
    assert is_relative_time(line)


@pytest.mark.parametrize("line", ["2 giờ trước lễ khai mạc", "Hai giờ trước", "1000 ngày trước", "2 giờ", ""])
def test_other_lines_are_not_how_long_ago(line: str) -> None:
    """A sub-heading of the text would be taken for the time of its publication."""
    assert not is_relative_time(line)


@pytest.mark.parametrize("line", ["2025-03-05T08:15:00+07:00", "2025-03-05T08:15:00Z", "2025-03-05+07:00"])
def test_a_time_for_machines(line: str) -> None:
    """It would stand in the text, and change the hash with each way of writing it."""
    assert is_machine_time(line)


@pytest.mark.parametrize("line", ["2025-03-05", "2025-03-05 08:15", "Từ 2025-03-05T08:15:00Z", ""])
def test_a_date_for_people_is_none_for_machines(line: str) -> None:
    """A day that the page shows would not be read."""
    assert not is_machine_time(line)
