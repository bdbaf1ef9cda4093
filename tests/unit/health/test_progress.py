"""If these fail, whoever watches a crawl takes a site at work for a hung one, or the other way round."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping
from typing import Any

import pytest

from crawler.health.evidence import Evidence
from crawler.health.progress import Progress, SiteProgress, eta, waiting

STATS = {"downloader/response_count": 30, "store/new": 12, "store/touched": 3, "discovery/known_skipped": 4}


def test_a_row_says_how_far_and_how_fast() -> None:
    """The figures of the table are all that a watcher has."""
    stats = STATS | {"articles/requested": 50, "articles/fetched": 20, "missed/article/404": 2, "store/rejects": 1}
    site = SiteProgress("nbtv", lambda: stats)
    assert site.row(100.0) == ("nbtv", "at work", "30", "12", "7", "3", "", "")
    stats["downloader/response_count"] = 44
    assert site.row(107.0) == ("nbtv", "at work", "44", "12", "7", "3", "2.0", "0:14+")


def test_the_rate_is_that_of_the_last_half_minute() -> None:
    """A site that has just been throttled would show the pace of its beginning, and an arrival that never comes."""
    stats = {"downloader/response_count": 0}
    site = SiteProgress("nbtv", lambda: stats)
    for second in range(0, 60, 10):
        stats["downloader/response_count"] += 20
        site.rate(float(second))
    for second in range(60, 100, 10):
        rate = site.rate(float(second))
    assert rate == 0
    assert eta(5, rate) == ""


def test_what_has_ended_is_not_waited_for() -> None:
    """Links that failed would stay in the estimate for ever."""
    counted = Evidence(requested=9, fetched=3, not_modified=1, gone=1, missed_articles=2, listings=4, listing_pages=3)
    assert waiting(counted) == 3
    assert waiting(Evidence(fetched=3)) == 0


def test_a_done_site_stands_still() -> None:
    """Nobody could tell which sites are still at work."""
    assert SiteProgress("nbtv", lambda: STATS, is_done=True).row(1.0)[1] == "done"


@pytest.mark.parametrize("names", [("nbtv",), ("nbtv", "ubdt")])
def test_without_a_terminal_there_are_plain_lines(names: tuple[str, ...]) -> None:
    """Cron's mail and the journal would be full of control characters."""
    out = io.StringIO()

    def stats() -> Mapping[str, Any]:
        return STATS

    async def crawls() -> None:
        loop = asyncio.get_running_loop()
        tasks: dict[str, asyncio.Future[None]] = {name: loop.create_future() for name in names}
        following = asyncio.create_task(Progress(dict.fromkeys(names, stats), out).follow(tasks))
        for task in tasks.values():
            await asyncio.sleep(0)
            task.set_result(None)
        await following

    asyncio.run(crawls())
    first, *rest = out.getvalue().splitlines()
    assert first == f"Crawling {len(names)} site(s): {', '.join(names)}"
    assert sorted(rest) == [f"  {name} done" for name in names]
    assert "\x1b" not in out.getvalue()
