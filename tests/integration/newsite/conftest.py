"""`scrapy probe` and `scrapy new-site` as ops run them: processes, towns' sites as the web, a copy of the project."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.disposable import copy_project
from crawler.store.config import StoreConfig
from demo.playback import Playback, playing
from tests.integration.crawl.conftest import Scrapy
from tests.integration.newsite.town import Town
from tests.integration.newsite.towns import TOWNS

Tree = dict[str, tuple[int, int]]
"""File or folder -> size and time of its last change."""


def tree(project: Path) -> Tree:
    """Everything in a project but what Python itself keeps there."""
    found = (path for path in project.rglob("*") if not {"__pycache__", "data"} & set(path.parts))
    facts = ((path, path.lstat()) for path in found)
    return {
        path.relative_to(project).as_posix(): (0, 0) if path.is_dir() else (stat.st_size, stat.st_mtime_ns)
        for path, stat in facts
    }


@pytest.fixture(scope="session")
def towns() -> dict[str, Town]:
    """The towns' sites by name, to see what they were asked."""
    return {town.name: town for town in TOWNS}


@pytest.fixture(scope="session")
def town_web(towns: dict[str, Town]) -> Iterator[Playback]:
    """The towns on loopback."""
    with playing(list(towns.values())) as running:
        yield running


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that the commands may write into; of one site only it has golden pages: finding the tests
    of all takes longer than the rest."""
    project = copy_project(tmp_path_factory.mktemp("copy") / "project")
    for kind in ("sites", "listings"):
        for folder in (project / "tests" / kind).iterdir():
            if folder.is_dir() and folder.name != "nbtv":
                shutil.rmtree(folder)
    return project


@pytest.fixture
def shell(town_web: Playback, towns: dict[str, Town], project: Path, tmp_path: Path) -> Scrapy:
    """A shell in the copy in which the towns' sites are the web."""
    for town in towns.values():
        town.asked.clear()
    return Scrapy(town_web, StoreConfig.from_env({"CRAWLER_DATA": str(tmp_path / "data")}), root=project)
