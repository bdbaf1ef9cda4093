"""What becomes of each item of a batch: new, touch, copy, edit or conflict. Pure: a view in, database operations out.

The view holds the stored articles that the batch concerns and, while planning goes on, what the batch has made of
them; so duplicates inside one batch meet each other, and each article is written once. Every operation is safe to
repeat, and states in its filter what it was planned on: if another writer was there first, it matches nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from pymongo import UpdateOne

from crawler.items import Article
from crawler.store.documents import Document, new_article, refreshed, revised, revision_of, source

Kind = Literal["new", "touched", "copied", "edited", "conflict"]

LOOKED_UP = ("content_hash", "revision", "fetched_at", "published_precision", "sources", "run_id")
"""All that planning needs of a stored article: no text travels for it."""


def millis(moment: datetime) -> datetime:
    """``moment`` as MongoDB keeps it: whole milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(slots=True, eq=False)
class Draft:
    """One article while a batch is planned."""

    base: Document
    """As stored (only the fields of ``LOOKED_UP``), or the whole new document."""
    is_new: bool
    content_hash: str
    revision: int
    fetched_at: datetime
    sources: dict[str, Document]
    """By the key under which they are stored; the first one first."""
    steps: list[Document] = field(default_factory=list)
    """Field values that this batch sets, in order; an edit is a step that has a ``content_hash``."""
    seen: dict[str, Document] = field(default_factory=dict)
    """Stored sources that the batch saw again."""
    added: list[Document] = field(default_factory=list)
    """Sources that are not stored yet."""

    @classmethod
    def of_stored(cls, stored: Document) -> Draft:
        """A draft of an article in the database."""
        sources = {entry["key"]: dict(entry) for entry in stored["sources"]}
        return cls(stored, False, stored["content_hash"], stored["revision"], stored["fetched_at"], sources)

    @classmethod
    def of_item(cls, item: Article, run_id: str) -> Draft:
        """A draft of an article that is not in the database."""
        document = new_article(item, run_id=run_id)
        first = document["sources"][0]
        return cls(document, True, document["content_hash"], 1, millis(item.fetched_at), {item.key: first})

    @property
    def id(self) -> str:
        """``_id`` of the article."""
        return str(self.base["_id"])

    @property
    def is_edited(self) -> bool:
        """Whether this batch gives it another text."""
        return any("content_hash" in step for step in self.steps)

    def source_of(self, item: Article) -> str:
        """Stored key of the source that ``item`` reads: the one with its key or, if that rule changed, with its URL."""
        if item.key in self.sources:
            return item.key
        return next(
            stored for stored, entry in self.sources.items() if item.key == entry["key"] or item.url == entry["url"]
        )

    def see(self, item: Article) -> None:
        """Note that a source showed the article; newer facts of the first source that are not hashed are taken over."""
        stored_key = self.source_of(item)
        entry = self.sources[stored_key]
        fetched = millis(item.fetched_at)
        entry["key"] = item.key
        entry["first_seen"] = min(entry["first_seen"], fetched)
        entry["last_seen"] = max(entry["last_seen"], fetched)
        if not self.is_new and all(entry is not other for other in self.added):
            self.seen[stored_key] = entry
        is_current = item.content_hash == self.content_hash and fetched >= self.fetched_at
        if is_current and stored_key == next(iter(self.sources)):
            self.steps.append(refreshed(item, stored_precision=self.base.get("published_precision")))
            self.fetched_at = fetched

    def add(self, item: Article) -> None:
        """A copy: another place that publishes the same text."""
        self.sources[item.key] = source(item)
        if not self.is_new:
            self.added.append(self.sources[item.key])

    def edit(self, item: Article, run_id: str) -> None:
        """Another text at the only source."""
        self.revision += 1
        self.steps.append(revised(item, revision=self.revision, run_id=run_id))
        self.content_hash = str(item.content_hash)
        self.see_edit(item)

    def see_edit(self, item: Article) -> None:
        """The source's last sight moves with the edit."""
        entry = self.sources[self.source_of(item)]
        entry["key"] = item.key
        entry["last_seen"] = self.fetched_at = millis(item.fetched_at)

    def revisions(self, full: Document) -> list[Document]:
        """The texts that this batch replaces; ``full`` is the stored document with its text, or the new one."""
        replaced, current = [], full
        for step in self.steps:
            if "content_hash" in step:
                replaced.append(revision_of(current, step))
            current = {**current, **step}
        return replaced

    def operations(self) -> list[UpdateOne]:
        """The writes to ``articles``: one, or two where known sources were seen and new ones added."""
        fields: Document = {name: value for step in self.steps for name, value in step.items()}
        entries = list(self.sources.values())
        seen = {
            "$min": {"first_seen": min(entry["first_seen"] for entry in entries)},
            "$max": {"last_seen": max(entry["last_seen"] for entry in entries)},
        }
        if self.is_new:
            document = {**self.base, **fields, "sources": entries}
            document |= {**seen["$min"], **seen["$max"]}
            return [UpdateOne({"_id": self.id}, {"$setOnInsert": document}, upsert=True)]
        unchanged: Document = {"_id": self.id, "content_hash": self.base["content_hash"]}
        newest = {"fetched_at": {"$lte": self.fetched_at}}
        if self.is_edited:
            # The number of sources is part of the filter: a copy that came meanwhile makes this a split.
            count = {"revision": self.base["revision"], "sources": {"$size": len(self.base["sources"])}}
            return [UpdateOne({**unchanged, **count, **newest}, {"$set": {**fields, "sources": entries}, **seen})]
        writes = []
        if self.seen:
            writes.append(self._touch({**unchanged, **(newest if fields else {})}, fields, seen))
        if self.added:
            absent = {"sources.key": {"$nin": [entry["key"] for entry in self.added]}}
            writes.append(UpdateOne({**unchanged, **absent}, {"$push": {"sources": {"$each": self.added}}, **seen}))
        return writes

    def _touch(self, condition: Document, fields: Document, seen: dict[str, Document]) -> UpdateOne:
        filters: list[Mapping[str, Any]] = []
        update: Document = {"$set": dict(fields), "$min": dict(seen["$min"]), "$max": dict(seen["$max"])}
        for number, (stored_key, entry) in enumerate(self.seen.items()):
            filters.append({f"s{number}.key": stored_key})
            update["$min"][f"sources.$[s{number}].first_seen"] = entry["first_seen"]
            update["$max"][f"sources.$[s{number}].last_seen"] = entry["last_seen"]
            if entry["key"] != stored_key:
                update["$set"][f"sources.$[s{number}].key"] = entry["key"]
        if not update["$set"]:
            del update["$set"]  # MongoDB refuses an empty $set
        return UpdateOne(condition, update, array_filters=filters)


@dataclass(frozen=True, slots=True)
class Planned:
    """What was decided for one item."""

    item: Article
    kind: Kind
    draft: Draft | None
    """The article it belongs to; ``None`` for a conflict."""
    reason: str | None = None
    """Why it is a conflict."""


class View:
    """The articles that a batch concerns, found by key, by URL and by content hash."""

    def __init__(self, stored: Iterable[Document]) -> None:
        self.drafts: dict[str, Draft] = {}
        self._by_key: dict[str, Draft] = {}
        self._by_url: dict[str, Draft] = {}
        self._by_hash: dict[str, Draft] = {}
        for document in stored:
            if document["_id"] not in self.drafts:
                self._index(Draft.of_stored(document))

    def changed(self, items: Iterable[Article]) -> list[str]:
        """Hashes of items whose key is known with another text: other articles may hold that text already."""
        return [
            str(item.content_hash)
            for item in items
            if item.key in self._by_key and self._by_key[item.key].content_hash != item.content_hash
        ]

    def plan(self, items: Sequence[Article], *, run_id: str) -> list[Planned]:
        """Decide for each item, oldest fetch first."""
        return [self._decide(item, run_id) for item in sorted(items, key=lambda item: item.fetched_at)]

    def _decide(self, item: Article, run_id: str) -> Planned:
        known = self._by_key.get(item.key) or self._by_url.get(item.url)
        same = self._by_hash.get(str(item.content_hash))
        if known is None and same is None:
            draft = Draft.of_item(item, run_id)
            self._index(draft)
            return Planned(item, "new", draft)
        if known is None:
            assert same is not None
            same.add(item)
            self._index(same)
            return Planned(item, "copied", same)
        if known is same or self._is_stale(item, known):
            known.see(item)
            self._index(known)
            return Planned(item, "touched", known)
        if same is not None:
            return Planned(item, "conflict", None, f"conflict: merge of {known.id} into {same.id}, which has this text")
        if len(known.sources) > 1:
            others = ", ".join(sorted(entry["site"] for entry in known.sources.values() if entry["key"] != item.key))
            return Planned(item, "conflict", None, f"conflict: split from {known.id}, whose text {others} still shows")
        del self._by_hash[known.content_hash]
        known.edit(item, run_id)
        self._index(known)
        return Planned(item, "edited", known)

    @staticmethod
    def _is_stale(item: Article, known: Draft) -> bool:
        """Whether the source showed the stored text later than this; the hash decides between equal times."""
        last_seen: Any = known.sources[known.source_of(item)]["last_seen"]
        return (millis(item.fetched_at), str(item.content_hash)) < (last_seen, known.content_hash)

    def _index(self, draft: Draft) -> None:
        self.drafts[draft.id] = draft
        self._by_hash[draft.content_hash] = draft
        for stored_key, entry in draft.sources.items():
            self._by_key[stored_key] = self._by_key[entry["key"]] = draft
            self._by_url[entry["url"]] = draft
