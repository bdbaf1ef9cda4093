"""The outcome of a run, derived from what was counted: "nothing stored" is never one thing.

The names are those of the design; the ones that need detectors of drift join with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """How a run of one site ended."""

    OK = "ok"
    OK_NOTHING_NEW = "ok_nothing_new"
    LISTING_EMPTY = "listing_empty"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    STUB_PAGE = "stub_page"
    SCHEMA_REJECTS = "schema_rejects"
    STORE_FAILED = "store_failed"
    CONFIG_ERROR = "config_error"
    CRASHED = "crashed"

    @property
    def good(self) -> bool:
        """True if nobody has to look."""
        return self in (Outcome.OK, Outcome.OK_NOTHING_NEW)


REJECT_SHARE = 0.2
"""From this share of rejects a run is `schema_rejects`: single stub pages are ordinary, a fifth is a layout."""

MISSED_SHARE = 0.5
"""With more than this share of its articles or listings missing, a site went away; dead links are ordinary."""

WALL_SHARE = 0.2
"""From this share of refusals or stubs among all pages asked for a site keeps us out; single 403s are ordinary ..."""
WALL_LEAST = 3
"""... and so are two of a handful."""

BLOCKED_BY = frozenset({"401", "403", "429", "451", "block_page", "login"})
"""Reasons of missed pages that say: not you, or not so fast."""
STUBS = frozenset({"script_cookie"})
"""Reasons that say: not without a browser."""
_AFTERMATH = "HostGivenUp"
"""Reason of pages that were not asked for any more, because of others."""


LEAST_MISSED = 3
"""Where known articles are not asked for again, one dead link may be all that a run asks for. What stays away is asked
for again by the next run, so that a site whose articles cannot be had soon misses more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome and why, in one sentence for the person who is woken by it."""

    outcome: Outcome
    reason: str


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
        )


def judge(run: Evidence) -> Verdict:
    """Return the outcome that the evidence proves, the gravest first."""
    why = f" (mostly {run.missed_why})" if run.missed_why else ""
    if run.store_failed or run.finish_reason == "store_failed":
        return Verdict(Outcome.STORE_FAILED, "The database could not be written: see the log for the server's answer.")
    if run.finish_reason == "config_error":
        return Verdict(Outcome.CONFIG_ERROR, "The store's configuration cannot work: see the log for what to change.")
    if run.exceptions:
        return Verdict(Outcome.CRASHED, f"{run.exceptions} error(s) in the crawler's own code: see the log.")
    if run.finish_reason != "finished":
        return Verdict(Outcome.CRASHED, f"The run was ended before it was done: {run.finish_reason}.")
    kept_out = _kept_out(run, why)
    if kept_out is not None:
        return kept_out
    if not run.listing_pages and not run.feeds_read and not run.fetched:
        refused = " Its robots.txt forbids it." if run.forbidden else ""
        away = " It redirects to another host." if run.redirected_away else ""
        return Verdict(Outcome.UNREACHABLE, f"No listing or feed of the site could be read{why}.{refused}{away}")
    if not run.links:
        return Verdict(
            Outcome.LISTING_EMPTY,
            f"{run.listing_pages} listing page(s) and {run.feeds_read} feed(s) were read and no article is on them.",
        )
    listings = run.missed_listings + run.listing_pages + run.feeds_read
    if run.missed_listings > MISSED_SHARE * listings:
        return Verdict(Outcome.UNREACHABLE, f"{run.missed_listings} of {listings} listings could not be read{why}.")
    answered = run.fetched + run.not_modified + run.gone
    articles = run.missed_articles + answered
    few = run.known_skipped and run.missed_articles < LEAST_MISSED
    if not few and (run.missed_articles > MISSED_SHARE * articles or (run.requested and not answered)):
        missed = run.missed_articles or run.requested
        return Verdict(Outcome.UNREACHABLE, f"{missed} of {max(articles, missed)} articles could not be read{why}.")
    judged = run.fetched - run.outside_window - run.unproved
    if run.unproved and not judged and not run.outside_window:
        return Verdict(Outcome.LISTING_EMPTY, f"{run.unproved} page(s) were read and none proved to be an article.")
    if run.rejects and run.rejects >= REJECT_SHARE * judged:
        return Verdict(Outcome.SCHEMA_REJECTS, f"{run.rejects} of {judged} articles failed validation: see `rejects`.")
    missing = run.missed_articles + run.missed_listings
    lost = f" {missing} pages could not be had{why}." if missing else ""
    if not run.stored:
        return Verdict(Outcome.OK, f"{judged - run.rejects} articles read; nothing was to be stored.{lost}")
    if run.new or run.copies or run.edits:
        return Verdict(Outcome.OK, f"{run.new} new, {run.copies} copies, {run.edits} edits.{lost}")
    if run.outside_window and not judged:
        return Verdict(Outcome.OK_NOTHING_NEW, f"All {run.fetched} articles read lie outside the days asked for.{lost}")
    unread = run.known_skipped + run.not_modified
    rest = f" {unread} known ones needed no reading." if unread else ""
    away = f" {run.gone} known ones are gone." if run.gone else ""
    return Verdict(Outcome.OK_NOTHING_NEW, f"{judged} articles read, all known and unchanged.{rest}{away}{lost}")


def _kept_out(run: Evidence, why: str) -> Verdict | None:
    """`blocked` or `stub_page`, if that is why pages are missing."""
    missed = run.missed_articles + run.missed_listings
    answered = run.listing_pages + run.feeds_read + run.fetched + run.not_modified + run.gone
    asked = missed + answered
    first = f" First: {run.walls[0]}." if run.walls else ""
    for outcome, n, words in (
        (Outcome.STUB_PAGE, run.stubs, "a script that sets a cookie in place of the page"),
        (Outcome.BLOCKED, run.blocked, "a refusal"),
    ):
        # What was not asked for any more would have met the same.
        met = n + run.given_up if n >= (missed - run.given_up) / 2 else n
        nothing_else = not answered and n >= missed / 2
        if n and (nothing_else or (n >= WALL_LEAST and met >= WALL_SHARE * asked)):
            return Verdict(outcome, f"{met} of {asked} pages were kept from us by {words}{why}.{first}")
    return None
