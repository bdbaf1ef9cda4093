"""Writes batches of items into MongoDB: the calls that the crawl and the commands make.

Three round trips where nothing was edited and nobody interferes: look up, write articles, write pages; one more for
the words of new texts, if the server has no text index.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy

from pymongo import UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from crawler.items import Article
from crawler.store.applier import Applier
from crawler.store.batch import BatchResult
from crawler.store.collections import ARTICLES, REJECTS, TEXT_INDEX
from crawler.store.documents import (
    Document,
    content,
    item_of,
    not_storable,
)
from crawler.store.events import Cause
from crawler.store.feed import Feed
from crawler.store.intents import Intents
from crawler.store.pages import PageRecord, page_of, pages_of
from crawler.store.patient import PatientDatabase
from crawler.store.plan import Item, Planned
from crawler.store.rejects import Reject, dead_letter
from crawler.store.rounds import Course, Rounds
from crawler.store.visits import Visits

GONE = frozenset({404, 410})
"""HTTP statuses that say that a page is not there any more."""


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
        self._visits = Visits(self._db)
        self._intents = Intents(self._db)
        self.feed = Feed(self._db)
        self._applier = Applier(self._db, self._intents, self.feed, run_id=run_id)
        self._rounds = Rounds(self._db, self._applier, run_id=run_id, max_attempts=max_attempts)

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
        course = await self._settle(self._screen(batch, result), result, cause)
        await self._visits.note(pair for decision in course.decisions() for pair in self._pages(decision))
        return result

    async def rewrite(self, batch: Sequence[Article]) -> BatchResult:
        """Store today's reading of archived pages: every value replaces the stored one, also an empty one; pages are
        not touched. Raises as ``write`` does."""
        result = BatchResult()
        await self._settle(self._screen(batch, result), result, "reparse")
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
        await self._applier.publish()

    async def join_stories(self) -> int:
        """Find near-duplicates of what is new or edited, and publish what comes of it. Returns the number of articles
        looked at. Raises as ``write`` does."""
        # Here, because numpy and datasketch take most of a second: Scrapy loads every command to run any of them.
        from crawler.store.stories import join_due

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
        self._applier.writes_words = TEXT_INDEX.document["name"] not in indexes
        changes = await self.feed.sweep()  # first: what follows comes after what the killed writers did
        await self._applier.revisions.recover()
        intents = await self._intents.take_over()
        if intents:
            items = [item_of(intent["item"]) for intent in intents]
            course = await self._settle(items, BatchResult(), "crawl", homeless=True)
            await self._intents.forget(course.done(intents))
            await self.publish()
        return len(intents) + changes

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

    async def _settle(
        self, items: Sequence[Item], result: BatchResult, cause: Cause, *, homeless: bool = False
    ) -> Course:
        """Store what the items say; the intents of sources that are placed go last."""
        course = await self._rounds.settle(items, cause, homeless=homeless)
        result.rejects += course.rejects
        result.count(course.decisions())
        await self.reject(result.rejects)
        await self._visits.move(course.moved())
        await self._intents.forget(course.done(course.progress.intents))
        return course

    @staticmethod
    def _pages(decision: Planned) -> list[tuple[str, Document]]:
        assert isinstance(decision.item, Article)
        return list(pages_of(decision.item, decision.draft.id if decision.draft else None))
