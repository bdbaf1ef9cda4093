"""The embedded server: one for all crawls, with a password, and no program but our own is ever ended."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from crawler.store import embedded
from crawler.store.config import PROJECT_ROOT, StoreConfig, StoreUnavailable
from crawler.store.connect import open_sync
from crawler.store.launch import HOST

START_SCRIPT = """
import os
from crawler.store import embedded
from crawler.store.config import StoreConfig
server = embedded.start(StoreConfig.from_env(os.environ))
print(server.pid, server.started, server.uri)
"""


def end_at_once(config: StoreConfig) -> None:
    """Kill the test's own server: its data is thrown away, and an orderly stop takes two seconds."""
    pid = embedded.status(config).pid
    if pid is not None:
        os.kill(pid, signal.SIGKILL)


@pytest.fixture
def untouched(tmp_path: Path) -> Iterator[StoreConfig]:
    """A data folder that does not exist yet."""
    config = StoreConfig.from_env({"CRAWLER_DATA": str(tmp_path / "data")})
    yield config
    end_at_once(config)


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> StoreConfig:
    """A data folder whose server ran once and was stopped."""
    config = StoreConfig.from_env({"CRAWLER_DATA": str(tmp_path_factory.mktemp("stopped"))})
    embedded.start(config)
    embedded.stop(config)
    return config


@pytest.fixture
def own(untouched: StoreConfig, stopped: StoreConfig) -> StoreConfig:
    """A copy of ``stopped``: a server of the test's own, not running."""
    shutil.copytree(stopped.data_dir, untouched.data_dir)
    return untouched


def start_elsewhere(config: StoreConfig) -> list[str]:
    """Start it in another process; returns [pid, whether it was started there, URI]."""
    environ = {**os.environ, "CRAWLER_DATA": str(config.data_dir), "PYTHONPATH": str(PROJECT_ROOT)}
    environ.pop("MONGO_URI", None)
    done = subprocess.run(
        [sys.executable, "-c", START_SCRIPT], env=environ, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout.split()


def test_two_processes_that_start_at_once_share_one_server(untouched: StoreConfig) -> None:
    own = untouched
    with ThreadPoolExecutor(2) as pool:
        one, two = pool.map(start_elsewhere, [own, own])
    assert one[0] == two[0]
    assert one[2] == two[2]
    assert sorted([one[1], two[1]]) == ["False", "True"]
    assert embedded.start(own).pid == int(one[0]), "it outlives the process that started it"


def test_acknowledged_writes_and_the_login_survive_kill_9(own: StoreConfig) -> None:
    server = embedded.start(own)
    with open_sync(own) as database:
        database.kept.insert_one({"_id": 1})
    os.kill(server.pid, signal.SIGKILL)
    again = embedded.start(own)
    assert again.started
    assert again.pid != server.pid
    assert again.uri == server.uri, "a consumer's written-down address must stay good"
    with open_sync(own) as database:
        assert database.kept.find_one() == {"_id": 1}


def test_nobody_gets_in_without_the_password_and_only_the_owner_can_read_it(own: StoreConfig) -> None:
    server = embedded.start(own)
    stranger: MongoClient[dict[str, object]] = MongoClient(HOST, server.port, directConnection=True)
    with stranger, pytest.raises(OperationFailure):
        stranger.news.articles.find_one()
    root = own.data_dir / "mongo"
    assert root.stat().st_mode & 0o777 == 0o700
    assert (root / "state.json").stat().st_mode & 0o777 == 0o600
    password = json.loads((root / "state.json").read_text())["password"]
    assert password not in (root / "server.log").read_text()
    assert password not in repr(server) + repr(embedded.status(own))
    listening = Path("/proc/net/tcp").read_text()
    assert f"0100007F:{server.port:04X}" in listening
    assert f"00000000:{server.port:04X}" not in listening


def test_a_taken_port_is_avoided(own: StoreConfig) -> None:
    last_port = json.loads((own.data_dir / "mongo" / "state.json").read_text())["port"]
    with socket.socket() as squatter:
        squatter.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        squatter.bind((HOST, last_port))
        squatter.listen()
        assert embedded.start(own).port != last_port


def test_a_reused_pid_of_another_program_is_never_ended(own: StoreConfig) -> None:
    server = embedded.start(own)
    os.kill(server.pid, signal.SIGKILL)
    state = own.data_dir / "mongo" / "state.json"
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as bystander:
        state.write_text(json.dumps(json.loads(state.read_text()) | {"pid": bystander.pid}))
        assert not embedded.stop(own)
        assert embedded.start(own).pid != bystander.pid
        assert bystander.poll() is None
        assert bystander.stdin is not None
        bystander.stdin.close()
        bystander.kill()


def test_lost_credentials_are_replaced_and_the_data_stays(own: StoreConfig) -> None:
    embedded.start(own)
    with open_sync(own) as database:
        database.kept.insert_one({"_id": 1})
    (own.data_dir / "mongo" / "state.json").unlink()
    with open_sync(own) as database:
        assert database.kept.find_one() == {"_id": 1}


def test_status_and_uri_of_a_server_that_never_ran(untouched: StoreConfig) -> None:
    own = untouched
    assert not embedded.status(own).running
    assert not own.data_dir.exists(), "looking must not create anything"
    with pytest.raises(StoreUnavailable, match="scrapy db start"):
        embedded.uri(own)
