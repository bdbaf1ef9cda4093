"""Documents of version 2: change feed, withdrawal, stories, and what each source is.

What: every article gets ``state``, ``withdrawn_at``, ``version``, its own id as ``story_id`` with the mark by which the
next crawl looks for its near-duplicates, its words in `search` (where the server has no text index), and one ``added``
event in ``unpublished``, which the feed moves to `changes`; its first source gets platform, kind and provinces from the
article itself, which belong to that source. Revisions and runs get their ``schema_version``. The three unique indexes
of articles become sparse.

Why: a consumer who starts with the feed must get what was stored before there was one, and find by words what was
stored before there were any.

Left for the next write: ``digests``, and platform and provinces of sources behind the first, which only their own
pages can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database

from crawler.store.collections import ARTICLES, REVISIONS, RUNS, SEARCH, has_text_index
from crawler.store.events import event
from crawler.store.migrations import walk
from crawler.store.migrations.progress import Progress
from crawler.store.search import replacements

Document = dict[str, Any]

DATA = (ARTICLES, REVISIONS)

_VERSION = 2  # not SCHEMA_VERSION: that moves on, this migration does not
_OLD: Document = {"schema_version": {"$not": {"$gte": _VERSION}}}
_OF_SOURCE = ("platform", "kind", "province", "province_current")
_READ = ("site", "first_seen", "published_at", "run_id", "title", "summary", "body", "tags", *_OF_SOURCE)
_FIRST_RUN, _RANGE = datetime(2025, 1, 1, tzinfo=UTC), timedelta(days=30)


def plan(db: Database[Document]) -> dict[str, int]:
    """How many documents are of the old form."""
    return {
        "articles": walk.count(db[ARTICLES], "content_hash", walk.hex_ranges(walk.size(db[ARTICLES]), 1000), _OLD),
        "revisions": walk.count(db[REVISIONS], "article_id", walk.hex_ranges(walk.size(db[REVISIONS]), 1000), _OLD),
        "runs": walk.count(db[RUNS], "started_at", _months(), _OLD),
    }


def run(db: Database[Document], progress: Progress) -> None:
    """Articles with their words, revisions, runs."""
    articles, revisions, runs = db[ARTICLES], db[REVISIONS], db[RUNS]
    words_needed = not has_text_index(db)
    # bypass_document_validation: one document that is wrong in another way must not stop the others.
    for low, high in progress.batches("articles", lambda: walk.hex_ranges(walk.size(articles), progress.batch)):
        found = articles.find(walk.within("content_hash", low, high, **_OLD), _READ)
        for chunk in walk.chunks(found, progress.batch):
            if words_needed:  # before the articles: done again after a kill, they are the same
                db[SEARCH].bulk_write(replacements(chunk), ordered=False)
            writes = [UpdateOne({"_id": old["_id"], **_OLD}, {"$set": fields_of(old)}) for old in chunk]
            done = articles.bulk_write(writes, ordered=False, bypass_document_validation=True)
            progress.counts["articles"] += done.modified_count
    fields = {"$set": {"schema_version": _VERSION}}
    for low, high in progress.batches("revisions", lambda: walk.hex_ranges(walk.size(revisions), progress.batch)):
        condition = walk.within("article_id", low, high, **_OLD)
        progress.counts["revisions"] += revisions.update_many(condition, fields).modified_count
    for start, end in progress.batches("runs", _months):
        condition = walk.within("started_at", start, end, **_OLD)
        progress.counts["runs"] += runs.update_many(condition, fields).modified_count


def fields_of(old: Mapping[str, Any]) -> Document:
    """What an article of version 1 gets."""
    added = event(
        "added",
        article_id=old["_id"],
        version=1,
        site=old["site"],
        at=old["first_seen"],
        run_id=old["run_id"],
        cause="migration",
    )
    return {
        "state": "current",
        "withdrawn_at": None,
        "version": 1,
        "story_id": old["_id"],
        "unpublished": [added],
        "schema_version": _VERSION,
        **{f"sources.0.{name}": old.get(name) for name in _OF_SOURCE},
        "story_due": True,
    }


def _months() -> list[tuple[datetime, datetime]]:
    return walk.time_ranges(_FIRST_RUN, datetime.now(UTC) + timedelta(days=1), _RANGE)
