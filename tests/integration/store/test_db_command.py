"""``scrapy db``: what an operator types, reads and scripts against."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from crawler.store import embedded
from crawler.store.config import PROJECT_ROOT, StoreConfig


def db(*arguments: str, config: StoreConfig, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run ``scrapy db`` in a process of its own."""
    inherited = {name: value for name, value in os.environ.items() if name != "MONGO_URI"}
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "db", *arguments],
        env={**inherited, "CRAWLER_DATA": str(config.data_dir), "MONGO_DATABASE": config.database, **environ},
        cwd=PROJECT_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_status_shows_where_the_data_is_and_never_the_password(store: StoreConfig) -> None:
    password = embedded.uri(store).partition("://")[2].partition("@")[0].partition(":")[2]
    plain, machine = db("status", config=store), db("status", "--json", config=store)
    facts = json.loads(machine.stdout)
    assert (plain.returncode, facts["state"], facts["server"]) == (0, "answering", "embedded")
    assert str(store.data_dir) in plain.stdout
    assert password not in plain.stdout + machine.stdout


def test_uri_is_what_a_driver_takes(store: StoreConfig) -> None:
    assert db("uri", config=store).stdout.strip() == embedded.uri(store)


def test_with_mongo_uri_status_says_so_without_the_password(store: StoreConfig) -> None:
    address = embedded.uri(store)
    shown = db("status", config=store, MONGO_URI=address)
    assert shown.returncode == 0
    assert shown.stdout.startswith("MONGO_URI is used: mongodb://***@127.0.0.1:")
    refused = db("stop", config=store, MONGO_URI=address)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "unset it" in refused.stderr
    assert embedded.status(store).answering


def test_a_password_that_was_not_escaped_is_not_printed(store: StoreConfig) -> None:
    """Cron would mail the owner's password, and a log would keep it."""
    for action in ("start", "status"):
        refused = db(action, config=store, MONGO_URI="mongodb://owner:s3cr/etPW@127.0.0.1:1/")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "%2F" in refused.stderr
        assert "s3cr" not in refused.stderr
        assert "etPW" not in refused.stderr


def test_migrate_creates_and_then_has_nothing_to_do(store: StoreConfig) -> None:
    first, second = db("migrate", "--json", config=store), db("migrate", config=store)
    assert "create collection articles" in json.loads(first.stdout)["steps"]
    assert second.stdout == "nothing to do: the database is up to date\n"


def test_failure_is_one_sentence_and_wrong_usage_is_exit_code_2(store: StoreConfig) -> None:
    failed = db("migrate", config=store, MONGO_URI="mongodb://u:geheim@127.0.0.1:port/")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.count("\n") == 1
    assert "MONGO_URI is not usable" in failed.stderr
    assert "geheim" not in failed.stderr
    for arguments in (["restart"], ["start", "--dry-run"]):
        assert db(*arguments, config=store).returncode == 2
