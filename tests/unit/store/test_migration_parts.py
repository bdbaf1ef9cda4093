"""The parts of the migrations that need no database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.store.migrations.progress import MAX_NOTES, Progress
from crawler.store.migrations.registry import all_migrations
from crawler.store.migrations.walk import hex_ranges, time_ranges


@settings(deadline=None)
@given(count=st.integers(0, 3000), batch=st.integers(1, 500), value=st.integers(0, 2**256 - 1))
def test_every_hash_lies_in_exactly_one_range(count: int, batch: int, value: int) -> None:
    """An article between two ranges would never be migrated."""
    ranges = hex_ranges(count, batch)
    assert len(ranges) == max(1, -(-count // batch))
    assert sum(low <= f"{value:064x}" < high for low, high in ranges) == 1
    assert (ranges[0][0], ranges[-1][1]) == ("000000", "g")


def test_times_are_covered_up_to_the_last() -> None:
    """The newest runs would be left out."""
    first = datetime(2026, 1, 1, tzinfo=UTC)
    ranges = time_ranges(first, first + timedelta(days=60), timedelta(days=30))
    assert [low for low, _ in ranges] == [first, first + timedelta(days=30), first + timedelta(days=60)]
    assert ranges[-1][1] > first + timedelta(days=60)


def test_every_migration_says_what_and_why() -> None:
    """An operator must decide by it whether to run it now."""
    for migration in all_migrations():
        assert migration.summary
        assert migration.data
    assert [migration.number for migration in all_migrations()] == [1, 2]


class Memory:
    """Keeps the last progress, as the database does."""

    def __init__(self) -> None:
        self.kept: dict[str, Any] | None = None

    def progress(self) -> Progress:
        """A process that goes on where the one before was."""
        progress = Progress("0001 x", self._keep, lambda _: None)
        if self.kept is not None:
            progress.resume(self.kept)
        return progress

    def _keep(self, document: dict[str, Any]) -> None:
        self.kept = document


@settings(deadline=None)
@given(first=st.integers(1, 9), kill_after=st.integers(0, 9), second=st.integers(1, 9))
def test_a_resumed_step_leaves_nothing_out_even_if_it_is_cut_otherwise(
    first: int, kill_after: int, second: int
) -> None:
    """Documents that were stored or deleted in between change the cut: some would be skipped."""
    memory, done = Memory(), []
    for number, piece in enumerate(memory.progress().batches("a", lambda: hex_ranges(first, 1))):
        if number == kill_after:
            break
        done.append(piece)
    again = list(memory.progress().batches("a", lambda: hex_ranges(second, 1)))
    covered = sorted(done + again)
    reached = "000000"
    for low, high in covered:
        assert low <= reached
        reached = max(reached, high)
    assert reached == "g"
    if kill_after > first:
        assert again == [], "a finished step is not begun again"


def test_counts_and_notes_survive_a_kill_and_stay_bounded() -> None:
    """What was done before a kill would be missing in the result; endless notes would burst the state document."""
    memory = Memory()
    progress = memory.progress()
    for _ in progress.batches("a", lambda: hex_ranges(1, 1)):
        progress.counts["articles"] += 7
        for number in range(2 * MAX_NOTES):
            progress.note(f"note {number}")
            progress.note("note 1")
    later = memory.progress()
    assert later.counts == {"articles": 7}
    assert len(later.notes) == MAX_NOTES
    assert later.seconds >= 0


def test_a_piece_counts_as_done_only_after_it_was_worked_on() -> None:
    """A kill in the middle of a batch would leave its rest out."""
    memory = Memory()
    ranges = memory.progress().batches("a", lambda: hex_ranges(3, 1))
    next(ranges)
    second = next(ranges)
    assert (memory.kept or {})["at"] == second[0]
    assert len(list(ranges)) == 1
    assert list(memory.progress().batches("a", lambda: hex_ranges(3, 1))) == []
