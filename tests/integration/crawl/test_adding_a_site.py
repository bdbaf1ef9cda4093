"""docs/adding-a-site.md, command by command in a copy of the project: what a newcomer copies from it works."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler import units
from crawler.store.config import PROJECT_ROOT
from tests.integration.crawl.walkthrough import Command, Edit, Shown, squeezed, steps

COMMAND_SECONDS = 120
PLAYBACK = "python -m demo.playback "
PORT, FOLDER = "8899", "/tmp/"
"""On the page; here a free port and a folder of the test's own."""
LEFT_OUT = {".git", ".venv", ".ci", "data"}
CASES = {"tests/sites", "tests/listings"}
"""Their folders are the cases of the fleet: thousands of tests that the page has nothing to do with."""
FAST = """from crawler.settings import *
AUTOTHROTTLE_ENABLED = False
DOWNLOAD_DELAY = 0
"""
"""The settings without the politeness that loopback does not need."""


def _not_copied(folder: str, names: list[str]) -> set[str]:
    place = Path(folder).relative_to(PROJECT_ROOT).as_posix()
    cases = {name for name in names if (Path(folder) / name).is_dir()} if place in CASES else set()
    caches = {name for name in names if name.endswith("cache") or name.startswith("__pycache__")}
    return caches | cases | (LEFT_OUT & set(names) if place == "." else set())


class Reader:
    """Somebody who does what the page says, in a copy of the project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "project"
        shutil.copytree(PROJECT_ROOT, self.project, ignore=_not_copied)
        (folder / "fast_settings.py").write_text(FAST, "utf-8")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = str(free.getsockname()[1])
        dropped = ("MONGO_", "CRAWLER_", "PYTEST_", "SCRAPY_")
        clean = {k: v for k, v in os.environ.items() if not k.startswith(dropped) and "proxy" not in k.lower()}
        self.environment = {
            **clean,
            "PATH": os.pathsep.join([str(Path(sys.executable).parent), clean["PATH"]]),
            "CRAWLER_DATA": str(folder / "data"),
            "SCRAPY_SETTINGS_MODULE": "fast_settings",
            "PYTHONPATH": os.pathsep.join([str(self.project), str(folder)]),
        }
        self.playback: subprocess.Popen[str] | None = None

    def files(self) -> dict[str, bytes]:
        """Everything in the copy but caches."""
        found = (path for path in self.project.rglob("*") if path.is_file())
        return {str(path): path.read_bytes() for path in found if "cache" not in str(path.relative_to(self.project))}

    def do(self, command: Command) -> None:
        """Run a command and compare what the page shows."""
        line = command.line.replace(PORT, self.port).replace(FOLDER, f"{self.folder}/")
        if line.startswith("export "):
            self.environment |= dict(word.split("=", 1) for word in shlex.split(line)[1:])
        elif line.startswith(PLAYBACK):
            self._play(line)
        else:
            self._run(line, command)

    def _play(self, line: str) -> None:
        self.playback = subprocess.Popen(
            ["/bin/sh", "-c", f"exec {line}"],
            cwd=self.project,
            env=self.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.playback.stdout is not None
        assert self.playback.stdout.readline().startswith("playback ready "), line

    def _run(self, line: str, command: Command) -> None:
        done = subprocess.run(
            ["/bin/sh", "-c", line],
            cwd=self.project,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
        )
        said = f"{done.stdout}\n{done.stderr}"
        assert "Traceback" not in said, said
        assert done.returncode == command.code, f"{line}\nends with {done.returncode}\n{said[-3000:]}"
        printed = squeezed(said)
        for shown in command.shown:
            assert squeezed(shown) in printed, f"{line}\ndoes not print\n{shown}\nbut\n{said}"

    def stop(self) -> None:
        """Ctrl-C in the first terminal; a store that a command started ends, too."""
        stop = [sys.executable, "-m", "scrapy", "db", "stop"]
        subprocess.run(stop, cwd=self.project, env=self.environment, capture_output=True, timeout=60, check=False)
        if self.playback is not None:
            self.playback.terminate()
            self.playback.wait(10)
            assert self.playback.stdout is not None
            self.playback.stdout.close()


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """Whoever adds a site."""
    made = Reader(tmp_path)
    yield made
    made.stop()


def test_the_page_works_from_top_to_bottom(reader: Reader) -> None:
    """The first hour with the project would be spent on finding out which of its instructions are wrong."""
    before = reader.files()
    for step in steps(units.today()):
        match step:
            case Command():
                reader.do(step)
            case Edit():
                step.apply(reader.project)
            case Shown():
                complaint = step.complaint((reader.project / step.path).read_text("utf-8"))
                assert complaint is None, complaint
    after = reader.files()
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()


def test_every_shape_is_there_with_its_command() -> None:
    """A shape without a walked-through example is one that nobody can try."""
    lines = [step.line for step in steps(units.today()) if isinstance(step, Command)]
    for site in ("nukeviet", "rss", "sitemap", "vnpt", "rieng", "script"):
        assert [line for line in lines if line.startswith(f"scrapy new-site https://{site}.thuc-hanh.test/")], site
