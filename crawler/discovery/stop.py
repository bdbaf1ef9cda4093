"""When the walk down a listing has reached what is known: pure, one judgement per listing page.

An article counts as known ground only if it was stored before the end of the last run that read everything (`settled`):
what a killed or failed run stored since may lie above articles that it did not come to. Such articles are not fetched
again, but paging goes on past them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from crawler.known import KnownPage, Standing
from crawler.text.dates import VIETNAM

ENOUGH = 10
"""Known articles in a row that end the walk: a page of most portals; on sites with shorter pages one page is enough."""
OVERLAP = 1
"""Pages further in the first run of a day: late posts (backdated, approved late) stand below known ones."""


@dataclass(slots=True)
class StopRule:
    """The stop rule of one listing in one run."""

    settled_at: datetime | None
    """From `Standing`; ``None`` = no ground is known."""
    overlap: int = 0
    """Pages to read beyond the first at which the walk could end."""
    _size: int = field(default=0, init=False)
    _in_a_row: int = field(default=0, init=False)
    _beyond: int = field(default=0, init=False)

    def is_end(self, links: Sequence[str], known: Mapping[str, KnownPage]) -> bool:
        """Whether the walk ends after a page that shows *links* (keys in page order, those that earlier pages of the
        listing did not show).

        A page with anything that is not known ground is never the last: new articles may go on below it, and a box of
        old ones at its foot says nothing.
        """
        self._size = max(self._size, len(links))
        if self.settled_at is None or not links:
            return False
        pages = [known.get(link) for link in links]
        if not all(page is not None and page.first_seen <= self.settled_at for page in pages):
            self._in_a_row = 0
            return False
        held = pinned([page.published_at if page else None for page in pages])
        self._in_a_row += len(links) - held
        if self._in_a_row < min(ENOUGH, self._size - held):
            return False
        self._beyond += 1
        return self._beyond > self.overlap


def stop_rule(site: Standing, *, max_pages: int, now: datetime) -> StopRule:
    """The rule for a run that walks *max_pages* (0 = all): none that ends it if no earlier run walked so deep."""
    covered = site.depth is not None and (site.depth == 0 or 0 < max_pages <= site.depth)
    if site.settled_at is None or not covered:
        return StopRule(None)
    is_first_of_day = site.settled_at.astimezone(VIETNAM).date() < now.astimezone(VIETNAM).date()
    return StopRule(site.settled_at, OVERLAP if is_first_of_day else 0)


def pinned(dates: Sequence[datetime | None]) -> int:
    """How many of a listing's first entries are held there: each older than something below it. At least one is not."""
    for place, own in enumerate(dates):
        below = [date for date in dates[place + 1 :] if date is not None]
        if own is None or not below or own >= max(below):
            return place
    return 0
