"""`scrapy export -o`: what stands at that name before, after and if the export ends early."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store.config import PROJECT_ROOT, StoreConfig
from tests.integration.reading.exporting import export
from tests.integration.store.samples import article, write

Db = Database[dict[str, Any]]

HALF = """
import sys
from crawler.commands.output import output
with output(sys.argv[1]) as file:
    file.write(b"half")
    print("half", flush=True)
    sys.stdin.read()
"""


def test_a_file_is_there_as_a_whole_or_not_at_all(store: StoreConfig, tmp_path: Path) -> None:
    """A program would take half an export for all there is, and the good one of yesterday would be gone."""
    path = tmp_path / "a.jsonl"
    path.write_text("yesterday")
    done = export(store, "-o", str(path), MONGO_URI="mongodb://127.0.0.1:9/")
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert (path.read_text(), list(tmp_path.iterdir())) == ("yesterday", [path])
    done = export(store, "-o", str(tmp_path / "nowhere" / "a.jsonl"))
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)


def test_what_is_no_file_is_written_into_and_stays(store: StoreConfig, database: Db, tmp_path: Path) -> None:
    """`-o /dev/null` by root would destroy /dev/null of the machine; the reader of a pipe would wait for ever."""
    write(store, [article(1)])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        try:
            done = export(store, "-o", str(pipe), "--fields", "title")
            assert (done.returncode, done.stderr) == (0, b"")
            assert stat.S_ISFIFO(pipe.lstat().st_mode)
            assert reader.communicate(timeout=60)[0] == b'{"title": "B\xc3\xa0i vi\xe1\xba\xbft s\xe1\xbb\x91 1"}\n'
        finally:
            reader.kill()


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_each_format_goes_into_a_pipe(form: str, store: StoreConfig, database: Db, tmp_path: Path) -> None:
    """A format that looks back in its file would end in a traceback."""
    write(store, [article(1)])
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        try:
            done = export(store, "-o", str(pipe), "--format", form)
            assert (done.returncode, done.stderr) == (0, b"")
            assert len(reader.communicate(timeout=60)[0]) > 500
        finally:
            reader.kill()


def test_a_file_keeps_its_mode_and_a_link_its_place(store: StoreConfig, database: Db, tmp_path: Path) -> None:
    """A file that was private could be read by all; the file behind the link would stay that of yesterday."""
    write(store, [article(1)])
    path, link = tmp_path / "a.jsonl", tmp_path / "latest.jsonl"
    path.write_text("yesterday")
    path.chmod(0o600)
    link.symlink_to(path.name)
    assert export(store, "-o", str(link)).returncode == 0
    assert link.is_symlink()
    assert path.read_text().startswith('{"_id"')
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert sorted(tmp_path.iterdir()) == [path, link]


def test_a_new_file_has_the_mode_that_the_user_wants(store: StoreConfig, database: Db, tmp_path: Path) -> None:
    """Nobody else could read the export that was made for them."""
    path = tmp_path / "a.jsonl"
    before = os.umask(0o027)
    try:
        assert export(store, "-o", str(path)).returncode == 0
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_an_export_that_is_ended_leaves_no_half_file(number: signal.Signals, tmp_path: Path) -> None:
    """Each time that the machine goes down, or the job is stopped, gigabytes would be left under a hidden name."""
    path = tmp_path / "a.jsonl"
    path.write_text("yesterday")
    with subprocess.Popen(
        [sys.executable, "-c", HALF, str(path)],
        cwd=PROJECT_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half\n"
        assert len(list(tmp_path.iterdir())) == 2
        process.send_signal(number)
        assert process.wait(timeout=60) != 0
    assert (path.read_text(), list(tmp_path.iterdir())) == ("yesterday", [path])
