"""What ``scrapy db migrate`` shows: progress on stderr while it works, the result on stdout."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from crawler.store.config import StoreConfig
from crawler.store.connect import open_async
from crawler.store.feed import Feed
from crawler.store.migrations.progress import Step
from crawler.store.migrations.runner import Done
from crawler.store.patient import PatientDatabase

_LINES_PER_STEP = 10
_UP_TO_DATE = "nothing to do: the database is up to date"


class Reporter:
    """Hears of every batch: a bar per step on a terminal, else (cron) at most ten plain lines per step."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._tasks: dict[tuple[str, str], TaskID] = {}
        if sys.stderr.isatty():
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._bar = Progress(*columns, console=Console(stderr=True))

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def say(self, line: str) -> None:
        """A line for whoever waits."""
        if self._bar is not None:
            self._bar.console.print(line, markup=False, highlight=False)
        else:
            print(line, file=sys.stderr, flush=True)

    def __call__(self, step: Step) -> None:
        """Show how far it is."""
        if self._bar is None:
            if step.done * _LINES_PER_STEP // step.total > (step.done - 1) * _LINES_PER_STEP // step.total:
                self.say(f"{step.label}: {step.step} {100 * step.done // step.total} %")
            return
        place = (step.label, step.step)
        if place not in self._tasks:
            self._tasks[place] = self._bar.add_task(f"{step.label}: {step.step}", total=step.total)
        self._bar.update(self._tasks[place], completed=step.done)


async def publish(config: StoreConfig, uri: str) -> int:
    """Move the events that wait at their articles to the feed; returns their number. Raises StoreError."""
    async with open_async(config, uri) as database:
        return await Feed(PatientDatabase(database)).sweep()


def sentence_of(done: Done, *, dry_run: bool) -> str:
    """The result for people, a line per thing done, and the notes of the migrations."""
    heading = "would be done" if dry_run else "done"
    lines = [f"{heading}: {step}" for step in done.steps]
    for migration in done.migrations:
        counts = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in migration["counts"].items() if count)
        lines.append(f"{heading}: migration {migration['number']:04d} {migration['name']}: {counts or 'no documents'}")
        lines += [f"  note: {note}" for note in migration.get("notes", ())]
    return "\n".join(lines) or _UP_TO_DATE
