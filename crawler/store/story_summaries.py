"""One document in ``stories`` for each story of two or more articles, computed from its members."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import DuplicateKeyError

from crawler.store.collections import ARTICLES, STORIES
from crawler.store.schema import SCHEMA_VERSION

Document = dict[str, Any]

CHUNK = 50
"""Values of one ``$in``: the embedded server compares each document that it finds with all of them (2,000 values that
find 2,000 documents: 43 s)."""
_MEMBER = ("story_id", "sources", "published_at", "first_seen", "revised_at", "source_credit")
_ATTEMPTS = 20


def chunks(values: Collection[Any]) -> Iterator[list[Any]]:
    """``values`` in lists that one query takes."""
    ordered = sorted(values)
    return (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def earliest_publication(article: Mapping[str, Any]) -> datetime | None:
    """The earliest time at which any source of the article says it published it.

    A source that only names the day counts from the beginning of that day.
    """
    stated = [article.get("published_at"), *(entry.get("published_at") for entry in article.get("sources", ()))]
    return min((moment for moment in stated if moment is not None), default=None)


def age(article: Mapping[str, Any]) -> tuple[datetime, str]:
    """What articles of a story are ordered by, the oldest first: publication, where none is known the first fetch;
    then the id, so that the order never depends on which article came first."""
    return earliest_publication(article) or article["first_seen"], article["_id"]


def summary(story_id: str, members: Sequence[Mapping[str, Any]]) -> Document:
    """The document of a story with these articles."""
    ordered = sorted(members, key=age)
    dated = [moment for moment in map(earliest_publication, members) if moment is not None]
    credits = Counter(article["source_credit"] for article in ordered if article.get("source_credit"))
    return {
        "_id": story_id,
        "size": len(ordered),
        "sites": sorted({entry["site"] for article in ordered for entry in article.get("sources", ())}),
        "first_published_at": min(dated, default=None),
        "first_article_id": ordered[0]["_id"],
        # Of equally frequent ones the one that the oldest article credits: a Counter keeps the order.
        "source_credit": credits.most_common(1)[0][0] if credits else None,
        "last_joined_at": max(article.get("revised_at") or article["first_seen"] for article in ordered),
        "schema_version": SCHEMA_VERSION,
    }


async def refresh(db: AsyncDatabase[Document], story_ids: Collection[str]) -> None:
    """Bring ``stories`` up to date for these ids: a document where two or more articles have the id, else none.

    Call it after the articles were changed. Several processes may: each looks again after its last write, so whoever
    changes articles last also sees, and mends, what others computed from before. Raises pymongo's errors.
    """
    pending = set(story_ids)
    for _ in range(_ATTEMPTS):
        if not pending:
            return
        wrong: set[str] = set()
        for some in chunks(pending):
            wrong |= await _refresh(db, some)
        pending = wrong


async def _refresh(db: AsyncDatabase[Document], story_ids: list[str]) -> set[str]:
    """Write what is not right; return it, to be looked at once more."""
    members: dict[str, list[Document]] = defaultdict(list)
    async for article in db[ARTICLES].find({"story_id": {"$in": story_ids}}, _MEMBER):
        members[article["story_id"]].append(article)
    stored = {document["_id"]: document async for document in db[STORIES].find({"_id": {"$in": story_ids}})}
    wrong = set()
    for story_id in story_ids:
        right = summary(story_id, members[story_id]) if len(members[story_id]) > 1 else None
        if right == stored.get(story_id):
            continue
        wrong.add(story_id)
        if right is None:
            await db[STORIES].delete_one({"_id": story_id})
        else:
            try:
                await db[STORIES].replace_one({"_id": story_id}, right, upsert=True)
            except DuplicateKeyError:  # another process has just made it
                continue
    return wrong
