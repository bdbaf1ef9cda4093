"""Walk along a time index in closed windows, so that neither we nor the server hold a collection in memory.

The embedded server has no streaming: a find without bounds reads the whole collection before its first document
leaves. Of a closed range on an index it reads the range only, so the range is kept small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import ASCENDING
from pymongo.collection import Collection

Document = dict[str, Any]

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""Before it this program fetched nothing; what is older (imported data) comes as one window."""

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_STEP = timedelta(minutes=1)
# A year without news is 730 finds of 0.7 ms; the first window behind it holds half a day at most: some 60 MB of the
# server's memory at 20,000 articles a day.
_LONGEST_STEP = timedelta(hours=12)
_SHORTEST_STEP = timedelta(seconds=1)
_FULL = 500  # documents: 3 MB of ordinary articles
_BATCH = 200
_AHEAD = timedelta(days=1)  # the clock of a crawler may be; what is later still comes as one window
_END = datetime(2200, 1, 1, tzinfo=UTC)


def walk(
    collection: Collection[Document],
    field: str,
    since: datetime | None,
    until: datetime | None,
    *,
    equal: Mapping[str, Any] | None = None,
    projection: Mapping[str, Any] | None = None,
    moved: Callable[[datetime], None] = lambda _: None,
) -> Iterator[Document]:
    """Documents with ``since`` <= ``field`` < ``until``, oldest first.

    ``since=None`` from the beginning; ``until=None`` to the end, also what a crawler stored whose clock is ahead.

    ``equal``: fields with one value; an index on these and then ``field`` must exist, or on ``field`` alone without
    them. ``moved`` is told the end of each finished window. A document whose ``field`` changes meanwhile may be missed.
    Raises pymongo's errors.
    """
    start, step = since or _BEGINNING, _FIRST_STEP
    last = until if until is not None else _END
    present = datetime.now(UTC) + _AHEAD
    while start < last:
        end = min(EPOCH if start < EPOCH else start + step, last) if start < present else last
        condition = {**(equal or {}), field: {"$gte": start, "$lt": end}}
        count = 0
        with collection.find(condition, projection, batch_size=_BATCH).sort(field, ASCENDING) as cursor:
            for document in cursor:
                count += 1
                yield document
        moved(end)
        start, step = end, _next_step(step, count)


def _next_step(step: timedelta, count: int) -> timedelta:
    """A wider window after one with few documents, a narrower one after one with many."""
    if count > _FULL:
        return max(step / 2, _SHORTEST_STEP)
    return min(step * 2, _LONGEST_STEP) if count < _FULL // 2 else step
