"""The embedded store: SecantusDB as a detached process of its own, shared by every crawl on the machine.

It speaks MongoDB's wire protocol on loopback, asks for a password, outlives the crawl that started it, and is
reached only through its socket: it is GPL software and must never be imported here.
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pymongo import MongoClient
from pymongo.errors import OperationFailure, PyMongoError

from crawler.store import process
from crawler.store.config import StoreConfig
from crawler.store.errors import StoreUnavailable
from crawler.store.launch import (
    HOST,
    POLL_S,
    START_PATIENCE_S,
    STOP_PATIENCE_S,
    CredentialsError,
    launch,
    ping,
    reap,
    uri_of,
)
from crawler.store.state import ServerFolder, ServerState

USER = "crawler"
LOCK_PATIENCE_S = 90.0
_USER_EXISTS = 51003


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """A running, answering server."""

    pid: int
    port: int
    uri: str
    """With user name and password: hand it to a driver, never to a log."""
    started: bool
    """True if this call started it; False if it was running already."""

    def __repr__(self) -> str:
        return f"ServerInfo(pid={self.pid}, port={self.port}, started={self.started})"


@dataclass(frozen=True, slots=True)
class ServerStatus:
    """What can be said of the embedded server without its password."""

    running: bool
    answering: bool
    """Running, and a ping with our credentials came back."""
    pid: int | None
    port: int | None
    started_at: str | None
    """ISO 8601, UTC."""
    folder: Path
    log: Path
    size_bytes: int
    """Size of the database files on disk."""


def folder_of(config: StoreConfig) -> ServerFolder:
    """The server's folder below the data folder."""
    return ServerFolder(config.data_dir / "mongo")


def start(config: StoreConfig) -> ServerInfo:
    """Start the server, or return the one that runs. Safe to call from several processes at once.

    Raises StoreConfigError (data folder not writable, SecantusDB not installed) or StoreUnavailable.
    """
    folder = folder_of(config)
    running = _running(folder)
    if running is not None:
        return running
    folder.prepare()
    with folder.lock(patience=LOCK_PATIENCE_S):
        running = _running(folder)  # another process may have started it while we waited
        if running is not None:
            return running
        state = folder.read()
        leftover = process.find_server(folder.storage, hint=state.pid if state else None)
        if leftover is not None:
            # A busy server may be slow to answer and carries other crawls: it is waited for, never killed.
            if state is not None and leftover == state.pid and (running := _wait_for(folder)) is not None:
                return running
            # Half-started, without authentication, or its credentials are lost: of no use to anyone.
            process.end_server(leftover, folder.storage, patience=STOP_PATIENCE_S)
        elif state is not None and state.pid is not None:
            process.await_death(state.pid, patience=STOP_PATIENCE_S)
        if state is not None and state.provisioned:
            try:
                return _serve(folder, state)
            except CredentialsError:  # the storage folder was emptied or replaced under the state file
                pass
        return _serve(folder, _provision(folder))


def stop(config: StoreConfig) -> bool:
    """Stop the server; only a process verified as ours is signalled. Returns False if none was running.

    Raises StoreUnavailable if it is still there after SIGTERM and SIGKILL.
    """
    folder = folder_of(config)
    if not folder.root.is_dir():
        return False
    with folder.lock(patience=LOCK_PATIENCE_S):
        state = folder.read()
        pid = process.find_server(folder.storage, hint=state.pid if state else None)
        if pid is None:
            return False
        process.end_server(pid, folder.storage, patience=STOP_PATIENCE_S)
        reap()
        if process.serves(pid, folder.storage):
            raise StoreUnavailable(f"the embedded server (pid {pid}) does not end; look into {folder.log}")
        return True


def status(config: StoreConfig) -> ServerStatus:
    """Look at the server without changing anything."""
    folder = folder_of(config)
    state = folder.read()
    pid = process.find_server(folder.storage, hint=state.pid if state else None)
    current = state if state is not None and pid is not None and pid == state.pid else None
    return ServerStatus(
        running=pid is not None,
        answering=_running(folder) is not None,
        pid=pid,
        port=current.port if current else None,
        started_at=current.started_at if current else None,
        folder=folder.root,
        log=folder.log,
        size_bytes=folder.size_bytes(),
    )


def uri(config: StoreConfig) -> str:
    """URI of the running server, with password. Raises StoreUnavailable if it is not running."""
    running = _running(folder_of(config))
    if running is None:
        raise StoreUnavailable("the embedded server is not running; start it with `scrapy db start`")
    return running.uri


def _recorded(folder: ServerFolder) -> ServerInfo | None:
    """The server of the state file, if that process is ours and asks for a password; it is not spoken to."""
    reap()
    state = folder.read()
    if state is None or state.pid is None or state.port is None:
        return None
    if not process.serves(state.pid, folder.storage) or process.option(state.pid, "--auth") is None:
        return None
    return ServerInfo(pid=state.pid, port=state.port, uri=uri_of(state.port, state), started=False)


def _running(folder: ServerFolder) -> ServerInfo | None:
    """The recorded server, if it answers a ping with our credentials."""
    server = _recorded(folder)
    return server if server is not None and ping(server.uri) == "answers" else None


def _wait_for(folder: ServerFolder) -> ServerInfo | None:
    """Give the recorded server time to answer; ``None`` if it ended or refuses. Raises StoreUnavailable if it hangs."""
    deadline = time.monotonic() + START_PATIENCE_S
    while (server := _recorded(folder)) is not None:
        reply = ping(server.uri)
        if reply == "answers":
            return server
        if reply == "refuses":
            return None
        if time.monotonic() > deadline:
            raise StoreUnavailable(
                f"the embedded server (pid {server.pid}) runs but does not answer; "
                "end it with `scrapy db stop` and try again"
            )
        time.sleep(POLL_S)
    return None


def _provision(folder: ServerFolder) -> ServerState:
    """Create our user. SecantusDB can do that only while it runs without authentication: loopback, well under 1 s."""
    state = ServerState(user=USER, password=secrets.token_urlsafe(32), provisioned=False)
    folder.write(state)
    child, port = launch(folder, auth=False)
    try:
        client: MongoClient[dict[str, object]] = MongoClient(
            HOST, port, directConnection=True, retryWrites=False, serverSelectionTimeoutMS=5000
        )
        with client:
            command = {"pwd": state.password, "roles": ["root"]}
            try:
                client.admin.command({"createUser": state.user, **command})
            except OperationFailure as error:
                if error.code != _USER_EXISTS:
                    raise
                client.admin.command({"updateUser": state.user, **command})  # the credentials file was lost
            client.admin.command("fsync")  # users bypass write concern; without this a kill -9 forgets them
    except PyMongoError as error:
        raise StoreUnavailable(
            f"the embedded server refused to create its user ({type(error).__name__}); see {folder.log}"
        ) from error
    finally:
        process.end_server(child.pid, folder.storage, patience=STOP_PATIENCE_S)
        child.wait(timeout=STOP_PATIENCE_S)
    state = replace(state, provisioned=True)
    folder.write(state)
    return state


def _serve(folder: ServerFolder, state: ServerState) -> ServerInfo:
    """Start the server with authentication and record it once it answers."""
    child, port = launch(folder, auth=True, preferred_port=state.port, state=state)
    started_at = datetime.now(UTC).isoformat(timespec="seconds")
    folder.write(replace(state, pid=child.pid, port=port, started_at=started_at))
    return ServerInfo(pid=child.pid, port=port, uri=uri_of(port, state), started=True)
