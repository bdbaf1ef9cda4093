"""Evidence becomes one outcome: "nothing stored" is never one thing."""

from __future__ import annotations

from dataclasses import dataclass

from crawler import endings
from crawler.health.evidence import Evidence
from crawler.health.outcomes import Outcome

REJECT_SHARE = 0.2
"""From this share of rejects a run is `schema_rejects`: single stub pages are ordinary, a fifth is a layout."""

MISSED_SHARE = 0.5
"""With more than this share of its articles or listings missing, a site went away; dead links are ordinary."""

WALL_SHARE = 0.2
"""From this share of refusals or stubs among all pages asked for a site keeps us out; single 403s are ordinary ..."""
WALL_LEAST = 3
"""... and so are two of a handful."""

LEAST_MISSED = 3
"""Where known articles are not asked for again, one dead link may be all that a run asks for. What stays away is asked
for again by the next run, so that a site whose articles cannot be had soon misses more."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An outcome and why, in one sentence for the person who is woken by it."""

    outcome: Outcome
    reason: str


def judge(run: Evidence) -> Verdict:
    """Return the outcome that the evidence proves, the gravest first."""
    why = f" (mostly {run.missed_why})" if run.missed_why else ""
    if run.store_failed or run.finish_reason == "store_failed":
        look = "see the log for the server's answer, and whether its disk is full"
        return Verdict(Outcome.STORE_FAILED, f"The database could not be written: {look}.")
    if run.finish_reason == "config_error":
        return Verdict(Outcome.CONFIG_ERROR, "The store's configuration cannot work: see the log for what to change.")
    if run.finish_reason.startswith("closespider_"):
        return Verdict(
            Outcome.TIMED_OUT, f"Ended by Scrapy's setting {run.finish_reason.upper()}; the next run goes on."
        )
    if run.finish_reason in _ENDED:
        return _ended(run)
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
    if run.drift:
        return Verdict(Outcome.SELECTOR_DRIFT, f"{run.drift}: compare an article's page with the site's layout.")
    missing = run.missed_articles + run.missed_listings
    lost = f" {missing} pages could not be had{why}." if missing else ""
    if not run.stored:
        return Verdict(Outcome.OK, f"{judged - run.rejects} articles read; nothing was to be stored.{lost}")
    if run.new or run.copies or run.edits:
        return Verdict(Outcome.OK, f"{run.new} new, {run.copies} copies, {run.edits} edits.{lost}")
    if run.outside_window and not judged:
        return Verdict(Outcome.OK_NOTHING_NEW, f"All {run.fetched} articles read lie outside the days asked for.{lost}")
    if run.quiet_days:
        moved = "look whether the site has moved, or pause it"
        return Verdict(Outcome.STALE_SOURCE, f"Nothing new for {run.quiet_days} days: {moved}.{lost}")
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


_ENDED = (endings.ALREADY_RUNNING, endings.LEASE_LOST, endings.TIMED_OUT, endings.INTERRUPTED)


def _ended(run: Evidence) -> Verdict:
    """The run was ended before it was done; errors in our own code are still told."""
    errors = f" {run.exceptions} error(s) in the crawler's own code: see the log." if run.exceptions else ""
    far = f"after {run.ended_after_s} s and {run.responses} pages"
    stored = "What was read is stored, and the next run goes on." if run.stored else "Nothing was to be stored."
    match run.finish_reason:
        case endings.ALREADY_RUNNING:
            return Verdict(Outcome.ALREADY_RUNNING, f"Nothing was asked, because of {run.ended_by}.")
        case endings.LEASE_LOST:
            lost = "What it had not written yet is the other run's to read."
            return Verdict(Outcome.LEASE_LOST, f"It stood still {far}, until {run.ended_by}. {lost}{errors}")
        case endings.TIMED_OUT:
            return Verdict(Outcome.TIMED_OUT, f"Ended by {run.ended_by}, {far}. {stored}{errors}")
        case _:
            return Verdict(Outcome.INTERRUPTED, f"Stopped by {run.ended_by}, {far}. {stored}{errors}")
