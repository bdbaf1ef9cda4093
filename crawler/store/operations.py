"""The database operations that make a planned article true.

Every operation is safe to repeat, and states in its filter what it was planned on: if another writer was there first,
it matches nothing. A change that consumers hear of also holds the article's ``version`` in its filter and carries its
event, so that the event is there if and only if the change is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pymongo import UpdateOne

from crawler.store.documents import Document, tombstone
from crawler.store.draft import Draft


def operations(draft: Draft) -> list[UpdateOne]:
    """The writes to ``articles``: one, or two where known sources were seen and something else happened as well."""
    fields: Document = {name: value for step in draft.steps for name, value in step.items()}
    entries = list(draft.sources.values())
    seen = {
        "$min": {"first_seen": min(entry["first_seen"] for entry in entries)} if entries else {},
        "$max": {"last_seen": max(entry["last_seen"] for entry in entries)} if entries else {},
    }
    told: Document = {"$push": {"unpublished": {"$each": draft.events}}} if draft.events else {}
    if draft.events:
        fields["version"] = draft.version
    if draft.is_new:
        return [_insert(draft, {**draft.base, **fields, "sources": entries, **seen["$min"], **seen["$max"]}, told)]
    unchanged: Document = {"_id": draft.id, "content_hash": draft.base.get("content_hash")}
    if draft.events or any("gone_on" in entry for entry in draft.seen.values()):  # a withdrawal is told by its version
        unchanged["version"] = draft.base["version"]
    if draft.leaving or draft.merged_into is not None:  # see `Intents.take_over`
        unchanged["recovered"] = draft.base.get("recovered")
    if draft.merged_into is not None:
        fresh, dropped = tombstone(draft.merged_into, version=draft.version, merged_at=draft.fetched_at)
        return [UpdateOne(unchanged, {"$set": fresh, "$unset": dict.fromkeys(dropped, ""), **told})]
    newest: Document = {} if draft.outruns else {"fetched_at": {"$lte": draft.fetched_at}}
    if draft.is_edited:
        return [UpdateOne(unchanged | newest, {"$set": {**fields, "sources": entries}, **seen, **told})]
    if draft.leaving:
        pulled = {"$pull": {"sources": {"key": {"$in": draft.leaving}}}}
        return [UpdateOne(unchanged, {"$set": fields, **pulled, **told})]
    if draft.added:
        writes = [_add(draft, unchanged, fields, seen, told)]
        return [*writes, _touch(draft, {"_id": draft.id, "version": draft.version}, {}, seen)] if draft.seen else writes
    if not draft.seen:
        return []
    unchanged["sources.key"], *others = draft.seen
    if others:
        # Not `$all`: SecantusDB matches no document for two keys of one. It reads the whole collection for `$and`, even
        # beside an `_id`; but two places of one article are seldom seen in one batch.
        unchanged["$and"] = [{"sources.key": stored_key} for stored_key in others]
    return [_touch(draft, unchanged | (newest if "fetched_at" in fields else {}), fields, seen, told)]


def _insert(draft: Draft, document: Document, told: Document) -> UpdateOne:
    if draft.grave is None:
        return UpdateOne({"_id": draft.id}, {"$setOnInsert": {**document, "unpublished": draft.events}}, upsert=True)
    fresh = {name: value for name, value in document.items() if name != "_id"}
    buried = {"_id": draft.id, "state": "merged", "version": draft.grave["version"]}
    return UpdateOne(buried, {"$set": fresh, "$unset": {"merged_into": "", "merged_at": ""}, **told})


def _add(draft: Draft, unchanged: Document, fields: Document, seen: Mapping[str, Any], told: Document) -> UpdateOne:
    absent = {"sources.key": {"$nin": [entry["key"] for entry in draft.added]}}
    pushed = {"sources": {"$each": draft.added}, **told["$push"]}
    return UpdateOne({**unchanged, **absent}, {"$set": fields, "$push": pushed, **seen})


def _touch(
    draft: Draft, condition: Document, fields: Document, seen: Mapping[str, Any], told: Mapping[str, Any] | None = None
) -> UpdateOne:
    filters: list[Mapping[str, Any]] = []
    update: Document = {
        "$set": dict(fields),
        "$min": dict(seen["$min"]),
        "$max": dict(seen["$max"]),
        **(told or {}),
    }
    for number, (stored_key, entry) in enumerate(draft.seen.items()):
        name = f"sources.$[s{number}]"
        filters.append({f"s{number}.key": stored_key})
        update["$min"][f"{name}.first_seen"] = entry["first_seen"]
        update["$max"][f"{name}.last_seen"] = entry["last_seen"]
        if entry["key"] != stored_key:
            update["$set"][f"{name}.key"] = entry["key"]
        for fact in ("gone_on", "withdrawn_at"):
            if fact in entry:
                update["$set"][f"{name}.{fact}"] = entry[fact]
    if not update["$set"]:
        del update["$set"]  # MongoDB refuses an empty $set
    return UpdateOne(condition, update, array_filters=filters)
