"""Walk a big collection in bounded pieces.

SecantusDB has no streaming scan: whatever is not an equality or a closed range on a secondary index it reads whole
(``_id`` included), so a collection is walked by ranges of an indexed field. Hashes spread evenly, so equal ranges of
hex digits hold about equally many documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

from pymongo.collection import Collection

Document = dict[str, Any]
_T = TypeVar("_T")

_DIGITS = 6
_SPACE = 16**_DIGITS
_END = "g"  # sorts behind every hex digit


def hex_ranges(count: int, batch: int) -> list[tuple[str, str]]:
    """Ranges ``[low, high)`` over hex strings in order, of about ``batch`` of ``count`` evenly spread values each."""
    pieces = min(max(1, -(-count // batch)), _SPACE)
    bounds = [f"{number * _SPACE // pieces:0{_DIGITS}x}" for number in range(pieces)]
    return list(zip(bounds, [*bounds[1:], _END], strict=True))


def time_ranges(first: datetime, last: datetime, step: timedelta) -> list[tuple[datetime, datetime]]:
    """Ranges ``[low, high)`` of length ``step`` from ``first`` to behind ``last``."""
    ranges = []
    while first <= last:
        ranges.append((first, first + step))
        first += step
    return ranges


def size(collection: Collection[Document]) -> int:
    """About how many documents there are: good enough to cut ranges."""
    return collection.estimated_document_count()


def chunks(documents: Iterable[_T], length: int) -> Iterator[list[_T]]:
    """Lists of at most ``length`` of them."""
    iterator = iter(documents)
    while chunk := list(islice(iterator, length)):
        yield chunk


def within(name: str, low: Any, high: Any, **condition: Any) -> Document:
    """The filter for ``name`` in ``[low, high)``, with further conditions."""
    return {name: {"$gte": low, "$lt": high}, **condition}


def count(collection: Collection[Document], name: str, ranges: Sequence[tuple[Any, Any]], condition: Document) -> int:
    """How many documents meet ``condition``, counted range by range."""
    return sum(len(collection.find(within(name, low, high, **condition), {"_id": 1}).to_list()) for low, high in ranges)
