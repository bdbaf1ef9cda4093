"""Reading what is whole, whatever is not."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crawler.archive.members import find_member, read_member
from crawler.archive.reader import ArchiveReader
from crawler.archive.reference import (
    ArchiveError,
    DamagedRecordError,
    MissingRecordError,
    Reference,
    ReferenceFormError,
)
from tests.unit.archive.samples import RUN, exchange, writer

NAME = f"nbtv/{RUN}-00001.warc.gz"
PAGES = 4


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, list[int], list[str]]:
    """A file: its bytes, where its members begin and end, and what they are."""
    folder = tmp_path_factory.mktemp("whole")
    archive = writer(folder)
    for number in range(PAGES):
        archive.keep(exchange(number))
    archive.close()
    records = list(ArchiveReader(folder).file(NAME))
    data = (folder / NAME).read_bytes()
    return data, [Reference.parse(r.reference).offset for r in records] + [len(data)], [r.record_id for r in records]


def put(folder: Path, data: bytes) -> ArchiveReader:
    """An archive with this one file."""
    (folder / "nbtv").mkdir(exist_ok=True)
    (folder / NAME).write_bytes(data)
    return ArchiveReader(folder)


def test_a_file_cut_anywhere_in_its_last_record_gives_all_others(
    tmp_path: Path, whole: tuple[bytes, list[int], list[str]]
) -> None:
    """A kill in the middle of a write would take the whole file with it."""
    data, borders, ids = whole
    for end in range(borders[-2], borders[-1]):
        file = put(tmp_path, data[:end]).file(NAME)
        assert [record.record_id for record in file] == ids[:-1]
        assert (file.is_truncated, file.damaged) == (end > borders[-2], 0)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_costs_only_what_it_touches(
    tmp_path: Path, whole: tuple[bytes, list[int], list[str]], data: st.DataObject
) -> None:
    """One bad sector would make years of pages unreadable, or give a page that was never sent."""
    content, borders, ids = whole
    start = data.draw(st.integers(0, len(content) - 1))
    length = data.draw(st.integers(1, 400))
    junk = data.draw(st.sampled_from([b"\0", b"\xff", b"\x1f\x8b\x08"])) * length
    damaged = content[:start] + junk[:length] + content[start + length :]
    file = put(tmp_path, damaged[: len(content)]).file(NAME)
    read = [record.record_id for record in file]
    untouched = [
        identity
        for identity, begin, end in zip(ids, borders, borders[1:], strict=False)
        if end <= start or begin >= start + length
    ]
    assert [identity for identity in read if identity in untouched] == untouched
    assert set(read) <= set(ids)


def test_a_tail_of_zeros_is_a_truncated_file(tmp_path: Path, whole: tuple[bytes, list[int], list[str]]) -> None:
    """What a power cut leaves behind on some file systems."""
    data, borders, ids = whole
    file = put(tmp_path, data[: borders[-2] + 50] + bytes(100_000)).file(NAME)
    assert [record.record_id for record in file] == ids[:-1]
    assert (file.is_truncated, file.damaged) == (True, 0)


@pytest.mark.parametrize(
    "data",
    [b"", b"\x1f", b"no archive", gzip.compress(b"no record"), gzip.compress(b"")],
    ids=["empty", "one byte", "text", "no record", "nothing packed"],
)
def test_what_is_no_archive_gives_no_record_and_no_error(tmp_path: Path, data: bytes) -> None:
    """A stray file in the folder would end a command with a traceback."""
    assert list(put(tmp_path, data).file(NAME)) == []


@pytest.mark.parametrize(
    "fields",
    [
        b"WARC/1.1\r\n\r\n",
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: gestern\r\nContent-Length: 0\r\n\r\n",
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-11-20T08:00:00Z\r\nContent-Length: 5\r\n\r\nabcde",
        b"WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2026-11-20T08:00:00Z\r\nWARC-Target-URI: https://x.vn/\r\n"
        b"Content-Length: 900\r\n\r\nHTTP/1.1 200 OK\r\n\r\nshort",
        b"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Date: 2026-11-20T08:00:00Z\r\nWARC-Target-URI: https://x.vn/\r\n"
        b"WARC-Refers-To-Filename: ../../etc/passwd\r\nWARC-Refers-To-File-Offset: 0\r\nContent-Length: 0\r\n\r\n",
        b"WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Date: 2026-11-20T08:00:00Z\r\nWARC-Target-URI: https://x.vn/\r\n"
        b"WARC-Refers-To-Filename: a\r\nWARC-Refers-To-File-Offset: many\r\nContent-Length: 0\r\n\r\n",
    ],
)
def test_a_whole_member_with_nonsense_in_it_is_no_page(tmp_path: Path, fields: bytes) -> None:
    """A record of another program would be a traceback, or an article without text."""
    reader = put(tmp_path, gzip.compress(fields + b"\r\n\r\n"))
    list(reader.file(NAME))
    with pytest.raises(ArchiveError):
        reader.read_at(f"{NAME}:0")


@pytest.mark.parametrize(
    "text",
    [
        "../../etc/passwd:0",
        "nbtv/../../../etc/passwd.warc.gz:0",
        "/etc/passwd:0",
        "nbtv/a.warc.gz",
        "nbtv/a.warc.gz:-1",
        "nbtv/a.warc.gz:1 ",
        "nbtv/a.warc.gz:1\n",
        "a.warc.gz:1",
        "nbtv/a\0.warc.gz:1",
        "",
        "nbtv/a.warc.gz:" + "9" * 400,
    ],
)
def test_a_place_from_the_database_stays_in_the_archive(tmp_path: Path, text: str) -> None:
    """Whoever can write to the database could have any file of the machine read."""
    with pytest.raises(ReferenceFormError):
        ArchiveReader(tmp_path).read_at(text)


def test_a_link_out_of_the_archive_is_not_followed(tmp_path: Path) -> None:
    """The same by a link in the folder."""
    outside = tmp_path / "outside.warc.gz"
    outside.write_bytes(gzip.compress(b"WARC/1.1\r\n\r\n"))
    (tmp_path / "archive" / "nbtv").mkdir(parents=True)
    (tmp_path / "archive" / NAME).symlink_to(outside)
    with pytest.raises(ReferenceFormError, match="leads out"):
        ArchiveReader(tmp_path / "archive").read_at(f"{NAME}:0")


def test_a_place_that_is_not_there_is_told_as_missing(
    tmp_path: Path, whole: tuple[bytes, list[int], list[str]]
) -> None:
    """Deleted files and lost ends need another remedy than damage: `reparse` tells them apart."""
    reader = put(tmp_path, whole[0])
    for place in (f"{NAME}:{len(whole[0])}", f"{NAME}:{10**12}", "nbtv/gone-00001.warc.gz:0"):
        with pytest.raises(MissingRecordError):
            reader.read_at(place)
    for offset in (0, 1, whole[1][1] + 1, whole[1][2]):  # a warcinfo, the middle of two records, a request
        with pytest.raises(DamagedRecordError):
            reader.read_at(f"{NAME}:{offset}")


def test_a_revisit_whose_payload_changed_is_refused(tmp_path: Path) -> None:
    """The body of another page would be stored as this article's."""
    archive = writer(tmp_path)
    first, again = archive.keep(exchange(1)), archive.keep(exchange(1))
    assert again.is_revisit
    other = writer(tmp_path / "other").keep(exchange(2))
    data, changed = (tmp_path / NAME).read_bytes(), (tmp_path / "other" / NAME).read_bytes()
    begin, end = (Reference.parse(capture.reference).offset for capture in (first, again))
    before = data[:begin] + changed[Reference.parse(other.reference).offset :]
    (tmp_path / NAME).write_bytes(before + data[end:])
    with pytest.raises(DamagedRecordError, match="another page"):
        ArchiveReader(tmp_path).read_at(f"{NAME}:{len(before)}")


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A few kilobytes on disk would fill the memory of the machine."""
    bomb = gzip.compress(b"WARC/1.1\r\n" + bytes(50_000_000))
    good = gzip.compress(
        b"WARC/1.1\r\nWARC-Type: warcinfo\r\nWARC-Date: 2026-11-20T08:00:00Z\r\nContent-Length: 0\r\n\r\n"
    )
    put(tmp_path, bomb + good)
    file = ArchiveReader(tmp_path, max_bytes=1_000_000).file(NAME)
    assert [record.type for record in file] == ["warcinfo"]
    assert file.damaged == 1


@given(before=st.binary(max_size=40), at=st.integers(0, 70_000))
@settings(max_examples=30, deadline=None)
def test_the_next_member_is_found_wherever_it_begins(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, at: int
) -> None:
    """At the border of two reads the magic bytes would be overlooked, and the rest of the file with them."""
    path = tmp_path_factory.mktemp("find") / "file"
    member = gzip.compress(b"WARC/1.1\r\n")
    path.write_bytes(before + b"\x1f\x8b" * 3 + bytes(at) + member)
    with path.open("rb") as file:
        found = find_member(file, 0)
        assert found is not None
        assert found.offset == len(before) + 6 + at
        assert read_member(file, found.offset).length == len(member)
