"""If these fail, a server's lie hides edits from consumers, or honest servers send whole pages for nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crawler.discovery.validators import AUDIT_EVERY, conditions, finding, is_honest
from crawler.known import KnownPage, Standing, Tally

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PAGE = KnownPage(
    url="u", key="k", first_seen=NOW, fetched_at=NOW, status=200, etag='"a"', last_modified="x", content_hash="h"
)


@pytest.mark.parametrize(
    ("before", "now", "edited", "says"),
    [
        ("a", "a", False, "kept"),
        ("a", "b", False, "moved"),
        ("a", "a", True, "blind"),
        ("a", "b", True, None),
        (None, "b", False, None),
        ("a", None, False, None),
    ],
)
def test_two_readings_tell_what_a_validator_is_worth(before: str, now: str, edited: bool, says: str | None) -> None:
    """NukeViet's date moves under the same text; a cache's ETag may stay under another one."""
    assert finding(before, now, edited=edited) == says


@pytest.mark.parametrize(
    ("tally", "honest"),
    [
        (Tally(), True),
        (Tally(moved=2), True),
        (Tally(moved=3), False),
        (Tally(kept=10, moved=3), True),
        (Tally(kept=10, moved=11), False),
        (Tally(blind=1), False),
        (Tally(kept=99, blind=1), False),
        (Tally(kept=100, blind=1), True),
    ],
)
def test_a_validator_is_believed_by_what_it_said_so_far(tally: Tally, honest: bool) -> None:
    """Once caught at hiding an edit weighs more than three useless answers."""
    assert is_honest(tally) is honest


def test_a_page_is_asked_for_with_what_its_own_address_said() -> None:
    """Validators of another address, of an error page or of no article would be answered 304 with nothing behind it."""
    asked = conditions(PAGE, "u", Standing())
    assert asked == {"If-None-Match": '"a"', "If-Modified-Since": "x"}
    assert conditions(replace(PAGE, status=304), "u", Standing()) == asked
    for other in (replace(PAGE, url="v"), replace(PAGE, status=404), replace(PAGE, content_hash=None)):
        assert conditions(other, "u", Standing()) == {}


def test_a_lie_is_not_asked_with_and_does_not_cost_the_other_validator() -> None:
    """A server that compares dates would answer 304 to every question."""
    lies = Tally(moved=5)
    assert conditions(PAGE, "u", Standing(last_modified=lies)) == {"If-None-Match": '"a"'}
    assert conditions(PAGE, "u", Standing(etag=lies)) == {"If-Modified-Since": "x"}
    assert conditions(PAGE, "u", Standing(etag=lies, last_modified=lies)) == {}


def test_now_and_then_the_page_itself_is_read() -> None:
    """A server that says "not modified" for ever would never be found out."""
    asked = [bool(conditions(replace(PAGE, checks=checks), "u", Standing())) for checks in range(2 * AUDIT_EVERY)]
    assert asked.count(False) == 2
    assert asked[0]
