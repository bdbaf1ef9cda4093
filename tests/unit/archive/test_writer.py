"""What a run writes: standard records, the same payload once, files of a bounded size."""

from __future__ import annotations

import base64
import hashlib
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from crawler.archive.reader import ArchiveReader
from crawler.archive.reference import Reference
from tests.unit.archive.samples import RUN, START, exchange, writer


def test_any_warc_tool_reads_the_files(tmp_path: Path) -> None:
    """An archive that only this project can read is lost with it."""
    archive = writer(tmp_path)
    for number in (1, 2, 1):
        archive.keep(exchange(number))
    archive.close()
    path = tmp_path / "nbtv" / f"{RUN}-00001.warc.gz"
    with path.open("rb") as file:
        kinds = []
        for record in ArchiveIterator(file, check_digests="raise"):
            kinds.append(record.rec_type)
            assert record.rec_headers.protocol == "WARC/1.1"
            if record.rec_type == "response":
                assert b"<h1>B" in record.content_stream().read()
            elif record.rec_type == "revisit":
                profile = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
                assert record.rec_headers.get_header("WARC-Profile") == profile
    assert kinds == ["warcinfo", "response", "request", "response", "request", "revisit", "request"]
    checker = Checker(type("Command", (), {"inputs": [str(path)], "verbose": False})())
    checker.process_all()
    assert checker.exit_value == 0


def test_a_page_comes_back_as_it_was(tmp_path: Path) -> None:
    """Extraction of other bytes, another charset or another time would store other articles."""
    sent = exchange(7)
    capture = writer(tmp_path).keep(sent)
    page = ArchiveReader(tmp_path).read_at(capture.reference)
    assert (page.payload, page.answer.url, page.answer.status) == (sent.body, sent.url, 200)
    assert page.answer.date == sent.fetched_at == capture.fetched_at == START + timedelta(minutes=7)
    assert dict(page.answer.headers)["Content-Type"] == "text/html; charset=utf-8"
    assert capture.payload_digest == "sha1:" + base64.b32encode(hashlib.sha1(sent.body).digest()).decode()


def test_the_first_record_says_who_made_the_file(tmp_path: Path) -> None:
    """Whoever finds the file in ten years could not tell what made it, or whom to ask."""
    archive = writer(tmp_path)
    archive.keep(exchange())
    [name] = ArchiveReader(tmp_path).files("nbtv")
    first = next(iter(ArchiveReader(tmp_path).file(name)))
    assert first.type == "warcinfo"
    assert b"robots: obey" in first.payload
    assert b"mailto:someone@example.org" in first.payload


def test_nothing_secret_and_nothing_that_describes_the_transfer_is_kept(tmp_path: Path) -> None:
    """A proxy's password would lie in files that are given away; a chunked header would make readers misread bodies."""
    archive = writer(tmp_path)
    archive.keep(exchange())
    [name] = ArchiveReader(tmp_path).files("nbtv")
    records = list(ArchiveReader(tmp_path).file(name))
    headers = {header.lower(): value for record in records for header, value in record.headers}
    assert not any("geheim" in value for value in headers.values())
    assert "transfer-encoding" not in headers
    assert headers["content-length"] == str(len(exchange().body))
    assert headers["user-agent"] == "vnnews/1.0"


def test_a_line_break_in_a_header_makes_no_header(tmp_path: Path) -> None:
    """A server could put false facts into its record, or make it unreadable."""
    capture = writer(tmp_path).keep(exchange(response_headers=[(b"X-Bad", b"a\r\nWARC-Type: resource\r\n\r\nbody")]))
    page = ArchiveReader(tmp_path).read_at(capture.reference)
    assert page.payload == exchange().body
    assert dict(page.answer.headers)["X-Bad"] == "a WARC-Type: resource  body"


def test_the_same_payload_is_written_once_also_across_runs(tmp_path: Path) -> None:
    """A site that is crawled every hour would fill the disk with what it has shown before."""
    big = b"<html>" + random.Random(1).randbytes(50_000)
    first = writer(tmp_path).keep(exchange(1, big))
    later = writer(tmp_path, run="20261121T080000Z-nbtv-def456")
    later.learn(first.payload_digest, first.reference)
    second = later.keep(exchange(2, big))
    third = later.keep(exchange(3, big))
    assert [c.is_revisit for c in (first, second, third)] == [False, True, True]
    assert second.size < 2_000 < first.size
    # A revisit of a revisit: it refers to the record with the body.
    last = writer(tmp_path, run="20261122T080000Z-nbtv-aaa111")
    last.learn(third.payload_digest, third.reference)
    fourth = last.keep(exchange(4, big))
    page = ArchiveReader(tmp_path).read_at(fourth.reference)
    assert (page.payload, page.answer.refers_to) == (big, first.reference)
    assert page.answer.date == START + timedelta(minutes=4)


def test_an_earlier_record_that_cannot_be_read_is_not_relied_on(tmp_path: Path) -> None:
    """After a power cut, or when old files were deleted, a revisit would refer to nothing: the page would be lost."""
    first = writer(tmp_path).keep(exchange(1))
    path = Reference.parse(first.reference).path(tmp_path)
    path.write_bytes(path.read_bytes()[:-600])
    later = writer(tmp_path, run="later")
    later.learn(first.payload_digest, first.reference)
    again = later.keep(exchange(1))
    assert not again.is_revisit
    assert ArchiveReader(tmp_path).read_at(again.reference).payload == exchange(1).body


def test_files_are_rotated_by_size(tmp_path: Path) -> None:
    """One file of many gigabytes could not be copied, checked or deleted in parts."""
    archive = writer(tmp_path, max_bytes=5_000)
    captures = [archive.keep(exchange(number)) for number in range(12)]
    archive.close()
    reader = ArchiveReader(tmp_path)
    names = reader.files("nbtv")
    assert len(names) == archive.files > 2
    assert names == sorted(names)
    assert all((tmp_path / name).stat().st_size <= 5_000 for name in names)
    assert all(next(iter(reader.file(name))).type == "warcinfo" for name in names)
    assert [reader.read_at(c.reference).payload for c in captures] == [exchange(n).body for n in range(12)]


def test_a_page_larger_than_a_file_still_gets_one(tmp_path: Path) -> None:
    """It would be refused for ever, or make an endless row of empty files."""
    archive = writer(tmp_path, max_bytes=10)
    captures = [archive.keep(exchange(number)) for number in range(3)]
    assert archive.files == 3
    assert len({Reference.parse(c.reference).file for c in captures}) == 3


def test_no_file_is_made_before_the_first_page(tmp_path: Path) -> None:
    """Every hourly run without news would leave an empty file."""
    archive = writer(tmp_path)
    archive.close()
    assert list(tmp_path.iterdir()) == []


def test_a_date_before_the_millisecond_is_written_in_full(tmp_path: Path) -> None:
    """Times of a whole second would come back in another form, or not at all."""
    whole = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    capture = writer(tmp_path).keep(exchange(fetched_at=whole))
    assert ArchiveReader(tmp_path).read_at(capture.reference).answer.date_text == "2026-11-20T08:00:00.000Z"
