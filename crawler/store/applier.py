"""Makes a plan true: the writes of one plan in their order, and whether another writer was there first.

First what is to come (`intents`), then what was (`revisions`), then the words of the search, then the articles: a kill
in between loses neither a source nor a text.
"""

from __future__ import annotations

from collections.abc import Sequence

from pymongo import ReplaceOne

from crawler.items import Article
from crawler.store.collections import ARTICLES, REVISIONS, SEARCH
from crawler.store.config import redact
from crawler.store.documents import Document, item_at
from crawler.store.draft import Draft
from crawler.store.intents import Intents
from crawler.store.operations import operations
from crawler.store.patient import INVALID_DOCUMENT, PatientDatabase
from crawler.store.plan import Planned
from crawler.store.search import replacements


class RaceError(Exception):
    """Another writer changed an article between our look and our write: plan again."""


class Applier:
    """Applies plans for one writer."""

    def __init__(self, db: PatientDatabase, intents: Intents, *, run_id: str) -> None:
        self._db = db
        self._intents = intents
        self._run_id = run_id
        self.writes_words = True
        """Whether the server has no text index, so that the words of new texts go to `search`."""
        self.changed: dict[str, None] = {}
        """Articles with events to publish, in the order of their writes."""

    async def apply(
        self, planned: Sequence[Planned], led_on: Sequence[Draft], made: set[str], intents: list[Document]
    ) -> tuple[list[tuple[Draft, str]], list[Article]]:
        """Write the plan; ``made`` gets the ids of inserted articles, ``intents`` what must be forgotten in the end.
        Returns drafts that the database's validator refused, with its words, and items of sources set free.

        Raises RaceError if any write met a state other than the planned one.
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
        intents += await self._intents.note([*freed, *moving], run_id=self._run_id)
        if revisions:
            await self._db.bulk(REVISIONS, [ReplaceOne({"_id": old["_id"]}, old, upsert=True) for old in revisions])
        stories = {draft.base["story_id"] for draft in drafts if draft.merged_into and "story_id" in draft.base}
        if stories:  # they lose a member
            due = {"$set": {"story_due": True}}
            await self._db.call(lambda: self._db[ARTICLES].update_many({"story_id": {"$in": sorted(stories)}}, due))
        texts = [text for draft in drafts if (text := draft.searchable)] if self.writes_words else []
        if texts:  # before the articles: words that lead nowhere are harmless, a text without words is not found
            await self._db.bulk(SEARCH, replacements(texts))
        return await self._write_articles(drafts, made), freed

    async def _write_articles(self, drafts: Sequence[Draft], made: set[str]) -> list[tuple[Draft, str]]:
        """Send the drafts' operations; returns those that the validator refused. Raises RaceError."""
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
        self.changed.update(dict.fromkeys(draft.id for draft in drafts if draft.events))
        if len(refused) < len(errors) or met or details["nMatched"] < updates:
            raise RaceError
        return refused

    async def _full_texts(self, edited: Sequence[Draft]) -> dict[str, Document]:
        """The documents whose text goes, by id. Raises RaceError if one is not as it was planned on."""
        full: dict[str, Document] = {draft.id: draft.base for draft in edited if draft.is_new}
        stored = {draft.id: draft for draft in edited if not draft.is_new}
        for document in await self._db.find_by(ARTICLES, "_id", set(stored)):
            if document["version"] != stored[document["_id"]].base["version"]:
                raise RaceError
            full[document["_id"]] = document
        if len(full) < len(edited):
            raise RaceError
        return full
