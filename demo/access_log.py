"""Access log of the playback: one tab-separated line per request, so that tests can count what a crawl fetched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO


@dataclass(frozen=True, slots=True)
class LogLine:
    """One request."""

    time: str
    method: str
    host: str
    path: str
    """With the query."""
    status: int
    size: int
    """Bytes of body sent, after compression."""


class AccessLog:
    """Appends to a file; without a path it writes nothing."""

    def __init__(self, path: Path | None) -> None:
        self._file: TextIO | None = path.open("a", encoding="utf-8", buffering=1) if path else None

    def write(self, method: str, host: str, path: str, status: int, size: int) -> None:
        """Add one line; line-buffered, so that a reader sees it at once."""
        if self._file:
            time = datetime.now(UTC).isoformat(timespec="milliseconds")
            self._file.write(f"{time}\t{method}\t{host}\t{path}\t{status}\t{size}\n")

    def close(self) -> None:
        """Close the file."""
        if self._file:
            self._file.close()


def read_log(path: Path) -> list[LogLine]:
    """All lines written so far."""
    lines = []
    for line in path.read_text(encoding="utf-8").splitlines():
        time, method, host, target, status, size = line.split("\t")
        lines.append(LogLine(time, method, host, target, int(status), int(size)))
    return lines
