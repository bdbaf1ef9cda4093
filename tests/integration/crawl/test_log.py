"""The log of real crawls, as JSON and as text."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from tests.integration.crawl.conftest import FAST, Scrapy


def test_every_line_is_json_and_names_its_site(scrapy: Scrapy, tmp_path: Path) -> None:
    """Of seven sites in one log nobody could tell which one a line is about; one line of text stops the reader."""
    file = tmp_path / "crawl.log"
    shell = dataclasses.replace(scrapy, extra={"LOG_JSON": "1"})
    options = ("-a", "max_pages=0", "--logfile", str(file), "--loglevel", "DEBUG")
    done = shell("crawlall", "nbtv", "laocaitv", *options, *FAST)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    hosts = {"nbtv": "https://nbtv.vn/", "laocaitv": "laocaitv.vn/"}
    told = [row for row in rows if row["event"].startswith(("No %s at", "Article %(url)s"))]
    assert {row["site"] for row in told} == set(hosts)
    assert all(hosts[row["site"]] in row["message"] for row in told)
    assert any(row["message"].startswith("nbtv: ok.") and row["site"] == "nbtv" for row in rows)
    assert any(row["event"].startswith("Scrapy %(version)s started") for row in rows)


def test_text_is_the_default_and_json_a_setting(scrapy: Scrapy) -> None:
    """People would have to read JSON, or `-s LOG_JSON=1` would be a setting that nobody reads."""
    done = scrapy.crawl("nbtv", "-a", "sample=1", "--nolog")
    assert (done.returncode, done.stderr) == (0, "")
    done = scrapy.crawl("nbtv", "-a", "sample=1")
    assert "[crawler.health.recorder] INFO: nbtv: ok" in done.stderr
    done = scrapy.crawl("nbtv", "-a", "sample=1", "-s", "LOG_JSON=1")
    assert all(json.loads(line) for line in done.stderr.splitlines())


def test_a_password_is_in_no_line(scrapy: Scrapy) -> None:
    """A database that goes away during the crawl is when logs are sent around."""
    uri = "mongodb://crawler:geheim@127.0.0.1:9/?serverSelectionTimeoutMS=300&authMechanismProperties=TOKEN:geheim"
    for form in ("0", "1"):
        shell = dataclasses.replace(scrapy, extra={"LOG_JSON": form, "MONGO_URI": uri})
        for command in (("crawl", "nbtv"), ("crawlall", "--due")):
            done = shell(*command, "--loglevel", "DEBUG", *FAST)
            assert done.returncode == 1
            assert "geheim" not in done.stdout + done.stderr
