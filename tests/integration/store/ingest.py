"""A writing process for the tests: ``python -m tests.integration.store.ingest SEED`` writes the common items, shuffled.

Prints a line per acknowledged batch, so that a test can kill it between two of them.
"""

from __future__ import annotations

import asyncio
import os
import random
import sys

from crawler.items import Article
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, prepare
from crawler.store.writer import ArticleWriter
from tests.integration.store.samples import article

ARTICLES, COPIES, BATCH = 120, 40, 25
EDITED_TEXT = "Nội dung đã sửa. " * 15


def items() -> list[Article]:
    """120 articles; 40 of them also on a second site; 20 others seen again with a new text."""
    originals = [article(number) for number in range(ARTICLES)]
    copies = [
        article(n, site="ubdt", minute=5, text=originals[n].body, title=originals[n].title) for n in range(COPIES)
    ]
    edits = [article(n, minute=60, text=f"{EDITED_TEXT} {n}") for n in range(ARTICLES - 20, ARTICLES)]
    return originals + copies[:COPIES] + edits


async def main(seed: int) -> None:
    """Write all items in a random order, one acknowledged batch after the other."""
    config = StoreConfig.from_env(os.environ)
    shuffled = items()
    random.Random(seed).shuffle(shuffled)
    async with open_async(config, prepare(config)) as database:
        writer = ArticleWriter(database, run_id=f"run-{seed}", max_attempts=20)
        for start in range(0, len(shuffled), BATCH):
            result = await writer.write(shuffled[start : start + BATCH])
            print(result.new, result.conflicts, flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
