"""What a run counted, read from Scrapy's stats; kept with the run, so that its outcome can be understood later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from crawler.endings import AFTER_STAT, WHY_STAT

BLOCKED_BY = frozenset({"401", "403", "429", "451", "block_page", "login"})
"""Reasons of missed pages that say: not you, or not so fast."""
STUBS = frozenset({"script_cookie"})
"""Reasons that say: not without a browser."""
_AFTERMATH = "HostGivenUp"
"""Reason of pages that were not asked for any more, because of others."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a run counted."""

    listings: int = 0
    """Listing pages asked for."""
    listing_pages: int = 0
    """Listing pages answered."""
    feeds_read: int = 0
    links: int = 0
    """Links to articles found in listings and feeds."""
    requested: int = 0
    """Articles asked for."""
    fetched: int = 0
    """Article pages read."""
    known_skipped: int = 0
    """Articles of listings and feeds that were not asked for, because they are known and not due."""
    rechecked: int = 0
    """Of those asked for: known ones."""
    not_modified: int = 0
    """Known articles of which the site said that they did not change (304)."""
    gone: int = 0
    """Known articles that are not there any more (404, 410)."""
    stopped_early: int = 0
    """Listings whose older pages were left out, because all before them is known."""
    outside_window: int = 0
    unproved: int = 0
    """Pages that did not prove to be articles."""
    stored: bool = True
    """False if nothing was to be stored (``STORE_ENABLED=0``)."""
    new: int = 0
    copies: int = 0
    edits: int = 0
    touched: int = 0
    rejects: int = 0
    """Dead letters, conflicts among them."""
    conflicts: int = 0
    responses: int = 0
    """HTTP responses of every kind, robots.txt included."""
    bytes: int = 0
    missed_articles: int = 0
    """Article pages that could not be had."""
    missed_listings: int = 0
    """Listing pages and feeds that could not be had."""
    blocked: int = 0
    """Pages missed for one of BLOCKED_BY."""
    stubs: int = 0
    """Pages missed for one of STUBS."""
    given_up: int = 0
    """Pages not asked for any more, because their host failed too often."""
    drift: str = ""
    """Fields that left their usual origin, from `crawler.health.drift`."""
    quiet_days: int = 0
    """Days without a new article, if they are too many."""
    walls: tuple[str, ...] = ()
    """What stood in for pages: the first of each kind on each host, with how it was known."""
    missed_why: str = ""
    """The commonest reason, e.g. ``404`` or ``DownloadTimeoutError``."""
    redirected_away: int = 0
    """Answers that would have led to another host."""
    forbidden: int = 0
    """Requests refused by the site's robots.txt."""
    exceptions: int = 0
    """Errors in our own code."""
    store_failed: bool = False
    finish_reason: str = ""
    """Scrapy's own word for the end."""
    ended_by: str = ""
    """What ended it before it was done."""
    ended_after_s: int = 0
    """Seconds, if something did."""

    @classmethod
    def from_stats(cls, stats: Mapping[str, Any], finish_reason: str) -> Evidence:
        """Read the evidence from Scrapy's stats."""

        def count(name: str) -> int:
            return int(stats.get(name, 0))

        missed: Counter[str] = Counter()
        why: Counter[str] = Counter()
        walls = []
        for name, n in stats.items():
            if name.startswith("walls/evidence/"):
                walls.append(f"{name.split('/', 2)[2].replace('/', ' on ')}: {n}")
            elif name.startswith("circuit/evidence/"):
                walls.append(f"{name.split('/', 2)[2]} was given up: {n}")
            elif name.startswith("missed/"):
                _, duty, reason = name.split("/", 2)
                missed["article" if duty == "article" else "listing"] += int(n)
                why[reason] += int(n)
        return cls(
            listings=count("discovery/listings"),
            listing_pages=count("discovery/listing_pages"),
            feeds_read=count("discovery/feeds_read"),
            links=count("discovery/links"),
            requested=count("articles/requested"),
            fetched=count("articles/fetched"),
            known_skipped=count("discovery/known_skipped"),
            rechecked=count("discovery/rechecked"),
            not_modified=count("articles/not_modified"),
            gone=count("articles/gone"),
            stopped_early=count("discovery/stopped_early"),
            outside_window=count("articles/outside_window"),
            unproved=count("articles/unproved"),
            stored="store/batches" in stats,
            new=count("store/new"),
            copies=count("store/copied"),
            edits=count("store/edited") + count("store/split") + count("store/merged"),
            touched=count("store/touched"),
            rejects=max(count("store/rejects"), count("validate/rejected")),
            conflicts=count("store/conflicts"),
            responses=count("downloader/response_count"),
            bytes=count("downloader/response_bytes"),
            missed_articles=missed["article"],
            missed_listings=missed["listing"],
            blocked=sum(n for reason, n in why.items() if reason in BLOCKED_BY),
            stubs=sum(n for reason, n in why.items() if reason in STUBS),
            given_up=why[_AFTERMATH],
            walls=tuple(sorted(walls)),
            missed_why=max(why, key=lambda reason: (reason != _AFTERMATH, why[reason]), default=""),
            redirected_away=count("redirects/away"),
            forbidden=count("robotstxt/forbidden"),
            exceptions=count("spider_exceptions/count") + count("item_errors"),
            store_failed=bool(stats.get("store/failed")),
            finish_reason=finish_reason,
            ended_by=str(stats.get(WHY_STAT, "")),
            ended_after_s=count(AFTER_STAT),
        )
