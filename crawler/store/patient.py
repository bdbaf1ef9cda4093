"""One command to MongoDB: repeated while the connection is lost, its errors turned into sentences."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from pymongo.asynchronous.collection import AsyncCollection
from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import AutoReconnect, BulkWriteError, OperationFailure, PyMongoError

from crawler.store.collections import Document
from crawler.store.config import redact
from crawler.store.errors import StoreError, StoreUnavailable

DUPLICATE_KEY, INVALID_DOCUMENT = 11000, 121
"""MongoDB's error codes of single writes that are no failure of the batch."""

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.1, 2.0
_T = TypeVar("_T")


class PatientDatabase:
    """A database whose commands are sent again while nobody answers; so send only what is safe to repeat."""

    def __init__(self, db: AsyncDatabase[Document], *, patience_s: float = 20.0) -> None:
        """``patience_s``: seconds of retries on a lost connection before StoreUnavailable; one driver call may outlast
        it by its own timeout."""
        self.database = self._db = db
        self._patience_s = patience_s
        self.round_trips = 0
        """Commands sent so far, retries included."""

    def __getitem__(self, name: str) -> AsyncCollection[Document]:
        """The collection, for use inside ``call``."""
        return self._db[name]

    async def find(
        self, collection: str, condition: Mapping[str, Any], fields: Any = None, *, expected: int = 0
    ) -> list[Document]:
        """All documents; ``expected`` of them fit into the first answer. Raises as ``call`` does."""
        size = expected + 1 if expected else 0  # one more than expected: no second answer is asked for
        return await self.call(lambda: self._db[collection].find(condition, fields, batch_size=size).to_list())

    async def find_by(self, collection: str, name: str, values: set[str], fields: Any = None) -> list[Document]:
        """All documents whose ``name`` is one of ``values`` (an indexed field). Raises as ``call`` does."""
        if not values:
            return []
        return await self.find(collection, {name: {"$in": sorted(values)}}, fields, expected=len(values))

    async def bulk(self, collection: str, operations: Sequence[Any]) -> Mapping[str, Any]:
        """Unordered bulk write; returns the details also when single writes failed as duplicates or as invalid.

        Collection.bulk_write, because MongoClient.bulk_write is not durable on SecantusDB even with j: true.
        """
        try:
            done = await self.call(lambda: self._db[collection].bulk_write(operations, ordered=False))
        except BulkWriteError as error:
            details: Mapping[str, Any] = error.details or {}
            codes = {entry["code"] for entry in details.get("writeErrors", ())}
            if details.get("writeConcernErrors") or not codes or not codes <= {DUPLICATE_KEY, INVALID_DOCUMENT}:
                raise StoreError(f"MongoDB refused a write to {collection}: {_short(error)}") from error
            return details
        return done.bulk_api_result

    async def call(self, send: Callable[[], Awaitable[_T]]) -> _T:
        """Send one idempotent command. Raises StoreUnavailable, StoreError, or the BulkWriteError of a bulk write."""
        deadline = time.monotonic() + self._patience_s
        pause = _FIRST_PAUSE_S
        while True:
            self.round_trips += 1
            try:
                return await send()
            except BulkWriteError:
                raise
            except AutoReconnect as error:  # includes NetworkTimeout, NotPrimaryError, ServerSelectionTimeoutError
                if time.monotonic() + pause > deadline:
                    raise StoreUnavailable(
                        f"MongoDB has not answered for {self._patience_s:.0f} s ({type(error).__name__}); "
                        "check that it runs (`scrapy db status`) and that its disk is not full, and crawl again: "
                        "nothing is stored twice"
                    ) from error
            except OperationFailure as error:
                raise StoreError(f"MongoDB refused a command: {_short(error)}") from error
            except PyMongoError as error:
                raise StoreError(f"the MongoDB driver failed: {_short(error)}") from error
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE_S)


def _short(error: PyMongoError) -> str:
    return redact(str(error))[:300]
