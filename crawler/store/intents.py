"""Where sources go whose article is about to lose them: written down first, so that a kill in between loses none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from pymongo import ReplaceOne

from crawler.items import Article
from crawler.store.collections import INTENTS
from crawler.store.documents import Document
from crawler.store.patient import PatientDatabase


class Intents:
    """The collection `intents`: items to be placed, one per key; empty unless a writer is at work or was killed.

    Placing an item twice is harmless: the second time its place shows its text already.
    """

    def __init__(self, db: PatientDatabase) -> None:
        self._db = db

    async def note(self, items: Sequence[Article], *, run_id: str) -> list[Document]:
        """Write down items whose place is about to be emptied; returns the records for ``forget``."""
        records: list[Document] = [
            {"_id": item.key, "site": item.site, "run_id": run_id, "item": asdict(item)} for item in items
        ]
        if records:
            await self._db.bulk(INTENTS, [ReplaceOne({"_id": entry["_id"]}, entry, upsert=True) for entry in records])
        return records

    async def all(self) -> list[Document]:
        """What killed writers, or writers at work, have not placed yet."""
        return await self._db.find(INTENTS, {})

    async def forget(self, records: Sequence[Document]) -> None:
        """Delete the records of items that are placed."""
        keys = sorted({entry["_id"] for entry in records})
        await self._db.call(lambda: self._db[INTENTS].delete_many({"_id": {"$in": keys}}))
