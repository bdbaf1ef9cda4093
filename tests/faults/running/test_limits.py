"""If these fail, one host that hangs holds the whole crawl, or a cut run passes for one that read everything."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from crawler.commands.crawl import EXIT_BAD_OUTCOME, EXIT_USAGE
from tests.faults.running.conftest import QUICK
from tests.faults.running.stubborn import ARTICLES, Stubborn
from tests.integration.crawl.conftest import Scrapy

READ = 3
MOST_SECONDS = 15.0
"""For a command with a limit of 1 s and a grace of 0.2 s; a hanging answer would be waited for 60 s."""


def crawl_all(shell: Scrapy, *arguments: str) -> tuple[int, dict[str, dict[str, Any]], str]:
    """Exit code, a line per site, log."""
    done = shell("crawlall", "cung_dau", "hien", "--json", *QUICK, *arguments)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    return done.returncode, {line["site"]: line for line in lines}, done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-s", "SITE_TIMEOUT=1"), "Ended by its time limit, 1 s (SITE_TIMEOUT), after 1 s and 5 pages."),
        (("--timeout", "0.03"), "Ended by the time limit of the whole run, 2 s (RUN_TIMEOUT), after "),
    ],
    ids=["site", "run"],
)
def test_a_host_that_hangs_holds_neither_the_others_nor_the_end(
    shell: Scrapy, site: Stubborn, arguments: tuple[str, str], words: str
) -> None:
    """One dead server would cost the news of sixty-three provinces."""
    site.answers = READ
    began = time.monotonic()
    code, lines, log = crawl_all(shell, *arguments)
    assert time.monotonic() - began < MOST_SECONDS
    assert code == EXIT_BAD_OUTCOME, log
    assert (lines["hien"]["outcome"], lines["hien"]["new"]) == ("ok", ARTICLES)
    assert (lines["cung_dau"]["outcome"], lines["cung_dau"]["new"]) == ("timed_out", READ), log
    assert words in lines["cung_dau"]["reason"]
    assert "What was read is stored, and the next run goes on." in lines["cung_dau"]["reason"]
    assert "Traceback" not in log


def test_the_next_run_reads_what_the_cut_one_did_not_reach(shell: Scrapy, site: Stubborn) -> None:
    """The stop rule would take the articles of the cut run for known ground, and what lies below would be lost."""
    site.answers = READ
    assert shell("crawl", "cung_dau", *QUICK, "-s", "SITE_TIMEOUT=1").returncode == EXIT_BAD_OUTCOME
    with shell.open() as database:
        cut = database.sites.find_one({"_id": "cung_dau"})
        assert cut is not None
        assert (cut["last_outcome"], cut["last_success_at"]) == ("timed_out", None)
        assert cut.get("settled_at") is None
        stored = {a["sources"][0]["url"] for a in database.articles.find({})}
    site.answers = None
    site.asked.clear()
    done = shell("crawl", "cung_dau", *QUICK)
    assert done.returncode == 0, done.stderr
    with shell.open() as database:
        assert database.articles.count_documents({}) == ARTICLES
        assert database.sites.find_one({"_id": "cung_dau"})["settled_at"] is not None  # type: ignore[index]
    assert len(stored) == READ
    assert not stored & {f"http://{entry}" for entry in site.asked}, "what was stored was fetched again"


@pytest.mark.parametrize(
    ("limit", "words"),
    [("SITE_MAX_PAGES=5", "its limit of 5 pages (SITE_MAX_PAGES)"), ("SITE_MAX_BYTES=1500", "(SITE_MAX_BYTES)")],
)
def test_pages_and_bytes_are_bounded(shell: Scrapy, site: Stubborn, limit: str, words: str) -> None:
    """A site that never ends, or a broken listing of videos, would fill the night and the disk."""
    done = shell("crawl", "cung_dau", *QUICK, "-s", limit)
    assert done.returncode == EXIT_BAD_OUTCOME, done.stderr
    assert "timed_out" in done.stderr
    assert words in done.stderr
    assert 0 < site.articles < ARTICLES


@pytest.mark.parametrize("minutes", ["0", "-1", "nan"])
def test_a_limit_that_is_none_is_refused(shell: Scrapy, minutes: str) -> None:
    """`--timeout 0` reads as "no time at all" or "no limit": nobody should have to guess."""
    done = shell("crawlall", "--timeout", minutes)
    assert (done.returncode, f"--timeout {minutes}: give minutes" in done.stderr) == (EXIT_USAGE, True), done.stderr
