"""The store pipeline in a real crawl: batches, dead letters, and a server that dies under it."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store import embedded
from crawler.store.config import PROJECT_ROOT, StoreConfig

CRAWL = """
import json, os, signal, sys
from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from crawler.signals import page_seen
from crawler.store.pages import PageRecord
from tests.integration.store.samples import START, article

class Feed(Spider):
    name = "nbtv"
    run_id = "run-feed"
    parsed = 0

    async def start(self):
        for number in range(60):
            yield Request(f"data:,{number}", cb_kwargs={"number": number}, dont_filter=True)
        page = PageRecord(url="https://nbtv.vn/x", site="nbtv", fetched_at=START, status=404)
        self.crawler.signals.send_catch_log(page_seen, page=page)

    def parse(self, response, number):
        self.parsed += 1
        if self.parsed == KILL_BEFORE:
            os.kill(SERVER, signal.SIGKILL)
        yield article(number, title="" if number == 5 else f"Bài viết số {number}")

    def closed(self, reason):
        self.crawler.stats.set_value("closed_reason", reason)

KILL_BEFORE, SERVER = int(sys.argv[1]), int(sys.argv[2])
settings = {
    "ITEM_PIPELINES": {
        "pipelines.normalise.NormalisePipeline": 100,
        "pipelines.validate.ValidatePipeline": 200,
        "pipelines.fingerprint.FingerprintPipeline": 300,
        "pipelines.store.StorePipeline": 400,
    },
    "STORE_BATCH_SIZE": 20, "STORE_PATIENCE": 0.5, "TELNETCONSOLE_ENABLED": False,
    "SCRAPER_SLOT_MAX_ACTIVE_SIZE": 1, "CONCURRENT_REQUESTS": 1,  # one page at a time, so that batches fill in order
    "LOG_LEVEL": "ERROR",
    **json.loads(sys.argv[3]),
}
process = AsyncCrawlerProcess(settings)
crawler = process.create_crawler(Feed)
process.crawl(crawler)
process.start()
stats = crawler.stats.get_stats()
print(json.dumps({name: stats[name] for name in stats if name.startswith(("store/", "validate/"))}
                 | {"reason": stats.get("closed_reason"), "finish_reason": stats.get("finish_reason")}))
"""


def crawl(
    config: StoreConfig, *, kill_before: int = -1, server: int = 0, timeout_s: float = 40, **settings: Any
) -> tuple[dict[str, Any], str]:
    """Run the feed spider in a process; returns its stats and its log (errors only)."""
    environ = {**os.environ, "CRAWLER_DATA": str(config.data_dir), "MONGO_DATABASE": config.database}
    environ |= {"PYTHONPATH": str(PROJECT_ROOT), "SCRAPY_SETTINGS_MODULE": ""}
    if config.uri is None:
        environ.pop("MONGO_URI", None)
    else:
        environ["MONGO_URI"] = config.uri
    done = subprocess.run(
        [sys.executable, "-c", CRAWL, str(kill_before), str(server), json.dumps(settings)],
        env=environ,
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=timeout_s,  # a hang is a failure
        check=False,
    )
    assert done.returncode == 0, done.stderr
    stats: dict[str, Any] = json.loads(done.stdout)
    return stats, done.stderr


def test_a_crawl_stores_articles_dead_letters_and_pages(store: StoreConfig, database: Database[dict[str, Any]]) -> None:
    stats, log = crawl(store)
    assert log == ""
    assert (stats["store/new"], stats["store/rejects"], stats["store/failed"]) == (59, 1, 0)
    assert (stats["validate/ok"], stats["validate/rejected/title"]) == (59, 1)
    assert stats["store/batches"] >= 3
    assert database.articles.count_documents({"run_id": "run-feed"}) == 59
    letter = database.rejects.find_one()
    assert letter is not None
    assert letter["reasons"] == ["title: is missing"]
    assert letter["item"]["key"] == "nbtv.vn#5"
    page = database.pages.find_one({"_id": "https://nbtv.vn/x"})
    assert page is not None
    assert page["status"] == 404
    again, _ = crawl(store)
    assert (again["store/new"], again["store/touched"]) == (0, 59)


def test_storing_can_be_switched_off(store: StoreConfig, database: Database[dict[str, Any]]) -> None:
    stats, _ = crawl(store, STORE_ENABLED=False)
    assert stats["validate/ok"] == 59
    assert "store/new" not in stats
    assert database.articles.find_one() is None


@pytest.fixture
def own_server(mongo: StoreConfig, tmp_path: Path) -> Iterator[tuple[StoreConfig, int]]:
    """A server of the test's own, to be killed."""
    config = StoreConfig.from_env({"CRAWLER_DATA": str(tmp_path)})
    yield config, embedded.start(config).pid
    pid = embedded.status(config).pid
    if pid is not None:
        os.kill(pid, signal.SIGKILL)
    shutil.rmtree(tmp_path, ignore_errors=True)


def test_a_server_that_dies_between_two_flushes_ends_the_run_loudly(own_server: tuple[StoreConfig, int]) -> None:
    """A MongoDB of ops' own is not ours to start again: what is lost must be said, and the next run makes up for it."""
    config, pid = own_server
    stats, log = crawl(dataclasses.replace(config, uri=embedded.uri(config)), kill_before=45, server=pid)
    assert stats["reason"] == "store_failed"
    stored = stats["store/new"]
    assert 0 < stored < 59
    assert stats["store/failed"] > 0
    assert "The store failed, the run ends" in log
    assert "could not be stored and must be crawled again" in log
    password = embedded.folder_of(config).read()
    assert password is not None
    assert password.password not in log
    again, _ = crawl(config)  # starts the server again; nothing is lost and nothing is doubled
    assert (again["store/new"], again["store/touched"], again["store/failed"]) == (59 - stored, stored, 0)


def test_an_embedded_server_that_dies_is_started_for_the_last_flush(own_server: tuple[StoreConfig, int]) -> None:
    """`scrapy db stop` during a crawl would cost articles that had been fetched already."""
    config, pid = own_server
    stats, log = crawl(config, kill_before=45, server=pid)
    assert (stats["reason"], stats["store/failed"]) == ("store_failed", 0)
    assert "The store failed, the run ends" in log
    again, _ = crawl(config)
    assert again["store/new"] + again["store/touched"] == 59
    assert again["store/touched"] == stats["store/new"] + stats["store/touched"] >= 40


def test_an_unusable_store_ends_the_run_before_anything_is_read(tmp_path: Path) -> None:
    obstacle = tmp_path / "file"
    obstacle.write_text("not a folder")
    stats, log = crawl(StoreConfig.from_env({"CRAWLER_DATA": str(obstacle)}))
    assert stats["reason"] == "config_error"
    assert "validate/ok" not in stats
    assert f"the data folder {obstacle}" in log
    assert "Traceback" not in log
