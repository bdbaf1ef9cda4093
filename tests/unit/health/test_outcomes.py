"""If these fail, "nothing stored" means everything and nothing: a dead site looks like a quiet one for weeks."""

from __future__ import annotations

from typing import Any

import pytest

from crawler.health.evidence import Evidence
from crawler.health.outcomes import Outcome
from crawler.health.verdict import REJECT_SHARE, judge

READ = {
    "store/batches": 1,
    "discovery/listings": 2,
    "discovery/listing_pages": 2,
    "discovery/links": 20,
    "articles/requested": 10,
    "articles/fetched": 10,
}
FEED = {
    "store/batches": 1,
    "discovery/feeds_read": 1,
    "discovery/links": 1,
    "articles/requested": 1,
    "articles/fetched": 1,
}
NO_STORE = {name: count for name, count in READ.items() if name != "store/batches"}
QUIET = {
    "store/batches": 1,
    "discovery/listings": 2,
    "discovery/listing_pages": 2,
    "discovery/links": 20,
    "discovery/known_skipped": 20,
}
SLOW = {"missed/article/404": 2, "missed/listing/TimeoutError": 2, "missed/feed/TimeoutError": 1}
ENDED = {"store/batches": 1, "ending/why": "its limit", "ending/after_s": 90}
DEAD = {**READ, "articles/fetched": 0, "missed/article/500": 10}


@pytest.mark.parametrize(
    ("stats", "finish", "outcome", "words"),
    [
        ({**READ, "store/new": 3}, "finished", Outcome.OK, "3 new, 0 copies, 0 edits"),
        ({**READ, "store/copied": 1}, "finished", Outcome.OK, "1 copies"),
        ({**READ, "store/edited": 1}, "finished", Outcome.OK, "1 edits"),
        ({**READ, "store/touched": 10}, "finished", Outcome.OK_NOTHING_NEW, "10 articles read, all known"),
        ({**READ, "articles/outside_window": 10}, "finished", Outcome.OK_NOTHING_NEW, "outside the days"),
        ({**FEED, "store/new": 1}, "finished", Outcome.OK, "1 new"),
        ({"discovery/listing_pages": 2}, "finished", Outcome.LISTING_EMPTY, "2 listing page(s)"),
        ({"discovery/feeds_read": 3}, "finished", Outcome.LISTING_EMPTY, "3 feed(s)"),
        ({"discovery/listings": 2, "missed/listing/503": 2}, "finished", Outcome.UNREACHABLE, "mostly 503"),
        (SLOW, "finished", Outcome.UNREACHABLE, "mostly TimeoutError"),
        ({"robotstxt/forbidden": 1}, "finished", Outcome.UNREACHABLE, "robots.txt forbids it"),
        ({"redirects/away": 1}, "finished", Outcome.UNREACHABLE, "redirects to another host"),
        ({}, "finished", Outcome.UNREACHABLE, "No listing or feed"),
        (DEAD, "finished", Outcome.UNREACHABLE, "10 of 10 articles could not be read (mostly 500)"),
        ({**READ, "store/rejects": 2, "store/new": 8}, "finished", Outcome.SCHEMA_REJECTS, "2 of 10 articles failed"),
        ({**READ, "store/rejects": 1, "store/new": 9}, "finished", Outcome.OK, "9 new"),
        ({**READ, "store/rejects": 1, "articles/outside_window": 9}, "finished", Outcome.SCHEMA_REJECTS, "1 of 1"),
        ({**READ, "store/failed": 4, "store/new": 6}, "finished", Outcome.STORE_FAILED, "database"),
        (READ, "store_failed", Outcome.STORE_FAILED, "disk is full"),
        (READ, "config_error", Outcome.CONFIG_ERROR, "configuration"),
        (
            {**READ, "spider_exceptions/KeyError": 1, "spider_exceptions/count": 1, "store/new": 9},
            "finished",
            Outcome.CRASHED,
            "1 error(s)",
        ),
        ({**READ, "item_errors": 2}, "finished", Outcome.CRASHED, "2 error(s)"),
        ({**READ, "store/new": 1}, "shutdown", Outcome.CRASHED, "shutdown"),
        ({}, "", Outcome.CRASHED, "ended before it was done"),
        ({**ENDED, "downloader/response_count": 40}, "timed_out", Outcome.TIMED_OUT, "by its limit, after 90 s and 40"),
        (READ, "closespider_pagecount", Outcome.TIMED_OUT, "Scrapy's setting CLOSESPIDER_PAGECOUNT"),
        (ENDED, "interrupted", Outcome.INTERRUPTED, "What was read is stored, and the next run goes on."),
        ({"ending/why": "SIGTERM"}, "interrupted", Outcome.INTERRUPTED, "Nothing was to be stored."),
        ({**ENDED, "spider_exceptions/count": 1}, "timed_out", Outcome.TIMED_OUT, "1 error(s) in the crawler's own"),
        ({**ENDED, "store/failed": 2}, "timed_out", Outcome.STORE_FAILED, "database"),
        ({"ending/why": "the crawl of x"}, "already_running", Outcome.ALREADY_RUNNING, "because of the crawl of x."),
        (ENDED, "lease_lost", Outcome.LEASE_LOST, "is the other run's to read"),
        # A site that went away in the middle is no quiet day.
        ({**READ, "articles/fetched": 3, "missed/article/X": 44}, "finished", Outcome.UNREACHABLE, "44 of 47 articles"),
        ({**READ, "missed/listing/500": 11, "store/new": 9}, "finished", Outcome.UNREACHABLE, "11 of 13 listings"),
        ({**READ, "missed/article/404": 1, "store/new": 9}, "finished", Outcome.OK, "1 pages could not be had"),
        # Where all is known, hardly anything is asked for: that is neither an empty listing nor a dead site.
        (QUIET, "finished", Outcome.OK_NOTHING_NEW, "20 known ones needed no reading"),
        (
            {**QUIET, "articles/requested": 3, "articles/not_modified": 3},
            "finished",
            Outcome.OK_NOTHING_NEW,
            "23 known",
        ),
        (
            {**QUIET, "articles/requested": 2, "articles/gone": 2},
            "finished",
            Outcome.OK_NOTHING_NEW,
            "2 known ones are",
        ),
        (
            {**QUIET, "articles/requested": 1, "missed/article/404": 1},
            "finished",
            Outcome.OK_NOTHING_NEW,
            "1 pages could",
        ),
        # But new articles that stay away are a site that went away, however many are known.
        ({**QUIET, "articles/requested": 3, "missed/article/500": 3}, "finished", Outcome.UNREACHABLE, "3 of 3"),
        # Kept out: by whom decides what to do; single refusals are ordinary.
        ({"missed/listing/block_page": 1}, "finished", Outcome.BLOCKED, "1 of 1 pages were kept from us by a refusal"),
        ({"missed/listing/403": 2}, "finished", Outcome.BLOCKED, "mostly 403"),
        ({"missed/listing/script_cookie": 1}, "finished", Outcome.STUB_PAGE, "sets a cookie"),
        ({"missed/listing/maintenance": 1}, "finished", Outcome.UNREACHABLE, "mostly maintenance"),
        ({**READ, "missed/article/block_page": 3}, "finished", Outcome.BLOCKED, "3 of 15 pages"),
        ({**READ, "missed/article/block_page": 2, "store/new": 9}, "finished", Outcome.OK, "2 pages could not be had"),
        ({**READ, "missed/article/403": 2, "missed/listing/500": 11}, "finished", Outcome.UNREACHABLE, "11 of 13"),
        (
            {**READ, "missed/article/429": 6, "missed/article/HostGivenUp": 34},
            "finished",
            Outcome.BLOCKED,
            "40 of 52 pages were kept from us by a refusal (mostly 429)",
        ),
        ({**DEAD, "missed/article/HostGivenUp": 90}, "finished", Outcome.UNREACHABLE, "mostly 500"),
        # Without a store nothing is "known", and rejects are counted by validation.
        ({**READ, "store/batches": 0}, "finished", Outcome.OK_NOTHING_NEW, "all known"),
        (NO_STORE, "finished", Outcome.OK, "nothing was to be stored"),
        ({**NO_STORE, "validate/rejected": 2}, "finished", Outcome.SCHEMA_REJECTS, "2 of 10"),
        ({**READ, "articles/unproved": 10}, "finished", Outcome.LISTING_EMPTY, "none proved to be an article"),
    ],
)
def test_every_run_has_the_outcome_that_its_evidence_proves(
    stats: dict[str, Any], finish: str, outcome: Outcome, words: str
) -> None:
    """The reason is read by whoever is woken: it names the figure and the cause."""
    verdict = judge(Evidence.from_stats(stats, finish))
    assert verdict.outcome is outcome, verdict
    assert words in verdict.reason


@pytest.mark.parametrize("grave", [{"store/failed": 1}, {"spider_exceptions/count": 1}, {"item_errors": 1}])
def test_the_gravest_evidence_decides(grave: dict[str, int]) -> None:
    """A run that stored something and then failed is a failed run."""
    assert not judge(Evidence.from_stats({**READ, **grave, "store/new": 9}, "finished")).outcome.good


def test_articles_that_were_missed_are_named_in_a_good_run() -> None:
    """Four of ten articles answering 500 is no quiet day: the line must say so."""
    stats = {**READ, "articles/fetched": 6, "store/new": 1, "missed/article/500": 4}
    assert "4 pages could not be had (mostly 500)" in judge(Evidence.from_stats(stats, "finished")).reason


def test_three_outcomes_are_good_and_names_are_the_designs() -> None:
    """Exit code 3 hangs on it, and consumers' alerts on the names."""
    assert [o for o in Outcome if o.good] == [Outcome.OK, Outcome.OK_NOTHING_NEW, Outcome.ALREADY_RUNNING]
    assert {str(o) for o in Outcome} <= {
        *("ok", "ok_nothing_new", "listing_empty", "unreachable", "blocked", "stub_page", "selector_drift"),
        *("schema_rejects", "stale_source", "store_failed", "timed_out", "config_error", "crashed"),
        *("already_running", "interrupted", "lease_lost"),  # ours, beside the design's
    }
    assert 0 < REJECT_SHARE < 1


def test_the_first_evidence_of_a_wall_stands_in_the_reason() -> None:
    """Who is woken must see what the site says, without a search in the log."""
    said = 'https://vidu.vn/: "Truy cập bị từ chối"'
    stats = {"missed/listing/block_page": 1, "walls/evidence/block_page/vidu.vn": said}
    evidence = Evidence.from_stats(stats, "finished")
    assert evidence.walls == (f"block_page on vidu.vn: {said}",)
    assert judge(evidence).reason.endswith(f"First: block_page on vidu.vn: {said}.")
