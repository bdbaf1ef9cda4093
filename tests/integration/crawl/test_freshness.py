"""`sites` after real crawls: news, no news, and a site that could not be read are three different things."""

from __future__ import annotations

import dataclasses
import json
from datetime import UTC, datetime
from typing import Any

from crawler.store.schema import SCHEMA_VERSION
from tests.integration.crawl.conftest import Scrapy

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


def record(scrapy: Scrapy) -> dict[str, Any]:
    """The document of nbtv."""
    with scrapy.open() as database:
        found = database.sites.find_one({"_id": "nbtv"})
    assert found is not None
    return found


def test_news_then_none_then_not_reachable(scrapy: Scrapy) -> None:
    """A consumer could not tell a quiet province from a crawler that has been failing for weeks."""
    assert scrapy.crawl("nbtv").returncode == 0
    first = record(scrapy)
    assert (first["last_outcome"], first["runs_since_new"], first["failures_in_a_row"]) == ("ok", 0, 0)
    assert first["last_run_at"] == first["last_success_at"] == first["last_new_at"]
    assert (first["kind"], first["province_current"]) == ("tv", "Ninh Bình")
    assert (first["lag_s"], first["schema_version"]) == (None, SCHEMA_VERSION)
    with scrapy.open() as database:
        newest = max(a["published_at"] for a in database.articles.find({"site": "nbtv"}) if a["published_at"])
        run = database.runs.find_one({"_id": first["last_run_id"]})
    assert first["newest_published_at"] == newest
    assert run is not None
    assert (run["started_at"], run["schema_version"]) == (first["last_run_at"], SCHEMA_VERSION)

    assert scrapy.crawl("nbtv").returncode == 0
    second = record(scrapy)
    assert (second["last_outcome"], second["runs_since_new"]) == ("ok_nothing_new", 1)
    assert second["last_success_at"] > first["last_success_at"]
    assert second["last_new_at"] == first["last_new_at"]

    nowhere = dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")
    assert dataclasses.replace(scrapy, extra=nowhere).crawl("nbtv").returncode == 3
    third = record(scrapy)
    assert (third["last_outcome"], third["failures_in_a_row"]) == ("unreachable", 1)
    assert third["last_run_at"] > third["last_success_at"] == second["last_success_at"]
    assert third["newest_published_at"] == newest

    rows = {row["name"]: row for row in map(json.loads, scrapy("sites", "--json").stdout.splitlines())}
    assert rows["nbtv"]["freshness"]["last_success_at"] == second["last_success_at"].isoformat()
    assert rows["ubdt"]["freshness"] is None
    shown = scrapy("sites").stdout
    assert "unreachable" in shown
    assert "never crawled" in shown


def test_lag_of_what_was_new(scrapy: Scrapy) -> None:
    """Nobody would know that a site is found hours late."""
    assert scrapy.crawl("nbtv").returncode == 0
    with scrapy.open() as database:
        exact = {"site": "nbtv", "published_precision": {"$in": ["minute", "second"]}, "sources": {"$size": 1}}
        gone = database.articles.find_one(exact)
        assert gone is not None
        database.articles.delete_one({"_id": gone["_id"]})
        database.sites.update_one({"_id": "nbtv"}, {"$set": {"last_success_at": LONG_AGO}})
    assert scrapy.crawl("nbtv", "-a", "full=1").returncode == 0  # its page is still known
    with scrapy.open() as database:
        again = database.articles.find_one({"_id": gone["_id"]})
    assert again is not None
    assert record(scrapy)["lag_s"] == round((again["first_seen"] - again["published_at"]).total_seconds())


def test_a_sample_proves_nothing_and_a_tool_is_no_site(scrapy: Scrapy) -> None:
    """Trying a site out with three articles would count as having read its news."""
    assert scrapy.crawl("nbtv", "-a", "sample=2").returncode == 0
    assert scrapy.crawl("adhoc", "-a", "url=https://nbtv.vn/", "-a", "sample=2").returncode == 0
    found = record(scrapy)
    assert (found["last_success_at"], found["last_outcome"]) == (None, "ok")
    with scrapy.open() as database:
        assert [site["_id"] for site in database.sites.find()] == ["nbtv"]


def test_the_list_needs_no_store(scrapy: Scrapy) -> None:
    """Somebody who only wants to see the register would have to set up a database."""
    nowhere = dataclasses.replace(scrapy, extra={"MONGO_URI": "mongodb://u:geheim@127.0.0.1:port/"})
    done = nowhere("sites", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout.splitlines()[0])["freshness"] is None
    assert "how fresh the sites are is not known: MONGO_URI is not usable" in done.stderr
    assert "geheim" not in done.stderr
