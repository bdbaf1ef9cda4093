"""Makes a plan true: the writes of one plan in their order, and whether another writer was there first.

First what is to come (`intents`), then what was (`revisions`), then the words of the search, then the articles: a kill
in between loses neither a source nor a text.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from crawler.items import Article
from crawler.store.collections import ARTICLES, SEARCH
from crawler.store.config import redact
from crawler.store.documents import Document, item_at
from crawler.store.draft import Draft
from crawler.store.feed import Feed
from crawler.store.intents import Intents
from crawler.store.operations import operations
from crawler.store.patient import INVALID_DOCUMENT, PatientDatabase
from crawler.store.plan import Planned
from crawler.store.revisions import Revisions
from crawler.store.search import replacements


class RaceError(Exception):
    """Another writer changed an article between our look and our write: plan again."""


@dataclass(slots=True)
class Progress:
    """What the attempts of one call have written so far, those that met another writer among them."""

    made: set[str] = field(default_factory=set)
    """Ids of articles that were inserted."""
    intents: list[Document] = field(default_factory=list)
    """Records to be forgotten in the end."""
    freed: dict[str, Article] = field(default_factory=dict)
    """Key -> item of a source that was set free, or would have been if nobody had been faster: to be placed."""

    def take_freed(self) -> list[Article]:
        """Sources to be placed; each is given out once."""
        taken = list(self.freed.values())
        self.freed.clear()
        return taken


class Applier:
    """Applies plans for one writer."""

    def __init__(self, db: PatientDatabase, intents: Intents, feed: Feed, *, run_id: str) -> None:
        self._db = db
        self._intents = intents
        self._feed = feed
        self.revisions = Revisions(db)
        self._run_id = run_id
        self.writes_words = True
        """Whether the server has no text index, so that the words of new texts go to `search`."""
        self._changed: dict[str, None] = {}  # articles with events to publish, in the order of their writes

    async def apply(
        self, planned: Sequence[Planned], led_on: Sequence[Draft], progress: Progress
    ) -> list[tuple[Draft, str]]:
        """Write the plan. Returns drafts that the database's validator refused, with its words.

        Raises RaceError if any write met a state other than the planned one; the others are written nevertheless.
        """
        drafts = list({id(d.draft): d.draft for d in planned if d.draft}.values()) + list(led_on)
        if any(draft.events and draft.id in self._changed for draft in drafts):
            await self.publish()  # or its second change would come before what other articles became in between
        worded = [draft for draft in drafts if draft.has_other_words] if self.writes_words else []
        full = await self._full_texts({draft.id: draft for draft in drafts if draft.is_edited or draft in worded})
        replaced = {id(draft): draft.revisions(full[draft.id]) for draft in drafts if draft.is_edited}
        freed = [
            item_at(full[draft.id], entry)
            for draft in drafts
            if draft.is_edited
            for entry in draft.base["sources"]
            if entry["key"] in draft.leaving
        ]
        moving = [d.item for d in planned if d.kind == "deferred" and d.draft and isinstance(d.item, Article)]
        progress.intents += await self._intents.note([*freed, *moving], run_id=self._run_id)
        progress.freed |= {item.key: item for item in freed}
        await self.revisions.prepare([old for some in replaced.values() for old in some])
        stories = {draft.base["story_id"] for draft in drafts if draft.merged_into and "story_id" in draft.base}
        await self._make_due(stories)  # they lose a member
        if worded:  # before the articles: words that lead nowhere are harmless, a text without words is not found
            await self._db.bulk(SEARCH, replacements(draft.searchable(full[draft.id]) for draft in worded))
        try:
            refused = await self._write_articles(drafts, progress.made)
            kept = [id(draft) for draft, _ in refused]
            await self.revisions.withdraw([old for draft in kept for old in replaced.pop(draft, ())])
            await self.revisions.confirm([old for some in replaced.values() for old in some])
            return refused
        except RaceError:
            await self.revisions.withdraw([old for some in replaced.values() for old in some])
            raise
        finally:  # once more: another process may have looked at them in between, and found the member still there
            await self._make_due(stories)

    async def _make_due(self, story_ids: Collection[str]) -> None:
        """Have all articles of these stories looked at again."""
        if story_ids:
            condition, due = {"story_id": {"$in": sorted(story_ids)}}, {"$set": {"story_due": True}}
            await self._db.call(lambda: self._db[ARTICLES].update_many(condition, due))

    async def publish(self) -> None:
        """Put the changes of what was applied since the last call into `changes`."""
        if self._changed:
            await self._feed.publish(list(self._changed))
            self._changed.clear()

    async def _write_articles(self, drafts: Sequence[Draft], made: set[str]) -> list[tuple[Draft, str]]:
        """Send the drafts' operations; returns those that the validator refused. Raises RaceError."""
        pairs = [(draft, operation) for draft in drafts for operation in operations(draft)]
        if not pairs:
            return []
        # Also what meets another writer, or loses its answer, may be written, and has its events then.
        self._changed.update(dict.fromkeys(draft.id for draft in drafts if draft.events))
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
        if len(refused) < len(errors) or met or details["nMatched"] < updates:
            raise RaceError
        return refused

    async def _full_texts(self, drafts: Mapping[str, Draft]) -> dict[str, Document]:
        """The documents whose text or words go, by id. Raises RaceError if one is not as it was planned on."""
        full: dict[str, Document] = {place: draft.base for place, draft in drafts.items() if draft.is_new}
        stored = drafts.keys() - full.keys()
        for document in await self._db.find_by(ARTICLES, "_id", stored):
            if document["version"] != drafts[document["_id"]].base["version"]:
                raise RaceError
            full[document["_id"]] = document
        if len(full) < len(drafts):
            raise RaceError
        return full
