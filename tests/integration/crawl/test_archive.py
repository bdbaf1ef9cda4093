"""The archive that a real crawl leaves behind."""

from __future__ import annotations

import dataclasses
import uuid
from ast import literal_eval
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database
from scrapy.utils.gz import gunzip

from crawler.archive.reader import ArchiveReader
from crawler.fetch.archive import archive_folder
from crawler.store.config import StoreConfig
from demo.playback import Playback
from tests.integration.crawl.conftest import EditionSwitch, Scrapy, with_own_folder

SITE = "baoquangtri"  # 46 articles; some pages are the same at every visit, others hold a counter
Document = dict[str, Any]


@dataclasses.dataclass(frozen=True)
class Crawled:
    """What two crawls left."""

    reader: ArchiveReader
    sent: dict[str, bytes]
    """URL -> body as the first crawl got it, kept by Scrapy's own HTTP cache."""
    first: list[Document]
    """`pages` after the first crawl, after the second."""
    second: list[Document]
    articles: list[Document]
    stats: str


@pytest.fixture(scope="module")
def crawled(
    playback: Playback, mongo: StoreConfig, edition: EditionSwitch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Crawled]:
    """One site crawled twice into an archive of its own."""
    edition.number = 1
    cache = tmp_path_factory.mktemp("cache")
    own = with_own_folder(mongo, tmp_path_factory.mktemp("twice"), f"test_{uuid.uuid4().hex[:12]}")
    shell = Scrapy(playback, own)
    keep = ("-s", "HTTPCACHE_ENABLED=1", "-s", f"HTTPCACHE_DIR={cache}", "-s", "HTTPCACHE_GZIP=0")
    with shell.open() as database:
        assert shell.crawl(SITE, "-a", "max_pages=0", *keep).returncode == 0
        first = list(database.pages.find({}))
        done = shell.crawl(SITE, "-a", "max_pages=0", "-a", "full=1")
        assert done.returncode == 0
        reader = ArchiveReader(archive_folder(shell.store))
        pages, articles = list(database.pages.find({})), list(database.articles.find({}))
        yield Crawled(reader, cached(cache), first, pages, articles, done.stderr)
        database.client.drop_database(database.name)


def cached(folder: Path) -> dict[str, bytes]:
    """URL -> body, unpacked."""
    bodies = {}
    for entry in folder.glob("*/*/*"):
        body = (entry / "response_body").read_bytes()
        url = literal_eval((entry / "meta").read_text())["url"]
        bodies[url] = gunzip(body) if body.startswith(b"\x1f\x8b") else body
    return bodies


def test_every_stored_article_can_be_read_from_the_archive_byte_by_byte(crawled: Crawled) -> None:
    """A fix of a selector could not be applied to what was crawled before."""
    assert len(crawled.articles) > 40
    for page in (page for page in crawled.first if page["article_id"]):
        archived = crawled.reader.read_at(page["archive"])
        assert archived.payload == crawled.sent[archived.answer.url]
        assert archived.answer.date == page["fetched_at"]
        assert len(archived.payload) == page["size"]
    newest = {page["archive"] for page in crawled.second}
    assert {article["archive"] for article in crawled.articles} <= newest


def test_what_did_not_change_is_not_written_again(crawled: Crawled) -> None:
    """Every crawl would cost as much disk as the first."""
    kinds = {page["_id"]: crawled.reader.read_at(page["archive"]).answer.type for page in crawled.second}
    before = {page["_id"]: page["payload_digest"] for page in crawled.first}
    for page in crawled.second:
        same = page["payload_digest"] == before[page["_id"]]
        assert kinds[page["_id"]] == ("revisit" if same else "response"), page["_id"]
    assert "revisit" in kinds.values()
    assert f"'archive/revisits': {list(kinds.values()).count('revisit')}" in crawled.stats


def test_the_file_names_the_run_and_who_made_it(crawled: Crawled) -> None:
    """Nobody could tell which run a file belongs to, nor whether robots.txt was obeyed."""
    names = crawled.reader.files(SITE)
    assert len(names) == 2
    for name in names:
        info = next(iter(crawled.reader.file(name)))
        assert f"isPartOf: {name.split('/')[1].removesuffix('-00001.warc.gz')}".encode() in info.payload
        assert b"robots: obey" in info.payload
        assert b"software: vnnews/1.0 scrapy/2." in info.payload


def test_a_crawl_whose_archive_cannot_be_written_stores_its_articles(
    playback: Playback, mongo: StoreConfig, database: Database[Document], tmp_path: Path
) -> None:
    """News would be lost for the sake of the archive; or the archive would stop and nobody would know."""
    shell = Scrapy(playback, with_own_folder(mongo, tmp_path, database.name))
    site = archive_folder(shell.store) / "laocaitv"
    site.parent.mkdir()
    site.write_text("in the way of the folder")
    done = shell.crawl("laocaitv", "-a", "sample=5")
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr.count("Raw pages cannot be archived in") == 1
    assert "'archive/failed': 5" in done.stderr
    articles = list(database.articles.find({}))
    assert len(articles) == 5
    assert all(article.get("archive") is None for article in articles)
    assert all(page["archive"] is None for page in database.pages.find({"status": 200}))


@pytest.mark.parametrize("setting", ["ARCHIVE_ENABLED=0", "STORE_ENABLED=0"])
def test_no_archive_is_made_where_none_is_wanted(
    playback: Playback, store: StoreConfig, tmp_path: Path, setting: str
) -> None:
    """A trial run would fill the disk with files that nothing refers to."""
    shell = Scrapy(playback, dataclasses.replace(store, data_dir=tmp_path))
    extra = ("-s", setting, "-s", "STORE_ENABLED=0") if setting.startswith("ARCHIVE") else ("-s", setting)
    assert shell.crawl("laocaitv", "-a", "sample=2", *extra).returncode == 0
    assert not (tmp_path / "archive").exists()


def test_adhoc_archives_the_page_it_was_given(playback: Playback, store: StoreConfig) -> None:
    """An article that was crawled by its address alone could not be read again."""
    shell = Scrapy(playback, store)
    with shell.open() as database:
        assert shell.crawl("nbtv", "-a", "sample=1").returncode == 0
        article = database.articles.find_one({})
        assert article is not None
        assert shell.crawl("adhoc", "-a", f"url={article['url']}").returncode == 0
        page = database.pages.find_one({"_id": article["url"]})
        assert page is not None
        assert page["archive"].startswith("adhoc/")
        archived = ArchiveReader(archive_folder(store)).read_at(page["archive"])
        assert article["title"].split()[0] in archived.payload.decode()
        database.client.drop_database(database.name)
