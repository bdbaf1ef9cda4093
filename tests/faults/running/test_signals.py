"""If these fail, a deployment or a reboot loses articles, hangs, or leaves sites that nobody may crawl."""

from __future__ import annotations

import json
import signal
import subprocess
import time

import pytest

from crawler.commands.crawl import EXIT_BAD_OUTCOME
from tests.faults.running.conftest import QUICK
from tests.faults.running.stubborn import HOST, PATIENCE_S, Stubborn
from tests.integration.crawl.conftest import Scrapy

READ = 3
MOST_SECONDS = 5.0
"""From the signal to the end, with a grace of 0.2 s; about 1 s measured."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_the_first_signal_ends_the_run_with_its_verdict(
    shell: Scrapy, site: Stubborn, crawls: list[subprocess.Popen[str]], number: signal.Signals
) -> None:
    """What was read would be lost with the batch, and the other sites' results not be printed."""
    site.answers = READ
    crawl = shell.start("crawlall", "cung_dau", "hien", "--json", *QUICK, "-s", "STORE_BATCH_AGE=3600")
    crawls.append(crawl)
    site.wait_until_asked(READ + 1)
    began = time.monotonic()
    crawl.send_signal(number)
    out, errors = crawl.communicate(timeout=PATIENCE_S)
    assert time.monotonic() - began < MOST_SECONDS
    assert crawl.returncode == EXIT_BAD_OUTCOME, errors
    line = next(json.loads(line) for line in out.splitlines() if '"cung_dau"' in line)
    assert (line["outcome"], line["new"]) == ("interrupted", READ), errors
    assert line["reason"].startswith(f"Stopped by {number.name}, after ")
    assert "Traceback" not in errors
    asked = len(site.asked)
    with shell.open() as database:
        assert [lease["run_id"] for lease in database.leases.find({})] == [None, None], "the lease was not given back"
        assert database.articles.count_documents({"site": "cung_dau"}) == READ
        assert database.sites.find_one({"_id": "cung_dau"})["failures_in_a_row"] == 1  # type: ignore[index]
        assert database.sites.find_one({"_id": "cung_dau"})["last_success_at"] is None  # type: ignore[index]
    assert len(site.asked) == asked


def test_the_second_signal_ends_at_once(shell: Scrapy, site: Stubborn, crawls: list[subprocess.Popen[str]]) -> None:
    """Who presses Ctrl-C twice means it."""
    site.answers = READ
    crawl = shell.start("crawl", "cung_dau", *QUICK, "-s", "ENDING_GRACE=600", "-s", "LOG_ENABLED=0")
    crawls.append(crawl)
    site.wait_until_asked(READ + 1)
    crawl.send_signal(signal.SIGINT)
    assert crawl.stderr is not None
    assert "once more ends at once" in crawl.stderr.readline()
    crawl.send_signal(signal.SIGINT)
    _, errors = crawl.communicate(timeout=PATIENCE_S)
    assert (crawl.returncode, "ended at once" in errors) == (130, True)


def test_who_waits_for_a_lease_can_be_stopped(
    shell: Scrapy, site: Stubborn, crawls: list[subprocess.Popen[str]]
) -> None:
    """A crawl that waits for another one would ignore the signal, and begin when the machine goes down."""
    site.answers = READ
    crawls.append(shell.start("crawl", "cung_dau", *QUICK))
    site.wait_until_asked(READ + 1)
    asked = len(site.asked)
    second = shell.start("crawl", "cung_dau", *QUICK, "-s", "LEASE_WAIT=600")
    crawls.append(second)
    assert second.stderr is not None
    log = ""
    while "waiting for the crawl of cung_dau" not in log:
        log = second.stderr.readline()
        assert log, "the second crawl ended"
    second.send_signal(signal.SIGTERM)
    _, errors = second.communicate(timeout=PATIENCE_S)
    assert second.returncode == EXIT_BAD_OUTCOME, errors
    assert "interrupted" in errors
    assert len(site.asked) == asked


def test_a_signal_waits_for_no_delay(shell: Scrapy, site: Stubborn, crawls: list[subprocess.Popen[str]]) -> None:
    """A host that was slowed down to a request in thirty seconds would hold the end of the whole command."""
    more = ("-s", "DOWNLOAD_DELAY=600", "-s", "CONCURRENT_REQUESTS=4", "-s", "ENDING_GRACE=600")
    crawl = shell.start("crawl", "cung_dau", *QUICK, *more)
    crawls.append(crawl)
    site.wait_until_asked_for(f"{HOST}/robots.txt")
    crawl.send_signal(signal.SIGTERM)
    _, errors = crawl.communicate(timeout=PATIENCE_S)
    assert crawl.returncode == EXIT_BAD_OUTCOME, errors
    assert "interrupted" in errors
    assert "No listing at" not in errors, "what was never asked for is not missed"
    assert site.asked == [f"{HOST}/robots.txt"]
