"""`scrapy crawlall --due`, which cron calls every five minutes, all year."""

from __future__ import annotations

import dataclasses
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from crawler.store.runs import run_document
from tests.integration.crawl.conftest import FAST, Scrapy
from tests.integration.crawl.test_site_files import MODULES, SITE

QUICK = ("-a", "sample=1", *FAST)


def crawled(scrapy: Scrapy, *arguments: str) -> dict[str, str]:
    """Outcomes by site of a `crawlall --due`."""
    done = scrapy("crawlall", "--due", "--json", *QUICK, *arguments)
    assert "Traceback" not in done.stderr
    return {row["site"]: row["outcome"] for row in map(json.loads, done.stdout.splitlines())}


def test_only_what_is_due_is_crawled(scrapy: Scrapy, access_log: Path) -> None:
    """Every site would be asked 288 times a day, or never again."""
    sites = ("nbtv", "ubdt")
    assert crawled(scrapy, *sites) == {"nbtv": "ok", "ubdt": "ok"}
    before = access_log.read_text()
    began = time.monotonic()
    done = scrapy("crawlall", "--due", *sites)
    assert time.monotonic() - began < 30, "cron calls it every five minutes"
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1
    assert "nothing is due; next is nbtv" in done.stdout
    assert "every 1:00:00" in done.stdout
    assert access_log.read_text() == before
    quiet = scrapy("crawlall", "--due", "--quiet", *sites)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")

    now = datetime.now(UTC)
    with scrapy.open() as database:
        database.sites.update_many({}, {"$set": {"last_run_at": now - timedelta(hours=2)}})
    assert crawled(scrapy, *sites) == {"nbtv": "ok_nothing_new"}, "a portal is due after three hours"
    with scrapy.open() as database:
        long_ago = {"last_run_at": now - timedelta(hours=4)}
        database.sites.update_one({"_id": "nbtv"}, {"$set": {**long_ago, "last_outcome": "blocked"}})
        database.sites.update_one({"_id": "nbtv"}, {"$set": {"failures_in_a_row": 3}})
        database.sites.update_one({"_id": "ubdt"}, {"$set": long_ago})
        database.runs.insert_one(run_document("r1", "ubdt", now - timedelta(minutes=9), {}))  # by this very process
    done = scrapy("crawlall", "--due", *sites)
    assert "every 8:00:00, after 3 times blocked instead of 1:00:00" in done.stdout
    with scrapy.open() as database:
        database.runs.update_one({"_id": "r1"}, {"$set": {"process.started": "1"}})
        database.runs.update_one({"_id": "r1"}, {"$set": {"started_at": now - timedelta(minutes=16)}})
    assert crawled(scrapy, *sites) == {"ubdt": "ok_nothing_new"}, "the killed run goes on"


def test_paused_sites_are_not_due(scrapy: Scrapy) -> None:
    """`--due` would be a way around the pause."""
    assert scrapy("sites", "pause", "nbtv", "--reason", "x").returncode == 0
    done = scrapy("crawlall", "--due", "nbtv")
    assert (done.returncode, done.stdout) == (0, "nothing is due\n"), done.stderr


def test_a_broken_site_file_is_told_once_a_day(scrapy: Scrapy, tmp_path: Path) -> None:
    """One typing mistake would be 288 mails, or none."""
    folder = tmp_path / "them_vao"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "sai.py").write_text(SITE.format(name="sai", arguments="article_ulr='x'"), "utf-8")
    (folder / "cham.py").write_text(
        SITE.format(name="cham", arguments="") + "    from datetime import timedelta\n    every = timedelta(days=2)\n",
        "utf-8",
    )
    mixed = dataclasses.replace(scrapy, extra={"PYTHONPATH": str(tmp_path)})
    assert crawled(mixed, *MODULES) == {"sai": "config_error", "cham": "ok"}
    assert crawled(mixed, *MODULES) == {}
    shown = mixed("runs", "--bad", "--json")
    assert [json.loads(line)["outcome"] for line in shown.stdout.splitlines()] == ["config_error"]
    with scrapy.open() as database:
        a_day_ago = {"started_at": datetime.now(UTC) - timedelta(days=1, minutes=1)}
        database.runs.update_many({"site": "sai"}, {"$set": a_day_ago})
    assert crawled(mixed, *MODULES) == {"sai": "config_error"}


def test_without_a_store_nothing_is_known_to_be_due(scrapy: Scrapy) -> None:
    """Every call would crawl every site."""
    done = scrapy("crawlall", "--due", "-s", "STORE_ENABLED=0")
    assert (done.returncode, "--due needs the store" in done.stderr) == (2, True)
    gone = {"MONGO_URI": "mongodb://u:geheim@127.0.0.1:9/?serverSelectionTimeoutMS=300"}
    done = dataclasses.replace(scrapy, extra=gone)("crawlall", "--due", "--quiet")
    assert (done.returncode, "geheim" in done.stderr, "Traceback" in done.stderr) == (1, False, False)
