"""If these fail, a small server is asked by two crawls at once, or by none because of one that is long dead."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from typing import Any

from pymongo.database import Database

from crawler.commands.crawl import EXIT_BAD_OUTCOME
from tests.faults.running.conftest import QUICK
from tests.faults.running.stubborn import ARTICLES, HOST, OTHER_HOST, PATIENCE_S, Stubborn
from tests.integration.crawl.conftest import Scrapy

READ = 3
CRAWL = ("crawl", "cung_dau", *QUICK)
Started = list[subprocess.Popen[str]]


def outcomes(database: Database[dict[str, Any]]) -> list[str | None]:
    """Of all runs, in the order in which they began."""
    return [run["outcome"] for run in database.runs.find({}).sort("started_at")]


def begin(shell: Scrapy, site: Stubborn, crawls: Started, *more: str) -> subprocess.Popen[str]:
    """A crawl that has read some articles and hangs at the next one."""
    site.answers = READ
    crawl = shell.start(*CRAWL, *more)
    crawls.append(crawl)
    site.wait_until_asked(READ + 1)
    return crawl


def test_a_second_crawl_of_a_host_leaves_without_asking_it(shell: Scrapy, site: Stubborn, crawls: Started) -> None:
    """Two overlapping cron jobs would ask a provincial server twice as fast as it was promised."""
    first = begin(shell, site, crawls)
    asked = list(site.asked)
    for command in (CRAWL, ("crawl", "hai_nha", *QUICK)):
        second = shell(*command)
        assert second.returncode == 0, second.stderr
        said = f"already_running. Nothing was asked, because of the crawl of cung_dau by process {first.pid} on "
        assert said in second.stderr
        assert "ERROR" not in second.stderr
    table = shell("crawlall", "cung_dau", "hien", *QUICK)
    assert f"Nothing was asked, because of the crawl of cung_dau by process {first.pid}" in " ".join(
        table.stdout.split()
    )
    assert [entry for entry in site.asked if entry.startswith(HOST)] == asked
    with shell.open() as database:
        assert outcomes(database)[1:] == ["already_running", "already_running", "already_running", "ok"]
        assert database.sites.find_one({"_id": "cung_dau"}) is None, "a run that asked nothing says nothing of its site"


def test_a_killed_holder_is_succeeded_at_once(shell: Scrapy, site: Stubborn, crawls: Started) -> None:
    """After a crash the site would stay closed until somebody removes the lease by hand."""
    first = begin(shell, site, crawls)
    with shell.open() as database:
        held = database.leases.find_one({"_id": HOST})
        assert held is not None
        assert database.runs.find_one({"_id": held["run_id"]})["lease_token"] == held["token"]  # type: ignore[index]
        first.kill()
        first.communicate()
        site.answers = None
        began = time.monotonic()
        second = shell(*CRAWL)
        assert second.returncode == 0, second.stderr
        assert time.monotonic() - began < held["expiry_s"], "it waited for a process that it could know to be dead"
        assert f"by process {first.pid} on" in second.stderr
        assert "is gone: taking over" in second.stderr
        after = database.leases.find_one({"_id": HOST})
        assert after is not None
        assert (after["run_id"], after["token"]) == (None, held["token"] + 1)


def test_a_frozen_holder_is_succeeded_and_keeps_still_when_it_wakes(
    shell: Scrapy, site: Stubborn, crawls: Started
) -> None:
    """A machine that was suspended would go on in the middle of the crawl of another one."""
    quick = ("-s", "LEASE_EXPIRY=1.2")
    first = begin(shell, site, crawls, *quick, "-s", "STORE_BATCH_AGE=3600", "-s", "ENDING_GRACE=60")
    first.send_signal(signal.SIGSTOP)
    site.answers = None
    second = shell(*CRAWL, *quick)
    assert second.returncode == 0, second.stderr
    asked = list(site.asked)
    first.send_signal(signal.SIGCONT)
    _, errors = first.communicate(timeout=PATIENCE_S)
    assert first.returncode == EXIT_BAD_OUTCOME
    assert "lease_lost" in errors
    assert "Traceback" not in errors
    assert site.asked == asked, "it went on asking"
    with shell.open() as database:
        frozen = database.runs.find_one({"outcome": "lease_lost"})
        assert frozen is not None
        assert "What it had not written yet is the other run's to read." in frozen["reason"]
        assert database.articles.count_documents({}) == ARTICLES
        assert database.articles.count_documents({"run_id": frozen["_id"]}) == 0
        assert database.sites.find_one({"_id": "cung_dau"})["last_outcome"] == "ok"  # type: ignore[index]


def test_sites_of_one_command_that_share_a_host_take_turns(shell: Scrapy, site: Stubborn) -> None:
    """Two site files with a common host: one of them would never be crawled, and the table would call that good."""
    done = shell("crawlall", *QUICK)
    assert done.returncode == 0, done.stderr
    assert "already_running" not in done.stdout
    of_host: Callable[[str], list[str]] = lambda host: [e for e in site.asked if e == f"{host}/muc/tot/"]  # noqa: E731
    assert (len(of_host(HOST)), len(of_host(OTHER_HOST))) == (1, 2)
