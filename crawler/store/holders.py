"""Who holds a lock or a lease, and whether he still lives; no clock of another machine is trusted.

A holder is a mapping with the fields of `whoami`, ``token``, ``beat`` (a counter that it moves while it lives) and
``expiry_s`` (seconds without a move after which it agrees to be taken for dead).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from crawler.store.collections import Document

BEATS_PER_EXPIRY = 6


class Watch:
    """Watches one place of holders; ``clock`` (seconds) is the watcher's own."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._seen: tuple[Any, Any] | None = None
        self._since = clock()
        self.lives = False
        """Somebody was seen to do something here: the holder's heart moved, or another one took his place."""

    def is_dead(self, held: Mapping[str, Any]) -> bool:
        """Look at the holder: True if its process is gone, or its heart stood still for the time it promised."""
        seen = (held["token"], held["beat"])
        if self._seen != seen:
            self.lives = self._seen is not None
            self._seen, self._since = seen, self._clock()
        return is_dead(held) or self._clock() - self._since >= held["expiry_s"]


def holder(held: Mapping[str, Any]) -> str:
    """``process 4711 on worker-2``."""
    return f"process {held['pid']} on {held['host']}"


def whoami() -> Document:
    """This process, so that another one on the same machine can see whether it lives."""
    pid = os.getpid()
    return {"host": socket.gethostname(), "machine": _machine(), "pid": pid, "started": _started(pid)}


def is_dead(held: Mapping[str, Any]) -> bool:
    """Whether the holder was a process of this machine and is no more; False if that cannot be known from here."""
    return held["machine"] is not None and held["machine"] == _machine() and _started(held["pid"]) != held["started"]


def is_me(held: Mapping[str, Any]) -> bool:
    """Whether the holder is this very process."""
    me = whoami()
    return me["machine"] is not None and all(held[name] == me[name] for name in ("machine", "pid", "started"))


def _machine() -> str | None:
    """Where process numbers mean the same: this boot of this machine, this container; ``None`` without /proc."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot} {Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return None


def _started(pid: int) -> str | None:
    """Start of the process in ticks since boot, which tells it from a later one of the same number; ``None``: gone."""
    try:
        state, *fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (OSError, ValueError):
        return None
    return None if state == "Z" else fields[18]
