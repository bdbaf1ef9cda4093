"""The part of a site that a run asks for: a span of publication days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from crawler.text.dates import VIETNAM


@dataclass(frozen=True, slots=True)
class Window:
    """Publication days in Vietnam, both ends included; ``None`` = open."""

    start: date | None = None
    end: date | None = None

    def holds(self, published: datetime | None) -> bool:
        """True for an article published within the window; also for one without a date, which cannot be ruled out."""
        if published is None:
            return True
        day = published.astimezone(VIETNAM).date()
        return not (self.start and day < self.start) and not (self.end and day > self.end)

    def may_hold_changed(self, changed: datetime | None) -> bool:
        """False only for a feed entry last changed before the window: what it holds was published even earlier."""
        return not (self.start and changed and changed.astimezone(VIETNAM).date() < self.start)
