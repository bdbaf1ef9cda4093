"""Migration: consumers' indexes and the database's own validator are there, whoever comes first and however often."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from pymongo.database import Database
from pymongo.errors import WriteError

from crawler.store.collections import INDEXES, TEXT_INDEX, migrate
from crawler.store.config import StoreConfig
from crawler.store.connect import open_sync
from crawler.store.schema import load
from tests.integration.store.samples import article, write

Db = Database[dict[str, Any]]


def test_a_second_migration_has_nothing_to_do(database: Db) -> None:
    assert migrate(database) == []


def test_a_dry_run_says_what_is_missing_and_changes_nothing(store: StoreConfig) -> None:
    with open_sync(store) as empty:
        steps = migrate(empty, dry_run=True)
        assert "create collection articles" in steps
        assert "create index articles.content_hash" in steps
        assert empty.list_collection_names() == []


def test_two_processes_may_migrate_at_once(store: StoreConfig) -> None:
    def run(_: int) -> None:
        with open_sync(store) as opened:
            migrate(opened)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(2)))
    with open_sync(store) as opened:
        for name, indexes in INDEXES.items():
            assert {index.document["name"] for index in indexes} <= set(opened[name].index_information())
        opened.client.drop_database(opened.name)


def test_a_lost_index_is_made_again(database: Db) -> None:
    database.articles.drop_index("tags")
    assert migrate(database) == ["create index articles.tags"]


def test_an_index_of_ours_that_is_another_now_is_made_anew(database: Db) -> None:
    """A database from an older version would answer "the newest with this tag" by sorting everything, for ever."""
    database.articles.drop_index("tags")
    database.articles.create_index("tags", name="tags")
    database.articles.create_index("language", name="of_the_user")
    dropped = "drop index articles.tags, which is another now"
    assert migrate(database, dry_run=True) == [dropped, "create index articles.tags"]
    assert migrate(database) == [dropped, "create index articles.tags"]
    assert database.articles.index_information()["tags"]["key"] == [("tags", 1), ("published_at", -1)]
    assert "of_the_user" in database.articles.index_information()
    assert migrate(database) == []


def test_a_mongodb_text_index_takes_articles_that_name_their_language() -> None:
    """MongoDB reads a stemmer from the field `language` and refuses "vi": no article could be stored."""
    options = TEXT_INDEX.document
    assert options["language_override"] not in (*load()["properties"], *load()["$defs"]["stored"]["properties"])
    assert options["default_language"] == "none"


@pytest.mark.parametrize("damage", [{"title": ""}, {"published_at": "hôm qua"}, {"sources": []}, {"kind": "blog"}])
def test_the_database_itself_refuses_a_document_that_breaks_the_schema(
    store: StoreConfig, database: Db, damage: dict[str, Any]
) -> None:
    write(store, [article()])
    with pytest.raises(WriteError, match="validation"):
        database.articles.update_one({}, {"$set": damage})
