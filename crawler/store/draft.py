"""One article while a batch is planned: what was stored, and what the batch makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from crawler.items import Article
from crawler.store.documents import Document, changed_fields, new_article, revised, revision_of, source
from crawler.store.events import Cause, ChangeKind, event
from crawler.store.withdrawal import proof_of

LOOKED_UP = (
    "content_hash",
    "revision",
    "version",
    "state",
    "withdrawn_at",
    "fetched_at",
    "published_precision",
    "digests",
    "sources",
    "run_id",
    "first_seen",
    "last_seen",
    "merged_into",
    "story_id",
    "recovered",
)
"""All that planning needs of a stored article: no text travels for it."""


CLOCK_SKEW = timedelta(days=1)
"""How far the clocks of two crawling machines may lie apart."""


def millis(moment: datetime) -> datetime:
    """``moment`` as MongoDB keeps it: whole milliseconds."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


@dataclass(slots=True, eq=False)
class Draft:
    """One article while a batch is planned."""

    base: Document
    """As stored (only the fields of ``LOOKED_UP``), or the whole new document."""
    is_new: bool
    """Whether it is not stored with a text: unknown, or a tombstone that gets a text again."""
    content_hash: str
    revision: int
    version: int
    fetched_at: datetime
    run_id: str
    cause: Cause
    sources: dict[str, Document]
    """By the key under which they are stored; the first one is the place that gave the ``_id``."""
    grave: Document | None = None
    """The tombstone under whose id it lives again."""
    steps: list[Document] = field(default_factory=list)
    """Field values that this batch sets, in order; an edit is a step that has a ``content_hash``."""
    seen: dict[str, Document] = field(default_factory=dict)
    """Stored sources that the batch looked at again."""
    added: list[Document] = field(default_factory=list)
    """Sources that are not stored yet."""
    leaving: list[str] = field(default_factory=list)
    """Stored keys of sources that now show another text."""
    merged_into: str | None = None
    """Id of the article that its only place now shows."""
    events: list[Document] = field(default_factory=list)
    is_reworded: bool = False
    """Whether a newer reading of the same text changed a field by which the search finds it."""
    outruns: bool = False
    """Whether this batch is believed although the stored reading is later."""

    @classmethod
    def of_stored(cls, stored: Document, *, run_id: str, cause: Cause) -> Draft:
        """A draft of an article in the database."""
        sources = {entry["key"]: dict(entry) for entry in stored["sources"]}
        return cls(
            stored,
            False,
            stored["content_hash"],
            stored["revision"],
            stored["version"],
            stored["fetched_at"],
            run_id,
            cause,
            sources,
        )

    @classmethod
    def of_item(cls, item: Article, *, run_id: str, cause: Cause, grave: Document | None = None) -> Draft:
        """A draft of an article that is not in the database, or only as the tombstone ``grave``."""
        document = new_article(item, run_id=run_id)
        revision, version = (grave["revision"] + 1, grave["version"]) if grave else (1, 0)
        first = document["sources"][0]
        fetched = millis(item.fetched_at)
        sources = {item.key: first}
        draft = cls(document, True, document["content_hash"], revision, version, fetched, run_id, cause, sources, grave)
        document["revision"] = revision
        draft.tell("added", item.site, item.fetched_at)
        if document["state"] == "withdrawn":
            draft.tell("withdrawn", item.site, document["withdrawn_at"], ["state", "withdrawn_at"])
        return draft

    @classmethod
    def of_grave(cls, grave: Document, *, run_id: str, cause: Cause, into: str, item: Article) -> Draft:
        """The tombstone ``grave``, which is to lead to another article from now on."""
        fetched = millis(item.fetched_at)
        draft = cls(grave, False, "", grave["revision"], grave["version"], fetched, run_id, cause, {})
        draft.bury(into, item)
        return draft

    @property
    def id(self) -> str:
        """``_id`` of the article."""
        return str(self.base["_id"])

    @property
    def is_edited(self) -> bool:
        """Whether this batch replaces a text of it, so that a revision must be kept."""
        had_text = self.base.get("state") != "merged"
        return (self.merged_into is not None and had_text) or any("content_hash" in step for step in self.steps)

    @property
    def has_other_words(self) -> bool:
        """Whether this batch changes what the search finds it by."""
        return self.is_new or self.is_reworded or any("content_hash" in step for step in self.steps)

    def searchable(self, full: Document) -> Document:
        """What the search reads of it after this batch; ``full``: the stored document with its text, or the new one."""
        return {**full, **{name: value for step in self.steps for name, value in step.items()}}

    @property
    def is_touched(self) -> bool:
        """Whether this batch already did something to it."""
        return self.is_new or bool(self.steps or self.seen or self.added or self.leaving or self.merged_into)

    def is_ahead_of(self, now: datetime) -> bool:
        """Whether a stored sight lies in the future: the clock of that crawl was wrong, and proves no later text."""
        latest: datetime = max(
            self.base.get("fetched_at", now), *(entry["last_seen"] for entry in self.sources.values())
        )
        return latest > now + CLOCK_SKEW

    def is_place_of(self, item: Article) -> bool:
        """Whether ``item`` comes from the place that gave the article its id."""
        return self.source_of(item.key, item.url) == next(iter(self.sources))

    def source_of(self, key: str, url: str) -> str:
        """Stored key of the source with that key or, if the rule of keys changed, with that URL."""
        if key in self.sources:
            return key
        return next(stored for stored, entry in self.sources.items() if key == entry["key"] or url == entry["url"])

    def tell(
        self, kind: ChangeKind, site: str, at: datetime, fields: Sequence[str] = (), into: str | None = None
    ) -> None:
        """Number a change and put it into the feed."""
        self.version += 1
        self.events.append(
            event(
                kind,
                article_id=self.id,
                version=self.version,
                site=site,
                at=millis(at),
                run_id=self.run_id,
                changed_fields=fields,
                cause=self.cause,
                into=into,
            )
        )

    def value(self, name: str) -> Any:
        """Value of a field as it stands after this batch's steps so far."""
        return next((step[name] for step in reversed(self.steps) if name in step), self.base.get(name))

    def look_at(self, stored_key: str) -> None:
        """Note that the batch saw a source again, or found it gone."""
        entry = self.sources[stored_key]
        if not self.is_new and all(entry is not other for other in self.added):
            self.seen[stored_key] = entry

    def is_back(self, entry: Document, fresh: Document) -> list[str]:
        """Forget checks that found nothing before this sight; returns the fields that a return changes."""
        if "gone_on" not in entry:
            return []
        entry["gone_on"] = [moment for moment in entry["gone_on"] if moment > entry["last_seen"]]
        if entry.get("withdrawn_at") is None or proof_of(entry["gone_on"]) is not None:
            return []
        entry["withdrawn_at"] = None
        if self.value("state") != "withdrawn":
            return ["sources"]
        fresh |= {"state": "current", "withdrawn_at": None}
        return ["sources", "state", "withdrawn_at"]

    def add(self, item: Article) -> None:
        """A copy: another place that publishes the same text."""
        self.sources[item.key] = entry = source(item)
        changed = ["sources"]
        if not self.is_new:
            self.added.append(entry)
            self.steps.append({"story_due": True})  # `stories` tells of its sources
        if self.value("state") == "withdrawn" and entry.get("withdrawn_at") is None:
            self.steps.append({"state": "current", "withdrawn_at": None})
            changed += ["state", "withdrawn_at"]
        self.tell("duplicate_found", item.site, item.fetched_at, changed)

    def edit(self, item: Article) -> None:
        """Another text at the place of the article. Other sources that showed the old one have left before."""
        self.revision += 1
        step = revised(item, revision=self.revision, run_id=self.run_id)
        entry = self.sources[self.source_of(item.key, item.url)]
        entry["key"] = item.key
        fetched = millis(item.fetched_at)
        entry["last_seen"] = self.fetched_at = max(fetched, entry["last_seen"]) if self.cause == "reparse" else fetched
        if self.cause == "reparse":
            step["fetched_at"] = fetched
        self.is_back(entry, step)
        self.steps.append(step)
        self.content_hash = str(item.content_hash)
        self.tell("edited", item.site, fetched)

    def release(self, keys: Sequence[str], item: Article) -> None:
        """Sources that do not show this text any more leave; a batch does nothing else to this article."""
        self.leaving = list(keys)
        for key in keys:
            del self.sources[key]
        self.steps.append({"story_due": True})
        self.tell("edited", item.site, item.fetched_at, ["sources"])
        proofs = [proof for entry in self.sources.values() if (proof := entry.get("withdrawn_at")) is not None]
        if len(proofs) == len(self.sources) and self.value("state") != "withdrawn":
            withdrawn = {"state": "withdrawn", "withdrawn_at": max(proofs)}
            self.steps.append(withdrawn)
            self.tell("withdrawn", item.site, item.fetched_at, list(withdrawn))

    def bury(self, into: str, item: Article) -> None:
        """Its place now shows the text of the article ``into``: nothing is left of it but the way there."""
        self.merged_into = into
        self.fetched_at = millis(item.fetched_at)
        self.tell("merged", item.site, item.fetched_at, ["sources"], into=into)

    def revisions(self, full: Document) -> list[Document]:
        """The texts that this batch replaces; ``full`` is the stored document with its text, or the new one.

        Also completes the events of the edits: which fields changed, and how much.
        """
        told = iter([entry for entry in self.events if entry["kind"] == "edited" and not entry["changed_fields"]])
        replaced, current = [], full
        for step in self.steps:
            if "content_hash" in step:
                kept = revision_of(current, step)
                replaced.append(kept)
                next(told).update(changed_fields=changed_fields(current, step), similarity=kept["similarity"])
            current = {**current, **step}
        if self.merged_into is not None:
            replaced.append(revision_of(current, {**current, "fetched_at": self.fetched_at}))
        return replaced
