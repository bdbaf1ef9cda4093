"""`scrapy export` as a user runs it, and what it printed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from crawler.store.config import PROJECT_ROOT, StoreConfig

EXPORT = (sys.executable, "-m", "scrapy", "export")


def environment(store: StoreConfig, **more: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name != "MONGO_URI"}
    return {**inherited, "CRAWLER_DATA": str(store.data_dir), "MONGO_DATABASE": store.database, **more}


def export(store: StoreConfig, *arguments: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``scrapy export`` in a process of its own."""
    return subprocess.run(
        [*EXPORT, *arguments],
        env=environment(store, **environ),
        cwd=PROJECT_ROOT,
        capture_output=True,
        timeout=120,
        check=False,
    )


def lines(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    assert done.returncode == 0, done.stderr.decode()
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
