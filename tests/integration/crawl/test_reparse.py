"""`scrapy reparse`: history read again after a fix, without a request to any site."""

from __future__ import annotations

import dataclasses
import json
import shutil
import signal
import uuid
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.fetch.archive import archive_folder
from crawler.store.config import StoreConfig
from crawler.text.canonical import content_hash
from crawler.text.printable import printable
from demo.manifest import by_site
from demo.playback import Playback
from tests.integration.crawl.conftest import EditionSwitch, Scrapy, with_own_folder

SITE = "laocaitv"
Document = dict[str, Any]
Db = Database[Document]


@pytest.fixture(scope="module")
def crawled(
    playback: Playback, mongo: StoreConfig, edition: EditionSwitch, tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, list[Document]], Path]:
    """What one crawl of eight articles leaves: collections, and the archive."""
    edition.number = 1
    store = with_own_folder(mongo, tmp_path_factory.mktemp("crawled"), f"test_{uuid.uuid4().hex[:12]}")
    shell = Scrapy(playback, store)
    done = shell.crawl(SITE, "-a", "sample=8")
    assert done.returncode == 0, done.stderr[-2000:]
    with shell.open() as database:
        collections = {name: list(database[name].find({})) for name in ("articles", "pages")}
        database.client.drop_database(database.name)
    return collections, archive_folder(store)


@pytest.fixture
def shell(crawled: tuple[dict[str, list[Document]], Path], mongo: StoreConfig, database: Db, tmp_path: Path) -> Scrapy:
    """A shell without network, its store and its archive as after the crawl."""
    for name, documents in crawled[0].items():
        database[name].insert_many(documents)
    store = with_own_folder(mongo, tmp_path, database.name)
    shutil.copytree(crawled[1], archive_folder(store))
    return Scrapy(None, store)


def state(database: Db) -> dict[str, list[Document]]:
    """All that is stored."""
    return {name: list(database[name].find({}).sort("_id")) for name in sorted(database.list_collection_names())}


def spoil(database: Db, count: int = 2) -> list[Document]:
    """Make some articles look as an older extraction stored them: another title, another body, no summary.

    Returns them as they were.
    """
    articles = list(database.articles.find({}).sort("_id").limit(count))
    for article in articles:
        title, body = f"{article['title']} | Trang chủ", f"Lượt xem: 12\n\n{article['body']}"
        wrong = {"title": title, "body": body, "summary": None, "content_hash": content_hash(title, body)}
        database.articles.update_one({"_id": article["_id"]}, {"$set": wrong})
    return articles


def test_after_a_fix_history_reads_as_today_and_consumers_are_told_why(shell: Scrapy) -> None:
    """A fix would only reach tomorrow's news; or consumers would take it for edits by the publishers."""
    with shell.open() as database:
        spoiled = spoil(database)
        before = state(database)
        done = shell("reparse", SITE, "--json")
        assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
        lines = {line["article_id"]: line for line in map(json.loads, done.stdout.splitlines())}
        assert lines.keys() == {article["_id"] for article in spoiled}
        for article in spoiled:
            changed = lines[article["_id"]]["changed"]
            assert {"title", "body"} <= changed.keys() <= {"title", "body", "summary"}
            assert changed["title"] == {"before": f"{article['title']} | Trang chủ", "after": article["title"]}
            now = database.articles.find_one({"_id": article["_id"]})
            assert now is not None
            for name in ("title", "body", "summary", "content_hash", "last_seen", "archive", "fetched_at"):
                assert now[name] == article[name], name
            assert now["revision"] == article["revision"] + 1
            [kept] = database.revisions.find({"article_id": article["_id"]})
            assert kept["title"].endswith("| Trang chủ")
            [change] = database.changes.find({"article_id": article["_id"], "kind": "edited"})
            assert change["cause"] == "reparse"
            assert {"title", "body"} <= set(change["changed_fields"])
        after = state(database)
        untouched = [a for a in before["articles"] if a["_id"] not in lines]
        assert [a for a in after["articles"] if a["_id"] not in lines] == untouched
        assert after["pages"] == before["pages"]


def test_a_second_reading_finds_nothing(shell: Scrapy) -> None:
    """Every reparse would make edits, and consumers would be told of changes where there are none."""
    with shell.open() as database:
        spoil(database)
        assert shell("reparse", SITE).returncode == 0
        before = state(database)
        done = shell("reparse", "--json")
        assert (done.returncode, done.stdout) == (0, "")
        assert "8 articles looked at, 8 read the same, 0 differ; 0 written" in done.stderr
        assert state(database) == before


def test_a_dry_run_shows_and_writes_nothing(shell: Scrapy) -> None:
    """Whoever wants to look first would have changed what consumers read."""
    with shell.open() as database:
        [article, _] = spoil(database)
        before = state(database)
        done = shell("reparse", SITE, "--dry-run")
        assert done.returncode == 0, done.stderr
        assert state(database) == before
    assert f"{SITE}: {article['title']} | Trang chủ" in done.stdout
    assert "    title: " in done.stdout
    assert " | Trang chủ → " in done.stdout
    assert "body: Lượt xem: 12" in done.stdout
    assert "2 differ; nothing is written (--dry-run)" in done.stdout


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_stored_text_does_not_steer_the_terminal(shell: Scrapy, options: tuple[str, ...]) -> None:
    """A page that was stored years ago could clear the screen of whoever reads it again."""
    with shell.open() as database:
        database.articles.update_one({}, {"$set": {"title": "\x9b2J\x1b]0;a\x07\u202eTin"}})
        done = shell("reparse", "--dry-run", *options)
        assert "2J" in done.stdout
        assert printable(done.stdout.replace("\n", "")) == done.stdout.replace("\n", "")


def test_pages_that_cannot_be_read_are_told_and_their_articles_kept(shell: Scrapy) -> None:
    """A damaged archive would empty articles, or end the command at its first bad record."""
    with shell.open() as database:
        spoil(database, 8)
        [file] = sorted((archive_folder(shell.store) / SITE).iterdir())
        pages = sorted(database.pages.find({"article_id": {"$ne": None}}), key=offset)
        data = file.read_bytes()
        third = offset(pages[2])
        # The third record is damaged, the last one lost in a power cut.
        file.write_bytes(data[: third + 300] + bytes(100) + data[third + 400 : offset(pages[-1]) + 50])
        kept = {p["article_id"]: database.articles.find_one({"_id": p["article_id"]}) for p in (pages[2], pages[-1])}
        done = shell("reparse", SITE)
        assert done.returncode == 3, done.stderr
        assert f"{SITE}: not read (damaged): {pages[2]['_id']}: {SITE}/{file.name}" in done.stderr
        assert done.stderr.count("not read (") == 2
        assert "Traceback" not in done.stderr
        assert "6 differ, 2 not read (damaged); 6 written" in done.stdout
        for identity, article in kept.items():
            assert database.articles.find_one({"_id": identity}) == article
        file.unlink()
        gone = shell("reparse", SITE)
        assert gone.returncode == 3
        assert "8 not read (missing)" in gone.stdout


def offset(page: Document) -> int:
    return int(page["archive"].rpartition(":")[2])


def test_a_page_that_gives_no_article_any_more_is_no_edit(shell: Scrapy) -> None:
    """A broken layout would erase the texts of years in one command."""
    with shell.open() as database:
        before = state(database)
        other = next(iter(sorted(database.articles.find({}), key=lambda a: str(a["_id"]))))
        # Another page of the site: the archive of an article that today's rules do not take for this one.
        pages = list(database.pages.find({"article_id": {"$ne": None}}).sort("_id"))
        mine = next(page for page in pages if page["article_id"] == other["_id"])
        foreign = next(page for page in pages if page["article_id"] != other["_id"])
        database.pages.update_one({"_id": mine["_id"]}, {"$set": {"archive": foreign["archive"]}})
        later = foreign["fetched_at"].replace(year=2020)
        database.articles.update_one({"_id": other["_id"]}, {"$set": {"fetched_at": later}})
        done = shell("reparse", SITE)
        assert done.returncode == 3
        assert "not read (rejected)" in done.stderr
        assert "it reads as another article" in done.stderr
        now = {article["_id"]: article["content_hash"] for article in database.articles.find({})}
        assert now == {article["_id"]: article["content_hash"] for article in before["articles"]}


def test_an_older_capture_never_replaces_a_newer_reading(shell: Scrapy) -> None:
    """Where the newest visit could not be archived, the text would fall back to what the page said before."""
    with shell.open() as database:
        spoil(database)
        for article in database.articles.find({}):
            later = article["fetched_at"].replace(year=article["fetched_at"].year + 1)
            database.articles.update_one({"_id": article["_id"]}, {"$set": {"fetched_at": later}})
        before = state(database)
        done = shell("reparse", SITE)
        assert done.returncode == 0
        assert "8 were stored from a newer page that is not archived" in done.stdout
        assert state(database) == before


def test_an_interrupted_reading_leaves_whole_articles_and_is_told(shell: Scrapy) -> None:
    """Ctrl-C went unheard (pymongo swallows asyncio's cancelling), or left a traceback."""
    with shell.open() as database:
        for article in database.articles.find({}):
            # More than a pipe holds, so that the command cannot be done before it is interrupted.
            database.articles.update_one({"_id": article["_id"]}, {"$set": {"body": "Lượt xem. " * 5_000}})
        before = state(database)
        process = shell.start("reparse", SITE, "--json")
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 130, errors
        assert "scrapy: interrupted (" in errors
        assert "0 written; run it again for the rest" in errors
        assert "Traceback" not in errors
        assert state(database) == before


def test_a_site_whose_file_is_gone_is_told(shell: Scrapy) -> None:
    """Its articles would silently be left out of every fix."""
    with shell.open() as database:
        database.pages.update_many({}, {"$set": {"site": "retired_site"}})
        (archive_folder(shell.store) / "retired_site").mkdir()
        for arguments in (("reparse", "retired_site"), ("reparse",)):
            done = shell(*arguments)
            assert done.returncode == 3
            assert "8 not read (no_site)" in done.stdout


def test_nothing_is_fetched(shell: Scrapy) -> None:
    """A reading of years of pages would bring small servers down. (`shell` has no network to begin with.)"""
    done = dataclasses.replace(shell, extra={"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"})(
        "reparse", SITE, "--dry-run"
    )
    assert (done.returncode, "8 read the same" in done.stdout) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nbtvv",), 2, "unknown site 'nbtvv': did you mean nbtv?"),
        (("nbtv", "ubdt"), 2, "name one site, or none for all"),
        (("nbtv", "--since", "31/07/2025"), 2, "--since='31/07/2025' is no day: write it as 2025-07-31"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(store: StoreConfig, arguments: tuple[str, ...], code: int, words: str) -> None:
    """A traceback, or a reading of the wrong pages."""
    done = Scrapy(None, store)("reparse", *arguments)
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr


def test_since_reads_only_what_was_visited_then_or_later(shell: Scrapy) -> None:
    """A fix for last week's layout would have to walk through years."""
    with shell.open() as database:
        pages = list(database.pages.find({"article_id": {"$ne": None}}))
        for page in pages[:3]:
            early = page["fetched_at"].replace(year=2020)
            database.pages.update_one({"_id": page["_id"]}, {"$set": {"fetched_at": early}})
    assert "5 articles looked at, 5 read the same" in shell("reparse", SITE, "--since", "2021-01-01").stdout
    assert "8 articles looked at, 8 read the same" in shell("reparse", SITE, "--since", "2019-01-01").stdout


@pytest.mark.parametrize("uri", ["mongodb://127.0.0.1:1/", "http://x"])
@pytest.mark.parametrize("option", [(), ("--dry-run",)])
def test_a_store_that_is_not_there_is_told(store: StoreConfig, uri: str, option: tuple[str, ...]) -> None:
    """A traceback of the driver."""
    done = Scrapy(None, store, extra={"MONGO_URI": uri})("reparse", "nbtv", *option)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("scrapy: error: ")


def test_an_empty_database_and_no_archive(store: StoreConfig, tmp_path: Path) -> None:
    """The first thing that a newcomer types would fail."""
    done = Scrapy(None, dataclasses.replace(store, data_dir=tmp_path), extra={"CRAWLER_DATA": str(store.data_dir)})(
        "reparse"
    )
    assert done.returncode == 0, done.stderr
    assert "0 articles looked at" in done.stdout


def test_an_article_that_was_crawled_by_its_address_is_read_again(
    playback: Playback, store: StoreConfig, database: Db
) -> None:
    """What `adhoc` stored has no site file, and would be left out of every fix."""
    url = by_site()["nbtv"][0].urls[0]
    assert Scrapy(playback, store).crawl("adhoc", "-a", f"url={url}").returncode == 0
    try:
        done = Scrapy(None, store)("reparse", "adhoc")
    finally:
        shutil.rmtree(archive_folder(store))
    assert (done.returncode, "1 read the same" in done.stdout) == (0, True), done.stdout + done.stderr
