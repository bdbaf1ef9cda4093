"""`scrapy crontab`: what it prints is what cron runs tonight."""

from __future__ import annotations

import dataclasses
import subprocess

import pytest

from crawler.store.config import PROJECT_ROOT
from tests.integration.crawl.conftest import Scrapy
from tests.unit.health.cron import read


def test_one_line_that_works_in_crons_bare_world(scrapy: Scrapy) -> None:
    """Cron has another folder, no PATH of ours and none of our variables: the line fails where nobody looks."""
    secret = {"MONGO_URI": "mongodb://u:geheim@127.0.0.1:9/", "CRAWLER_CONTACT": "ops@vidu.vn", "CRAWLER_DATA": "d"}
    done = dataclasses.replace(scrapy, extra=secret)("crontab")
    assert (done.returncode, done.stderr) == (0, "")
    variables, lines = read(done.stdout)
    assert variables["MAILTO"] == variables["CRAWLER_CONTACT"] == "ops@vidu.vn"
    assert variables["CRAWLER_DATA"] == str(PROJECT_ROOT / "d")
    assert "geheim" not in done.stdout
    assert "# MONGO_URI is set here and not printed" in done.stdout
    [line] = lines
    assert len(line.minutes) == 7 * 288
    assert line.command.endswith(" crawlall --due --quiet")
    bare = line.command.replace("crawlall --due --quiet", "list")
    ran = subprocess.run(["/bin/sh", "-c", bare], cwd="/", env={}, capture_output=True, text=True, timeout=60)
    assert (ran.returncode, "nbtv" in ran.stdout) == (0, True), ran.stderr


def test_a_line_for_each_site(scrapy: Scrapy) -> None:
    """A site without a line is never crawled; a tool has none to crawl."""
    done = scrapy("crontab", "--per-site", "--mailto", "ops", "--env-file", "/etc/vnnews env")
    variables, lines = read(done.stdout)
    assert variables["MAILTO"] == "ops"
    named = {line.command.rpartition(" crawlall ")[2].split(" ")[0]: line for line in lines}
    assert len(named) == len(lines) == 7
    assert "adhoc" not in named
    assert (len(named["nbtv"].minutes), len(named["ubdt"].minutes)) == (7 * 24, 7 * 8)
    assert all(line.command.startswith("set -a && . '/etc/vnnews env' && set +a && cd ") for line in lines)
    assert scrapy("crontab", "--per-site").stdout == scrapy("crontab", "--per-site").stdout


def test_the_form_of_cron_d(scrapy: Scrapy) -> None:
    """/etc/cron.d takes the first word of the command for the user."""
    done = scrapy("crontab", "--user", "news", "--every", "10")
    assert "0,10,20,30,40,50 * * * * news cd /" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--every", "7"), "do not divide the hour"),
        (("--every", "0"), "do not divide the hour"),
        (("--every", "5", "--per-site"), "leave out --per-site"),
        (("--user", "two words"), "is no user name"),
        (("--mailto", "a b"), "is no mail address"),
        (("nbtv",), "is not understood"),
    ],
)
def test_wrong_usage_names_the_fix(scrapy: Scrapy, arguments: tuple[str, ...], words: str) -> None:
    """A crontab that never runs."""
    done = scrapy("crontab", *arguments)
    assert (done.returncode, done.stdout, words in done.stderr) == (2, "", True), done.stderr
