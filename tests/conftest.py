"""Fixtures that every test may use: one real embedded server per session, one fresh database per test."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store import connect, embedded
from crawler.store.collections import migrate
from crawler.store.config import StoreConfig


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
        migrate(opened)
        yield opened
        opened.client.drop_database(opened.name)
