"""Pages as MongoDB documents: what a visit found, and when the page is due again. Pure functions, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from crawler.items import Article
from crawler.known import Checks
from crawler.store.schema import SCHEMA_VERSION

Document = dict[str, Any]

NOT_MODIFIED = 304
"""HTTP status: the article is there, as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """A page that gave no article: not found, redirected, not modified, a listing."""

    url: str
    """Canonical URL."""
    site: str
    """Spider name."""
    fetched_at: datetime
    """UTC."""
    key: str | None = None
    """Identity of the article that was expected there, if known."""
    status: int | None = None
    """HTTP status; ``None`` if no response came."""
    etag: str | None = None
    """``ETag`` header, verbatim."""
    last_modified: str | None = None
    """``Last-Modified`` header, verbatim."""
    size: int | None = None
    """Length of the decoded body in bytes; ``None`` if none was sent, as with 304."""
    checks: Checks | None = None
    """When it is due again; ``None`` leaves what is stored."""


def pages_of(item: Article, article: str | None) -> Iterable[tuple[str, Document]]:
    """(URL, fields) for ``pages``: the canonical URL and, if they are others, those that answered and were asked."""
    facts = item.page
    fields = {
        "site": item.site,
        "key": item.key,
        "status": facts.status if facts else None,
        "etag": facts.etag if facts else None,
        "last_modified": facts.last_modified if facts else None,
        "size": facts.size if facts else None,
        "content_hash": item.content_hash,
        "article_id": article,
        "fetched_at": item.fetched_at,
        "archive": item.archive,
        "payload_digest": facts.payload_digest if facts else None,
        "published_at": item.published_at,
        "schema_version": SCHEMA_VERSION,
    }
    if facts is None:
        yield item.url, fields
        return
    if facts.checks is not None:
        fields |= asdict(facts.checks)
    yield item.url, fields
    if facts.url != item.url:
        yield facts.url, fields
    if facts.asked not in (None, item.url, facts.url):
        # The listing goes on linking an address that redirects; the validators are not of that.
        yield facts.asked, fields | {"etag": None, "last_modified": None}


def page_of(record: PageRecord) -> tuple[str, Document]:
    """(URL, fields) for ``pages`` of a page without an article; what an earlier visit found there stays."""
    fields = asdict(record)
    url, checks = fields.pop("url"), fields.pop("checks")
    # "Never again" is a value of its own: what has no `next_check` was stored by a version without schedule.
    fields |= {"schema_version": SCHEMA_VERSION}
    return url, {name: value for name, value in fields.items() if value is not None} | (checks or {})
