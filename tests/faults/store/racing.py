"""Two writers beside each other, interleaved where a test wants it, and writers that die between two writes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from pymongo.asynchronous.database import AsyncDatabase

from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.writer import ArticleWriter

Action = Callable[[], Awaitable[object]]


class KilledError(BaseException):
    """kill -9: no handler of the writer may see it."""


@asynccontextmanager
async def writers(store: StoreConfig, count: int, **options: Any) -> AsyncIterator[list[ArticleWriter]]:
    """Writers as of so many processes."""
    async with open_async(store, resolve_uri(store)) as database:
        yield [writer_of(database, f"run-{number}", **options) for number in range(count)]


def writer_of(database: AsyncDatabase[dict[str, Any]], run_id: str, **options: Any) -> ArticleWriter:
    """A writer that has the run's id."""
    return ArticleWriter(database, run_id=run_id, **options)


def before_writes(writer: ArticleWriter, collection: str, *actions: Action) -> None:
    """Let the n-th action happen right before the writer's n-th bulk write to the collection."""
    send, left = writer._db.bulk, list(actions)

    async def bulk(name: str, operations: Sequence[Any]) -> Mapping[str, Any]:
        if name == collection and left:
            await left.pop(0)()
        return await send(name, operations)

    writer._db.bulk = bulk  # type: ignore[method-assign,assignment]


def after_writes(writer: ArticleWriter, collection: str, *actions: Action) -> None:
    """Let the n-th action happen right after the writer's n-th bulk write to the collection."""
    send, left = writer._db.bulk, list(actions)

    async def bulk(name: str, operations: Sequence[Any]) -> Mapping[str, Any]:
        details = await send(name, operations)
        if name == collection and left:
            await left.pop(0)()
        return details

    writer._db.bulk = bulk  # type: ignore[method-assign,assignment]


def lose_answers(writer: ArticleWriter, collection: str) -> None:
    """Every bulk write to the collection is carried out, its answer gets lost, and it is sent again."""
    send = writer._db.bulk

    async def bulk(name: str, operations: Sequence[Any]) -> Mapping[str, Any]:
        if name == collection:
            await send(name, operations)
        return await send(name, operations)

    writer._db.bulk = bulk  # type: ignore[method-assign,assignment]


async def die() -> None:
    """The end of a process."""
    raise KilledError


async def killed(work: Awaitable[object]) -> None:
    """Work that such an end cuts short."""
    with pytest.raises(KilledError):
        await work
