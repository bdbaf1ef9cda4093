"""What `scrapy reparse` prints: a few lines per changed article, one per page that was not read, sums at the end."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any, TextIO

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from crawler.commands.crawl import to_stdout
from crawler.replay import Change, Totals, Unread
from crawler.store.batch import BatchResult
from crawler.text.printable import escaped, printable

_SHOWN = 70  # characters of a value, around the first difference
_LEAD = 15  # characters of them before it


class Report:
    """Prints while the replay runs. Results go to standard output, progress and problems to standard error."""

    def __init__(self, *, as_json: bool, dry_run: bool) -> None:
        self.dry_run = dry_run
        self._as_json = as_json
        self._totals = Totals()
        self._written = 0
        self._conflicts = 0
        self._progress: Progress | None = None
        self._task: Any = None

    @property
    def has_problems(self) -> bool:
        """True if a page could not be read again, or an edit could not be stored."""
        return bool(self._totals.problems) or bool(self._conflicts)

    def begin(self, totals: Totals) -> None:
        """Start to show *totals*, which go on growing."""
        self._totals = totals
        if sys.stderr is not None and sys.stderr.isatty():
            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
            self._task = self._progress.add_task("reading", total=None)
            self._progress.start()

    def tell(self, site: str, result: Change | Unread | None) -> None:
        """Print what became of one article."""
        if isinstance(result, Change):
            change = result
            to_stdout(lambda out: (_json_line if self._as_json else _lines)(change, out))
        elif isinstance(result, Unread):
            line = f"{result.site}: not read ({result.problem}): {result.url}: {result.reason}"
            print(printable(line), file=sys.stderr)
        if self._progress is not None:
            line = f"{site}: {self._totals.pages} articles read, {self._totals.changed} differ"
            self._progress.update(self._task, description=escape(line))

    def written(self, articles: int, result: BatchResult) -> None:
        """Take note of a written batch of so many articles."""
        self._conflicts += len(result.rejects)
        self._written += articles - len(result.rejects)
        for reject in result.rejects:
            line = f"{reject.item.site}: not stored: {reject.item.url}: {'; '.join(reject.reasons)}"
            print(printable(line), file=sys.stderr)

    def stop(self) -> None:
        """Take the progress line away."""
        if self._progress is not None:
            self._progress.stop()

    def so_far(self) -> str:
        """What an early end leaves behind, as the end of a sentence."""
        done = f"{self._totals.pages} articles read"
        return f" ({done}, {self._written} written; run it again for the rest)" if self._totals.pages else ""

    def finish(self) -> None:
        """Print the sums: on standard output for people, on standard error beside JSON lines."""
        self.stop()
        if self._as_json:
            print(self._sentence(), file=sys.stderr)
        else:
            to_stdout(self._sums)

    def _sums(self, out: TextIO) -> None:
        if self._totals.fields:
            table = Table("field", "articles")
            table.columns[1].justify = "right"
            for name, count in self._totals.fields.most_common():
                table.add_row(name, str(count))
            Console(file=out, width=None if out.isatty() else 120, highlight=False).print(table)
        print(self._sentence(), file=out)

    def _sentence(self) -> str:
        totals = self._totals
        parts = [f"{totals.pages} articles looked at", f"{totals.same} read the same", f"{totals.changed} differ"]
        parts += [f"{count} not read ({problem})" for problem, count in sorted(totals.problems.items())]
        if totals.not_archived:
            parts.append(f"{totals.not_archived} have no archived page")
        if totals.superseded:
            parts.append(f"{totals.superseded} were stored from a newer page that is not archived")
        end = "nothing is written (--dry-run)" if self.dry_run else f"{self._written} written"
        if self._conflicts:
            end += f", {self._conflicts} could not be stored (see `rejects`)"
        return f"{', '.join(parts)}; {end}"


def _lines(change: Change, out: TextIO) -> None:
    print(f"{change.item.site}: {printable(change.title)}\n  {printable(change.item.url)}", file=out)
    for name, (before, after) in change.fields.items():
        old, new = shortened(_text(before), _text(after))
        print(f"    {name}: {printable(old)} → {printable(new)}", file=out)


def _json_line(change: Change, out: TextIO) -> None:
    line = {
        "site": change.item.site,
        "article_id": change.article_id,
        "url": change.item.url,
        "title": change.title,
        "archive": change.item.archive,
        "fetched_at": change.item.fetched_at,
        "changed": {name: {"before": before, "after": after} for name, (before, after) in change.fields.items()},
    }
    out.write(escaped(json.dumps(line, ensure_ascii=False, default=_plain)) + "\n")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _text(value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=_plain)


def shortened(before: str, after: str) -> tuple[str, str]:
    """Both texts on one line each, cut to where they begin to differ."""
    pairs = enumerate(zip(before, after, strict=False))
    same = next((place for place, (old, new) in pairs if old != new), min(len(before), len(after)))
    start = max(0, same - _LEAD)
    return _cut(before, start), _cut(after, start)


def _cut(text: str, start: int) -> str:
    if not text:
        return "(empty)"
    part = " ".join(text[start : start + _SHOWN].split())
    return f"{'…' if start else ''}{part}{'…' if start + _SHOWN < len(text) else ''}"
