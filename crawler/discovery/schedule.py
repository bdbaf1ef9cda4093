"""When a known page is to be looked at again. Pure: the clock is a parameter, nothing is drawn by lot.

News are corrected in their first hours, and hardly ever after a month. How often is learned twice: a page whose text
changed is looked at sooner, one that stays the same later; and a site that edits a lot sooner than one that never does.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from crawler.known import Checks, KnownPage, Standing

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

CLASSES: tuple[tuple[timedelta, timedelta], ...] = (
    (1 * _DAY, 2 * _HOUR),  # misprints and wrong figures are mended on the day
    (3 * _DAY, 12 * _HOUR),  # follow-ups and corrections by the offices concerned
    (14 * _DAY, 3 * _DAY),  # withdrawn pictures, late clarifications: a day or two late is soon enough
    (90 * _DAY, 30 * _DAY),  # is it still there? a page a month costs a small server nothing
)
"""(age below which, interval); what is older than the last is not looked at again."""

SHORTEST = 1 * _HOUR
"""Cron calls hourly at most: sooner would only mean "at every run"."""
LONGEST = 60 * _DAY
"""So that an interval that grew can still come before the page is too old to be looked at."""
GROWTH = 1.25
"""Factor per unchanged check in a row."""
MOST_GROWTH = 4.0
"""Reached after seven: a page that was quiet so often is as good as one of the next class."""
AFTER_EDIT = 0.5
"""Where the last check found an edit: corrections come in groups."""
PRIOR_CHECKS, PRIOR_EDITS = 20, 1
"""A new site is taken for one that edits one article in twenty between two looks, until it was looked at more often."""
LEAST_SITE, MOST_SITE = 0.5, 4.0
"""How far a site's own rate may shorten and lengthen: a site without an edit so far may still make one tomorrow."""

GONE = frozenset({404, 410})
"""Statuses that say that a page is not there any more."""
GONE_INTERVAL = timedelta(hours=20)
"""A withdrawal is proved by three checks on three days; less than a day, so a daily run is never just too early."""
GONE_CHECKS = 5
"""Daily looks: one a day over four days is proof (`crawler.store.withdrawal`), one more for a run that failed."""
GONE_RARELY = 30 * _DAY
"""Then it may come back, as after a move of the portal; until it is as old as what is never looked at."""

RETRY_SHARE = 0.25
"""A page that could not be had is asked for again at the next run, then after a quarter of the time it is known: a
broken one costs about ten requests a month, not one in each run."""
LONGEST_RETRY = 7 * _DAY
"""A portal that was down for weeks gets its old pages back within one."""

SLACK = timedelta(minutes=30)
"""A page is due so much early: in a run every two hours it is fetched at another minute each time."""


def first_check(*, published_at: datetime | None, first_seen: datetime, site: Standing, now: datetime) -> Checks:
    """The schedule of an article that was read for the first time."""
    return Checks(next_check=_next(age_of(published_at, first_seen, now), Checks(), site, now))


def checked(page: KnownPage, *, edited: bool, site: Standing, now: datetime) -> Checks:
    """The schedule of a page that was looked at again and gave its article, or said that it did not change."""
    after = Checks(
        checks=page.checks + 1,
        # Found again after it was gone: what was counted then were misses.
        unchanged_checks=0 if edited or page.status in GONE else page.unchanged_checks + 1,
        edits=page.edits + edited,
    )
    return replace(after, next_check=_next(age_of(page.published_at, page.first_seen, now), after, site, now))


def missing(page: KnownPage | None, *, status: int | None, now: datetime) -> Checks:
    """The schedule of a page that gave no article: gone, refused, or no answer at all (``status=None``)."""
    known = Checks() if page is None else Checks(checks=page.checks + 1, edits=page.edits)
    age = now - page.first_seen if page is not None else timedelta(0)
    if status is None or status in (403, 408, 425, 429) or status >= 500:
        # That says nothing of the page. Its place in a listing may be lost when the site answers again.
        before = page.unchanged_checks if page else 0
        return replace(known, unchanged_checks=before, next_check=now + min(age * RETRY_SHARE, LONGEST_RETRY))
    times = page.unchanged_checks + 1 if page is not None and page.status == status else 1
    if times < GONE_CHECKS:
        return replace(known, unchanged_checks=times, next_check=now + GONE_INTERVAL)
    return replace(known, unchanged_checks=times, next_check=now + GONE_RARELY if age < CLASSES[-1][0] else None)


def is_due(page: KnownPage, now: datetime) -> bool:
    """Whether a run that starts to ask for pages at *now* is to look at *page* again."""
    return page.next_check is not None and page.next_check <= now + SLACK


def age_of(published_at: datetime | None, first_seen: datetime, now: datetime) -> timedelta:
    """How old an article is; a date after its first sight is a misreading, and would keep it young for good."""
    began = first_seen if published_at is None or published_at > first_seen else published_at
    return max(now - began, timedelta(0))


def site_factor(site: Standing) -> float:
    """By how much a site's own rate of edits lengthens (> 1) or shortens every interval."""
    usual = PRIOR_EDITS / PRIOR_CHECKS
    rate = (site.edits + PRIOR_EDITS) / (site.checks + PRIOR_CHECKS)
    return min(max(usual / rate, LEAST_SITE), MOST_SITE)


def _next(age: timedelta, done: Checks, site: Standing, now: datetime) -> datetime | None:
    usual = next((interval for limit, interval in CLASSES if age < limit), None)
    if usual is None:
        return None
    growth = min(GROWTH**done.unchanged_checks, MOST_GROWTH)
    own = AFTER_EDIT if done.edits and not done.unchanged_checks else growth
    return now + min(max(usual * own * site_factor(site), SHORTEST), LONGEST)
