"""If this fails, a database that goes away during a crawl looks like an error in our code, or like a dead site."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy.exceptions import CloseSpider

from crawler.known import KnownPage, Standing
from crawler.store.errors import StoreUnavailable
from pipelines.memory import StoreMemory


class Silent:
    """A store that does not answer."""

    async def standing(self) -> Standing:
        raise StoreUnavailable("no answer for 20 s")

    async def look_up(self, addresses: Mapping[str, str]) -> Mapping[str, KnownPage]:
        raise StoreUnavailable(f"no answer about {len(addresses)}")

    async def due(self, until: datetime, limit: int) -> list[KnownPage]:
        raise StoreUnavailable(f"no answer about {limit} until {until}")


@pytest.mark.parametrize(
    "ask",
    [
        lambda memory: memory.standing(),
        lambda memory: memory.look_up({"u": "k"}),
        lambda memory: memory.due(datetime(2026, 1, 1, tzinfo=UTC), 1),
    ],
    ids=["standing", "look_up", "due"],
)
def test_a_store_that_does_not_answer_ends_the_run_by_its_name(ask: Callable[[StoreMemory], Any]) -> None:
    """Cron must hear "store_failed": whoever is woken looks at the database and not at the site."""
    with pytest.raises(CloseSpider) as closed:
        asyncio.run(ask(StoreMemory(Silent(), "store_failed")))
    assert closed.value.reason == "store_failed"
