"""Where a migration is: kept with every batch, so that a killed one goes on there."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

Document = dict[str, Any]
Bound = TypeVar("Bound", str, Any)

MAX_NOTES = 100
"""Notes that are kept; the counts say how many there were."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a migration is, for people."""

    label: str
    """Of the migration."""
    step: str
    """What it works on now, e.g. ``articles``."""
    done: int
    """Ranges of this step that are done."""
    total: int
    """Ranges of this step."""


@dataclass(slots=True)
class Progress:
    """The memory of one migration. ``store`` keeps a document durably and raises if the lock is no longer ours."""

    label: str
    store: Callable[[Document], None]
    report: Callable[[Step], None]
    batch: int = 200
    """Documents that a range should hold about."""
    counts: Counter[str] = field(default_factory=Counter)
    """What was done. A batch that a kill hit between its writes and its record may be missing here, not in the data."""
    notes: list[str] = field(default_factory=list)
    """What somebody should know, a sentence each; the first MAX_NOTES."""
    _finished: list[str] = field(default_factory=list)
    _step: str | None = None
    _at: Any = None
    _seconds: float = 0.0
    _began: float = field(default_factory=time.monotonic)

    @property
    def seconds(self) -> float:
        """Time of work so far, in all attempts."""
        return self._seconds + time.monotonic() - self._began

    def resume(self, kept: Mapping[str, Any]) -> None:
        """Take over what an earlier attempt kept."""
        self.counts = Counter(kept["counts"])
        self.notes = list(kept["notes"])
        self._finished, self._step, self._at = list(kept["finished"]), kept["step"], kept["at"]
        self._seconds = kept["seconds"]

    def batches(self, step: str, ranges: Callable[[], Sequence[tuple[Bound, Bound]]]) -> Iterator[tuple[Bound, Bound]]:
        """The ranges ``[low, high)`` of a step that are not done yet; asking for the next one keeps the last as done.

        ``ranges`` is asked only if the step is not done. It may cut otherwise than the attempt before did: a range
        that is done in part is given again.
        """
        if step in self._finished:
            return
        todo = ranges()
        after = self._at if self._step == step else None
        for number, (low, high) in enumerate(todo, start=1):
            if after is not None and high <= after:
                continue
            yield low, high
            self._keep(step, high)
            self.report(Step(self.label, step, number, len(todo)))
        self._finished.append(step)
        self._keep(None, None)

    def once(self, step: str) -> Iterator[None]:
        """The same for a step of one piece: gives one turn, or none if it is done."""
        for _ in self.batches(step, lambda: [("", "g")]):
            yield None

    def note(self, sentence: str) -> None:
        """Remember a sentence for whoever runs this; once, however often a batch is repeated."""
        if sentence not in self.notes and len(self.notes) < MAX_NOTES:
            self.notes.append(sentence)

    def _keep(self, step: str | None, at: Any) -> None:
        self._step, self._at = step, at
        self.store(
            {
                "finished": list(self._finished),
                "step": step,
                "at": at,
                "counts": dict(self.counts),
                "notes": list(self.notes),
                "seconds": self.seconds,
            }
        )
