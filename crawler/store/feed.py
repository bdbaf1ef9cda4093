"""The change feed: every change of an article in `changes` exactly once, numbered without gaps.

A change is written together with its event, in the ``unpublished`` array of its article (`crawler.store.draft`).
Publishing moves events from there into `changes`:

1. read the waiting events, and the head of the feed: ``{_id: "feed", seq: N, pending: [...]}`` in `meta`
2. copy what the head still holds as ``pending`` into `changes` (a publisher was killed before it could)
3. leave out events that are in `changes` already
4. compare-and-set the head: ``seq: N`` becomes ``N + k``, the numbered events become ``pending``
5. copy them into `changes`, in order, and take them out of the articles

Only step 4 decides, and it is one write: two publishers cannot give one number twice, nor number one event twice, for
whoever comes second reads the head again. Since the events of N are copied before N + 1 is given, a reader that
asks for ``seq`` above its cursor, in order, and stops at a gap, misses nothing and sees nothing twice.

A writer publishes its own changes before it makes further ones, so the order of a site's changes is kept. Those of a
killed writer are swept up by the next one, oldest first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from pymongo import UpdateOne
from pymongo.database import Database
from pymongo.errors import BulkWriteError

from crawler.store.collections import ARTICLES, CHANGES, META
from crawler.store.errors import StoreError
from crawler.store.patient import DUPLICATE_KEY, PatientDatabase
from crawler.store.schema import SCHEMA_VERSION

Document = dict[str, Any]

HEAD = "feed"
PAGE = 500
"""Events that are numbered in one step, and that a reader gets at once."""
_LONG_AGO, _FAR_AHEAD = datetime(1990, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)


class CursorExpiredError(StoreError):
    """The events after a cursor are not kept any more, or never were in this database."""


class Feed:
    """Publishes. Every step is safe to repeat, by anybody."""

    def __init__(self, db: PatientDatabase) -> None:
        self._db = db

    async def publish(self, article_ids: Sequence[str]) -> int:
        """Publish the waiting changes of these articles, article after article. Returns their number.

        Raises StoreUnavailable or StoreError.
        """
        published = 0
        for start in range(0, len(article_ids), PAGE):
            part = article_ids[start : start + PAGE]
            found = await self._db.find_by(ARTICLES, "_id", set(part), ["unpublished"])
            by_id = {document["_id"]: document for document in found}
            published += await self._publish([by_id[place] for place in part if place in by_id])
        return published

    async def sweep(self) -> int:
        """Publish every waiting change, whoever made it, oldest first. Returns their number. Raises as ``publish``."""
        condition = {"unpublished.at": {"$gte": _LONG_AGO, "$lte": _FAR_AHEAD}}  # closed: SecantusDB uses the index
        published = 0
        while True:
            found = await self._db.call(
                lambda: self._db[ARTICLES].find(condition, ["unpublished"]).sort("unpublished.at").limit(PAGE).to_list()
            )
            if not found:
                return published
            published += await self._publish(found)

    async def _publish(self, articles: Sequence[Mapping[str, Any]]) -> int:
        waiting = {entry["event"]: entry for document in articles for entry in document.get("unpublished", ())}
        events = list(waiting.values())
        for start in range(0, len(events), PAGE):
            await self._number(events[start : start + PAGE])
        taken = [
            UpdateOne(
                {"_id": document["_id"]},
                {"$pull": {"unpublished": {"event": {"$in": [entry["event"] for entry in document["unpublished"]]}}}},
            )
            for document in articles
            if document.get("unpublished")
        ]
        if taken:
            await self._db.bulk(ARTICLES, taken)
        return len(events)

    async def _number(self, events: Sequence[Document]) -> None:
        """Steps 1 to 5 for at most ``PAGE`` events."""
        while True:
            head = await self._head()
            given = {entry["_id"] for entry in head["pending"]}
            known = await self._db.find_by(CHANGES, "_id", given | {entry["event"] for entry in events}, ["_id"])
            published = {document["_id"] for document in known}
            kept = [entry for entry in head["pending"] if entry["seq"] >= head["first"]]  # the others were pruned
            await self._copy([entry for entry in kept if entry["_id"] not in published])
            published |= given
            fresh = [entry for entry in events if entry["event"] not in published]
            if not fresh:
                return
            now = datetime.now(UTC)
            pending = [
                {"_id": entry["event"], "seq": head["seq"] + number, "schema_version": SCHEMA_VERSION}
                | {name: value for name, value in entry.items() if name != "event"}
                | {"recorded_at": now}
                for number, entry in enumerate(fresh, 1)
            ]
            if await self._advance(head["seq"], pending):
                await self._copy(pending)
                return

    async def _head(self) -> Document:
        """The head of the feed, made if there is none."""
        head = await self._db.call(lambda: self._db[META].find_one({"_id": HEAD}))
        if head is None:
            start: Document = {"seq": 0, "first": 1, "pending": []}
            made = UpdateOne({"_id": HEAD}, {"$setOnInsert": start}, upsert=True)
            await self._db.bulk(META, [made])
            return await self._head()
        return head

    async def _advance(self, seq: int, pending: Sequence[Document]) -> bool:
        """Compare-and-set of the head; False if another publisher was first, or if an answer was lost on the way."""
        fields = {"seq": seq + len(pending), "pending": list(pending)}
        done = await self._db.call(lambda: self._db[META].update_one({"_id": HEAD, "seq": seq}, {"$set": fields}))
        return bool(done.matched_count)

    async def _copy(self, pending: Sequence[Document]) -> None:
        """Insert events that are not there yet, in their order."""
        rest = list(pending)
        while rest:
            send = partial(self._db[CHANGES].insert_many, rest, ordered=True)
            try:
                await self._db.call(send)
            except BulkWriteError as error:
                failed = error.details["writeErrors"][0] if error.details else {}
                if failed.get("code") != DUPLICATE_KEY:
                    raise StoreError(f"MongoDB refused a write to {CHANGES}: {failed.get('errmsg', error)}") from error
                rest = rest[failed["index"] + 1 :]  # copied already, before a kill or by another publisher
            else:
                return


def read(db: Database[Document], cursor: int, *, limit: int = PAGE) -> list[Document]:
    """The next events after ``cursor`` in order, at most ``limit``; store the last one's ``seq`` as the new cursor.

    Empty if there is nothing new. Raises CursorExpiredError, and pymongo's errors.
    """
    condition = {"seq": {"$gt": cursor, "$lte": cursor + limit}}  # closed: SecantusDB uses the index
    found = db[CHANGES].find(condition).sort("seq").to_list()
    if not found or found[0]["seq"] != cursor + 1:
        head = db[META].find_one({"_id": HEAD}, ["first", "seq"]) or {}
        first, last = head.get("first", 1), head.get("seq", 0)
        if cursor > last:
            raise CursorExpiredError(
                f"the cursor {cursor} lies behind the newest change, {last}: it is another database's, or this one was "
                f"made anew: take all articles again (`scrapy export`), then go on from {last}"
            )
        if cursor + 1 < first:
            raise CursorExpiredError(
                f"the changes after {cursor} are not kept any more, the oldest is {first}: take all articles again "
                f"(`scrapy export`), then go on from {first - 1}"
            )
    whole = []
    for expected, entry in enumerate(found, cursor + 1):
        if entry["seq"] != expected:  # its predecessor is on its way
            break
        whole.append(entry)
    return whole


def newest(db: Database[Document]) -> int:
    """Cursor behind the last event. Raises pymongo's errors."""
    return int((db[META].find_one({"_id": HEAD}, ["seq"]) or {}).get("seq", 0))


def prune(db: Database[Document], *, keep: timedelta, now: datetime) -> int:
    """Delete events recorded before ``now - keep``, up to the first one that is younger, and never the newest one.

    Up to there: a single one whose recorder had a wrong clock must not take those before it along. Returns the number
    of deleted events. Raises pymongo's errors.
    """
    condition = {"recorded_at": {"$gte": _LONG_AGO, "$lt": now - keep}}
    old = sorted(event["seq"] for event in db[CHANGES].find(condition, {"_id": 0, "seq": 1}))
    last = (db[META].find_one({"_id": HEAD}, ["first"]) or {}).get("first", 1) - 1
    for seq in old:
        if seq > last + 1 and db[CHANGES].find_one({"seq": {"$gt": last, "$lt": seq}}, ["_id"]):
            break
        last = max(last, seq)
    last = min(last, newest(db) - 1)
    if not old or last < 1:
        return 0
    # The readers' warning first: a cursor that has expired must never look like one without news.
    db[META].update_one({"_id": HEAD}, {"$max": {"first": last + 1}})
    return db[CHANGES].delete_many({"seq": {"$gte": 1, "$lte": last}}).deleted_count
