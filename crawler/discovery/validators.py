"""Whether a site's ``ETag`` and ``Last-Modified`` can be believed: learned by comparing two readings of one article.

NukeViet says "changed a day ago" at every visit: a conditional request is then always answered in full, and by a
server that compares dates always with 304. What was caught at hiding edits is not believed either.
"""

from __future__ import annotations

from typing import Literal

from crawler.known import KnownPage, Standing, Tally

Finding = Literal["kept", "moved", "blind"]

PROOF = 3
"""Times that a validator moved under the same text before it counts as a lie: once may be a change of the frame."""
RARELY_BLIND = 100
"""One hidden edit in so many equal readings is borne: a new layout of ours also looks like an edit of every page, and
must not cost a site its conditional requests for good. The audit finds what is hidden meanwhile."""
AUDIT_EVERY = 5
"""Every so many checks of a page are made without conditions, or a validator that hides edits would never be found."""


def finding(before: str | None, now: str | None, *, edited: bool) -> Finding | None:
    """What two readings of an article say of one validator; ``None`` if they say nothing."""
    if before is None or now is None:
        return None
    if before == now:
        return "blind" if edited else "kept"
    return None if edited else "moved"


def is_honest(tally: Tally) -> bool:
    """Whether a validator is worth asking with."""
    return tally.blind * RARELY_BLIND <= tally.kept and (tally.moved < PROOF or tally.moved <= tally.kept)


def conditions(page: KnownPage, url: str, site: Standing) -> dict[str, str]:
    """The conditional headers for asking for *page* at *url* again; none where they would lie or prove nothing."""
    asks_the_same = page.url == url and page.status in (200, 304) and page.content_hash is not None
    if not asks_the_same or page.checks % AUDIT_EVERY == AUDIT_EVERY - 1:
        return {}
    headers = {}
    if page.etag and is_honest(site.etag):
        headers["If-None-Match"] = page.etag
    if page.last_modified and is_honest(site.last_modified):
        headers["If-Modified-Since"] = page.last_modified
    # An honest ETag beside a Last-Modified that hides edits: servers ignore the date then (RFC 9110, 13.1.3).
    return headers
