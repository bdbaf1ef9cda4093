"""Articles out of the store, in order of their first sight, with bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from pymongo.database import Database

from crawler.store.collections import ARTICLES, Document
from crawler.store.schema.fields import fields
from crawler.store.windows import walk

FIELDS: tuple[str, ...] = tuple(fields())
"""What is exported unless told otherwise: all that the schema publishes, ``_id`` first."""


def articles(
    db: Database[Document],
    *,
    since: datetime | None,
    until: datetime | None,
    site: str | None = None,
    names: Sequence[str] = FIELDS,
    moved: Callable[[datetime], None] = lambda _: None,
) -> Iterator[dict[str, Any]]:
    """Articles first seen at or after ``since`` and before ``until`` (``None``: all), oldest first, each with exactly
    ``names``.

    ``site``: first place of publication. ``moved`` is told how far the walk is. A merged article is left out: its text
    is in the one that it became part of. A field that an article has not is ``None``. Raises pymongo's errors.
    """
    equal = {"site": site} if site else None
    projection = {**dict.fromkeys(names, 1), "_id": 1, "state": 1, "first_seen": 1}
    found = walk(db[ARTICLES], "first_seen", since, until, equal=equal, projection=projection, moved=moved)
    for document in found:
        if document.get("state") != "merged":
            yield {name: document.get(name) for name in names}
