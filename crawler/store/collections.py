"""The collections: names, indexes, validators, and how to create what is missing of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database
from pymongo.errors import CollectionInvalid, OperationFailure

from crawler.store.errors import StoreError
from crawler.store.schema import mongo_schema

Document = dict[str, Any]

ARTICLES = "articles"
REVISIONS = "revisions"
PAGES = "pages"
RUNS = "runs"
REJECTS = "rejects"
META = "meta"
CHANGES = "changes"
INTENTS = "intents"
SITES = "sites"
STORIES = "stories"

NAMESPACE_EXISTS = 48
_DUPLICATE_KEY = 11000
_META_ID = "schema"

INDEXES: Mapping[str, tuple[IndexModel, ...]] = {
    ARTICLES: (
        IndexModel([("content_hash", ASCENDING)], name="content_hash", unique=True, sparse=True),
        # Sparse: a merged article keeps its `_id` without text and sources.
        IndexModel([("sources.url", ASCENDING)], name="sources_url", unique=True, sparse=True),
        IndexModel([("sources.key", ASCENDING)], name="sources_key", unique=True, sparse=True),
        IndexModel([("site", ASCENDING), ("published_at", DESCENDING)], name="site_published"),
        IndexModel([("published_at", DESCENDING)], name="published"),
        IndexModel([("province_current", ASCENDING), ("published_at", DESCENDING)], name="province_published"),
        IndexModel([("sections", ASCENDING)], name="sections"),
        IndexModel([("tags", ASCENDING)], name="tags"),
        IndexModel([("story_id", ASCENDING)], name="story"),
        IndexModel([("story_bands", ASCENDING)], name="story_bands"),
        IndexModel([("story_due", ASCENDING)], name="story_due", sparse=True),
        IndexModel([("unpublished.at", ASCENDING)], name="unpublished", sparse=True),
    ),
    CHANGES: (
        IndexModel([("seq", ASCENDING)], name="seq", unique=True),
        IndexModel([("recorded_at", ASCENDING)], name="recorded"),
        IndexModel([("site", ASCENDING), ("seq", ASCENDING)], name="site_seq"),
        IndexModel([("article_id", ASCENDING), ("seq", ASCENDING)], name="article_seq"),
    ),
    INTENTS: (IndexModel([("site", ASCENDING)], name="site"),),
    SITES: (),
    STORIES: (
        IndexModel([("first_published_at", DESCENDING)], name="first_published"),
        IndexModel([("sites", ASCENDING), ("first_published_at", DESCENDING)], name="sites_first_published"),
    ),
    REVISIONS: (
        IndexModel([("article_id", ASCENDING), ("revision", ASCENDING)], name="article_revision", unique=True),
    ),
    PAGES: (
        IndexModel([("site", ASCENDING), ("fetched_at", DESCENDING)], name="site_fetched"),
        IndexModel([("article_id", ASCENDING)], name="article_id"),
    ),
    RUNS: (
        IndexModel([("site", ASCENDING), ("started_at", DESCENDING)], name="site_started"),
        # The embedded server reads a whole collection for a plain "latest"; a closed range on this index does not.
        IndexModel([("started_at", DESCENDING)], name="started"),
    ),
    REJECTS: (IndexModel([("site", ASCENDING), ("last_seen", DESCENDING)], name="site_last_seen"),),
}


def validators() -> dict[str, Document]:
    """Validator per collection; ``articles`` only: the others are written by this package alone."""
    return {ARTICLES: {"$jsonSchema": mongo_schema()}}


def migrate(database: Database[Document], *, dry_run: bool = False) -> list[str]:
    """Create what is missing: collections, validators, indexes. Returns what was (or would be) done, a line each.

    Documents are not touched: `crawler.store.migrations` brings those to the present form. Idempotent
    and safe when several processes do it at once. Raises pymongo's errors, and StoreError where stored documents break
    a unique index.
    """
    done: list[str] = []
    present = {entry["name"]: entry.get("options", {}) for entry in database.list_collections()}
    for name, indexes in INDEXES.items():
        if name not in present:
            done.append(f"create collection {name}")
            if not dry_run:
                _create(database, name)
        validator = validators().get(name)
        if validator is not None and present.get(name, {}).get("validator") != validator:
            done.append(f"set validator of {name}")
            if not dry_run:
                database.command({"collMod": name, "validator": validator, "validationLevel": "strict"})
        existing = set(database[name].index_information()) if name in present else set()
        missing = [index for index in indexes if index.document["name"] not in existing]
        done += [f"create index {name}.{index.document['name']}" for index in missing]
        if missing and not dry_run:
            _create_indexes(database, name, missing)
    if done and not dry_run:
        # SecantusDB forgets a collection or an index at kill -9 unless a journaled write follows it.
        database[META].update_one({"_id": _META_ID}, {"$set": {"applied": done}}, upsert=True)
    return done


def _create_indexes(database: Database[Document], name: str, indexes: list[IndexModel]) -> None:
    """Create indexes. Raises StoreError that names the documents' common value where a unique one cannot be made."""
    try:
        database[name].create_indexes(indexes)
    except OperationFailure as error:
        if error.code != _DUPLICATE_KEY:
            raise
        details = error.details or {}
        common = details.get("keyValue") or details.get("errmsg", "the same value")
        raise StoreError(
            f"a unique index of {name} is missing and cannot be made, because two documents have {common}; "
            "delete the younger one, end every crawl, and run `scrapy db migrate`"
        ) from error


def _create(database: Database[Document], name: str) -> None:
    """Create the collection; another process doing the same is no error."""
    try:
        database.create_collection(name)
    except CollectionInvalid:
        pass
    except OperationFailure as error:
        if error.code != NAMESPACE_EXISTS:
            raise
