"""Where sources go whose article is about to lose them: written down first, so that a kill in between loses none."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import asdict

from pymongo import ReplaceOne

from crawler.items import Article
from crawler.store.collections import ARTICLES, INTENTS
from crawler.store.documents import Document
from crawler.store.patient import PatientDatabase


class Intents:
    """The collection `intents`: items to be placed; empty unless a writer is at work or was killed.

    Each note is a document of its own, also of one source: whoever deletes it deletes what he read or wrote himself.
    Placing an item twice is harmless: the second time its place shows its text already, or a newer one.
    """

    def __init__(self, db: PatientDatabase) -> None:
        self._db = db

    async def note(self, items: Sequence[Article], *, run_id: str) -> list[Document]:
        """Write down items whose place is about to be emptied; returns the records for ``forget``."""
        records: list[Document] = [
            {"_id": secrets.token_hex(12), "key": item.key, "site": item.site, "run_id": run_id, "item": asdict(item)}
            for item in items
        ]
        if records:
            await self._db.bulk(INTENTS, [ReplaceOne({"_id": entry["_id"]}, entry, upsert=True) for entry in records])
        return records

    async def take_over(self) -> list[Document]:
        """What killed writers, or writers at work, have not placed yet: place it, then ``forget`` it.

        A writer at work may be just about to empty these places, and would do so after its notes were forgotten. So
        the articles that have the sources now are marked first: its write meets another state, and it plans and notes
        anew.
        """
        records = await self._db.find(INTENTS, {})
        if records:
            await self._mark("sources.key", {entry["item"]["key"] for entry in records})
            await self._mark("sources.url", {entry["item"]["url"] for entry in records})
        return records

    async def _mark(self, name: str, values: set[str]) -> None:
        holders, mark = {name: {"$in": sorted(values)}}, {"$inc": {"recovered": 1}}
        await self._db.call(lambda: self._db[ARTICLES].update_many(holders, mark))

    async def forget(self, records: Sequence[Document]) -> None:
        """Delete the records of items that are placed."""
        places = sorted({entry["_id"] for entry in records})
        if places:
            await self._db.call(lambda: self._db[INTENTS].delete_many({"_id": {"$in": places}}))
