"""`scrapy runs` after real crawls: the history that ops read in the morning."""

from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.store.config import PROJECT_ROOT
from crawler.store.runs import past_runs
from tests.integration.crawl.conftest import Scrapy

BEGIN_AND_DIE = """
import asyncio, os, signal, sys
from datetime import UTC, datetime
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.runs import new_run_id, run_document, start_run
async def main():
    config, now = StoreConfig.from_env(os.environ), datetime.now(UTC)
    async with open_async(config, resolve_uri(config)) as db:
        await start_run(db, run_document(new_run_id("nbtv", now), "nbtv", now, {}))
asyncio.run(main())
os.kill(os.getpid(), signal.SIGKILL)
"""


def rows(scrapy: Scrapy, *arguments: str) -> list[dict[str, Any]]:
    done = scrapy("runs", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_history_of_good_bad_and_killed_runs(scrapy: Scrapy) -> None:
    """The only other trace of a night's runs is a log file, and a killed run writes no last line."""
    assert rows(scrapy) == []
    assert scrapy("runs").stdout == "no runs\n"
    assert scrapy.crawl("nbtv", "-a", "max_pages=0").returncode == 0
    nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
    assert dataclasses.replace(scrapy, extra=nowhere).crawl("ubdt").returncode == 3
    killed = [sys.executable, "-c", BEGIN_AND_DIE]
    subprocess.run(killed, env=scrapy.environment, cwd=PROJECT_ROOT, check=False, timeout=60)

    found = rows(scrapy)
    assert [(run["site"], run["outcome"]) for run in found] == [
        ("nbtv", "killed"),
        ("ubdt", "unreachable"),
        ("nbtv", "ok"),
    ]
    good = found[2]
    assert good["seconds"] > 0
    assert good["timings"]["total_s"] >= good["timings"]["store_s"] > 0
    assert good["bytes"] > good["pages"] == sum(good["status_codes"].values()) > good["new"] > 0
    assert good["via"]["articles"] == good["new"] + good["copies"]
    assert sum(good["via"]["fields"]["title"].values()) == good["via"]["articles"]
    assert good["reason"].startswith(f"{good['new']} new")

    assert [run["outcome"] for run in rows(scrapy, "--bad")] == ["killed", "unreachable"]
    assert [run["outcome"] for run in rows(scrapy, "--bad", "--limit", "1")] == ["killed"]
    assert [run["outcome"] for run in rows(scrapy, "nbtv")] == ["killed", "ok"]
    assert [run["outcome"] for run in rows(scrapy, "ubdt", "--bad")] == ["unreachable"]
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()
    assert rows(scrapy, "--since", tomorrow) == rows(scrapy, "baolaocai") == []
    table = scrapy("runs").stdout
    assert "was killed" in table
    assert all(word in table for word in ("unreachable", "200:", "No listing or feed"))


def test_wrong_usage_names_the_fix(scrapy: Scrapy) -> None:
    """The empty history of a misspelt site would look like peace."""
    for arguments, words in (
        (("nbt",), "did you mean nbtv"),
        (("--since", "22/11/2026"), "write a day as 2026-11-01"),
        (("--since", "0001-01-01"), "write a day as 2026-11-01"),
        (("--limit", "-1"), "write 0 for all"),
        (("nbtv", "ubdt"), "give one site"),
    ):
        done = scrapy("runs", *arguments)
        assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr


def test_a_store_that_does_not_answer_is_told(scrapy: Scrapy) -> None:
    """A traceback, with the password in it."""
    gone = {"MONGO_URI": "mongodb://u:geheim@127.0.0.1:9/?serverSelectionTimeoutMS=300"}
    done = dataclasses.replace(scrapy, extra=gone)("runs")
    assert (done.returncode, "geheim" in done.stderr, "Traceback" in done.stderr) == (1, False, False), done.stderr


def test_long_history_is_read_from_its_end(scrapy: Scrapy) -> None:
    """The embedded server would read two years of runs for the last one: seconds, and crawls wait meanwhile."""
    now = datetime.now(UTC)
    with scrapy.open() as database:
        old = ({"_id": f"r{n}", "site": "nbtv", "started_at": now - timedelta(hours=n)} for n in range(3000))
        database.runs.insert_many(old)
        newest = past_runs(database, now=now)
        assert [next(newest)["_id"] for _ in range(60)] == [f"r{n}" for n in range(60)]
        assert len(list(past_runs(database, now=now))) == 3000
        since = now - timedelta(hours=100)
        assert len(list(past_runs(database, since=since, now=now))) == 101
        assert len(list(past_runs(database, since=since, site="nbtv", now=now))) == 101
