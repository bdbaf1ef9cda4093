"""Plans and applies the items of one call, round after round, until each has its place.

A source that leaves an article can only be placed when it has left it: that is the next round. An attempt that met
another writer is planned again on what is there then.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.items import Article
from crawler.store.applier import Applier, Progress, RaceError
from crawler.store.collections import ARTICLES
from crawler.store.documents import Document, article_id
from crawler.store.draft import LOOKED_UP, Draft
from crawler.store.events import Cause
from crawler.store.patient import PatientDatabase
from crawler.store.plan import Item, Kind, Planned, View
from crawler.store.rejects import Reject

_ROUNDS = 8  # of items whose place must be free before they can be put elsewhere, and more if a batch is large
_LONGEST_PAUSE_S = 1.0  # between two attempts


@dataclass(slots=True)
class Course:
    """What has become of the items of one call so far."""

    cause: Cause
    settled: dict[int, Planned] = field(default_factory=dict)
    """Decision by the ``id`` of its item."""
    remembered: dict[int, Planned] = field(default_factory=dict)
    """The same, before it is known to be written: what an earlier attempt wrote looks like somebody's to the next."""
    left: dict[int, Kind] = field(default_factory=dict)
    """By what an item left its article."""
    homeless: set[int] = field(default_factory=set)
    """Items that nobody brought: sources that lost their article to an item of this call, or of a killed one."""
    rejects: list[Reject] = field(default_factory=list)
    """Items of a document that the database's validator refused."""
    progress: Progress = field(default_factory=Progress)

    def decisions(self) -> list[Planned]:
        """What became of the items that the caller brought."""
        return [
            Planned(decision.item, self.left.get(place, decision.kind), decision.draft, decision.reason)
            if decision.kind != "conflict"
            else decision
            for place, decision in self.settled.items()
            if place not in self.homeless
        ]

    def moved(self) -> list[tuple[Item, str]]:
        """Sources that are in another article now than before, with its id."""
        placed = [self.settled[place] for place in {*self.homeless, *self.left} if place in self.settled]
        return [(decision.item, decision.draft.id) for decision in placed if decision.draft is not None]

    def done(self, intents: Iterable[Document]) -> list[Document]:
        """Those intents whose item has its place, or is a dead letter; the next run completes the others."""
        waiting = {decision.item.key for decision in self.settled.values() if decision.kind == "conflict"}
        return [entry for entry in intents if entry["item"]["key"] not in waiting]


class Rounds:
    """Plans and applies for one writer."""

    def __init__(self, db: PatientDatabase, applier: Applier, *, run_id: str, max_attempts: int) -> None:
        self._db = db
        self._applier = applier
        self._run_id = run_id
        self._max_attempts = max_attempts

    async def settle(self, items: Sequence[Item], cause: Cause, *, homeless: bool = False) -> Course:
        """Store what the items say. ``homeless``: they are intents, which nobody brought."""
        course = Course(cause, homeless={id(item) for item in items} if homeless else set())
        waiting = list(items)
        for turn in range(rounds := _ROUNDS + len(items)):  # each text of a page that comes several times takes one
            if not waiting:
                break
            decisions, freed = await self._round(waiting, course, widened=turn > 0)
            for decision in decisions:
                course.settled[id(decision.item)] = decision
                if decision.kind == "deferred" and decision.draft is not None:
                    course.left[id(decision.item)] = "merged" if decision.draft.merged_into else "split"
            course.homeless |= {id(item) for item in freed}
            waiting = [*(decision.item for decision in decisions if decision.kind == "deferred"), *freed]
        else:
            for item in waiting:
                course.settled[id(item)] = _conflict(item, f"not settled in {rounds} rounds")
        return course

    async def _round(
        self, items: Sequence[Item], course: Course, *, widened: bool
    ) -> tuple[list[Planned], list[Article]]:
        """One plan that is written; returns its decisions and the items of sources that it set free."""
        for attempt in range(self._max_attempts):
            view = await self._look(items, course.cause, widened=widened or attempt > 0)
            decisions = view.plan(items)
            for decision in decisions:
                place = id(decision.item)
                before = course.remembered.get(place)
                course.remembered[place] = self._remember(before, decision, course.progress.made)
            try:
                refused = await self._applier.apply(decisions, view.led_on, course.progress)
            except RaceError:
                pause = min(0.01 * 2**attempt, _LONGEST_PAUSE_S)
                await asyncio.sleep(random.uniform(0, pause))  # noqa: S311 - only to break the tie
                continue
            told = [course.remembered[id(decision.item)] for decision in decisions]
            return _without(refused, told, course), course.progress.take_freed()
        if len(items) > 1:
            return await self._one_by_one(items, course)
        reason = f"not settled in {self._max_attempts} attempts beside other writers"
        return [_conflict(item, reason) for item in items], course.progress.take_freed()

    async def _one_by_one(self, items: Sequence[Item], course: Course) -> tuple[list[Planned], list[Article]]:
        """A contended article must not cost the others of the batch their place."""
        found: list[Planned] = []
        freed: list[Article] = course.progress.take_freed()
        deferred: set[str | None] = {name for item in freed for name in (item.key, item.url)}
        for item in sorted(items, key=lambda item: item.fetched_at):
            if {item.key, item.url} & deferred:  # what its page showed before must be stored before
                found.append(Planned(item, "deferred", None))
                continue
            decisions, others = await self._round([item], course, widened=True)
            found += decisions
            freed += others
            late = [*others, *(decision.item for decision in decisions if decision.kind == "deferred")]
            deferred |= {name for other in late for name in (other.key, other.url)}
        return found, freed

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


def _conflict(item: Item, reason: str) -> Planned:
    return Planned(item, "conflict", None, f"conflict: {reason}")


def _without(refused: Sequence[tuple[Draft, str]], decisions: list[Planned], course: Course) -> list[Planned]:
    """The decisions without those whose document the database's validator refused: their items become dead letters."""
    words = {id(draft): text for draft, text in refused}
    kept = []
    for decision in decisions:
        if decision.draft is None or id(decision.draft) not in words or not isinstance(decision.item, Article):
            kept.append(decision)
            continue
        course.settled.pop(id(decision.item), None)
        reason = f"document: the database refused it ({words[id(decision.draft)]})"
        course.rejects.append(Reject(decision.item, (reason,)))
    return kept
