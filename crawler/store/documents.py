"""Articles and pages as MongoDB documents: pure functions, no clock, no network."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any

import bson
from bson.errors import BSONError

from crawler.items import Article, Attachment, Image, PageFacts
from crawler.known import Checks
from crawler.store.schema import SCHEMA_VERSION, load
from crawler.text.difference import difference

Document = dict[str, Any]

ID_LENGTH = 24  # hex digits, 96 bits: no collision to expect below 10^12 articles

MAX_BYTES = 15_000_000
"""Room below MongoDB's limit of 16 MiB for what updates add (sources, bookkeeping)."""

NOT_CONTENT = frozenset({"page", "archive", "content_hash", "hash_version", "gone_on", "withdrawn_at"})
"""Fields of the item (of ``Moved`` too) that are not content of the article document as they stand."""

IDENTITY_FIELDS = ("url", "key", "site")
"""Belong to the first source and stay when its text changes."""

REFRESHED_FIELDS = (
    "summary",
    "authors",
    "source_credit",
    "modified_at",
    "sections",
    "tags",
    "images",
    "attachments",
    "body_html",
    "via",
    "layout",
    "views",
)
"""Not hashed: taken over from a newer reading of the same text, unless empty there."""

PUBLISHED_FIELDS = ("published_at", "published_precision", "published_raw")
"""Refreshed together or not at all."""

REVISED_FIELDS = (
    "title",
    "summary",
    "body",
    "body_html",
    "dateline",
    "authors",
    "source_credit",
    *PUBLISHED_FIELDS,
    "modified_at",
    "images",
    "attachments",
)
"""What a revision keeps of the earlier text."""


DIGESTED_FIELDS = (
    "summary",
    "authors",
    "source_credit",
    "sections",
    "tags",
    "images",
    "attachments",
    "published_at",
)
"""Not hashed, and yet a change that consumers want to hear of. Bookkeeping of a page (views, via, layout, body_html,
modified_at) is refreshed in silence."""

SOURCE_FACTS = ("url", "key", "site", "publisher", "platform", "kind", "province", "province_current", "published_at")
"""What a source entry says of itself, under the names of the item."""

TOMBSTONE_FIELDS = frozenset(
    {"_id", "url", "key", "site", "title", "first_seen", "last_seen", "revision", "unpublished", "schema_version"}
)
"""What a merged article keeps."""

_ITEM_FIELDS = tuple(field.name for field in fields_of(Article))
STORED_FIELDS = frozenset(load()["properties"]) | frozenset(load()["$defs"]["stored"]["properties"])
"""Every field that an article document may have."""


@dataclass(slots=True, kw_only=True)
class Moved(Article):
    """A source on its way from one article to another: what it showed last, and what was found there since."""

    gone_on: list[datetime] = field(default_factory=list)
    """Checks since that sight that found nothing."""
    withdrawn_at: datetime | None = None
    """The one of them that proved it."""


def article_id(key: str) -> str:
    """Stable id of the article whose first place of publication is ``key``: it follows the place, not the text."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def content(item: Article) -> Document:
    """What the page says, as it is validated and stored: lists and dictionaries of its own, body never ``None``."""
    document = {name: value for name, value in asdict(item).items() if name not in NOT_CONTENT}
    document["body"] = item.body or ""
    if item.archive is not None:
        document["archive"] = item.archive
    return document


def source(item: Article) -> Document:
    """One entry of ``sources``."""
    entry: Document = {
        "url": item.url,
        "key": item.key,
        "site": item.site,
        "publisher": item.publisher,
        "platform": item.platform,
        "kind": item.kind,
        "province": item.province,
        "province_current": item.province_current,
        "published_at": item.published_at,
        "first_seen": item.fetched_at,
        "last_seen": item.fetched_at,
    }
    if isinstance(item, Moved) and item.gone_on:
        entry |= {"gone_on": list(item.gone_on), "withdrawn_at": item.withdrawn_at}
    return entry


def new_article(item: Article, *, run_id: str) -> Document:
    """The document of an article that nobody published before; withdrawn if its page is known to be gone."""
    identity = article_id(item.key)
    entry = source(item)
    proof = entry.get("withdrawn_at")
    return {
        "_id": identity,
        **content(item),
        "state": "withdrawn" if proof else "current",
        "withdrawn_at": proof,
        "version": 1,
        "story_id": identity,
        "story_due": True,
        "digests": digests(item),
        "content_hash": item.content_hash,
        "hash_version": item.hash_version,
        "sources": [entry],
        "first_seen": item.fetched_at,
        "last_seen": item.fetched_at,
        "revision": 1,
        "revised_at": None,
        "schema_version": SCHEMA_VERSION,
        "run_id": run_id,
    }


def revised(item: Article, *, revision: int, run_id: str) -> Document:
    """The fields that an edit sets: everything the new text brings; identity and first sight stay."""
    return {
        **{name: value for name, value in content(item).items() if name not in IDENTITY_FIELDS},
        "content_hash": item.content_hash,
        "hash_version": item.hash_version,
        "story_due": True,
        "digests": digests(item),
        "revision": revision,
        "revised_at": item.fetched_at,
        "schema_version": SCHEMA_VERSION,
        "run_id": run_id,
    }


def refreshed(item: Article, *, stored_precision: str | None = None) -> Document:
    """The fields that a newer reading of the same text sets; an empty or coarser value never erases a stored one."""
    fields = content(item)
    names = [name for name in REFRESHED_FIELDS if fields[name] not in (None, "", [], {})]
    if item.published_at is not None and not (
        item.published_precision == "day" and stored_precision not in (None, "day")
    ):
        names += PUBLISHED_FIELDS
    fresh = {name: fields[name] for name in names} | {"fetched_at": item.fetched_at}
    if item.archive is not None:
        fresh["archive"] = item.archive
    return fresh


def changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """Names of the fields that differ: those that a revision keeps, and how the article is filed."""
    return [name for name in (*REVISED_FIELDS, "sections", "tags") if old.get(name) != new.get(name)]


def digests(item: Article) -> dict[str, str]:
    """Field -> eight hex digits of its value, for what is not hashed and yet no mere bookkeeping."""
    values = content(item)
    return {name: _digest(values[name]) for name in DIGESTED_FIELDS}


def _digest(value: Any) -> str:
    text = value.isoformat(timespec="milliseconds") if isinstance(value, datetime) else repr(value)
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def tombstone(into: str, *, version: int, merged_at: datetime) -> tuple[Document, list[str]]:
    """(fields to set, fields to remove) of an article whose only place now shows another article's text.

    What stays: id, address, title, times, revision; so that a consumer who holds the id finds the way.
    """
    fresh = {"state": "merged", "merged_into": into, "merged_at": merged_at, "version": version}
    return {**fresh, "schema_version": SCHEMA_VERSION}, sorted(STORED_FIELDS - TOMBSTONE_FIELDS - fresh.keys())


def item_of(stored: Mapping[str, Any]) -> Article:
    """The item again that `dataclasses.asdict` made ``stored`` from."""
    values = {name: stored[name] for name in _ITEM_FIELDS if name in stored}
    values["images"] = [Image(**entry) for entry in values.get("images", ())]
    values["attachments"] = [Attachment(**entry) for entry in values.get("attachments", ())]
    values["page"] = _facts_of(values["page"]) if values.get("page") else None
    if "gone_on" in stored:
        return Moved(**values, gone_on=stored["gone_on"], withdrawn_at=stored["withdrawn_at"])
    return Article(**values)


def _facts_of(stored: Mapping[str, Any]) -> PageFacts:
    checks = stored.get("checks")
    return PageFacts(**{**stored, "checks": Checks(**checks) if checks else None})


def item_at(document: Mapping[str, Any], entry: Mapping[str, Any]) -> Article:
    """What ``entry``, one of the article's sources, showed last: the article's text under that source's name."""
    own = {name: entry[name] for name in SOURCE_FACTS if name in entry}
    gone = {"gone_on": entry.get("gone_on", []), "withdrawn_at": entry.get("withdrawn_at")}
    none = dict.fromkeys(("page", "archive", "views"))
    if own.get("published_at", date := document.get("published_at")) != date:  # how precise its own was is not kept
        gone |= {"published_raw": None, "published_precision": "day" if own["published_at"] else None}
    return item_of({**document, **own, **gone, **none, "fetched_at": entry["last_seen"]})


def revision_of(old: Mapping[str, Any], new: Mapping[str, Any]) -> Document:
    """The earlier text ``old`` (a whole article document) as it was until ``new`` (from ``revised``) replaced it."""
    return {
        "_id": f"{old['_id']}:{old['revision']}",
        "article_id": old["_id"],
        "revision": old["revision"],
        "content_hash": old["content_hash"],
        "hash_version": old["hash_version"],
        "valid_from": min(old.get("revised_at") or old["first_seen"], new["fetched_at"]),  # a clock may have been wrong
        "valid_to": new["fetched_at"],
        "changed_fields": changed_fields(old, new),
        **asdict(difference(f"{old['title']}\n{old['body']}", f"{new['title']}\n{new['body']}")),
        "schema_version": SCHEMA_VERSION,
        "run_id": old["run_id"],
        **{name: old.get(name) for name in REVISED_FIELDS},
    }


def not_storable(document: Mapping[str, Any]) -> str | None:
    """Why MongoDB could not take ``document`` (a ``reason`` for rejects), or ``None`` if it can."""
    try:
        size = len(bson.encode(document))
    except (BSONError, UnicodeEncodeError, OverflowError) as error:
        return f"document: MongoDB cannot hold it ({type(error).__name__}: {str(error)[:120]})"
    if size > MAX_BYTES:
        return f"document: {size} bytes, more than the {MAX_BYTES} that fit"
    return None
