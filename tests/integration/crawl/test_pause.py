"""Pausing a site: the office asked for it, or its server is in trouble, and a deploy takes until tomorrow."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.health.freshness import after
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.pauses import Pause, pause_site, pauses, resume_site
from crawler.store.sites import update_site
from tests.integration.crawl.conftest import FAST, Scrapy
from tests.unit.health.test_freshness import OK, run

NOW = datetime.now(UTC)
PAUSE = Pause(reason="the office asked", at=NOW, until=None, by="ops@here")


def test_a_paused_site_is_left_out_and_can_still_be_named(scrapy: Scrapy, access_log: Path) -> None:
    """The office that asked to be left alone would be asked again two hours later."""
    others = ("baolaocai", "baoquangtri", "hanhchinhcong", "laocaitv", "ubdt", "ubmttqvn_quangtri")
    done = scrapy("sites", "pause", *others, "--reason", "bảo trì  máy chủ")
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 6), done.stderr
    assert "baolaocai: paused: bảo trì máy chủ (" in done.stdout
    before = len(access_log.read_text().splitlines()) if access_log.exists() else 0
    done = scrapy("crawlall", "--json", "-a", "sample=1", *FAST)
    assert done.returncode == 0, done.stderr
    rows = {row["site"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert (rows["nbtv"]["outcome"], rows["nbtv"]["new"]) == ("ok", 1)
    assert {rows[name]["outcome"] for name in others} == {"paused"}
    asked = access_log.read_text().splitlines()[before:]
    assert asked
    assert all("nbtv" in line for line in asked)

    scrapy("sites", "pause", "nbtv", "--reason", "x")
    everything_paused = scrapy("crawlall", "--quiet", *FAST)
    assert (everything_paused.returncode, everything_paused.stdout, everything_paused.stderr) == (0, "", "")
    table = scrapy("crawlall", *FAST)
    assert (table.returncode, "ubdt: paused: bảo trì máy chủ" in table.stdout) == (0, True), table.stderr

    named = scrapy("crawlall", "ubdt", "-a", "sample=1", "--json", *FAST)
    assert [json.loads(line)["outcome"] for line in named.stdout.splitlines()] == ["ok"]
    assert "ubdt is paused: bảo trì máy chủ" in named.stderr
    assert "because it was named" in scrapy.crawl("ubdt", "-a", "sample=1").stderr

    listed = {row["name"]: row for row in map(json.loads, scrapy("sites", "--json").stdout.splitlines())}
    assert listed["ubdt"]["paused"]["reason"] == "bảo trì máy chủ"
    assert listed["adhoc"]["paused"] is None
    assert "paused: bảo trì máy chủ" in scrapy("sites").stdout
    assert scrapy("sites", "resume", "ubdt", "adhoc").stdout == "ubdt: resumed\nadhoc: was not paused\n"
    assert "ubdt is paused" not in scrapy("crawlall", "ubdt", "-a", "sample=1", *FAST).stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("pause", "nbtv"), "--reason is missing"),
        (("pause", "nbtv", "--reason", " "), "--reason is missing"),
        (("pause", "--reason", "x"), "name the sites"),
        (("pause", "nbt", "--reason", "x"), "did you mean nbtv"),
        (("pause", "nbtv", "--reason", "x", "--until", "24/12/2026"), "write a day as 2026-12-24"),
        (("pause", "nbtv", "--reason", "x", "--until", "2020-01-01"), "is not to come"),
        (("resume", "nbtv", "--reason", "x"), "belong to pause"),
        (("halt", "nbtv"), "write pause SITE or resume SITE"),
        (("--reason", "x"), "belong to `scrapy sites pause SITE`"),
    ],
)
def test_wrong_usage_names_the_fix(scrapy: Scrapy, arguments: tuple[str, ...], words: str) -> None:
    """Somebody in a hurry would believe the site to be paused."""
    done = scrapy("sites", *arguments)
    assert (done.returncode, words in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr


def test_a_pause_ends_by_itself(database: Database[dict[str, Any]]) -> None:
    """A site that was paused over a weekend would stay silent for a year."""
    pause_site(database, "nbtv", Pause(reason="x", at=NOW, until=NOW + timedelta(hours=1), by="ops"))
    pause_site(database, "ubdt", PAUSE)
    assert set(pauses(database, NOW)) == {"nbtv", "ubdt"}
    assert pauses(database, NOW + timedelta(hours=1)).keys() == {"ubdt"}
    assert resume_site(database, "ubdt")
    assert not resume_site(database, "ubdt")
    assert not pauses(database, NOW + timedelta(hours=1))


def test_runs_neither_end_a_pause_nor_bring_it_back(store: StoreConfig, database: Database[dict[str, Any]]) -> None:
    """A run that was under way when somebody paused or resumed the site would undo it at its end."""

    def while_it_ends(meanwhile: Any, hours: int) -> None:
        async def end() -> None:
            async with open_async(store, resolve_uri(store)) as db:

                def change(old: Any) -> dict[str, Any]:
                    meanwhile()
                    return after(old, run(hours))

                await update_site(db, "nbtv", change)

        asyncio.run(end())

    async def first() -> None:
        async with open_async(store, resolve_uri(store)) as db:
            await update_site(db, "nbtv", partial(after, run=OK))

    asyncio.run(first())
    while_it_ends(lambda: pause_site(database, "nbtv", PAUSE), 1)
    assert pauses(database, datetime.now(UTC)).keys() == {"nbtv"}
    while_it_ends(lambda: None, 2)
    assert pauses(database, datetime.now(UTC)).keys() == {"nbtv"}
    while_it_ends(lambda: resume_site(database, "nbtv"), 3)
    assert not pauses(database, datetime.now(UTC))
    assert database.sites.find_one({})["last_run_id"] == "r3"  # type: ignore[index]


def test_a_site_can_be_paused_before_its_first_crawl(store: StoreConfig, database: Database[dict[str, Any]]) -> None:
    """The first run would fail on the half document, or overwrite the pause."""

    async def end() -> None:
        async with open_async(store, resolve_uri(store)) as db:
            await update_site(db, "nbtv", partial(after, run=OK))

    pause_site(database, "nbtv", PAUSE)
    asyncio.run(end())
    found = database.sites.find_one({"_id": "nbtv"})
    assert found is not None
    assert (found["last_outcome"], found["paused"]["by"]) == ("ok", "ops@here")
