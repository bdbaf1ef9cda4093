"""kill -9 at any moment loses nothing and doubles nothing; two crawls at once disturb each other as little."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import random
import signal
import subprocess
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from crawler.store import embedded
from crawler.store.config import StoreConfig
from demo.access_log import LogLine, read_log
from demo.manifest import DISTINCT_ARTICLES, expected
from tests.integration.crawl.conftest import FAST, Scrapy, end_state

SITES = ("nbtv", "baolaocai", "hanhchinhcong")
CRAWL = ("crawlall", *SITES, "-a", "max_pages=0", "-s", "STORE_BATCH_SIZE=10", *FAST)
BOUND_SECONDS = 60
LOST_AT_MOST = len(SITES) * (10 + 16)
"""Articles that a kill can cost: of each site one batch in memory, and what is on its way."""


def arrived(access_log: Path) -> int:
    """Requests that have reached the playback."""
    return len(access_log.read_text().splitlines()) if access_log.exists() else 0


def wait_for(crawl: subprocess.Popen[str], access_log: Path, requests: int) -> bool:
    """Wait until so many more requests have arrived; False if the crawl was done before."""
    goal = arrived(access_log) + requests
    deadline = time.monotonic() + BOUND_SECONDS
    while arrived(access_log) < goal:
        assert time.monotonic() < deadline, "the crawl neither goes on nor ends"
        with contextlib.suppress(subprocess.TimeoutExpired):
            crawl.wait(timeout=0.01)
            return False
    return True


def kill_after(crawl: subprocess.Popen[str], access_log: Path, requests: int) -> bool:
    """kill -9 once so many more requests have arrived; False if the crawl was done before."""
    alive = wait_for(crawl, access_log, requests)
    crawl.send_signal(signal.SIGKILL)
    crawl.communicate()
    return alive


@pytest.fixture(scope="module")
def undisturbed(request: pytest.FixtureRequest, mongo: StoreConfig) -> Iterator[dict[str, Any]]:
    """What one crawl that nobody disturbs leaves behind."""
    playback = request.getfixturevalue("playback")
    shell = Scrapy(playback, dataclasses.replace(mongo, database=f"test_{uuid.uuid4().hex[:12]}"))
    assert shell(*CRAWL).returncode == 0
    with shell.open() as database:
        yield end_state(database)
        database.client.drop_database(database.name)


def test_kills_and_a_full_run(
    scrapy: Scrapy, access_log: Path, undisturbed: dict[str, Any], pytestconfig: pytest.Config
) -> None:
    """A killed cron job would leave articles out, or in twice; or start from zero each time (``--kills 20``)."""
    kills = pytestconfig.getoption("--kills")
    chance = random.Random(20261122)
    before = arrived(access_log)
    for _ in range(kills):
        assert kill_after(scrapy.start(*CRAWL), access_log, chance.randint(5, 60)), "it ended before it was killed"
    done = scrapy(*CRAWL)
    assert done.returncode == 0, done.stderr[-2000:]
    with scrapy.open() as database:
        assert end_state(database) == undisturbed
        unfinished = [run for run in database.runs.find({}) if run["outcome"] is None]
    assert unfinished, "a killed run leaves its trace in `runs`"
    again = fetched_again(read_log(access_log)[before:])
    print(f"{kills} kills: {again} article pages fetched more than once")
    assert again <= kills * LOST_AT_MOST


def fetched_again(lines: Sequence[LogLine]) -> int:
    """How many fetches of article pages were not the first of their article."""
    articles = {urlsplit(url)._replace(scheme="").geturl() for entry in expected() for url in entry.urls}
    fetches = Counter(page for line in lines if (page := f"//{line.host}{line.path}") in articles)
    return sum(times - 1 for times in fetches.values())


def test_two_crawls_at_once(scrapy: Scrapy, undisturbed: dict[str, Any]) -> None:
    """Overlapping cron jobs would store an article twice or fail on each other's writes."""
    crawls = [scrapy.start(*CRAWL) for _ in range(2)]
    ends = [crawl.communicate(timeout=BOUND_SECONDS) for crawl in crawls]
    assert [crawl.returncode for crawl in crawls] == [0, 0], ends
    assert all("ERROR" not in errors for _, errors in ends)
    with scrapy.open() as database:
        assert end_state(database) == undisturbed


def test_server_killed_hard_keeps_what_was_stored(scrapy: Scrapy, tmp_path: Path) -> None:
    """A power cut of the machine would lose a night's articles."""
    own = Scrapy(scrapy.playback, StoreConfig.from_env({"CRAWLER_DATA": str(tmp_path / "data")}))
    try:
        assert own("crawlall", "-a", "max_pages=0", *FAST).returncode == 0
        with own.open() as database:
            before = end_state(database)
        pid = embedded.status(own.store).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        started = embedded.start(own.store)
        assert started.pid != pid
        with own.open() as database:
            assert end_state(database) == before
            assert len(before["articles"]) == DISTINCT_ARTICLES
    finally:
        embedded.stop(own.store)


def test_store_lost_in_the_middle(scrapy: Scrapy, access_log: Path, tmp_path: Path) -> None:
    """A run whose database went away would hang, or end as if all were well."""
    own = Scrapy(scrapy.playback, StoreConfig.from_env({"CRAWLER_DATA": str(tmp_path / "data")}))
    embedded.start(own.store)
    uri = embedded.uri(own.store)
    remote = dataclasses.replace(own, extra={"MONGO_URI": uri})
    try:
        crawl = remote.start(*CRAWL, "-s", "STORE_PATIENCE=2")
        assert wait_for(crawl, access_log, 60)
        pid = embedded.status(own.store).pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        out, errors = crawl.communicate(timeout=BOUND_SECONDS)
        assert crawl.returncode == 3
        assert "store_failed" in out
        assert "could not be stored" in errors
        # The next run makes up for it.
        embedded.start(own.store)
        assert own(*CRAWL).returncode == 0
    finally:
        embedded.stop(own.store)
