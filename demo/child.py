"""A playback in a process of its own, and the environment that sends a crawl through it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
STOP_SECONDS = 10.0
"""A playback ends within milliseconds of SIGTERM; after this it is killed."""

_PROXY_NAMES = ("http_proxy", "https_proxy", "no_proxy", "all_proxy", "ftp_proxy")


class PlaybackError(Exception):
    """The playback did not start; its own message is on stderr."""


@dataclass(frozen=True, slots=True)
class PlaybackChild:
    """What a crawl needs to know of a running playback."""

    pid: int
    http_proxy: str
    ca: str
    sites: tuple[str, ...]

    def environment(self, base: Mapping[str, str] = os.environ) -> dict[str, str]:
        """``base`` with the proxy and the CA set; every other proxy setting is dropped."""
        kept = {name: value for name, value in base.items() if name.lower() not in _PROXY_NAMES}
        proxies = {"http_proxy": self.http_proxy, "https_proxy": self.http_proxy, "no_proxy": ""}
        return {**kept, **proxies, "SSL_CERT_FILE": self.ca}


@contextmanager
def playback_child(*arguments: str | Path) -> Iterator[PlaybackChild]:
    """Start ``python -m demo.playback`` with ``arguments``; it is stopped by its process id at the end."""
    command: Sequence[str] = [sys.executable, "-m", "demo.playback", "--json", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own module
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line:
            raise PlaybackError(f"the playback ended at once with exit code {process.wait()}")
        ready = json.loads(line)
        yield PlaybackChild(process.pid, ready["http_proxy"], ready["ca"], tuple(ready["sites"]))
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()
