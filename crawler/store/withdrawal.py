"""When a page that is not found counts as taken down."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

GONE_CHECKS = 3
"""Days on which a page must have answered 404 or 410 before it counts as withdrawn; one visit in between resets it."""
GONE_SPAN = timedelta(days=3)
"""Least time between the first and the last of these checks: a weekend's outage is no withdrawal."""


def proof_of(gone_on: Sequence[datetime]) -> datetime | None:
    """The check that proves a withdrawal, or ``None``: several of them, over several days."""
    for moment in gone_on[GONE_CHECKS - 1 :]:
        if moment - gone_on[0] >= GONE_SPAN:
            return moment
    return None
