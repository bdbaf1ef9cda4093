"""Which edition of the sample sites is played: between editions some articles change, as on real sites."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

EARLIER, FIRST = 0, 1
"""Before the first edition there is one more, some days older: every site has yet to publish its newest articles."""

NEW_SINCE_EARLIER = 5
"""So many per site."""


class Edition:
    """A fixed number, or a file that is read at each request so that another process can turn the page."""

    def __init__(self, number: int = FIRST, file: Path | None = None) -> None:
        self._number = number
        self._file = file

    def current(self) -> int:
        """The edition now; a missing file means the first."""
        if self._file is None:
            return self._number
        return read_edition(self._file)


def read_edition(file: Path) -> int:
    """The number in ``file``; ``ValueError`` naming the file when it holds something else."""
    try:
        text = file.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        return FIRST
    if not text.isdecimal() or int(text) < FIRST:
        raise ValueError(f"{file} must hold a number from {FIRST} up, it holds {text[:40]!r}")
    return int(text)


def write_edition(file: Path, number: int) -> None:
    """Move ``file`` on to ``number``, atomically; an edition never goes back, because two demos may share the file."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if read_edition(file) >= number and file.exists():
        return
    handle, temporary = tempfile.mkstemp(dir=file.parent, prefix=file.name)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(f"{number}\n")
    Path(temporary).replace(file)
