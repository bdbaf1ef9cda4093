"""The collection `sketches`: the keys of every article's text, by which its near-duplicates are found.

Apart from the articles, because the embedded server rewrites every index entry of a document at every update: with its
28 keys in an article, each time that it is seen again costs 1.4 times as much (`benchmarks.store` measures it).

A sketch is made when a look for the story of its article begins, from the text that is stored then. It names the
``revision`` that it is of and counts only while that is the article's; so one that is missing, late or of a text that
is gone misleads nobody: its article is due, and the look at it begins by making the sketch.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pymongo import UpdateOne
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import BulkWriteError

from crawler.store.collections import ARTICLES, SKETCHES, Document
from crawler.store.patient import DUPLICATE_KEY
from crawler.text.similarity import sketch


async def renew(db: AsyncDatabase[Document], article_ids: Collection[str]) -> dict[str, Document]:
    """The sketches of these articles by id; those that are missing or of an earlier text are made.

    Bounded by the caller: the texts are in memory at once. Safe beside others, and to repeat. Raises pymongo's errors.
    """
    ids = {"_id": {"$in": sorted(article_ids)}}
    sketches = {found["_id"]: found async for found in db[SKETCHES].find(ids)}
    revisions = {found["_id"]: found.get("revision") async for found in db[ARTICLES].find(ids, ("revision",))}
    stale = [
        place
        for place, revision in revisions.items()
        if place not in sketches or sketches[place]["revision"] != revision
    ]
    if not stale:
        return sketches
    texts = db[ARTICLES].find({"_id": {"$in": sorted(stale)}}, ("revision", "body"))
    made = [_sketch(text) async for text in texts]
    if not made:
        return sketches
    try:
        await db[SKETCHES].bulk_write([_write(fresh) for fresh in made], ordered=False)
    except BulkWriteError as error:
        details: dict[str, Any] = dict(error.details or {})
        if {entry["code"] for entry in details.get("writeErrors", ())} != {DUPLICATE_KEY}:
            raise
    return sketches | {fresh["_id"]: fresh for fresh in made}


def _sketch(text: Document) -> Document:
    made = sketch(text.get("body") or "")
    return {
        "_id": text["_id"],
        "revision": text.get("revision"),
        "bands": made.bands,
        "signature": made.signature,
    }


def _write(fresh: Document) -> UpdateOne:
    """Where the sketch of a later text is stored this matches nothing, tries to insert, and is refused: no change."""
    fields = {name: value for name, value in fresh.items() if name != "_id"}
    revision = fresh["revision"]
    later: Document = {} if revision is None else {"revision": {"$not": {"$gt": revision}}}
    return UpdateOne({"_id": fresh["_id"], **later}, {"$set": fields}, upsert=True)
