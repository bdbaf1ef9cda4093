"""The document of a site beside several runs of it."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from pymongo.database import Database

from crawler.health.freshness import after
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.sites import all_sites, new_articles, update_site
from tests.integration.store.samples import START, article, write
from tests.unit.health.test_freshness import OK, T, failed, run


def test_runs_that_end_at_once_are_all_counted(store: StoreConfig, database: Database[dict[str, Any]]) -> None:
    """Of two crawls that end together, one would overwrite what the other one found."""

    async def all_at_once() -> None:
        async with open_async(store, resolve_uri(store)) as db:
            runs = [OK, run(1), failed(2), run(3, outcome="ok", new=1), failed(4)]
            await asyncio.gather(*(update_site(db, "nbtv", partial(after, run=each)) for each in runs))

    database.sites.insert_one({"_id": "nbtv", "lease": "somebody's"})
    asyncio.run(all_at_once())
    found = all_sites(database)["nbtv"]
    assert (found["last_run_id"], found["last_outcome"]) == ("r4", "unreachable")
    assert found["last_success_at"] == found["last_new_at"] == run(3).started_at
    assert found["last_run_at"] > T
    assert found["lease"] == "somebody's"


def test_new_articles_are_those_first_seen_in_the_run(store: StoreConfig, database: Database[dict[str, Any]]) -> None:
    """The lag would be that of articles that have been known for weeks."""
    write(store, [article(1), article(2, minute=60), article(3, site="ubdt", minute=60)])

    async def find() -> list[dict[str, Any]]:
        async with open_async(store, resolve_uri(store)) as db:
            fetched = article(2, minute=60).fetched_at
            return await new_articles(db, "nbtv", seen_from=fetched, published_from=START.replace(year=2025))

    [found] = asyncio.run(find())
    assert found["first_seen"] == article(2, minute=60).fetched_at
