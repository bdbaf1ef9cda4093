"""Where a record lies: ``<site>/<file>:<offset>``, as stored in ``pages.archive`` and ``articles.archive``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Self

SUFFIX = ".warc.gz"
_REFERENCE = re.compile(r"([A-Za-z0-9_]+/[A-Za-z0-9_-]+\.warc\.gz):([0-9]{1,15})", re.ASCII)


class ArchiveError(Exception):
    """A record cannot be had; the message is a sentence that names the file."""


class ReferenceFormError(ArchiveError):
    """A reference has the wrong form or leads out of the archive folder."""


class MissingRecordError(ArchiveError):
    """The file is not there (any more), or ends before the record."""


class DamagedRecordError(ArchiveError):
    """The file is there, but what lies at that place is no whole record."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Place of one record."""

    file: str
    """``<site>/<name>.warc.gz``, relative to the archive folder."""
    offset: int
    """First byte of the record's gzip member."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``site/file:offset``. Raises `ReferenceFormError` for anything else, such as ``../``."""
        found = _REFERENCE.fullmatch(text)
        if found is None:
            raise ReferenceFormError(f"{text[:200]!r} is no place in the archive (site/file{SUFFIX}:offset)")
        return cls(found[1], int(found[2]))

    def __str__(self) -> str:
        return f"{self.file}:{self.offset}"

    def path(self, folder: Path) -> Path:
        """The file below the archive *folder*. Raises `ReferenceFormError` if a link leads out of it."""
        root = folder.resolve()
        path = (root / self.file).resolve()
        if not path.is_relative_to(root):
            raise ReferenceFormError(f"{self.file} leads out of the archive folder {root}")
        return path
