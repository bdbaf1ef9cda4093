"""The collection `revisions`: each replaced text once, with what the text that really followed it changed.

A text is written down before the edit that replaces it, or a kill in between would lose it. Until that edit is known
to be stored the document is ``provisional`` and names its ``holders``: the writers who rely on it. So

- whoever replaced the text writes the document once more, without these fields: only he knows what followed
- whoever was refused, or met a faster writer, takes his name off, and what has no holder is deleted: nobody who
  replaced the text, or is about to, relies on it then
- a final document is never written by a writer who comes late: his is refused as a duplicate
- what a killed writer left provisional although its text is replaced is completed by ``recover`` from the texts

A plan replaces the stored text only, never one that is yet to be stored (`plan`): what it writes down is true, whoever
wins. A provisional document whose text is not replaced is no revision; consumers ask for those below the article's.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from pymongo import ReplaceOne, UpdateOne

from crawler.store.collections import ARTICLES, REVISIONS
from crawler.store.documents import Document, revision_of
from crawler.store.patient import PatientDatabase

_PROVISIONAL = {"provisional": True}  # equality: SecantusDB uses the index


class Revisions:
    """Keeps replaced texts for one writer. Every step is safe to repeat."""

    def __init__(self, db: PatientDatabase) -> None:
        self._db = db
        self._holder = secrets.token_hex(6)

    async def prepare(self, revisions: Sequence[Document]) -> None:
        """Write down texts that are about to be replaced. Raises as ``PatientDatabase.bulk`` does."""
        if revisions:
            writes = [
                UpdateOne(
                    # Where a final one is stored this matches nothing, tries to insert, and is refused: no change.
                    {"_id": old["_id"], **_PROVISIONAL},
                    {"$set": _without_id(old), "$addToSet": {"holders": self._holder}},
                    upsert=True,
                )
                for old in revisions
            ]
            await self._db.bulk(REVISIONS, writes)

    async def confirm(self, revisions: Sequence[Document]) -> None:
        """These texts were replaced by this writer."""
        if revisions:
            await self._db.bulk(REVISIONS, [ReplaceOne({"_id": old["_id"]}, old, upsert=True) for old in revisions])

    async def withdraw(self, revisions: Sequence[Document]) -> None:
        """These texts were not replaced by this writer, or he does not know whether."""
        if revisions:
            places = {"_id": {"$in": sorted(old["_id"] for old in revisions)}}
            await self._complete(await self._db.find(REVISIONS, places | _PROVISIONAL))
            held, off = places | {"holders": self._holder}, {"$pull": {"holders": self._holder}}
            await self._db.call(lambda: self._db[REVISIONS].update_many(held, off))
            await self._db.call(lambda: self._db[REVISIONS].delete_many(places | {"holders": []}))

    async def recover(self) -> None:
        """Complete what killed writers left. Of texts that are not replaced nothing is known: a writer may be at it."""
        await self._complete(await self._db.find(REVISIONS, _PROVISIONAL))

    async def _complete(self, provisional: Sequence[Document]) -> None:
        """Make those final whose text is replaced, by the text that followed."""
        found = await self._db.find_by(ARTICLES, "_id", {kept["article_id"] for kept in provisional})
        articles = {article["_id"]: article for article in found}
        later = {f"{kept['article_id']}:{kept['revision'] + 1}" for kept in provisional}
        followers = {kept["_id"]: kept for kept in await self._db.find_by(REVISIONS, "_id", later)}
        writes = []
        for kept in provisional:
            article = articles.get(kept["article_id"])
            follower = followers.get(f"{kept['article_id']}:{kept['revision'] + 1}")
            changed = _changed(kept, article, follower) if article else None
            if changed is not None:
                final = {"$set": changed, "$unset": {"provisional": "", "holders": ""}}
                writes.append(UpdateOne({"_id": kept["_id"], **_PROVISIONAL}, final))
        if writes:
            await self._db.bulk(REVISIONS, writes)


def _changed(kept: Document, article: Document, follower: Document | None) -> Document | None:
    """What is true of a replaced text whatever was written down of it; ``None`` if it is not replaced."""
    number = article["revision"]
    old = {**kept, "_id": kept["article_id"], "revised_at": kept["valid_from"]}
    if article["state"] == "merged" and number == kept["revision"]:
        new = {**old, "fetched_at": article["merged_at"]}
    elif number == kept["revision"] + 1 and article["state"] != "merged":
        new = {**article, "fetched_at": article["revised_at"] or article["first_seen"]}
    elif number > kept["revision"] and follower is not None:
        new = {**follower, "fetched_at": follower["valid_from"]}
    else:
        return None
    true = revision_of({**old, **{name: new.get(name) for name in ("sections", "tags")}}, new)  # it holds neither
    return {name: true[name] for name in ("valid_to", "changed_fields", "added", "removed", "similarity")}


def _without_id(document: Document) -> Document:
    return {name: value for name, value in document.items() if name != "_id"}
