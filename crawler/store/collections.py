"""The collections: names, indexes, validators, and how to create what is missing of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pymongo import ASCENDING, DESCENDING, TEXT, IndexModel
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
SEARCH = "search"
SKETCHES = "sketches"
HOSTS = "hosts"
LEASES = "leases"

NAMESPACE_EXISTS = 48
_DUPLICATE_KEY = 11000
_INDEX_NOT_FOUND, _UNAUTHORIZED = 27, 13
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
        IndexModel([("sections", ASCENDING), ("published_at", DESCENDING)], name="sections"),
        IndexModel([("tags", ASCENDING), ("published_at", DESCENDING)], name="tags"),
        # Export walks along these: an article may have no `published_at`, but each has a `first_seen` that stays.
        IndexModel([("first_seen", ASCENDING)], name="first_seen"),
        IndexModel([("site", ASCENDING), ("first_seen", ASCENDING)], name="site_first_seen"),
        # Articles that were printed in a second place, by the time at which that was seen.
        IndexModel([("sources.1.first_seen", ASCENDING)], name="copied", sparse=True),
        IndexModel([("story_id", ASCENDING)], name="story"),
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
    HOSTS: (),
    LEASES: (),
    STORIES: (
        IndexModel([("first_published_at", DESCENDING)], name="first_published"),
        IndexModel([("sites", ASCENDING), ("first_published_at", DESCENDING)], name="sites_first_published"),
    ),
    REVISIONS: (
        IndexModel([("article_id", ASCENDING), ("revision", ASCENDING)], name="article_revision", unique=True),
        IndexModel([("provisional", ASCENDING)], name="provisional", sparse=True),
    ),
    PAGES: (
        IndexModel([("site", ASCENDING), ("fetched_at", DESCENDING)], name="site_fetched"),
        IndexModel([("article_id", ASCENDING)], name="article_id"),
        # "Which of these links are known?": an article has several addresses.
        IndexModel([("key", ASCENDING)], name="key"),
        IndexModel([("site", ASCENDING), ("next_check", ASCENDING)], name="site_next_check"),
    ),
    RUNS: (
        IndexModel([("site", ASCENDING), ("started_at", DESCENDING)], name="site_started"),
        # The embedded server reads a whole collection for a plain "latest"; a closed range on this index does not.
        IndexModel([("started_at", DESCENDING)], name="started"),
    ),
    REJECTS: (IndexModel([("site", ASCENDING), ("last_seen", DESCENDING)], name="site_last_seen"),),
    # A collection of its own: the embedded server rewrites every index entry of a document at every update, and an
    # article that is seen again would pay for its 200 tokens each time (touches per second: 212 without, 16 with).
    SEARCH: (IndexModel([("tokens", ASCENDING)], name="tokens"),),
    SKETCHES: (IndexModel([("bands", ASCENDING)], name="bands"),),  # apart for the same reason
}

TEXT_INDEX = IndexModel(
    [("title", TEXT), ("tags", TEXT), ("summary", TEXT), ("body", TEXT)],
    name="text",
    weights={"title": 10, "tags": 5, "summary": 3, "body": 1},
    default_language="none",  # MongoDB knows no Vietnamese: no stemming, no stop words
    # By default MongoDB reads a language from the field `language`, and refuses every article that says "vi".
    language_override="text_search_language",
)
"""Made where the server has text indexes (the embedded one has none); elsewhere `search` serves."""


def validators() -> dict[str, Document]:
    """Validator per collection; ``articles`` only: the others are written by this package alone."""
    return {ARTICLES: {"$jsonSchema": mongo_schema()}}


def migrate(database: Database[Document], *, dry_run: bool = False) -> list[str]:
    """Create what is missing: collections, validators, indexes. Returns what was (or would be) done, a line each.

    Documents are not touched: `crawler.store.migrations` brings those to the present form. An index of ours whose keys
    or options are others now is dropped and made again; indexes of yours under other names stay. Idempotent and safe
    when several processes do it at once. Raises pymongo's errors, and StoreError where stored documents break a unique
    index. Whether the server has text indexes shows only when one is made, so a dry run does not name it.
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
        existing = dict(database[name].index_information()) if name in present else {}
        for old in _changed(indexes, existing):
            done.append(f"drop index {name}.{old}, which is another now")
            del existing[old]
            if not dry_run:
                _drop_index(database, name, old)
        missing = [index for index in indexes if index.document["name"] not in existing]
        done += [f"create index {name}.{index.document['name']}" for index in missing]
        if missing and not dry_run:
            _create_indexes(database, name, missing)
    if not dry_run and _add_text_index(database):
        done.append(f"create index {ARTICLES}.{TEXT_INDEX.document['name']}")
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


def _changed(indexes: Iterable[IndexModel], existing: Mapping[str, Any]) -> list[str]:
    """Names of existing indexes that are not what ``indexes`` says of them."""
    wanted = {index.document["name"]: _traits(index.document) for index in indexes}
    return [name for name, info in existing.items() if name in wanted and _traits(info) != wanted[name]]


def _traits(index: Mapping[str, Any]) -> tuple[Any, ...]:
    """What makes an index what it is, of an IndexModel's document and of ``index_information`` alike."""
    key = index["key"]
    fields = list(key.items()) if isinstance(key, Mapping) else [tuple(pair) for pair in key]
    options = {name: index.get(name) for name in ("partialFilterExpression", "expireAfterSeconds")}
    return fields, bool(index.get("unique")), bool(index.get("sparse")), options


def _drop_index(database: Database[Document], collection: str, name: str) -> None:
    """Drop the index; another process doing the same is no error."""
    try:
        database[collection].drop_index(name)
    except OperationFailure as error:
        if error.code != _INDEX_NOT_FOUND:
            raise


def _add_text_index(database: Database[Document]) -> bool:
    """Make the text index unless it is there. False if nothing was made: the server has no text indexes, or the
    collection has one of the user's own (there can be one only).

    Servers refuse with different codes (SecantusDB 67, others 59, 115, 238, 303), so any refusal but missing rights
    counts as "has none": the search then uses tokens.
    """
    if has_text_index(database):
        return False
    try:
        database[ARTICLES].create_indexes([TEXT_INDEX])
    except OperationFailure as error:
        if error.code == _UNAUTHORIZED:
            raise
        return False
    return True


def has_text_index(database: Database[Document]) -> bool:
    """Whether ``$text`` can be asked of the articles with our weights."""
    return TEXT_INDEX.document["name"] in database[ARTICLES].index_information()
