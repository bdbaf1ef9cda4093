"""Options, and fixtures that every test may use: one real embedded server per session, one fresh database per test."""

from __future__ import annotations

import dataclasses
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store import connect, embedded
from crawler.store.config import StoreConfig
from crawler.store.migrations import runner

CASES = Path(__file__).parent / "sites"
LISTINGS = Path(__file__).parent / "listings"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Options of the golden pages (tests/sites) and listings (tests/listings), and sizes of long tests."""
    group = parser.getgroup("golden pages")
    group.addoption("--cases", metavar="DIR", type=Path, default=CASES, help="folder of the cases: SPIDER/CASE")
    group.addoption("--listings", metavar="DIR", type=Path, default=LISTINGS, help="folder of the listings, the same")
    group.addoption(
        "--rebuild-goldens",
        nargs="?",
        const="all",
        choices=("all", "derived"),
        help="write what is read into item.json and links.json, then fail where it changed; derived leaves "
        "alone what a person answers for",
    )

    parser.addoption("--stream", type=int, default=200, help="items that each of eight writing processes writes")
    parser.addoption("--kills", type=int, default=3, help="times that a crawl of the sample sites is killed")
    parser.addoption("--sequences", type=int, default=60, help="histories that the model test of the store runs")


def pytest_configure(config: pytest.Config) -> None:
    """A rebuild makes whatever is read the truth: only a person may do that."""
    if config.getoption("--rebuild-goldens") and in_ci():
        raise pytest.UsageError(
            "--rebuild-goldens is refused where CI is set: rebuild, review and commit on your machine"
        )


def in_ci() -> bool:
    """True in continuous integration, where no test may write goldens."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


@pytest.fixture(scope="session")
def mongo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreConfig]:
    """Configuration of a running embedded server with its own data folder; the server is stopped at the end."""
    data = tmp_path_factory.mktemp("crawler-data")
    config = StoreConfig.from_env({"CRAWLER_DATA": str(data)})
    embedded.start(config)
    yield config
    embedded.stop(config)


@pytest.fixture
def store(mongo: StoreConfig) -> StoreConfig:
    """The server of ``mongo`` with a database name of the test's own (for code that opens the store itself)."""
    return dataclasses.replace(mongo, database=f"test_{uuid.uuid4().hex[:12]}")


@pytest.fixture
def database(store: StoreConfig) -> Iterator[Database[dict[str, Any]]]:
    """A fresh, migrated database; the same one that ``store`` names. Dropped afterwards."""
    with connect.open_sync(store) as opened:
        runner.ready(opened)
        yield opened
        opened.client.drop_database(opened.name)
