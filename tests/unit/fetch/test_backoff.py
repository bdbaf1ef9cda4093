"""If these fail, a struggling server is asked again at once, by everybody at the same moment, or never."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from crawler.fetch.backoff import pause, retry_after

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Sun, 22 Nov 2026 03:01:30 GMT", 90.0),
        ("Sun, 22 Nov 2026 02:00:00 GMT", 0.0),
        ("9" * 400, 999999999.0),
        ("soon", None),
        ("-5", None),
        ("", None),
        (None, None),
        ("1.5", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str | None, seconds: float | None) -> None:
    """A server that names the time at which it can again would be asked before."""
    assert retry_after(value, NOW) == seconds


def test_pauses_grow_to_a_bound_and_differ() -> None:
    """Requests that failed together would fail together again."""
    chance = random.Random(7)
    for attempt, whole in enumerate((2, 4, 8, 16, 30, 30), start=1):
        pauses = [pause(attempt, 2.0, 30.0, chance) for _ in range(200)]
        assert whole / 2 <= min(pauses) < max(pauses) <= whole
        assert len(set(pauses)) > 100
    assert pause(10_000, 2.0, 30.0, chance) <= 30
    assert pause(3, 2.0, 30.0, random.Random(1)) == pause(3, 2.0, 30.0, random.Random(1))
