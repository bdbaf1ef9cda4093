"""If these fail, a run for one day misses that day's early articles or brings the next day's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from crawler.discovery.window import Window

DAY = Window(date(2026, 3, 5), date(2026, 3, 5))


@pytest.mark.parametrize(
    ("utc", "inside"),
    [
        (datetime(2026, 3, 4, 17, 0, tzinfo=UTC), True),  # 00:00 in Vietnam
        (datetime(2026, 3, 4, 16, 59, tzinfo=UTC), False),
        (datetime(2026, 3, 5, 16, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 5, 17, 0, tzinfo=UTC), False),
    ],
)
def test_a_day_is_a_day_in_vietnam(utc: datetime, inside: bool) -> None:
    """Articles of the morning are of the day before in UTC."""
    assert DAY.holds(utc) is inside


def test_an_undated_article_cannot_be_ruled_out() -> None:
    """Portals without dates would never be stored by a dated run."""
    assert DAY.holds(None)
    assert DAY.may_hold_changed(None)


def test_open_ends_hold_everything() -> None:
    """A run without dates asks for all."""
    assert Window().holds(datetime(1999, 1, 1, tzinfo=UTC))
    assert Window(start=date(2026, 1, 1)).holds(datetime(2030, 1, 1, tzinfo=UTC))
    assert not Window(end=date(2026, 1, 1)).holds(datetime(2030, 1, 1, tzinfo=UTC))


def test_a_late_change_rules_nothing_out() -> None:
    """What was changed after the window may have been published in it; what was changed before it was not."""
    assert DAY.may_hold_changed(datetime(2026, 6, 1, tzinfo=UTC))
    assert not DAY.may_hold_changed(datetime(2026, 3, 1, tzinfo=UTC))
