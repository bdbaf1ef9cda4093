"""Writes batches of items into MongoDB: three round trips where nothing was edited and nobody interferes.

Look up, write articles, write pages; before the articles the words of new texts, if the server has no text index.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable, Sequence
from copy import copy
from datetime import UTC, datetime

from pymongo import ReplaceOne, UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from crawler.items import Article
from crawler.store.batch import BatchResult
from crawler.store.collections import ARTICLES, REJECTS, REVISIONS, SEARCH, TEXT_INDEX
from crawler.store.config import redact
from crawler.store.documents import (
    Document,
    article_id,
    content,
    item_at,
    item_of,
    not_storable,
)
from crawler.store.draft import LOOKED_UP, Draft
from crawler.store.events import Cause
from crawler.store.feed import Feed
from crawler.store.intents import Intents
from crawler.store.operations import operations
from crawler.store.pages import PageRecord, page_of, pages_of
from crawler.store.patient import INVALID_DOCUMENT, PatientDatabase
from crawler.store.plan import Item, Kind, Planned, View
from crawler.store.rejects import Reject, dead_letter
from crawler.store.search import replacements
from crawler.store.stories import join_due
from crawler.store.visits import Visits

GONE = frozenset({404, 410})
"""HTTP statuses that say that a page is not there any more."""
_ROUNDS = 8  # of items whose place must be free before they can be put elsewhere


class _RaceError(Exception):
    """Another writer changed an article between our look and our write: plan again."""


class ArticleWriter:
    """Applies the rules of ``plan`` to the database. One per run; its calls must not overlap.

    Everything it sends is safe to repeat: after a lost connection, a race or a kill -9 the same batch is simply
    planned again on what is there then. What a kill leaves half done, ``recover`` of any later writer completes.
    """

    def __init__(
        self, db: AsyncDatabase[Document], *, run_id: str, max_attempts: int = 5, patience_s: float = 20.0
    ) -> None:
        """``max_attempts``: plans per round before contended items are put aside. ``patience_s``: seconds of
        retries on a lost connection before StoreUnavailable; one driver call may outlast it by its own timeout."""
        self._db = PatientDatabase(db, patience_s=patience_s)
        self._run_id = run_id
        self._max_attempts = max_attempts
        self._changed: dict[str, None] = {}  # articles with events to publish, in the order of their writes
        self._writes_words = True  # until `recover` has seen that the server has a text index
        self._visits = Visits(self._db)
        self._intents = Intents(self._db)
        self.feed = Feed(self._db)

    @property
    def round_trips(self) -> int:
        """Commands sent so far, retries included."""
        return self._db.round_trips

    async def write(self, batch: Sequence[Article], *, cause: Cause = "crawl") -> BatchResult:
        """Store items that went through validation and fingerprint; their changes wait for ``publish``.

        Raises StoreUnavailable if the server stays away, StoreError if it refuses the write; items may then be
        stored in part, and writing the same batch again completes it.
        """
        result = BatchResult()
        settled = await self._settle(self._screen(batch, result), result, cause)
        result.count(settled)
        await self._visits.note(pair for decision in settled for pair in self._pages(decision))
        await self.reject(result.rejects)
        return result

    async def rewrite(self, batch: Sequence[Article]) -> BatchResult:
        """Store today's reading of archived pages: every value replaces the stored one, also an empty one; pages are
        not touched. Raises as ``write`` does."""
        result = BatchResult()
        result.count(await self._settle(self._screen(batch, result), result, "reparse"))
        await self.reject(result.rejects)
        return result

    async def seen(self, pages: Sequence[PageRecord]) -> None:
        """Note pages that gave no article: gone, which counts against it, or not modified, which confirms it. Raises as
        ``write`` does."""
        await self._visits.note(page_of(record) for record in pages)
        await self._visits.confirm(pages)
        gone = [record for record in pages if record.status in GONE]
        if gone:
            await self._settle(gone, BatchResult(), "crawl")

    async def reject(self, rejects: Sequence[Reject]) -> None:
        """Keep items that cannot be stored, with their reasons. Raises as ``write`` does."""
        if rejects:
            letters = [dead_letter(reject, run_id=self._run_id) for reject in rejects]
            await self._db.bulk(REJECTS, [UpdateOne({"_id": place}, update, upsert=True) for place, update in letters])

    async def publish(self) -> None:
        """Put the changes of what was written since the last call into `changes`. Raises as ``write`` does."""
        if self._changed:
            await self.feed.publish(list(self._changed))
            self._changed.clear()

    async def join_stories(self) -> int:
        """Find near-duplicates of what is new or edited, and publish what comes of it. Returns the number of articles
        looked at. Raises as ``write`` does."""
        joined = 0
        while settled := await self._db.call(lambda: join_due(self._db.database, run_id=self._run_id)):
            joined += settled
        if joined:
            await self.feed.sweep()
        return joined

    async def recover(self) -> int:
        """Complete what killed writers left: sources between two articles, changes that are in no feed yet.

        Call it before the first ``write``. Returns the number of sources and changes. Raises as ``write`` does.
        """
        indexes = await self._db.call(self._db[ARTICLES].index_information)
        self._writes_words = TEXT_INDEX.document["name"] not in indexes
        intents = await self._intents.all()
        if intents:
            await self._settle([item_of(intent["item"]) for intent in intents], BatchResult(), "crawl")
            await self._intents.forget(intents)
        await self.publish()
        return len(intents) + await self.feed.sweep()

    def _screen(self, batch: Sequence[Article], result: BatchResult) -> list[Article]:
        """Take out what BSON cannot hold: one such item would fail its whole batch in the driver."""
        fit: dict[int, Article] = {}
        for given in batch:
            item = copy(given) if id(given) in fit else given  # each place in the batch counts, also of one object
            if item.content_hash is None:
                raise ValueError(f"{item.url}: no content_hash; the fingerprint pipeline must run before the store")
            reason = not_storable(content(item))
            if reason is None:
                fit[id(item)] = item
            else:
                result.rejects.append(Reject(item, (reason,)))
        return list(fit.values())

    async def _settle(self, items: Sequence[Item], result: BatchResult, cause: Cause) -> list[Planned]:
        """Plan and write, in rounds: sources that leave an article are placed when they have left it."""
        settled: dict[int, Planned] = {}
        left: dict[int, Kind] = {}  # by what an item left its article
        intents: list[Document] = []
        waiting, homeless = list(items), set[int]()
        for turn in range(_ROUNDS):
            if not waiting:
                break
            decisions, freed = await self._round(waiting, settled, result, cause, turn > 0, intents)
            for decision in decisions:
                settled[id(decision.item)] = decision
                if decision.kind == "deferred" and decision.draft is not None:
                    left[id(decision.item)] = "merged" if decision.draft.merged_into else "split"
            homeless |= {id(item) for item in freed}
            waiting = [decision.item for decision in decisions if decision.kind == "deferred"] + list(freed)
        else:
            for item in waiting:
                settled[id(item)] = Planned(item, "conflict", None, f"conflict: not settled in {_ROUNDS} rounds")
        if intents:
            placed = [settled[place] for place in homeless if place in settled]
            await self._visits.move({d.item.url: d.draft.id for d in placed if d.draft is not None})
            await self._intents.forget(intents)
        return [
            Planned(decision.item, left.get(place, decision.kind), decision.draft, decision.reason)
            if decision.kind != "conflict"
            else decision
            for place, decision in settled.items()
            if place not in homeless
        ]

    async def _round(
        self,
        items: Sequence[Item],
        settled: dict[int, Planned],
        result: BatchResult,
        cause: Cause,
        widened: bool,
        intents: list[Document],
    ) -> tuple[list[Planned], list[Article]]:
        """One plan that is written; returns its decisions and the items of sources that it set free."""
        inserted: set[str] = set()  # ids of articles that this round made
        remembered: dict[int, Planned] = {}
        for attempt in range(self._max_attempts):
            view = await self._look(items, cause, widened=widened or attempt > 0)
            decisions = view.plan(items)
            for decision in decisions:
                place = id(decision.item)
                remembered[place] = self._remember(remembered.get(place), decision, inserted)
            try:
                refused, freed = await self._apply(decisions, view.led_on, inserted, intents)
            except _RaceError:
                await asyncio.sleep(random.uniform(0, 0.01 * 2**attempt))  # noqa: S311 - only to break the tie
                continue
            return self._refuse(refused, list(remembered.values()), settled, result), freed
        reason = f"conflict: not settled in {self._max_attempts} attempts beside other writers"
        return [Planned(item, "conflict", None, reason) for item in items], []

    async def _look(self, items: Sequence[Item], cause: Cause, *, widened: bool) -> View:
        """Look up what the items concern. Hashes, URLs and tombstones only if needed (``widened``).

        The ordinary item is new or known by its key. A copy of an unknown key shows itself as a duplicate key of
        ``content_hash``, a tombstone under its id, and the batch is planned again. Separate finds, because SecantusDB
        reads the whole collection for an ``$or`` (1.4 s at 5,000 articles; by index 0.013 s).
        """
        fields = None if cause == "reparse" else LOOKED_UP
        found = await self._db.find_by(ARTICLES, "sources.key", {item.key or item.url for item in items}, fields)
        if widened:
            found += await self._db.find_by(ARTICLES, "sources.url", {item.url for item in items}, fields)
        articles = [item for item in items if isinstance(item, Article)]
        hashes = {str(item.content_hash) for item in articles} if widened else self._view(found, cause).changed(items)
        found += await self._db.find_by(ARTICLES, "content_hash", hashes, fields)
        if widened:
            places = {article_id(item.key) for item in articles}
            found += await self._db.find_by(ARTICLES, "_id", places, fields)
        return self._view(found, cause)

    def _view(self, found: Iterable[Document], cause: Cause) -> View:
        return View(found, run_id=self._run_id, now=datetime.now(UTC), cause=cause)

    def _remember(self, before: Planned | None, now: Planned, inserted: set[str]) -> Planned:
        """Planned again, our own write looks like somebody's: what the first plan said of the item still holds."""
        if before is None or before.draft is None or now.draft is None or now.kind != "touched":
            return now
        # The run id tells it after a lost answer, when nobody knows what was inserted.
        ours = before.draft.id in inserted or now.draft.base.get("run_id") == self._run_id
        if before.kind in ("new", "edited") and now.draft.id == before.draft.id and ours:
            return Planned(now.item, before.kind, now.draft)
        return now

    async def _apply(
        self, planned: Sequence[Planned], led_on: Sequence[Draft], made: set[str], intents: list[Document]
    ) -> tuple[list[tuple[Draft, str]], list[Article]]:
        """Write the plan; ``made`` gets the ids of inserted articles, ``intents`` what must be forgotten in the end.
        Returns drafts that the database's validator refused, with its words, and items of sources set free.

        Raises _RaceError if any write met a state other than the planned one.
        """
        drafts = list({id(d.draft): d.draft for d in planned if d.draft}.values()) + list(led_on)
        full = await self._full_texts([draft for draft in drafts if draft.is_edited])
        revisions = [old for draft in drafts if draft.is_edited for old in draft.revisions(full[draft.id])]
        freed = [
            item_at(full[draft.id], entry)
            for draft in drafts
            if draft.is_edited
            for entry in draft.base["sources"]
            if entry["key"] in draft.leaving
        ]
        moving = [d.item for d in planned if d.kind == "deferred" and d.draft and isinstance(d.item, Article)]
        # First what is to come, then what was, then the change itself: a kill in between loses neither.
        intents += await self._intents.note([*freed, *moving], run_id=self._run_id)
        if revisions:
            await self._db.bulk(REVISIONS, [ReplaceOne({"_id": old["_id"]}, old, upsert=True) for old in revisions])
        stories = {draft.base["story_id"] for draft in drafts if draft.merged_into and "story_id" in draft.base}
        if stories:  # they lose a member
            due = {"$set": {"story_due": True}}
            await self._db.call(lambda: self._db[ARTICLES].update_many({"story_id": {"$in": sorted(stories)}}, due))
        texts = [text for draft in drafts if (text := draft.searchable)] if self._writes_words else []
        if texts:  # before the articles: words that lead nowhere are harmless, a text without words is not found
            await self._db.bulk(SEARCH, replacements(texts))
        return await self._write_articles(drafts, made), freed

    async def _write_articles(self, drafts: Sequence[Draft], made: set[str]) -> list[tuple[Draft, str]]:
        """Send the drafts' operations; returns those that the validator refused. Raises _RaceError."""
        pairs = [(draft, operation) for draft in drafts for operation in operations(draft)]
        if not pairs:
            return []
        details = await self._db.bulk(ARTICLES, [operation for _, operation in pairs])
        errors = {error["index"]: error for error in details["writeErrors"]}
        refused = [
            (pairs[index][0], redact(str(error.get("errmsg"))))
            for index, error in errors.items()
            if error["code"] == INVALID_DOCUMENT
        ]
        inserted = {entry["index"] for entry in details["upserted"]}
        made.update(pairs[index][0].id for index in inserted)
        upserts = {index for index, (draft, _) in enumerate(pairs) if draft.is_new and draft.grave is None}
        met = any(index not in inserted and index not in errors for index in upserts)
        updates = sum(index not in upserts and index not in errors for index in range(len(pairs)))
        # Also after a race: what was written has its events.
        self._changed.update(dict.fromkeys(draft.id for draft in drafts if draft.events))
        if len(refused) < len(errors) or met or details["nMatched"] < updates:
            raise _RaceError
        return refused

    async def _full_texts(self, edited: Sequence[Draft]) -> dict[str, Document]:
        """The documents whose text goes, by id. Raises _RaceError if one is not as it was planned on."""
        full: dict[str, Document] = {draft.id: draft.base for draft in edited if draft.is_new}
        stored = {draft.id: draft for draft in edited if not draft.is_new}
        for document in await self._db.find_by(ARTICLES, "_id", set(stored)):
            if document["version"] != stored[document["_id"]].base["version"]:
                raise _RaceError
            full[document["_id"]] = document
        if len(full) < len(edited):
            raise _RaceError
        return full

    @staticmethod
    def _refuse(
        refused: Sequence[tuple[Draft, str]],
        decisions: list[Planned],
        settled: dict[int, Planned],
        result: BatchResult,
    ) -> list[Planned]:
        """Items of a document that the database's validator refused become dead letters."""
        words = {id(draft): text for draft, text in refused}
        kept = []
        for decision in decisions:
            if decision.draft is None or id(decision.draft) not in words or not isinstance(decision.item, Article):
                kept.append(decision)
                continue
            settled.pop(id(decision.item), None)
            reason = f"document: the database refused it ({words[id(decision.draft)]})"
            result.rejects.append(Reject(decision.item, (reason,)))
        return kept

    @staticmethod
    def _pages(decision: Planned) -> list[tuple[str, Document]]:
        assert isinstance(decision.item, Article)
        return list(pages_of(decision.item, decision.draft.id if decision.draft else None))
