"""Writes batches of items into MongoDB: at most three round trips where nothing was edited and nobody interferes."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pymongo import ReplaceOne, UpdateOne
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import AutoReconnect, BulkWriteError, OperationFailure, PyMongoError

from crawler.items import Article
from crawler.store.collections import ARTICLES, PAGES, REJECTS, REVISIONS
from crawler.store.config import redact
from crawler.store.documents import Document, PageRecord, new_article, not_storable, page_of, pages_of
from crawler.store.errors import StoreError, StoreUnavailable
from crawler.store.plan import LOOKED_UP, Draft, Kind, Planned, View
from crawler.store.rejects import Reject, dead_letter

_DUPLICATE_KEY, _INVALID_DOCUMENT = 11000, 121
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.1, 2.0
_T = TypeVar("_T")


@dataclass(slots=True)
class BatchResult:
    """What became of a batch; each item counts once."""

    new: int = 0
    touched: int = 0
    copied: int = 0
    edited: int = 0
    conflicts: int = 0
    rejects: list[Reject] = field(default_factory=list)
    """Items that are now in ``rejects``: conflicts, and items that MongoDB cannot hold."""


class _RaceError(Exception):
    """Another writer changed an article between our look and our write: plan again."""


class ArticleWriter:
    """Applies the rules of ``plan`` to the database. One per run; its calls must not overlap.

    Everything it sends is safe to repeat: after a lost connection, a race or a kill -9 the same batch is simply
    planned again on what is there then.
    """

    def __init__(
        self, db: AsyncDatabase[Document], *, run_id: str, max_attempts: int = 5, patience_s: float = 20.0
    ) -> None:
        """``max_attempts``: plans per batch before a contended item is put aside. ``patience_s``: seconds of
        retries on a lost connection before StoreUnavailable; one driver call may outlast it by its own timeout."""
        self._db = db
        self._run_id = run_id
        self._max_attempts = max_attempts
        self._patience_s = patience_s
        self.round_trips = 0
        """Commands sent so far, retries included."""

    async def write(self, batch: Sequence[Article]) -> BatchResult:
        """Store items that went through validation and fingerprint.

        Raises StoreUnavailable if the server stays away, StoreError if it refuses the write; items may then be
        stored in part, and writing the same batch again completes it.
        """
        result = BatchResult()
        items = self._screen(batch, result)
        settled: dict[int, Planned] = {}
        inserted: set[str] = set()  # ids of articles that this call made
        for attempt in range(self._max_attempts):
            if not items:
                break
            planned = await self._plan(items, widened=attempt > 0)
            for place, decision in enumerate(planned):  # the order is the same in every attempt
                settled[place] = self._remember(settled.get(place), decision, inserted)
            try:
                refused = await self._apply(planned, inserted)
            except _RaceError:
                await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - only to break the tie
                continue
            self._refuse(refused, settled, result)
            break
        else:
            reason = f"conflict: not settled in {self._max_attempts} attempts beside other writers"
            settled = {place: Planned(item, "conflict", None, reason) for place, item in enumerate(items)}
        self._count(settled.values(), result)
        await self._write_pages(pair for decision in settled.values() for pair in self._pages(decision))
        await self.reject(result.rejects)
        return result

    async def seen(self, pages: Sequence[PageRecord]) -> None:
        """Note pages that gave no article. Raises as ``write`` does."""
        await self._write_pages(page_of(record) for record in pages)

    async def reject(self, rejects: Sequence[Reject]) -> None:
        """Keep items that cannot be stored, with their reasons. Raises as ``write`` does."""
        if rejects:
            letters = [dead_letter(reject, run_id=self._run_id) for reject in rejects]
            await self._bulk(REJECTS, [UpdateOne({"_id": place}, update, upsert=True) for place, update in letters])

    def _screen(self, batch: Sequence[Article], result: BatchResult) -> list[Article]:
        """Take out what BSON cannot hold: one such item would fail its whole batch in the driver."""
        fit = []
        for item in batch:
            if item.content_hash is None:
                raise ValueError(f"{item.url}: no content_hash; the fingerprint pipeline must run before the store")
            reason = not_storable(new_article(item, run_id=self._run_id))
            if reason is None:
                fit.append(item)
            else:
                result.rejects.append(Reject(item, (reason,)))
        return fit

    async def _plan(self, items: Sequence[Article], *, widened: bool) -> list[Planned]:
        """Look up what the batch concerns and decide. Hashes and URLs are looked up only if needed (``widened``).

        The ordinary item is new or known by its key. A copy of an unknown key shows itself as a duplicate key of
        ``content_hash``, and the batch is planned again. Separate finds, because SecantusDB reads the whole
        collection for an ``$or`` (1.4 s at 5,000 articles; by index 0.013 s).
        """
        found = await self._find("sources.key", {item.key for item in items})
        hashes = {str(item.content_hash) for item in items} if widened else set(View(found).changed(items))
        if hashes:
            found += await self._find("content_hash", hashes)
        if widened:
            found += await self._find("sources.url", {item.url for item in items})
        return View(found).plan(items, run_id=self._run_id)

    async def _find(self, name: str, values: set[str]) -> list[Document]:
        condition = {name: {"$in": sorted(values)}}
        cursor_size = len(values) + 1  # all in the first answer
        return await self._call(lambda: self._db[ARTICLES].find(condition, LOOKED_UP, batch_size=cursor_size).to_list())

    def _remember(self, before: Planned | None, now: Planned, inserted: set[str]) -> Planned:
        """Planned again, our own write looks like somebody's: what the first plan said of the item still holds."""
        if before is None or before.draft is None or now.draft is None or now.kind != "touched":
            return now
        # The run id tells it after a lost answer, when nobody knows what was inserted.
        ours = before.draft.id in inserted or now.draft.base.get("run_id") == self._run_id
        if before.kind in ("new", "edited") and now.draft.id == before.draft.id and ours:
            return Planned(now.item, before.kind, now.draft)
        return now

    async def _apply(self, planned: Sequence[Planned], made: set[str]) -> list[tuple[Draft, str]]:
        """Write the plan; ``made`` gets the ids of inserted articles. Returns drafts that the database's validator
        refused, with its words.

        Raises _RaceError if any write met a state other than the planned one.
        """
        drafts = list({id(decision.draft): decision.draft for decision in planned if decision.draft}.values())
        await self._keep_revisions([draft for draft in drafts if draft.is_edited])
        owners: list[Draft] = []
        operations: list[UpdateOne] = []
        for draft in drafts:
            for operation in draft.operations():
                owners.append(draft)
                operations.append(operation)
        if not operations:
            return []
        details = await self._bulk(ARTICLES, operations)
        errors = {error["index"]: error for error in details["writeErrors"]}
        refused = [
            (owners[index], redact(str(error.get("errmsg"))))
            for index, error in errors.items()
            if error["code"] == _INVALID_DOCUMENT
        ]
        inserted = {entry["index"] for entry in details["upserted"]}
        made.update(owners[index].id for index in inserted)
        met = [owners[i].is_new and i not in inserted for i in range(len(operations)) if i not in errors]
        updates = sum(not owners[i].is_new for i in range(len(operations)) if i not in errors)
        if len(refused) < len(errors) or any(met) or details["nMatched"] < updates:
            raise _RaceError
        return refused

    async def _keep_revisions(self, edited: Sequence[Draft]) -> None:
        """Write the replaced texts before the articles change, so that a kill in between loses none."""
        stored = {draft.id: draft for draft in edited if not draft.is_new}
        full: dict[str, Document] = {draft.id: draft.base for draft in edited if draft.is_new}
        if stored:
            condition = {"_id": {"$in": sorted(stored)}}
            for document in await self._call(lambda: self._db[ARTICLES].find(condition).to_list()):
                base = stored[document["_id"]].base
                if (document["content_hash"], document["revision"]) != (base["content_hash"], base["revision"]):
                    raise _RaceError
                full[document["_id"]] = document
        replaced = [revision for draft in edited for revision in draft.revisions(full[draft.id])]
        if replaced:
            await self._bulk(REVISIONS, [ReplaceOne({"_id": old["_id"]}, old, upsert=True) for old in replaced])

    def _refuse(self, refused: Sequence[tuple[Draft, str]], settled: dict[int, Planned], result: BatchResult) -> None:
        """Items of a document that the database's validator refused become dead letters."""
        for draft, words in refused:
            for place, decision in list(settled.items()):
                if decision.draft is draft:
                    del settled[place]
                    result.rejects.append(Reject(decision.item, (f"document: the database refused it ({words})",)))

    @staticmethod
    def _count(decisions: Any, result: BatchResult) -> None:
        kinds: Counter[Kind] = Counter(decision.kind for decision in decisions)
        result.new, result.touched = kinds["new"], kinds["touched"]
        result.copied, result.edited, result.conflicts = kinds["copied"], kinds["edited"], kinds["conflict"]
        result.rejects += [Reject(d.item, (str(d.reason),)) for d in decisions if d.kind == "conflict"]

    @staticmethod
    def _pages(decision: Planned) -> list[tuple[str, Document]]:
        return list(pages_of(decision.item, decision.draft.id if decision.draft else None))

    async def _write_pages(self, pages: Any) -> None:
        """Upsert page records, one operation per URL; an older visit never overwrites a newer one."""
        newest: dict[str, Document] = {}
        first: dict[str, Any] = {}
        for url, fields in pages:
            first[url] = min(first.get(url, fields["fetched_at"]), fields["fetched_at"])
            if url not in newest or newest[url]["fetched_at"] <= fields["fetched_at"]:
                newest[url] = fields
        operations = [
            UpdateOne(
                # Where a newer visit is stored this matches nothing, tries to insert, and is refused: no change.
                {"_id": url, "fetched_at": {"$not": {"$gt": fields["fetched_at"]}}},
                {"$set": fields, "$min": {"first_seen": first[url]}},
                upsert=True,
            )
            for url, fields in newest.items()
        ]
        if operations:
            await self._bulk(PAGES, operations)

    async def _bulk(self, collection: str, operations: Sequence[Any]) -> Mapping[str, Any]:
        """Unordered bulk write; returns the details also when single writes failed as duplicates or as invalid.

        Collection.bulk_write, because MongoClient.bulk_write is not durable on SecantusDB even with j: true.
        """
        try:
            done = await self._call(lambda: self._db[collection].bulk_write(operations, ordered=False))
        except BulkWriteError as error:
            details: Mapping[str, Any] = error.details or {}
            codes = {entry["code"] for entry in details.get("writeErrors", ())}
            if details.get("writeConcernErrors") or not codes or not codes <= {_DUPLICATE_KEY, _INVALID_DOCUMENT}:
                raise StoreError(f"MongoDB refused a write to {collection}: {_short(error)}") from error
            return details
        return done.bulk_api_result

    async def _call(self, send: Callable[[], Awaitable[_T]]) -> _T:
        """One command; repeated while the connection is lost, because all that is sent here is idempotent."""
        deadline = time.monotonic() + self._patience_s
        pause = _FIRST_PAUSE_S
        while True:
            self.round_trips += 1
            try:
                return await send()
            except BulkWriteError:
                raise
            except AutoReconnect as error:  # includes NetworkTimeout, NotPrimaryError, ServerSelectionTimeoutError
                if time.monotonic() + pause > deadline:
                    raise StoreUnavailable(
                        f"MongoDB has not answered for {self._patience_s:.0f} s ({type(error).__name__}); "
                        "check that it runs (`scrapy db status`) and crawl again: nothing is stored twice"
                    ) from error
            except OperationFailure as error:
                raise StoreError(f"MongoDB refused a command: {_short(error)}") from error
            except PyMongoError as error:
                raise StoreError(f"the MongoDB driver failed: {_short(error)}") from error
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)


def _short(error: PyMongoError) -> str:
    return redact(str(error))[:300]
