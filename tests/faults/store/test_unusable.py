"""A store that cannot be used: one clear sentence with the fix, in bounded time, and never the password."""

from __future__ import annotations

import dataclasses
import socket
import time
from pathlib import Path

import pytest

from crawler.store import embedded
from crawler.store.config import StoreConfig, StoreConfigError, StoreUnavailable
from crawler.store.connect import prepare


def test_a_wrong_password_is_told_as_such(mongo: StoreConfig) -> None:
    password = embedded.uri(mongo).partition("://")[2].partition("@")[0].partition(":")[2]
    wrong = embedded.uri(mongo).replace(password, "geheim")
    with pytest.raises(StoreConfigError, match="refused the user name or password") as caught:
        prepare(dataclasses.replace(mongo, uri=wrong))
    assert "geheim" not in str(caught.value)


def test_an_unreachable_host_is_named_within_seconds() -> None:
    with socket.socket() as closed:  # bound but not listening: connections are refused
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        config = StoreConfig.from_env({"MONGO_URI": f"mongodb://user:geheim@127.0.0.1:{port}/"})
        began = time.monotonic()
        with pytest.raises(StoreUnavailable, match=f"127.0.0.1:{port}") as caught:
            prepare(config)
    assert time.monotonic() - began < 15
    assert "geheim" not in str(caught.value)


def test_a_uri_that_the_driver_cannot_read_is_told_before_anything_is_connected() -> None:
    config = StoreConfig.from_env({"MONGO_URI": "mongodb://user:geheim@127.0.0.1:port/"})
    with pytest.raises(StoreConfigError, match="MONGO_URI is not usable") as caught:
        prepare(config)
    assert "geheim" not in str(caught.value)


def test_a_data_folder_that_cannot_be_made_names_itself_and_the_setting(tmp_path: Path) -> None:
    obstacle = tmp_path / "file"
    obstacle.write_text("not a folder")
    with pytest.raises(StoreConfigError, match="CRAWLER_DATA") as caught:
        prepare(StoreConfig.from_env({"CRAWLER_DATA": str(obstacle)}))
    assert str(obstacle) in str(caught.value)
