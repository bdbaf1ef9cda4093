"""Joins articles to stories: near-duplicates share a ``story_id``. Nothing is ever removed because it is alike.

**What a story is.** Articles are points, and two of them are linked where `crawler.text.same_story` says so of their
texts; a story is all that hangs together. Its id is the ``_id`` of its oldest article (earliest publication, where
none is known the first fetch, then ``_id``), so it follows from the articles alone and not from the order in which they
came. An older article that arrives later gives its story another id; each article concerned tells it in an event.

**Edits.** An edited article is looked at again, and all others of its story with it: whoever no longer hangs together
goes back to a story of his own (`story_joined` with ``into`` = the new id). Its old text counts no more.

**What is not found.** Texts below 40 syllables never join. A key that more than ``CROWD`` articles have is ignored:
it is a boilerplate paragraph, or a story so large that whoever comes next may stay alone. Two articles of one site must
agree in more facts than two of different sites, because there it is usually the next issue of a series.

**Why nothing is lost.** ``story_due`` marks an article from the write that changed its text until a look at it found
nothing left to change and `stories` was brought up to date. A look begins by making the article's sketch, so of two
that are looked at at once one finds the other. Whoever gets another ``story_id`` by a look becomes due himself and is
looked at in turn. Each write holds the article's ``version`` in its filter. So a kill, a race or a repeated write at
worst leaves an article due, and the next call ends in the same state.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from pymongo import UpdateOne
from pymongo.asynchronous.database import AsyncDatabase

from crawler.store.collections import ARTICLES
from crawler.store.events import event
from crawler.store.story_groups import Groups
from crawler.store.story_summaries import refresh

Document = dict[str, Any]

_CHUNK = 50  # articles between two updates of `stories` and of the marks
# One at a time in a process: the sites of a crawl end together, and each would look at what is due of all of them.
_turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = WeakKeyDictionary()
_ATTEMPTS = 20  # looks at one article beside other processes that change its story


async def join_due(db: AsyncDatabase[Document], *, run_id: str, limit: int = 500) -> int:
    """Look for the stories of at most ``limit`` articles that are due; returns how many of them are settled.

    0: nothing is due, or other processes keep changing what is. Idempotent, safe beside others and after a kill.
    ``run_id`` goes into the events. Raises pymongo's errors; what is not done then stays due.
    """
    async with _turns.setdefault(asyncio.get_running_loop(), asyncio.Lock()):
        return await _join_due(db, run_id, limit)


async def _join_due(db: AsyncDatabase[Document], run_id: str, limit: int) -> int:
    due = await db[ARTICLES].find({"story_due": True}, {"_id": 1}, limit=limit).to_list()
    groups = Groups(db)
    settled = 0
    for start in range(0, len(due), _CHUNK):
        done: dict[str, int | None] = {}
        concerned: set[str] = set()
        part = [document["_id"] for document in due[start : start + _CHUNK]]
        await groups.prepare(part)
        for article_id in part:
            await _settle(db, groups, article_id, run_id, done, concerned)
        await refresh(db, concerned)
        settled += await _unmark(db, done)
    return settled


async def _settle(
    db: AsyncDatabase[Document],
    groups: Groups,
    article_id: str,
    run_id: str,
    done: dict[str, int | None],
    concerned: set[str],
) -> None:
    """Move what has to be moved for one due article, until a look finds everything in its place.

    ``done`` gets the article and the version that was looked at; ``concerned`` ids of stories that may have changed.
    """
    for _ in range(_ATTEMPTS):
        article = await groups.article(article_id)
        if article is None or not article.get("story_due"):
            return
        group, targets = await groups.look(article)
        concerned |= {*group, *targets.values(), *(member["story_id"] for member in group.values())}
        moves = [(member, targets[key]) for key, member in group.items() if member["story_id"] != targets[key]]
        if not moves:
            done[article_id] = article.get("version")
            return
        await move(db, moves, cause=article, run_id=run_id)


async def move(
    db: AsyncDatabase[Document],
    moves: Iterable[tuple[Mapping[str, Any], str]],
    *,
    cause: Mapping[str, Any],
    run_id: str,
) -> None:
    """Give articles their story: (article as it was read, story id). Those that changed meanwhile stay as they are.

    ``cause``: the due article that brought it about; its fetch is the time of the events.
    """
    operations = []
    for article, story_id in moves:
        version = (article.get("version") or 0) + 1
        joined = event(
            "story_joined",
            article_id=article["_id"],
            version=version,
            site=article["site"],
            at=cause["fetched_at"],
            run_id=run_id,
            changed_fields=["story_id"],
            into=story_id,
        )
        operations.append(
            UpdateOne(
                {"_id": article["_id"], "version": article.get("version")},
                # Due: if this process dies now, it is the article itself that brings the rest in order.
                {
                    "$set": {"story_id": story_id, "version": version, "story_due": True},
                    "$push": {"unpublished": joined},
                },
            )
        )
    await db[ARTICLES].bulk_write(operations, ordered=False)


async def _unmark(db: AsyncDatabase[Document], done: Mapping[str, int | None]) -> int:
    """Take the mark from articles that are still what was looked at."""
    if not done:
        return 0
    operations = [
        UpdateOne({"_id": article_id, "version": version}, {"$unset": {"story_due": ""}})
        for article_id, version in done.items()
    ]
    return (await db[ARTICLES].bulk_write(operations, ordered=False)).modified_count
