"""Find, watch and end a process of our own by what it *is* (its command line), never by a remembered number alone.

Linux only: reads ``/proc`` and uses pid file descriptors, which cannot hit a process that got the number later.
"""

from __future__ import annotations

import itertools
import os
import select
import signal
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_STORAGE_FLAG = "--storage-path"


def command_line(pid: int) -> list[str]:
    """Arguments of the process ``pid``; empty if there is none, if it is a zombie, or if it is another user's."""
    try:
        raw = (_PROC / str(pid) / "cmdline").read_bytes()
        owner = (_PROC / str(pid)).stat().st_uid
    except OSError:
        return []
    if owner != os.getuid():
        return []
    return [part.decode("utf-8", "surrogateescape") for part in raw.split(b"\0") if part]


def serves(pid: int, storage: Path) -> bool:
    """Whether ``pid`` is a server of ours on exactly this storage folder."""
    arguments = command_line(pid)
    return (_STORAGE_FLAG, str(storage)) in itertools.pairwise(arguments)


def option(pid: int, flag: str) -> str | None:
    """The value after ``flag`` on the command line of ``pid``; empty for a flag in last place, ``None`` if absent."""
    arguments = command_line(pid)
    if flag not in arguments:
        return None
    place = arguments.index(flag) + 1
    return arguments[place] if place < len(arguments) else ""


def find_server(storage: Path, *, hint: int | None = None) -> int | None:
    """The pid of the server on ``storage``: ``hint`` (from the state file) if it is that, else whatever /proc shows."""
    if hint is not None and serves(hint, storage):
        return hint
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and serves(int(entry.name), storage):
            return int(entry.name)
    return None


def await_death(pid: int, *, patience: float) -> None:
    """Wait until a killed process ``pid`` has let go of its files and its port; at once if it is gone or alive.

    A dying process has lost its command line already, but not yet its sockets and locks.
    """
    if command_line(pid):
        return
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        select.select([handle], [], [], patience)
    finally:
        os.close(handle)


def end_server(pid: int, storage: Path, *, patience: float) -> bool:
    """End the server ``pid`` if it serves ``storage``: SIGTERM, ``patience`` seconds, then SIGKILL.

    Returns whether it had to be killed. Does nothing (returns False) when the pid is gone or is another program.
    """
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return False
    try:
        # Checked after the handle is open: from here on the number cannot pass to another process unnoticed.
        if not serves(pid, storage):
            return False
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGTERM)
        if select.select([handle], [], [], patience)[0]:
            return False
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        select.select([handle], [], [], patience)
        return True
    finally:
        os.close(handle)
