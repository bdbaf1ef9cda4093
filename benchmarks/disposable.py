"""A disposable copy of the project, for commands that write into the project whose code they run."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from crawler.store.config import PROJECT_ROOT

_PARTS = ("crawler", "pipelines", "benchmarks", "tests")
_FILES = ("scrapy.cfg", "pyproject.toml")


def copy_project(into: Path, *, without: Iterable[str] = ()) -> Path:
    """Copy what a command and the tests of golden pages need into *into*, which must not exist; returns it.

    *without*: names of sites that are left out, file, golden pages and golden listings alike.
    """
    into.mkdir(parents=True)
    for part in _PARTS:
        shutil.copytree(PROJECT_ROOT / part, into / part)
    for file in _FILES:
        shutil.copy2(PROJECT_ROOT / file, into / file)
    for name in without:
        forget(into, name)
    return into


def forget(project: Path, name: str) -> None:
    """Take the site *name* out of the copy *project*: it is unknown then."""
    (project / "crawler" / "spiders" / f"{name}.py").unlink(missing_ok=True)
    for folder in (project / "tests" / "sites" / name, project / "tests" / "listings" / name):
        shutil.rmtree(folder, ignore_errors=True)
