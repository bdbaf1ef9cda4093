"""Search on the embedded server, which has no text index."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from datetime import timedelta
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store.collections import SEARCH, has_text_index, migrate
from crawler.store.config import PROJECT_ROOT, StoreConfig
from crawler.store.search import CANDIDATES, rebuild, replacements, search, token_pipeline
from tests.integration.reading.exporting import environment
from tests.integration.store.samples import START, article, write
from tests.plans import index_of

Db = Database[dict[str, Any]]

LANDSLIDE = "Sạt lở chia cắt bản Tà Ghênh"


def titles(database: Db, text: str, **options: Any) -> list[str]:
    return [found["title"] for found in search(database, text, **options)]


def test_with_marks_or_without(store: StoreConfig, database: Db) -> None:
    """Half of the readers type without marks."""
    write(store, [article(1, title=LANDSLIDE), article(2, title="Khai giảng năm học mới")])
    for text in ("sạt lở", "sat lo", "SAT LO", "Tà Ghênh", "ban ta ghenh sat lo"):
        assert titles(database, text) == [LANDSLIDE], text


def test_words_of_the_text_are_found(store: StoreConfig, database: Db) -> None:
    """An article could only be found by its headline."""
    write(store, [article(1, text="Đoàn công tác dâng hương tại đền Thượng. " * 8), article(2)])
    assert titles(database, "dâng hương") == ["Bài viết số 1"]
    assert titles(database, "công tác đền Thượng") == ["Bài viết số 1"]
    assert titles(database, "công tác đền Hùng") == []


def test_the_phrase_with_its_marks_comes_first_then_the_newest(store: StoreConfig, database: Db) -> None:
    """ "hoa bình" (flower) would stand above "hòa bình" (peace) because it is newer."""
    items = [
        article(1, title="Giữ gìn hòa bình", published_at=START - timedelta(days=9)),
        article(2, title="Cắm hoa bình nhỏ", published_at=START - timedelta(days=1)),
        article(3, title="Ngày hoà bình", published_at=START - timedelta(days=5)),
    ]
    write(store, items)
    assert titles(database, "hòa bình") == ["Ngày hoà bình", "Giữ gìn hòa bình", "Cắm hoa bình nhỏ"]
    assert titles(database, "hòa bình", limit=1) == ["Ngày hoà bình"]


def test_one_site_only(store: StoreConfig, database: Db) -> None:
    """A reader of one province would wade through all."""
    write(store, [article(1, title=LANDSLIDE), article(2, title=LANDSLIDE + " lần hai", site="ubdt")])
    assert [found["site"] for found in search(database, "sạt lở", site="ubdt")] == ["ubdt"]


def test_an_article_that_is_gone_is_not_found(store: StoreConfig, database: Db) -> None:
    """A kill between two writes leaves words without an article: the search would fail on them."""
    write(store, [article(1, title=LANDSLIDE)])
    orphan = database[SEARCH].find_one({})
    assert orphan is not None
    database[SEARCH].insert_one({**orphan, "_id": "f" * 24})
    assert titles(database, "sạt lở") == [LANDSLIDE]


def test_an_edit_changes_what_is_found(store: StoreConfig, database: Db) -> None:
    """A corrected name would not be found, and a withdrawn allegation would be."""
    write(store, [article(1, title=LANDSLIDE)], [article(1, minute=5, title="Khai giảng năm học mới")])
    assert titles(database, "khai giảng") == ["Khai giảng năm học mới"]
    assert titles(database, "sạt lở") == []


def test_of_two_articles_that_became_one_only_that_one_is_found(store: StoreConfig, database: Db) -> None:
    """A search would lead to an article without text."""
    one, two = article(1), article(2, title=LANDSLIDE)
    write(store, [one, two], [article(2, minute=5, title=one.title, text=one.body)])
    assert titles(database, "sạt lở") == []
    assert titles(database, "bài viết") == [one.title]


def test_words_that_were_lost_are_made_again(store: StoreConfig, database: Db) -> None:
    """After a restore without `search`, nothing would be found any more."""
    write(store, [article(1, title=LANDSLIDE)])
    database[SEARCH].delete_many({})
    assert titles(database, "sạt lở") == []
    assert rebuild(database) == 1
    assert titles(database, "sạt lở") == [LANDSLIDE]


def test_without_a_word_there_is_nothing_to_look_for(database: Db) -> None:
    """A typing error would read the whole collection."""
    with pytest.raises(ValueError, match="holds no word"):
        search(database, "?! …")


def test_common_words_do_not_hide_the_article_that_has_them_all(store: StoreConfig, database: Db) -> None:
    """ "Nothing found" for an article that holds every word, because 200 newer ones hold one of them."""
    others = [article(n, title=f"Cảnh báo sạt lở lần {n}", minute=n) for n in range(2, 2 + CANDIDATES + 1)]
    wanted = article(1, title="Vụ sạt lở ở Mù Cang Chải", published_at=START - timedelta(days=30))
    write(store, [wanted, *others])
    for text in ("Mù Cang Chải", "sạt lở Mù Cang Chải", "sạt lở ở Mù Cang Chải", "sat lo o mu cang chai"):
        assert titles(database, text) == [wanted.title], text
        assert titles(database, text, site="nbtv") == [wanted.title], text


def test_function_words_part_a_query_like_a_text(store: StoreConfig, database: Db) -> None:
    """A pair with one of them is never stored: a query that consists of such pairs would find nothing."""
    write(store, [article(1, title="Lũ về Bà Rịa"), article(2, title="Lũ quét ở Lào Cai")])
    assert titles(database, "lũ ở Lào Cai") == ["Lũ quét ở Lào Cai"]
    assert titles(database, "Bà Rịa") == ["Lũ về Bà Rịa"]
    assert titles(database, "về") == []


@pytest.mark.parametrize("limit", [0, CANDIDATES + 1])
def test_a_limit_that_cannot_be_kept_is_refused(database: Db, limit: int) -> None:
    """A program would take 200 articles for all there are."""
    with pytest.raises(ValueError, match="1 to 200"):
        search(database, "sạt lở", limit=limit)


def test_words_are_looked_up_by_their_index(database: Db) -> None:
    """Every search would read all articles."""
    for lookup in (["sat lo"], ["sat lo", "lo dat"], ["lo"]):
        command = {"aggregate": SEARCH, "pipeline": token_pipeline(lookup, "nbtv"), "cursor": {}}
        assert index_of(database, command) == "tokens"


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_headline_does_not_steer_the_terminal(store: StoreConfig, database: Db, options: tuple[str, ...]) -> None:
    """A page could clear the screen of whoever searches, or write commands there."""
    write(store, [article(1, title="Sạt lở"), article(2, title="Lở đất")])
    title = "Sạt lở \x9b2J\x1b]0;a\x07\u202eđảo"
    database.articles.update_one({"title": "Sạt lở"}, {"$set": {"title": title}})
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "search", "sạt lở", *options],
        env=environment(store),
        cwd=PROJECT_ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert [char for char in done.stdout.replace("\n", "") if unicodedata.category(char) in ("Cc", "Cf")] == []
    assert (json.loads(done.stdout)["title"] == title) if options else ("Sạt lở \ufffd2J" in done.stdout)


def test_words_are_written_again_without_harm(store: StoreConfig, database: Db) -> None:
    """A batch that is repeated after a lost connection would fail or double."""
    write(store, [article(1, title=LANDSLIDE)])
    whole = database.articles.find_one({})
    assert whole is not None
    for _ in range(2):
        database[SEARCH].bulk_write(replacements([whole]))
    assert titles(database, "sạt lở") == [LANDSLIDE]


def test_a_server_without_text_indexes_is_no_error(database: Db) -> None:
    """The embedded default could not be migrated."""
    assert not has_text_index(database)
    assert migrate(database) == []
