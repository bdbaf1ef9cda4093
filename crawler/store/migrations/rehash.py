"""Bring stored hashes to the rule of the code (`crawler.text.canonical.HASH_VERSION`), whatever rule made them.

A new rule is: change the rule, raise the number, add a migration of three lines that imports ``DATA``, ``plan`` and
``run`` from here.

Two articles can have one hash under the new rule. Then the one that has it keeps it, and the other one keeps its old
hash and its old ``hash_version`` and is named in the result. Nothing is lost: the next crawl of its page computes the
new hash, finds the article that has it, and merges the two by the ordinary rules, with the ordinary event. Merging
here would be a second merger, which has not seen the pages. Which of two keeps it is not a matter of age: a text that
the new rule does not touch has no other hash to give way to.

The walk goes along ``content_hash`` while it changes: an article that moves forward is met again and is done, one that
moves backward is done; none is missed.
"""

from __future__ import annotations

from typing import Any

from pymongo import UpdateMany, UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from crawler.store.collections import ARTICLES, PAGES, REVISIONS
from crawler.store.errors import StoreError
from crawler.store.migrations import walk
from crawler.store.migrations.progress import Progress
from crawler.text import canonical

Document = dict[str, Any]

DATA = (ARTICLES, REVISIONS)

_READ = ("content_hash", "hash_version", *canonical.HASHED_FIELDS)
_PLAN_BATCH = 200
_DUPLICATE_KEY = 11000


def plan(db: Database[Document]) -> dict[str, int]:
    """How many articles and revisions have a hash of another version, and what today's rule makes of them."""
    counts = {"articles": 0, "with_another_hash": 0, "left_for_merge": 0}
    taken: dict[str, str] = {}
    for low, high in walk.hex_ranges(walk.size(db[ARTICLES]), _PLAN_BATCH):
        for chunk in walk.chunks(db[ARTICLES].find(_old("content_hash", low, high), _READ), _PLAN_BATCH):
            moved, left = _changes(db, chunk, taken)
            taken |= {new: article for article, new in moved.items()}
            counts["articles"] += len(chunk) - len(left)
            counts["with_another_hash"] += len(moved)
            counts["left_for_merge"] += len(left)
    ranges = walk.hex_ranges(walk.size(db[REVISIONS]), 1000)
    return {**counts, "revisions": walk.count(db[REVISIONS], "article_id", ranges, _other_version())}


def run(db: Database[Document], progress: Progress) -> None:
    """Articles, then revisions."""
    articles, revisions = db[ARTICLES], db[REVISIONS]
    for low, high in progress.batches("articles", lambda: walk.hex_ranges(walk.size(articles), progress.batch)):
        for chunk in walk.chunks(articles.find(_old("content_hash", low, high), _READ), progress.batch):
            _rehash_articles(db, chunk, progress)
    for low, high in progress.batches("revisions", lambda: walk.hex_ranges(walk.size(revisions), progress.batch)):
        for chunk in walk.chunks(revisions.find(_old("article_id", low, high), _READ), progress.batch):
            writes = [_rehashed(old, canonical.stored_hash(old)) for old in chunk]
            progress.counts["revisions"] += revisions.bulk_write(writes, ordered=False).modified_count


def _rehash_articles(db: Database[Document], chunk: list[Document], progress: Progress) -> None:
    moved, left = _changes(db, chunk, {})
    writes = [
        _rehashed(old, moved[old["_id"]] if old["_id"] in moved else old["content_hash"])
        for old in chunk
        if old["_id"] not in left
    ]
    pages = [
        UpdateMany(
            {"article_id": old["_id"], "content_hash": old["content_hash"]},
            {"$set": {"content_hash": moved[old["_id"]]}},
        )
        for old in chunk
        if old["_id"] in moved
    ]
    if pages:  # first: an article that is done is not looked at again after a kill
        db[PAGES].bulk_write(pages, ordered=False)
    if writes:
        try:
            done = db[ARTICLES].bulk_write(writes, ordered=False, bypass_document_validation=True)
        except BulkWriteError as error:
            codes = {entry["code"] for entry in (error.details or {}).get("writeErrors", ())}
            if codes != {_DUPLICATE_KEY}:
                raise
            raise StoreError(
                "somebody writes articles beside the migration: end every crawl and run `scrapy db migrate` again"
            ) from error
        progress.counts["articles"] += done.modified_count
    progress.counts["with_another_hash"] += len(moved)
    progress.counts["left_for_merge"] += len(left)
    for article, holder in left.items():
        progress.note(f"article {article} keeps its old hash: {holder} has its new one; the next crawl merges them")


def _changes(
    db: Database[Document], chunk: list[Document], taken: dict[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """(article -> its new hash, article -> the one that has its new hash) of those whose hash changes.

    ``taken``: hash -> article, beside those that the database knows.
    """
    new = {old["_id"]: canonical.stored_hash(old) for old in chunk}
    changed = {old["_id"]: new[old["_id"]] for old in chunk if new[old["_id"]] != old["content_hash"]}
    if not changed:
        return {}, {}
    asked = {"content_hash": {"$in": sorted(set(changed.values()))}}
    held = {found["content_hash"]: found["_id"] for found in db[ARTICLES].find(asked, {"content_hash": 1})}
    held = {**taken, **held}
    moved, left = {}, {}
    for article, wanted in changed.items():
        if held.setdefault(wanted, article) == article:
            moved[article] = wanted
        else:
            left[article] = held[wanted]
    return moved, left


def _rehashed(old: Document, new: str) -> UpdateOne:
    condition = {name: old[name] for name in ("_id", "content_hash", "hash_version")}
    return UpdateOne(condition, {"$set": {"content_hash": new, "hash_version": canonical.HASH_VERSION}})


def _old(name: str, low: str, high: str) -> Document:
    return walk.within(name, low, high, **_other_version())


def _other_version() -> Document:
    return {"hash_version": {"$ne": canonical.HASH_VERSION}}
