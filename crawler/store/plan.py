"""What becomes of each item of a batch: a pure decision on a view of the articles that the batch concerns.

| the item's place shows | and the text | then |
|---|---|---|
| nothing known | is nobody's | new article, under the id that the place gives |
| nothing known | is an article's | copy: one more source of that article |
| this article | is the article's | touch |
| this article, whose place it is | is nobody's | edit; other sources leave, with the old text |
| this article, whose place it is | is another article's | merge: a tombstone stays |
| this article, as a copy | is another one | split: the source leaves and is then one of the first two rows |

An article is the article *at* its first place of publication; so its id can always be had from that place's key.
Sources that leave are placed in a second round, when the first one is written: they are *deferred*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from crawler.items import Article
from crawler.store import sights
from crawler.store.documents import Document, article_id
from crawler.store.draft import Draft, millis
from crawler.store.events import Cause
from crawler.store.pages import PageRecord

Kind = Literal["new", "touched", "copied", "edited", "split", "merged", "deferred", "missed", "conflict"]
Item = Article | PageRecord
"""An article as a site shows it, or a page that a site does not show any more."""


@dataclass(frozen=True, slots=True)
class Planned:
    """What was decided for one item."""

    item: Item
    kind: Kind
    draft: Draft | None
    """The article it belongs to, or leaves; ``None`` for a conflict and for a missed page that was none."""
    reason: str | None = None
    """Why it is a conflict."""


class View:
    """The articles that a batch concerns, found by key, by URL, by content hash, and tombstones by id."""

    def __init__(self, stored: Iterable[Document], *, run_id: str, now: datetime, cause: Cause = "crawl") -> None:
        """``now``: the writer's clock, UTC; sights that lie in its future are not believed."""
        self._run_id = run_id
        self._now = now
        self._cause = cause
        self.led_on: list[Draft] = []
        """Tombstones whose place moved on to a third article's text."""
        self._graves: dict[str, Document] = {}
        self._by_key: dict[str, Draft] = {}
        self._by_url: dict[str, Draft] = {}
        self._by_hash: dict[str, Draft] = {}
        self._waiting: set[str] = set()  # keys and URLs of deferred items, texts that come or go with them
        known: set[str] = set()
        for document in stored:
            if document.get("state") == "merged":
                self._graves[document["_id"]] = document
            elif document["_id"] not in known:
                known.add(document["_id"])
                self._index(Draft.of_stored(document, run_id=run_id, cause=cause))

    def changed(self, items: Iterable[Item]) -> set[str]:
        """Hashes of items whose key is known with another text: other articles may hold that text already."""
        return {
            str(item.content_hash)
            for item in items
            if isinstance(item, Article)
            and item.key in self._by_key
            and self._by_key[item.key].content_hash != item.content_hash
        }

    def plan(self, items: Sequence[Item]) -> list[Planned]:
        """Decide for each item, oldest fetch first."""
        return [self._decide(item) for item in sorted(items, key=lambda item: item.fetched_at)]

    def _decide(self, item: Item) -> Planned:
        known = self._by_key.get(item.key or item.url) or self._by_url.get(item.url)
        if isinstance(item, PageRecord):
            if known is None:
                return Planned(item, "missed", None)
            sights.miss(known, item.key or item.url, item.url, item.fetched_at)
            return Planned(item, "missed", known)
        if {item.key, item.url, str(item.content_hash)} & self._waiting or (
            known is not None and (known.leaving or known.merged_into)
        ):
            return self._defer(item, None)
        same = self._by_hash.get(str(item.content_hash))
        if known is None:
            return self._place(item, same)
        if known is same or self._is_stale(item, known):
            sights.see(known, item)
            self._index(known)
            return Planned(item, "touched", known)
        others = [key for key in known.sources if key != known.source_of(item.key, item.url)]
        if not known.is_place_of(item):
            if known.is_touched:
                return self._defer(item, None)
            known.release([known.source_of(item.key, item.url)], item)
            return self._defer(item, known)
        if known.is_new or known.is_edited:  # only a stored text is replaced: see `Revisions`
            self._waiting |= {known.content_hash, str(item.content_hash)}
            return self._defer(item, None)
        if same is None and (not others or self._cause == "reparse"):
            # Today's reading of an archived page is nobody's edit: its copies are read anew as well.
            self._edit(known, item)
            return Planned(item, "edited", known)
        if known.is_touched:
            return self._defer(item, None)
        if same is None:
            self._let_go(known, others)
            self._edit(known, item)
            return Planned(item, "edited", known)
        self._let_go(known, others)
        known.bury(same.id, item)
        return self._defer(item, known)

    def _place(self, item: Article, same: Draft | None) -> Planned:
        """A place that no article has: the item is a copy or a new article."""
        grave = self._graves.get(article_id(item.key))
        if same is None:
            draft = Draft.of_item(item, run_id=self._run_id, cause=self._cause, grave=grave)
            self._index(draft)
            return Planned(item, "new", draft)
        if same.leaving or same.merged_into:
            return self._defer(item, None)
        if grave is not None and grave["merged_into"] != same.id:
            self.led_on.append(Draft.of_grave(grave, run_id=self._run_id, cause=self._cause, into=same.id, item=item))
        same.add(item)
        self._index(same)
        return Planned(item, "copied", same)

    def _edit(self, known: Draft, item: Article) -> None:
        if self._by_hash.get(known.content_hash) is known:  # else two finds contradict each other: the write will tell
            del self._by_hash[known.content_hash]
        known.edit(item)
        self._index(known)

    def _let_go(self, known: Draft, others: Sequence[str]) -> None:
        """Sources that still show the text that goes; the writer reads it and places it under their names."""
        for key in others:
            self._waiting |= {key, known.sources[key]["key"], known.sources[key]["url"]}
            del known.sources[key]
        known.leaving = list(others)

    def _defer(self, item: Article, left: Draft | None) -> Planned:
        self._waiting |= {item.key, item.url}
        return Planned(item, "deferred", left)

    def _is_stale(self, item: Article, known: Draft) -> bool:
        """Whether the source showed the stored text later than this; the hash decides between equal times."""
        last_seen: Any = known.sources[known.source_of(item.key, item.url)]["last_seen"]
        if known.is_ahead_of(self._now):
            known.outruns = True
            return False
        if self._cause == "reparse":  # the same capture, read again; only a later visit without capture outdates it
            return millis(item.fetched_at) < (known.fetched_at if known.is_place_of(item) else last_seen)
        return (millis(item.fetched_at), str(item.content_hash)) < (last_seen, known.content_hash)

    def _index(self, draft: Draft) -> None:
        self._by_hash[draft.content_hash] = draft
        for stored_key, entry in draft.sources.items():
            self._by_key[stored_key] = self._by_key[entry["key"]] = draft
            self._by_url[entry["url"]] = draft
