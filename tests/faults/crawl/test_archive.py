"""A crawl that is killed: what the database refers to lies in the archive."""

from __future__ import annotations

import random
from pathlib import Path

from crawler.archive.reader import ArchiveReader
from crawler.fetch.archive import archive_folder
from tests.faults.crawl.test_kill import kill_after
from tests.integration.crawl.conftest import FAST, Scrapy

CRAWL = ("crawl", "nbtv", "-a", "max_pages=0", "-s", "STORE_BATCH_SIZE=1", *FAST)


def test_no_reference_without_its_record(scrapy: Scrapy, access_log: Path) -> None:
    """After a kill an article would refer to a page that was never written, and could not be read again."""
    chance = random.Random(20261122)
    reader = ArchiveReader(archive_folder(scrapy.store))
    stored = 0
    for _ in range(2):
        kill_after(scrapy.start(*CRAWL), access_log, chance.randint(25, 60))
        with scrapy.open() as database:
            pages = list(database.pages.find({"status": 200}))
            articles = list(database.articles.find({}))
        stored = len(articles)
        for entry in (*pages, *articles):
            assert reader.read_at(entry["archive"]).payload
    assert stored
    done = scrapy(*CRAWL)
    assert done.returncode == 0, done.stderr[-2000:]
