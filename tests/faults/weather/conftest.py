"""One crawl of all misbehaving sites, for every test to look at."""

from __future__ import annotations

import dataclasses
import json
import re
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store.config import PROJECT_ROOT, StoreConfig
from demo.access_log import LogLine, read_log
from demo.play import PlayRequest, PlayResponse, Tls, not_found
from demo.playback import playing
from demo.sites.misbehaving import Misbehaving, article, listing
from tests.integration.crawl.conftest import Scrapy

SITES = "tests.faults.weather.sites"
QUICK = (
    *("-s", f"SPIDER_MODULES={SITES}", "-s", "DOWNLOAD_DELAY=0", "-s", "DOWNLOAD_TIMEOUT=4", "-s", "RETRY_TIMES=1"),
    *("-s", "RETRY_PAUSE=0.05", "-s", "CIRCUIT_COOLDOWN=0.2", "-s", "HOST_DELAY_MAX=0.2"),
)

_LOOK_S = 0.2
"""Between two looks at its memory."""


class WrongCertificate:
    """A host with the certificate of another."""

    hosts: Sequence[str] = ("tls.demo.test",)
    tls: Tls = "foreign"

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Nobody gets as far as this."""
        return not_found()


class OldTls(WrongCertificate):
    """A host of before 2010, with one good page."""

    hosts: Sequence[str] = ("yeu.demo.test",)
    tls: Tls = "weak"

    def respond(self, request: PlayRequest) -> PlayResponse:
        """A listing and its article."""
        if request.path == "/muc/tot/":
            return PlayResponse(listing("tot", range(500, 501)))
        return PlayResponse(article(500).encode()) if request.path.startswith("/bai/") else not_found()


@dataclass(frozen=True)
class Bench:
    """What the crawl of all sites left behind."""

    code: int
    seconds: float
    peak_mb: float
    log: str
    sites: dict[str, dict[str, Any]]
    requests: list[LogLine]
    database: Database[dict[str, Any]]


def crawl_all(shell: Scrapy, *arguments: str) -> tuple[int, float, float, str, dict[str, dict[str, Any]]]:
    """Run `crawlall --json`; exit code, seconds, peak memory of the process in MB, log, a line per site."""
    command = [sys.executable, "-m", "scrapy", "crawlall", "--json", *QUICK, *arguments]
    with tempfile.TemporaryDirectory() as folder:
        out, log = Path(folder) / "out", Path(folder) / "log"
        started = time.monotonic()
        with out.open("w") as out_file, log.open("w") as log_file:
            process = Popen(command, cwd=PROJECT_ROOT, env=shell.environment, stdout=out_file, stderr=log_file)
            peak_mb = 0.0
            while process.returncode is None:
                peak_mb = peak_of(process.pid) or peak_mb
                with suppress(TimeoutExpired):
                    process.wait(_LOOK_S)
        seconds = time.monotonic() - started
        lines = [json.loads(line) for line in out.read_text().splitlines()]
        by_site = {line["site"]: line for line in lines}
        return process.returncode, seconds, peak_mb, log.read_text(), by_site


def peak_of(pid: int) -> float | None:
    """Peak memory of a process so far in MB; ``None`` if it is gone.

    Not ``ru_maxrss``, in which Linux counts what the process was forked from: a test process that held large texts.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii")
    except OSError:
        return None
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else None


@pytest.fixture(scope="session")
def bench(mongo: StoreConfig, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The one crawl."""
    requests = tmp_path_factory.mktemp("bench") / "access.log"
    with playing([Misbehaving(), WrongCertificate(), OldTls()], access_log=requests) as playback:
        shell = Scrapy(playback, dataclasses.replace(mongo, database=f"test_{uuid.uuid4().hex[:12]}"))
        code, seconds, peak_mb, log, sites = crawl_all(shell)
        with shell.open() as database:
            yield Bench(code, seconds, peak_mb, log, sites, read_log(requests), database)
            database.client.drop_database(database.name)
