"""``scrapy changes``: what a consumer that is no Python types, pipes and resumes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import Any

from pymongo.database import Database

from crawler.store.config import PROJECT_ROOT, StoreConfig
from crawler.store.documents import article_id
from tests.integration.store.samples import article, write

Db = Database[dict[str, Any]]
NEW_TEXT = "Nội dung đã sửa lại. " * 15


def command(store: StoreConfig, *arguments: str) -> subprocess.Popen[str]:
    """Start ``scrapy changes`` on the test's database."""
    environ = {name: value for name, value in os.environ.items() if name != "MONGO_URI"}
    environ |= {"CRAWLER_DATA": str(store.data_dir), "MONGO_DATABASE": store.database}
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "changes", *arguments],
        env=environ,
        cwd=PROJECT_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(store: StoreConfig, *arguments: str) -> tuple[int, str, str]:
    process = command(store, *arguments)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_changes_are_lines_and_a_cursor_resumes_them(store: StoreConfig, database: Db) -> None:
    """A shell script keeps one number and misses nothing."""
    write(store, [article(1)], [article(2, site="ubdt")], [article(1, minute=5, text=NEW_TEXT)])
    code, out, _ = run(store, "--json")
    found = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [(e["seq"], e["kind"], e["site"]) for e in found] == [
        (1, "added", "nbtv"),
        (2, "added", "ubdt"),
        (3, "edited", "nbtv"),
    ]
    assert found[2]["at"] == "2026-11-20T08:05:00Z"
    assert [json.loads(line)["seq"] for line in run(store, "--json", "--since", "2")[1].splitlines()] == [3]
    assert [line.split()[0] for line in run(store, "--site", "ubdt")[1].splitlines()] == ["2"]
    assert run(store, "--since", "now")[1] == ""
    assert article_id("nbtv.vn#1") in run(store, "--limit", "1")[1]


def test_a_follower_gets_what_comes_and_ends_with_control_c(store: StoreConfig, database: Db) -> None:
    """A pipe that must be restarted for every change is none."""
    write(store, [article(1)])
    process = command(store, "--follow", "--json", "--interval", "0.05")
    assert process.stdout is not None
    assert json.loads(process.stdout.readline())["seq"] == 1
    write(store, [article(2)])
    assert json.loads(process.stdout.readline())["seq"] == 2
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "")


def test_wrong_usage_and_an_expired_cursor_name_the_fix(store: StoreConfig, database: Db) -> None:
    """A consumer must learn that it missed something, not read on as if nothing had happened."""
    assert run(store, "--since", "yesterday")[0] == 2
    assert run(store, "17")[0] == 2
    for wrong in (("--since", "9" * 20), ("--since", "9" * 5000), ("--interval", "nan"), ("--interval", "inf")):
        code, out, err = run(store, *wrong, "--follow")
        assert (code, out) == (2, "")
        assert "Traceback" not in err
    assert "lies behind the newest change" in run(store, "--since", "9" * 18)[2]
    write(store, [article(1)])
    database.changes.delete_many({})
    database.meta.update_one({"_id": "feed"}, {"$set": {"first": 2}})
    code, out, err = run(store)
    assert (code, out) == (1, "")
    assert "scrapy export" in err
