"""A writer that is killed, and a disk that is full."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.archive.reader import ArchiveReader
from crawler.store.config import PROJECT_ROOT
from tests.faults.archive.keep import body
from tests.unit.archive.samples import exchange, writer


def keeping(folder: Path, run: str, *limit: str) -> subprocess.Popen[str]:
    """Start a writing process."""
    command = [sys.executable, "-m", "tests.faults.archive.keep", str(folder), run, *limit]
    return subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True)


def test_what_was_kept_before_a_kill_is_there_and_the_next_run_goes_on(tmp_path: Path) -> None:
    """An article in the database would refer to a page that was never written; or the next run would fail on the
    torn file."""
    chance = random.Random(20261122)
    told: dict[int, str] = {}
    for attempt in range(6):
        told.clear()
        process = keeping(tmp_path, f"run{attempt}")
        assert process.stdout is not None
        for _ in range(chance.randint(1, 25)):
            number, reference = process.stdout.readline().split()
            told[int(number)] = reference
        process.send_signal(signal.SIGKILL)  # most often in the middle of packing or writing a later page
        rest, _ = process.communicate(timeout=30)
        told |= {int(line.split()[0]): line.split()[1] for line in rest.splitlines() if line.count(":") == 1}
        reader = ArchiveReader(tmp_path)
        assert all(reader.read_at(reference).payload == body(number) for number, reference in told.items())
        answers = [r for r in reader.file(f"nbtv/run{attempt}-00001.warc.gz") if r.type == "response"]
        assert len(answers) in (len(told), len(told) + 1)
    after = writer(tmp_path, run="after")
    assert ArchiveReader(tmp_path).read_at(after.keep(exchange(1)).reference).payload == exchange(1).body


@pytest.mark.parametrize("room", [0, 100, 700, 450_000])
def test_a_full_disk_loses_pages_and_breaks_nothing(tmp_path: Path, room: int) -> None:
    """Half a page would be read as a whole one; or one failed write would spoil all that were written before."""
    process = keeping(tmp_path, "full", str(room))
    lines = process.communicate(timeout=60)[0].splitlines()
    assert process.returncode == 0
    kept = {int(line.split()[0]): line.split()[1] for line in lines if "failed" not in line}
    assert len(lines) == 30
    assert len(lines) > len(kept) >= (4 if room > 1_000 else 0)
    assert all("File too large" in line for line in lines if "failed" in line)
    reader = ArchiveReader(tmp_path)
    assert all(reader.read_at(reference).payload == body(number) for number, reference in kept.items())
    for name in reader.files("nbtv"):
        file = reader.file(name)
        records = list(file)
        assert records, "an empty file is left behind"
        assert (file.is_truncated, file.damaged) == (False, 0)


def test_there_is_room_again(tmp_path: Path) -> None:
    """After the disk was full for an hour, nothing would be archived until the next start."""
    (tmp_path / "nbtv").write_text("in the way of the folder")
    archive = writer(tmp_path)
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        archive.keep(exchange(1))
    (tmp_path / "nbtv").unlink()
    assert ArchiveReader(tmp_path).read_at(archive.keep(exchange(1)).reference).payload == exchange(1).body
