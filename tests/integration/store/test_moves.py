"""Sources that move between articles: what a consumer who holds an id finds there afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from pymongo.database import Database

from crawler.items import Article
from crawler.store.config import StoreConfig
from crawler.store.documents import article_id
from tests.integration.store.samples import article, write

Db = Database[dict[str, Any]]
NEW_TEXT = "Nội dung đã sửa lại. " * 15
NBTV, UBDT, LAOCAI = (article_id(f"{site}.vn#1") for site in ("nbtv", "ubdt", "laocaitv"))


def copy_at(site: str, original: Article, *, minute: int = 1) -> Article:
    """The same text, published by another site."""
    return article(site=site, minute=minute, text=original.body, title=original.title)


def sources(database: Db, place: str) -> list[str]:
    """Sites that show the article."""
    found = database.articles.find_one({"_id": place})
    assert found is not None, "an id that a consumer holds must never lead nowhere"
    return [entry["site"] for entry in found.get("sources", ())]


def told(database: Db) -> list[tuple[str, str]]:
    """The feed: (kind, article)."""
    return [(entry["kind"], entry["article_id"]) for entry in database.changes.find().sort("seq")]


def test_a_copy_that_is_rewritten_becomes_an_article_of_its_own(store: StoreConfig, database: Db) -> None:
    """The rewritten text would be lost, or would replace the text that the other site still shows."""
    first = article()
    write(store, [first], [copy_at("ubdt", first)], [article(site="ubdt", minute=5, text=NEW_TEXT)])
    assert (sources(database, NBTV), sources(database, UBDT)) == (["nbtv"], ["ubdt"])
    assert database.revisions.count_documents({}) == 0
    assert told(database) == [("added", NBTV), ("duplicate_found", NBTV), ("edited", NBTV), ("added", UBDT)]
    assert database.intents.count_documents({}) == 0
    page = database.pages.find_one({"_id": "https://ubdt.vn/tin/1.html"})
    assert page is not None
    assert page["article_id"] == UBDT


def test_an_edit_at_the_first_place_leaves_the_old_text_to_those_who_still_show_it(
    store: StoreConfig, database: Db
) -> None:
    """Without it a copy would be credited with a text that it never published."""
    first = article()
    copies = [copy_at("ubdt", first), copy_at("laocaitv", first, minute=2)]
    [*_, result] = write(store, [first], copies, [article(minute=5, text=NEW_TEXT)])
    assert result.edited == 1
    assert sources(database, NBTV) == ["nbtv"]
    assert sources(database, UBDT) == ["ubdt", "laocaitv"]
    stayed = database.articles.find_one({"_id": UBDT})
    assert stayed is not None
    assert (stayed["body"], stayed["site"], stayed["key"]) == (first.body, "ubdt", "ubdt.vn#1")
    assert database.revisions.count_documents({"article_id": NBTV}) == 1
    assert {p["article_id"] for p in database.pages.find({"site": {"$in": ["ubdt", "laocaitv"]}})} == {UBDT}


def test_an_article_whose_place_shows_another_articles_text_leads_there(store: StoreConfig, database: Db) -> None:
    """A consumer who holds the old id must find the way, and the earlier text must be kept."""
    one, two = article(1), article(1, site="ubdt", text=NEW_TEXT)
    [*_, result] = write(store, [one], [two], [copy_at("nbtv", two, minute=5)])
    assert result.merged == 1
    grave = database.articles.find_one({"_id": NBTV})
    assert grave is not None
    assert (grave["state"], grave["merged_into"], grave["title"]) == ("merged", UBDT, one.title)
    assert not {"body", "content_hash", "sources", "published_at", "tags"} & grave.keys()
    assert sources(database, UBDT) == ["ubdt", "nbtv"]
    revision = database.revisions.find_one({"_id": f"{NBTV}:1"})
    assert revision is not None
    assert revision["body"] == one.body
    assert told(database)[2:] == [("merged", NBTV), ("duplicate_found", UBDT)]
    [merged] = database.changes.find({"kind": "merged"})
    assert merged["into"] == UBDT


def test_a_merged_article_that_gets_a_text_again_lives_again_under_its_id(store: StoreConfig, database: Db) -> None:
    """Two ids for one place would make a consumer's history of that page end without reason."""
    two = article(1, site="ubdt", text=NEW_TEXT)
    write(store, [article()], [two], [copy_at("nbtv", two, minute=5)], [article(minute=9, text="Bài thứ ba. " * 20)])
    again = database.articles.find_one({"_id": NBTV})
    assert again is not None
    assert (again["state"], again["revision"], again["body"][:7]) == ("current", 2, "Bài thứ")
    assert "merged_into" not in again
    assert sources(database, UBDT) == ["ubdt"]
    kinds = [kind for kind, place in told(database) if place == NBTV]
    assert kinds == ["added", "merged", "added"]


def test_a_tombstone_follows_its_place_to_a_third_text(store: StoreConfig, database: Db) -> None:
    """Otherwise the id would lead to an article that its page does not show."""
    two, three = article(1, site="ubdt", text=NEW_TEXT), article(1, site="laocaitv", text="Bài thứ ba. " * 20)
    write(store, [article(), two, three], [copy_at("nbtv", two, minute=5)], [copy_at("nbtv", three, minute=9)])
    grave = database.articles.find_one({"_id": NBTV})
    assert grave is not None
    assert grave["merged_into"] == LAOCAI
    assert (sources(database, UBDT), sources(database, LAOCAI)) == (["ubdt"], ["laocaitv", "nbtv"])


def test_two_articles_that_swap_their_texts_in_one_batch_both_stay(store: StoreConfig, database: Db) -> None:
    """Each needs the other's hash to be free first: a deadlock here would lose one of the texts."""
    one, two = article(1), article(1, site="ubdt", text=NEW_TEXT, title="Bài viết khác")
    write(store, [one, two], [copy_at("nbtv", two, minute=5), copy_at("ubdt", one, minute=6)])
    texts = {d["_id"]: (d["body"], [s["site"] for s in d["sources"]]) for d in database.articles.find()}
    assert sorted(text for text, _ in texts.values()) == sorted([str(one.body), str(two.body)])
    assert {site: text for text, sites in texts.values() for site in sites} == {"nbtv": two.body, "ubdt": one.body}
    assert database.rejects.count_documents({}) == 0


@pytest.mark.parametrize("size", [1, 3, 9])
def test_a_chain_of_moves_ends_the_same_in_batches_of_any_size(store: StoreConfig, database: Db, size: int) -> None:
    """What a crawl happens to hand over together must not decide what is stored."""
    one, two = article(1), article(1, site="ubdt", text=NEW_TEXT)
    chain = [
        one,
        two,
        copy_at("laocaitv", one, minute=2),
        article(minute=3, text=NEW_TEXT, title=two.title),
        copy_at("laocaitv", two, minute=4),
        article(site="ubdt", minute=5, text="Bài thứ ba. " * 20),
        article(minute=6, text="Bài thứ tư. " * 20),
    ]
    write(store, *[chain[start : start + size] for start in range(0, len(chain), size)])
    shown = {
        site["site"]: document["body"][:7]
        for document in database.articles.find()
        for site in document.get("sources", ())
    }
    assert shown == {"nbtv": "Bài thứ", "ubdt": "Bài thứ", "laocaitv": NEW_TEXT[:7]}
    assert database.articles.count_documents({"state": "current"}) == 3
    assert database.intents.count_documents({}) == 0


def other_address(item: Article) -> Article:
    """The item, fetched at an address that is not its own."""
    assert item.page is not None
    item.page.url = f"{item.url}?amp=1"
    return item


def leads_to(database: Db, site: str) -> set[str]:
    """The articles to which the addresses of a site lead."""
    return {page["article_id"] for page in database.pages.find({"site": site})}


def test_every_address_of_a_copy_follows_it(store: StoreConfig, database: Db) -> None:
    """`pages` would go on leading from a redirect, or a page for phones, to a text that is not there any more."""
    first = article()
    write(store, [first], [other_address(copy_at("ubdt", first))], [article(minute=5, text=NEW_TEXT)])
    assert (leads_to(database, "nbtv"), leads_to(database, "ubdt")) == ({NBTV}, {UBDT})


def test_every_address_of_a_rewritten_copy_follows_it(store: StoreConfig, database: Db) -> None:
    """The listing links the redirect, and the visit that found the new text came another way."""
    first = article()
    write(store, [first], [other_address(copy_at("ubdt", first))], [article(site="ubdt", minute=5, text=NEW_TEXT)])
    assert leads_to(database, "ubdt") == {UBDT}
