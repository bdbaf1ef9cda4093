"""What a person at a terminal sees of a crawl."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from crawler.store.config import PROJECT_ROOT
from tests.integration.crawl.conftest import FAST, Scrapy


def test_a_live_table_with_the_log_above_it(scrapy: Scrapy) -> None:
    """Half an hour of silence looks like a hung crawl; a table torn by log lines cannot be read."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "scrapy", "crawlall", "nbtv", "ubdt", "-a", "sample=6", "-L", "INFO", *FAST]
    with subprocess.Popen(
        command,
        cwd=PROJECT_ROOT,
        env=scrapy.environment | {"TERM": "xterm", "COLUMNS": "100", "LINES": "40"},
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as crawl:
        os.close(theirs)
        shown = everything(ours)
    assert crawl.returncode == 0, shown[-2000:]
    assert "pages/s" in shown
    assert "│ nbtv" in shown
    assert "│ ubdt" in shown
    torn = [line for line in shown.splitlines() if "INFO" in line and "│" in line]
    assert not torn


def everything(terminal: int) -> str:
    """What was written until the other end was closed."""
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says EIO when the last writer is gone
            part = b""
        if not part:
            os.close(terminal)
            return b"".join(parts).decode("utf-8", "replace")
        parts.append(part)
