"""Which articles hang together with one: candidates by their keys, texts compared, the id that each should have."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import combinations
from typing import Any

from pymongo.asynchronous.database import AsyncDatabase

from crawler.store.collections import ARTICLES, SKETCHES
from crawler.store.sketches import renew
from crawler.store.story_summaries import age, chunks
from crawler.text.same_story import Reading, read, same_story
from crawler.text.similarity import may_be_near

Document = dict[str, Any]

CROWD = 64
"""A key that more articles have is no evidence of a story."""

LOOKED_AT = (
    *("story_id", "story_due", "state", "revision", "version", "content_hash", "site", "fetched_at"),
    *("first_seen", "published_at", "sources.published_at"),
)
"""All that a look needs of an article that is not compared by its text."""
_CACHED = 300  # readings; one of an article of 500 syllables takes some 100 kB


class Groups:
    """Looks at articles and their surroundings; remembers texts and crowded keys between looks. One per call."""

    def __init__(self, db: AsyncDatabase[Document]) -> None:
        self._db = db
        self._articles, self._sketches = db[ARTICLES], db[SKETCHES]
        self._own: dict[str, Document] = {}
        self._crowded: set[int] = set()
        self._readings: dict[tuple[str, str | None], Reading] = {}

    async def article(self, article_id: str) -> Document | None:
        """An article with its ``sketch``."""
        found = await self._articles.find_one({"_id": article_id}, LOOKED_AT)
        if found is None:
            return None
        sketch = self._own.get(article_id)
        if sketch is None or sketch["revision"] != found.get("revision"):
            sketch = (await renew(self._db, [article_id])).get(article_id, {})
        return {**_own(found), "sketch": sketch}

    async def prepare(self, article_ids: Collection[str]) -> None:
        """Make what is missing of the sketches of the articles that are looked at next."""
        self._own = await renew(self._db, article_ids)

    async def look(self, article: Document) -> tuple[dict[str, Document], dict[str, str]]:
        """The articles of all stories that ``article`` has to do with, and the story id that each should have."""
        near = await self._near(article)
        group = await self._whole([article, *near])
        links = _Links(group)
        # Another story than its own holds together as it stands: who was changed there is due himself.
        own = [key for key, member in group.items() if _shares_story(member, article)]
        for key, member in group.items():
            if key not in own and member["story_id"] in group:
                links.join(key, member["story_id"])
        for found in near:
            links.join(article["_id"], found["_id"])
        by_story: dict[str, str] = {}
        for key in group.keys() - own:
            links.join(key, by_story.setdefault(group[key]["story_id"], key))
        await self._compare([group[key] for key in own], links)
        return group, {
            key: min((group[other] for other in together), key=age)["_id"]
            for together in links.components()
            for key in together
        }

    async def _near(self, article: Document) -> list[Document]:
        """Articles whose text is one story with this one's."""
        candidates = await self._candidates(article)
        if not candidates:
            return []
        readings = await self._read([article, *candidates])
        return [found for found in candidates if self._linked(article, found, readings)]

    async def _candidates(self, article: Document) -> list[Document]:
        """Articles that share a key with this one and by their sketches may be near it."""
        signature = article["sketch"].get("signature")
        if not signature:
            return []
        near = {
            sketch["_id"]: sketch["revision"]
            for sketch in await self._sharing(article["sketch"])
            if sketch["signature"] and may_be_near(signature, sketch["signature"])
        }
        # A sketch may outlive its text: an article that has another one since is due and finds this one by itself.
        return [
            _own(found)
            for some in chunks(near)
            async for found in self._articles.find({"_id": {"$in": some}}, LOOKED_AT)
            if found.get("revision") == near[found["_id"]] and found.get("state") != "merged"
        ]

    async def _sharing(self, sketch: Document) -> list[Document]:
        """Sketches that share a key with this one, without those that only share crowded ones."""
        found: dict[str, Document] = {}
        for keys in chunks({*sketch["bands"]} - self._crowded):
            hits = await self._with_keys({"$in": keys})
            if len(hits) > CROWD:  # one key may be crowded: ask for each by itself
                hits = []
                for key in keys:
                    some = await self._with_keys(key)
                    if len(some) > CROWD:
                        self._crowded.add(key)
                    else:
                        hits += some
            found |= {hit["_id"]: hit for hit in hits}
        found.pop(sketch["_id"], None)
        return list(found.values())

    async def _with_keys(self, condition: Any) -> list[Document]:
        fields = ("revision", "signature")
        return await self._sketches.find({"bands": condition}, fields, limit=CROWD + 1).to_list()

    async def _whole(self, seeds: Iterable[Document]) -> dict[str, Document]:
        """The seeds with all articles of their stories.

        A story id is the id of an article, so whoever bears the id of an article that has meanwhile moved on (a race, a
        kill) is found by it.
        """
        group = {seed["_id"]: seed for seed in seeds}
        asked: set[str] = set()
        while True:
            ids = {*group, *(member["story_id"] for member in group.values())} - asked
            if not ids:
                return group
            asked |= ids
            for some in chunks(ids):
                async for found in self._articles.find({"story_id": {"$in": some}}, LOOKED_AT):
                    group.setdefault(found["_id"], _own(found))

    async def _compare(self, members: list[Document], links: _Links) -> None:
        """Link articles by their texts; pairs that hang together already are not compared."""
        if len(members) < 2:
            return
        readings = await self._read(members)
        for first, second in combinations(members, 2):
            if not links.joined(first["_id"], second["_id"]) and self._linked(first, second, readings):
                links.join(first["_id"], second["_id"])

    @staticmethod
    def _linked(first: Document, second: Document, readings: dict[str, Reading]) -> bool:
        one, other = readings[first["_id"]], readings[second["_id"]]
        return same_story(one, other, same_site=first.get("site") == second.get("site"))

    async def _read(self, articles: Collection[Document]) -> dict[str, Reading]:
        """What is compared of each article, by id; texts are fetched once."""
        keys = {article["_id"]: (article["_id"], article.get("content_hash")) for article in articles}
        found = {key: self._readings[place] for key, place in keys.items() if place in self._readings}
        for some in chunks(keys.keys() - found.keys()):
            async for text in self._articles.find({"_id": {"$in": some}}, ("title", "body", "content_hash")):
                reading = read(text.get("title") or "", text.get("body") or "")
                found[text["_id"]] = self._readings[text["_id"], text.get("content_hash")] = reading
        while len(self._readings) > _CACHED:
            del self._readings[next(iter(self._readings))]
        return {key: found.get(key) or read("", "") for key in keys}  # gone: like nothing


class _Links:
    """Which articles hang together (union-find)."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._parent = {key: key for key in keys}

    def _root(self, key: str) -> str:
        while self._parent[key] != key:
            self._parent[key] = key = self._parent[self._parent[key]]
        return key

    def join(self, first: str, second: str) -> None:
        self._parent[self._root(first)] = self._root(second)

    def joined(self, first: str, second: str) -> bool:
        return self._root(first) == self._root(second)

    def components(self) -> list[list[str]]:
        found: dict[str, list[str]] = {}
        for key in self._parent:
            found.setdefault(self._root(key), []).append(key)
        return list(found.values())


def _own(article: Document) -> Document:
    """An article that was stored before there were stories is one of its own."""
    article.setdefault("story_id", article["_id"])
    return article


def _shares_story(member: Document, article: Document) -> bool:
    """Whether they are, or were until a move that is not finished, in one story."""
    ids = {article["_id"], article["story_id"]}
    return member["_id"] in ids or member["story_id"] in ids
