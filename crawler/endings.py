"""How a run ends before it is done: one way in for everybody who ends one, and the finish reasons.

What then happens is `crawler.fetch.gate`'s: nothing more is asked, what is under way gets a grace. What was read is
stored, and the verdict is written, as at every end.
"""

from __future__ import annotations

from datetime import UTC, datetime

from scrapy.crawler import Crawler

from crawler.signals import run_ending

ALREADY_RUNNING = "already_running"
LEASE_LOST = "lease_lost"
TIMED_OUT = "timed_out"
INTERRUPTED = "interrupted"
STORE_FAILED = "store_failed"

REASON_STAT = "ending/reason"
WHY_STAT = "ending/why"
AFTER_STAT = "ending/after_s"


def end(crawler: Crawler, reason: str, why: str) -> None:
    """End the run for *reason* (one of this module); *why* goes into the verdict. A second call changes nothing."""
    if not goes_on(crawler):
        return
    note(crawler, reason, why)
    crawler.signals.send_catch_log(run_ending, reason=reason)


def note(crawler: Crawler, reason: str, why: str) -> None:
    """Keep what the verdict needs to know."""
    stats = crawler.stats
    began: datetime | None = stats.get_value("start_time")
    stats.set_value(REASON_STAT, reason)
    stats.set_value(WHY_STAT, why)
    stats.set_value(AFTER_STAT, round((datetime.now(UTC) - began).total_seconds()) if began else 0)


def is_ending(crawler: Crawler) -> bool:
    """Whether somebody has ended the run."""
    return crawler.stats.get_value(REASON_STAT) is not None


def goes_on(crawler: Crawler) -> bool:
    """Whether it is a crawl (`scrapy shell` is none) that is not ending; who waits looks here now and then."""
    return crawler.crawling and not is_ending(crawler)
