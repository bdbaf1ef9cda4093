"""Start one SecantusDB process and wait until it answers: ports, command line, ping."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from crawler.store import process
from crawler.store.errors import StoreConfigError, StoreUnavailable
from crawler.store.state import ServerFolder, ServerState

HOST = "127.0.0.1"
EXECUTABLE = "secantusd-py"
CACHE_SIZE = "256M"  # the server's default of 1 GB is more than a small machine can spare

START_PATIENCE_S = 30.0
STOP_PATIENCE_S = 20.0  # measured 2.2 s with 5,000 articles; the final checkpoint grows with unsaved data
PORT_ATTEMPTS = 5
POLL_S = 0.03
_AUTHENTICATION_FAILED = 18

Reply = Literal["answers", "refuses", "silent"]
"""What a ping with credentials brought: a pong, "wrong user or password", or nothing in time."""

# Our children are kept, so that one that ends while we live is reaped and does not stay a zombie.
_children: list[subprocess.Popen[bytes]] = []


class CredentialsError(Exception):
    """The server runs, but does not know our user."""


def launch(
    folder: ServerFolder, *, auth: bool, preferred_port: int | None = None, state: ServerState | None = None
) -> tuple[subprocess.Popen[bytes], int]:
    """Start a server process and wait until it answers. A port taken meanwhile → another port is tried.

    Returns the process and its port. Raises StoreUnavailable with the log's last line if it does not come up.
    """
    executable = _executable()
    for attempt in range(PORT_ATTEMPTS):
        # The last port first: consumers that wrote the URI down keep working after a restart.
        port = preferred_port if attempt == 0 and preferred_port and _is_free(preferred_port) else _free_port()
        command = [*executable, "--config", str(folder.config), "--host", HOST, "--port", str(port)]
        command += ["--storage-path", str(folder.storage), "--cache-size", CACHE_SIZE]
        command += ["--log-level", "WARNING"] + (["--auth"] if auth else [])
        with folder.log.open("ab") as log:
            child = subprocess.Popen(  # noqa: S603 - our own executable, arguments as a list
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C of the crawl must not reach it
                cwd=folder.root,
                umask=0o077,  # a copy of the folder must not show the data to others
            )
        _children.append(child)
        address = uri_of(port, state if auth else None)
        deadline = time.monotonic() + START_PATIENCE_S
        while child.poll() is None and time.monotonic() < deadline:
            reply = ping(address) if _listens(port) else "silent"
            if reply == "answers":
                return child, port
            if reply == "refuses":
                process.end_server(child.pid, folder.storage, patience=STOP_PATIENCE_S)
                raise CredentialsError
            time.sleep(POLL_S)
        if child.poll() is None:
            process.end_server(child.pid, folder.storage, patience=STOP_PATIENCE_S)
            raise StoreUnavailable(
                f"the embedded server did not answer within {START_PATIENCE_S:.0f} s; see {folder.log}"
            )
        if "address already in use" not in _log_tail(folder.log).lower():
            break
    last = _log_tail(folder.log).strip().rpartition("\n")[2]
    raise StoreUnavailable(f"the embedded server ended at once ({last or 'no message'}); see {folder.log}")


def _executable() -> list[str]:
    """The command that starts SecantusDB. Raises StoreConfigError if it is not installed."""
    script = Path(sys.executable).parent / EXECUTABLE
    if script.is_file():
        return [sys.executable, str(script)]
    raise StoreConfigError(
        f"{script} is missing; run `pip install -r requirements.txt`, or set MONGO_URI to a MongoDB of your own"
    )


def uri_of(port: int, state: ServerState | None) -> str:
    """retryWrites=false: a write replayed after kill and restart would be applied twice, and it is ten times slower."""
    credentials = f"{state.user}:{state.password}@" if state else ""
    source = "&authSource=admin" if state else ""
    return f"mongodb://{credentials}{HOST}:{port}/?directConnection=true&retryWrites=false{source}"


def ping(address: str) -> Reply:
    """Ping with the credentials in the URI."""
    client: MongoClient[dict[str, object]] = MongoClient(
        address, serverSelectionTimeoutMS=2000, connectTimeoutMS=2000, socketTimeoutMS=5000
    )
    with client:
        try:
            client.admin.command("ping")
        except OperationFailure as error:
            return "refuses" if error.code == _AUTHENTICATION_FAILED else "silent"
        except PyMongoError:
            return "silent"
        return "answers"


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((HOST, port)) == 0


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _log_tail(path: Path) -> str:
    """The last 4 kB of the server's log."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        return file.read().decode("utf-8", "replace")


def reap() -> None:
    """Collect children that ended."""
    _children[:] = [child for child in _children if child.poll() is None]
