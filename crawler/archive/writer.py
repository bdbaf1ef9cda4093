"""Writes one run's pages of one site: each in one write, the same payload once, files rotated by size."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import FileIO
from pathlib import Path

from crawler.archive.reader import ArchiveReader
from crawler.archive.records import Exchange, Original, exchange_records, payload_digest, warcinfo
from crawler.archive.reference import SUFFIX, ArchiveError, Reference

logger = logging.getLogger(__name__)

MAX_KNOWN = 50_000
"""Payloads that a run remembers, the newest ones: about 10 MB."""


@dataclass(frozen=True, slots=True)
class Capture:
    """A page that is in the archive."""

    reference: str
    """``<site>/<file>:<offset>``."""
    payload_digest: str
    fetched_at: datetime
    """UTC, whole milliseconds."""
    is_revisit: bool = False
    """True if the payload lies in an earlier record."""
    size: int = 0
    """Bytes that were written for it."""


class ArchiveWriter:
    """Appends to files of its own below ``<folder>/<site>/``; the first is made with the first page.

    Writes go straight to the operating system: what `keep` returned survives the death of the process. It is forced to
    disk only when a file is closed, so a power cut may lose the last seconds; readers then miss those records.
    """

    def __init__(self, folder: Path, site: str, run_id: str, *, max_bytes: int, info: Mapping[str, str]) -> None:
        """*max_bytes* of a file, unless one single page is larger. *info*: the fields of its ``warcinfo``."""
        self._folder, self._site, self._run_id = folder, site, run_id
        self._max_bytes = max_bytes
        self._info = info
        self._reader = ArchiveReader(folder)
        self._known: dict[str, str] = {}
        self._file: FileIO | None = None
        self._name = ""
        self._size = self._first_page = 0
        self.files = 0
        """Files begun so far."""

    def learn(self, digest: str, reference: str) -> None:
        """Tell of a payload that an earlier run archived."""
        self._known.pop(digest, None)
        self._known[digest] = reference
        if len(self._known) > MAX_KNOWN:
            del self._known[next(iter(self._known))]

    def keep(self, exchange: Exchange) -> Capture:
        """Write *exchange*; on return it is with the operating system.

        Raises OSError (disk full, folder not writable); then nothing of it is left in the file, and the next page may
        be tried as if nothing had been.
        """
        digest = payload_digest(exchange.body)
        original = self._original(digest, exchange.body)
        data = exchange_records(exchange, digest, original)
        if self._file is None or (self._size + len(data) > self._max_bytes and self._size > self._first_page):
            self._begin_file(exchange.fetched_at)
        reference = str(Reference(self._name, self._size))
        self._append(data)
        self.learn(digest, str(Reference(original.file, original.offset)) if original else reference)
        return Capture(reference, digest, exchange.fetched_at, original is not None, len(data))

    def close(self) -> None:
        """Force the file to disk and close it. Raises OSError if the disk refuses what it had taken."""
        file, self._file = self._file, None
        if file is not None:
            with file:
                os.fsync(file.fileno())

    def _original(self, digest: str, body: bytes) -> Original | None:
        """The record that holds *body* already; ``None`` also if it is gone, damaged or lost in a power cut."""
        known = self._known.get(digest)
        if known is None:
            return None
        try:
            page = self._reader.read_at(known)
        except (ArchiveError, OSError) as error:
            logger.info("The page is archived once more, because its earlier record cannot be read: %s", error)
            del self._known[digest]
            return None
        if page.payload != body:
            return None
        place = Reference.parse(page.holder.reference)
        return Original(page.holder.record_id, page.holder.url, page.holder.date_text, place.file, place.offset)

    def _begin_file(self, moment: datetime) -> None:
        self.close()
        folder = self._folder / self._site
        folder.mkdir(parents=True, exist_ok=True)
        name = f"{self._run_id}-{self.files + 1:05d}{SUFFIX}"
        head = warcinfo(name, self._info, moment)
        # Never an existing file: another run's, or what a killed one left unfinished.
        self._file = FileIO(folder / name, "xb")
        self.files += 1
        self._name, self._size = f"{self._site}/{name}", 0
        self._append(head)
        self._first_page = self._size

    def _append(self, data: bytes) -> None:
        assert self._file is not None
        left = memoryview(data)
        try:
            while left:
                left = left[self._file.write(left) or 0 :]
        except OSError:
            self._drop_unfinished()
            raise
        self._size += len(data)

    def _drop_unfinished(self) -> None:
        """Cut off what was begun, and leave the file: whatever comes next goes into a new one."""
        file, self._file = self._file, None
        assert file is not None
        # If even that fails, readers skip the torn record: it lies at the end.
        with suppress(OSError), file:
            file.truncate(self._size)
            if self._size == 0:
                Path(str(file.name)).unlink()
