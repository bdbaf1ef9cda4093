"""Changes of an article as consumers get them: written with the change itself, published to `changes` afterwards.

An event lies in the ``unpublished`` array of its article from the very write that makes the change until
`crawler.store.feed` has copied it, so that no kill separates the two.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

Document = dict[str, Any]

ChangeKind = Literal["added", "edited", "duplicate_found", "merged", "withdrawn", "story_joined"]
Cause = Literal["crawl", "reparse", "migration"]
"""Who made the change: a page that a site changed, today's extraction of an archived page, a migration."""


def event(
    kind: ChangeKind,
    *,
    article_id: str,
    version: int,
    site: str,
    at: datetime,
    run_id: str,
    changed_fields: Sequence[str] = (),
    cause: Cause = "crawl",
    into: str | None = None,
) -> Document:
    """One change. ``version`` numbers the changes of one article from 1, without gaps; the write that makes the change
    sets the article's ``version`` to it and must hold ``version - 1`` in its filter.

    ``site``: the site whose page showed the change. ``at``: when that page was fetched, UTC. ``into``: the article
    that a merged one became part of.
    """
    return {
        "event": f"{article_id}:{version}",
        "kind": kind,
        "article_id": article_id,
        "version": version,
        "site": site,
        "at": at,
        "changed_fields": list(changed_fields),
        "cause": cause,
        "into": into,
        "run_id": run_id,
    }
