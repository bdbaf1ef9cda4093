"""A writing process: ``python -m tests.faults.store.ingest ITEMS SEED`` writes the common items in an order of its own.

Prints a line per acknowledged batch, so that a test can kill it between two of them. Each place's older text comes
before its newer one, as in every crawl; all else is shuffled.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys
from collections.abc import Iterator

from crawler.items import Article
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, prepare
from crawler.store.writer import ArticleWriter
from tests.integration.store.samples import article

BATCH = 50
EDITED_TEXT = "Nội dung đã sửa. " * 15


def items(count: int) -> list[Article]:
    """``count`` items: 60 % articles, 20 % copies on a second site, 10 % edits, 10 % edits of texts with copies."""
    articles = count * 6 // 10
    copies, edits = count * 2 // 10, count // 10
    originals = [article(number) for number in range(articles)]
    found = list(originals)
    found += [
        article(n, site="ubdt", minute=5, text=originals[n].body, title=originals[n].title) for n in range(copies)
    ]
    found += [article(articles - 1 - n, minute=60, text=f"{EDITED_TEXT} {n}") for n in range(edits)]
    found += [article(n, minute=60, text=f"{EDITED_TEXT} copied {n}") for n in range(count - len(found))]
    return found


def stream(count: int, seed: int) -> Iterator[Article]:
    """The items in an order of their own, each place's in the order of time."""
    whole = items(count)
    order = [item.key for item in whole]
    random.Random(seed).shuffle(order)
    waiting: dict[str, list[Article]] = {}
    for item in sorted(whole, key=lambda item: item.fetched_at):
        waiting.setdefault(item.key, []).append(item)
    return (waiting[key].pop(0) for key in order)


async def main(count: int, seed: int) -> None:
    """Write all items, one acknowledged batch after the other, as the pipeline does."""
    config = StoreConfig.from_env(os.environ)
    mine = list(stream(count, seed))
    async with open_async(config, prepare(config)) as database:
        writer = ArticleWriter(database, run_id=f"run-{seed}", max_attempts=30)
        await writer.recover()
        for start in range(0, len(mine), BATCH):
            result = await writer.write(mine[start : start + BATCH])
            await writer.publish()
            print(result.new, result.conflicts, flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
