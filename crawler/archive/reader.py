"""Reads archived pages: one by its place, or all of a file. Damage costs the damaged records, never the rest."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader
from warcio.statusandheaders import StatusAndHeadersParserException

from crawler.archive.members import MAX_BYTES, Member, find_member, read_member
from crawler.archive.reference import (
    ArchiveError,
    DamagedRecordError,
    MissingRecordError,
    Reference,
    ReferenceFormError,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One WARC record."""

    reference: str
    """``<site>/<file>:<offset>``."""
    type: str
    """``warcinfo``, ``response``, ``revisit`` or ``request``."""
    record_id: str
    url: str
    """``WARC-Target-URI``; empty for ``warcinfo``."""
    date_text: str
    """``WARC-Date``, verbatim."""
    date: datetime
    """When it was fetched, UTC."""
    status: int | None
    """HTTP status of an answer."""
    headers: list[tuple[str, str]]
    """HTTP headers."""
    payload: bytes
    """HTTP body, or the fields of a ``warcinfo``; empty in a ``revisit``."""
    payload_digest: str | None
    refers_to: str | None
    """Of a ``revisit``: where the payload lies."""


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """An answer with its body."""

    answer: Record
    """``response`` or ``revisit``: what was fetched then."""
    holder: Record
    """The ``response`` that holds the body; the same as *answer* unless that is a revisit."""

    @property
    def payload(self) -> bytes:
        """The decoded body."""
        return self.holder.payload


class ArchiveReader:
    """Reads below *folder*; a record may have *max_bytes* unpacked."""

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> None:
        self._folder = folder
        self._max_bytes = max_bytes

    def read_at(self, reference: str) -> ArchivedPage:
        """The page at *reference*, its body fetched from the earlier record if it is a revisit.

        Raises `ArchiveError` (see there) with a sentence; OSError if the file is there and cannot be read.
        """
        answer = self._record_at(reference)
        if answer.type == "response":
            return ArchivedPage(answer, answer)
        if answer.type != "revisit" or answer.refers_to is None:
            raise DamagedRecordError(f"{reference} is a {answer.type} record, no page")
        holder = self._record_at(answer.refers_to)
        if holder.type != "response" or holder.payload_digest != answer.payload_digest:
            raise DamagedRecordError(f"{reference} refers to {answer.refers_to}, which holds another page")
        return ArchivedPage(answer, holder)

    def file(self, name: str) -> ArchiveFile:
        """All records of ``<site>/<file>``. Raises `ReferenceFormError` for a name of another form."""
        return ArchiveFile(Reference.parse(f"{name}:0").path(self._folder), name, self._max_bytes)

    def files(self, site: str) -> list[str]:
        """Names (``<site>/<file>``) of a site's files, oldest run first."""
        names = [f"{site}/{path.name}" for path in sorted((self._folder / site).glob("*.warc.gz"))]
        return [name for name in names if _has_form(name)]

    def sites(self) -> list[str]:
        """Sites that have a folder in the archive."""
        return sorted(path.name for path in self._folder.glob("*") if path.is_dir())

    def _record_at(self, reference: str) -> Record:
        place = Reference.parse(reference)
        path = place.path(self._folder)
        if not path.is_file():
            raise MissingRecordError(f"{place.file} is not in the archive folder {self._folder}")
        with path.open("rb") as file:
            try:
                return _parse(read_member(file, place.offset, self._max_bytes), place.file)
            except ArchiveError as error:
                raise type(error)(f"{place.file}: {error}") from error


class ArchiveFile:
    """The records of one file, in order. After the iteration `damaged` and `is_truncated` say what was not whole."""

    def __init__(self, path: Path, name: str, max_bytes: int = MAX_BYTES) -> None:
        self._path, self._name, self._max_bytes = path, name, max_bytes
        self.damaged = 0
        """Places in the middle where one or more records could not be read."""
        self.is_truncated = False
        """True if the file ends with something that is no whole record, as after a kill in the middle of a write."""

    def __iter__(self) -> Iterator[Record]:
        """Yield every whole record. Raises OSError if the file cannot be read at all."""
        self.damaged, self.is_truncated = 0, False
        with self._path.open("rb") as file:
            at = 0
            while True:
                try:
                    member: Member | None = read_member(file, at, self._max_bytes)
                except MissingRecordError:
                    return
                except DamagedRecordError as error:
                    member = self._behind_damage(file, at, error)
                if member is None:
                    return
                at = member.offset + member.length
                try:
                    yield _parse(member, self._name)
                except DamagedRecordError as error:
                    self.damaged += 1
                    logger.warning("%s: %s; it is skipped", self._name, error)

    def _behind_damage(self, file: BinaryIO, at: int, error: DamagedRecordError) -> Member | None:
        member = find_member(file, at + 1, self._max_bytes)
        if member is None:
            self.is_truncated = True
            logger.warning("%s: %s; nothing whole follows", self._name, error)
        else:
            self.damaged += 1
            logger.warning("%s: %s; reading goes on at byte %d", self._name, error, member.offset)
        return member


def _has_form(name: str) -> bool:
    try:
        Reference.parse(f"{name}:0")
    except ReferenceFormError:
        return False
    return True


def _parse(member: Member, file: str) -> Record:
    """The record in *member*. Raises `DamagedRecordError` if it is none of ours."""
    try:
        record = ArcWarcRecordLoader(verify_http=False, arc2warc=False).parse_record_stream(
            BytesIO(member.data), known_format="warc"
        )
        payload: bytes = record.raw_stream.read()
        said = record.rec_headers.get_header
        date_text = str(said("WARC-Date"))
        date = datetime.fromisoformat(date_text).astimezone(UTC)
        http = record.http_headers
        is_answer = record.rec_type in ("response", "revisit") and http is not None
        status = int(http.get_statuscode()) if is_answer else None
        place = Reference(str(said("WARC-Refers-To-Filename")), int(said("WARC-Refers-To-File-Offset") or 0))
    except (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, ValueError, AttributeError) as error:
        raise DamagedRecordError(f"the record at byte {member.offset} cannot be read ({error!r})") from error
    if record.length is None or (record.payload_length >= 0 and len(payload) != record.payload_length):
        raise DamagedRecordError(f"the record at byte {member.offset} is shorter than it says")
    return Record(
        reference=str(Reference(file, member.offset)),
        type=str(record.rec_type),
        record_id=str(said("WARC-Record-ID")),
        url=said("WARC-Target-URI") or "",
        date_text=date_text,
        date=date,
        status=status,
        headers=list(http.headers) if http is not None else [],
        payload=payload,
        payload_digest=said("WARC-Payload-Digest"),
        refers_to=str(place) if said("WARC-Refers-To-Filename") else None,
    )
