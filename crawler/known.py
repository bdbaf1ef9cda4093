"""What is remembered between runs, as data: pages that were visited, and how well a site was read.

Like `crawler.items` it knows nothing of the project: discovery asks with it, the store answers with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """How often a page was looked at again, and what came of it."""

    checks: int = 0
    """Visits after the first one that found the page."""
    unchanged_checks: int = 0
    """Of these, in a row up to the last one: visits that found what the one before had found."""
    edits: int = 0
    """Of these: visits that found another text."""
    next_check: datetime | None = None
    """When it is due again, UTC; ``None`` = never, unless a run is told to read everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage(Checks):
    """A page as `pages` has it."""

    url: str
    """Canonical URL."""
    key: str
    """Identity of its article."""
    first_seen: datetime
    """UTC."""
    fetched_at: datetime
    """Newest visit, UTC."""
    published_at: datetime | None = None
    """What its article says, UTC."""
    status: int | None = None
    """HTTP status of the newest visit that had an answer."""
    etag: str | None = None
    last_modified: str | None = None
    content_hash: str | None = None
    """Of its article; ``None`` if it never gave one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """What the checks of a site's known articles said of one validator (``ETag`` or ``Last-Modified``)."""

    kept: int = 0
    """It stayed, and so did the text."""
    moved: int = 0
    """It is another, though the text is the same."""
    blind: int = 0
    """It stayed, though the text is another: believing it would hide edits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How well a site was read by earlier runs; the defaults are those of a site that was never crawled."""

    settled_at: datetime | None = None
    """End of the last run that read everything it was to read: what was stored until then stands for all that the
    listings showed down to ``depth``."""
    depth: int | None = None
    """Pages per listing that such a run walked, 0 = all."""
    checks: int = 0
    """Known articles that were fetched again, in all runs."""
    edits: int = 0
    """Of these: with another text."""
    etag: Tally = Tally()
    last_modified: Tally = Tally()
