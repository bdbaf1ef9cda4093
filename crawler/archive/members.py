"""The gzip members of a file, one by one and within bounds; finds the next whole one behind damage."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import BinaryIO

from crawler.archive.reference import DamagedRecordError, MissingRecordError

MAX_BYTES = 32 * 1024 * 1024
"""Of one record, unpacked: twice what the crawl takes of any page (DOWNLOAD_MAXSIZE)."""

_MAGIC = b"\x1f\x8b\x08"
_BEGINNING = b"WARC/1."
_CHUNK = 64 * 1024
_GZIP = 16 + zlib.MAX_WBITS


class UnfinishedRecordError(DamagedRecordError):
    """The file ends inside the record."""


@dataclass(frozen=True, slots=True)
class Member:
    """One record as it was packed."""

    offset: int
    length: int
    """Bytes in the file."""
    data: bytes
    """Unpacked; its checksum is right."""


def read_member(file: BinaryIO, offset: int, max_bytes: int = MAX_BYTES) -> Member:
    """The member at *offset*, of at most *max_bytes* unpacked.

    Raises `MissingRecordError` at the end of the file, `UnfinishedRecordError` if the file ends inside the member,
    `DamagedRecordError` if no whole WARC record lies there; OSError if the file cannot be read.
    """
    file.seek(offset)
    unpack = zlib.decompressobj(_GZIP)
    parts: list[bytes] = []
    size = 0
    while not unpack.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            if file.tell() <= offset:
                raise MissingRecordError(f"the file ends before byte {offset}")
            raise UnfinishedRecordError(f"the file ends inside the record at byte {offset}")
        try:
            part = unpack.decompress(chunk, max_bytes + 1 - size)
        except zlib.error as error:
            raise DamagedRecordError(f"the record at byte {offset} is damaged ({error})") from error
        parts.append(part)
        size += len(part)
        if size > max_bytes:
            raise DamagedRecordError(f"the record at byte {offset} holds more than {max_bytes} bytes")
        if size >= len(_BEGINNING) and not _begins_well(parts):
            raise DamagedRecordError(f"what lies at byte {offset} is no WARC record")
    if not _begins_well(parts):
        raise DamagedRecordError(f"what lies at byte {offset} is no WARC record")
    return Member(offset, file.tell() - len(unpack.unused_data) - offset, b"".join(parts))


def _begins_well(parts: list[bytes]) -> bool:
    first = parts[0] if parts and len(parts[0]) >= len(_BEGINNING) else b"".join(parts[: len(_BEGINNING)])
    return first.startswith(_BEGINNING)


def find_member(file: BinaryIO, start: int, max_bytes: int = MAX_BYTES) -> Member | None:
    """The first whole member that begins at *start* or later; ``None`` if there is none."""
    at = _find_magic(file, start)
    while at is not None:
        try:
            return read_member(file, at, max_bytes)
        except DamagedRecordError:
            at = _find_magic(file, at + 1)  # three bytes of packed text may look like a beginning
    return None


def _find_magic(file: BinaryIO, start: int) -> int | None:
    file.seek(start)
    window, base = b"", start
    while chunk := file.read(_CHUNK):
        window += chunk
        found = window.find(_MAGIC)
        if found >= 0:
            return base + found
        kept = len(_MAGIC) - 1
        base += max(0, len(window) - kept)
        window = window[-kept:]
    return None
