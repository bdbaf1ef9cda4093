"""The embedded server's files: one owner-only folder with a lock, the credentials, the log and the data."""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from crawler.store.errors import StoreConfigError, StoreUnavailable

_LOCK_POLL_S = 0.05


@dataclass(frozen=True, slots=True)
class ServerState:
    """What the state file holds. ``pid`` and ``port`` may be stale; user and password last as long as the data."""

    user: str
    password: str
    provisioned: bool
    """Whether the user is known to be on disk, so that the server may start with authentication."""
    pid: int | None = None
    port: int | None = None
    started_at: str | None = None
    """ISO 8601, UTC."""

    def __repr__(self) -> str:
        return f"ServerState(user={self.user!r}, pid={self.pid}, port={self.port})"


@dataclass(frozen=True, slots=True)
class ServerFolder:
    """``<data_dir>/mongo`` and the files in it."""

    root: Path

    @property
    def storage(self) -> Path:
        """The database's own files."""
        return self.root / "storage"

    @property
    def log(self) -> Path:
        """Standard output and error of the server."""
        return self.root / "server.log"

    @property
    def config(self) -> Path:
        """An empty configuration file: keeps the server from picking one up from the home directory."""
        return self.root / "secantusd.toml"

    @property
    def _state(self) -> Path:
        return self.root / "state.json"

    def prepare(self) -> None:
        """Create the folders, readable by the owner only. Raises StoreConfigError if that is impossible."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            self.root.chmod(0o700)
            self.storage.mkdir(exist_ok=True)
            self.config.touch(mode=0o600)
            probe = self.root / f".writable-{os.getpid()}"
            probe.touch(mode=0o600)
            probe.unlink()
        except OSError as error:
            raise StoreConfigError(
                f"the data folder {self.root} cannot be written ({error.strerror}); "
                "make it writable or set CRAWLER_DATA to another folder"
            ) from error

    @contextmanager
    def lock(self, *, patience: float) -> Iterator[None]:
        """Hold the folder's lock; one starter at a time. Raises StoreUnavailable after ``patience`` seconds."""
        handle = os.open(self.root / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            deadline = time.monotonic() + patience
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() > deadline:
                        raise StoreUnavailable(
                            f"another process has held {self.root / 'lock'} for {patience:.0f} s; "
                            "wait for it, or end the hanging `scrapy` process"
                        ) from error
                    time.sleep(_LOCK_POLL_S)
            yield
        finally:
            os.close(handle)  # closing releases the lock

    def read(self) -> ServerState | None:
        """The stored state, or ``None`` if there is none or it is unreadable (then new credentials are made)."""
        try:
            stored = json.loads(self._state.read_text("utf-8"))
            return ServerState(**stored)
        except (FileNotFoundError, NotADirectoryError, ValueError, TypeError):
            return None
        except OSError as error:
            raise StoreConfigError(
                f"{self._state} cannot be read ({error.strerror}); "
                "run as the user who owns it or set CRAWLER_DATA to a folder of your own"
            ) from error

    def write(self, state: ServerState) -> None:
        """Replace the state file at once and durably; mode 0600, because it holds the password."""
        temporary = self._state.with_suffix(f".{os.getpid()}")
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(state), file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self._state)

    def size_bytes(self) -> int:
        """Size of the database's files; 0 before the first start."""
        total = 0
        for path in self.storage.glob("**/*"):
            try:
                total += path.stat().st_size
            except FileNotFoundError:  # the server removes journal files while we look
                continue
        return total
