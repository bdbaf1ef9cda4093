"""One playback of the sample sites for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.playback import Playback, playing
from tests.integration.playback.client import Client


@pytest.fixture(scope="session")
def access_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("playback") / "access.log"


@pytest.fixture(scope="session")
def playback(access_log: Path) -> Iterator[Playback]:
    with playing(access_log=access_log) as running:
        yield running


@pytest.fixture(scope="session")
def client(playback: Playback) -> Client:
    return Client(playback)
