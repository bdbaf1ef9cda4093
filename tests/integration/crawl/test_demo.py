"""The sample sites, end to end: what consumers find afterwards is what the sites published."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.store.config import PROJECT_ROOT
from crawler.text.canonical import canonical_text
from demo.corpus.stories import EDITED, NO_DATE, OLD_AND_NEW_URL, SAME_TEXT_OTHER_FILE, TWO_CATEGORIES
from demo.manifest import DISTINCT_ARTICLES, Expected, by_site, expected
from tests.integration.crawl.conftest import Scrapy

Document = dict[str, Any]
SITES = sorted(by_site())


@pytest.fixture(scope="module")
def articles(crawled: tuple[Scrapy, list[list[Document]]]) -> list[Document]:
    """All stored articles."""
    with crawled[0].open() as database:
        return list(database.articles.find({}))


@pytest.fixture(scope="module")
def by_url(articles: list[Document]) -> dict[str, Document]:
    """Stored articles by each of their source URLs."""
    return {source["url"]: article for article in articles for source in article["sources"]}


def stored(entry: Expected, by_url: dict[str, Document]) -> Document:
    """The document of a published article."""
    found = [by_url[url] for url in entry.urls if url in by_url]
    assert found, f"{entry.urls[0]} is not stored"
    return found[0]


def primary(entry: Expected, document: Document) -> bool:
    """True if the document's fields come from this publication, and not from the other site of a shared text."""
    return document["sources"][0]["url"] in entry.urls


def test_every_article_once(articles: list[Document]) -> None:
    """A consumer would count an article twice, or miss it."""
    assert len(articles) == DISTINCT_ARTICLES


def test_second_run_finds_nothing_new(crawled: tuple[Scrapy, list[list[Document]]]) -> None:
    """Cron would be told of news where there is none."""
    for run in crawled[1][2]:
        assert (run["new"], run["copies"], run["edits"], run["rejects"]) == (0, 0, 0, 0)
        assert run["outcome"] == "ok_nothing_new"


def test_first_run_reports_every_site(crawled: tuple[Scrapy, list[list[Document]]]) -> None:
    """Ops would not see a site that gave nothing."""
    runs = {run["site"]: run for run in crawled[1][0]}
    assert sorted(runs) == SITES
    for site, entries in by_site(1).items():
        assert runs[site]["outcome"] == "ok"
        assert runs[site]["new"] + runs[site]["copies"] == len(entries)
        assert runs[site]["pages"] > len(entries)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize(
    "field", ["title", "summary", "body", "published", "authors", "source", "dateline", "tags", "images", "attachments"]
)
def test_field(site: str, field: str, by_url: dict[str, Document]) -> None:
    """A consumer would read a wrong value."""
    wrong = []
    for entry in by_site()[site]:
        document = stored(entry, by_url)
        if not primary(entry, document):
            continue
        got, want = _compared(field, entry, document)
        if got != want:
            wrong.append(f"{entry.urls[0]}\n  got  {got!r}\n  want {want!r}")
    assert not wrong, "\n".join(wrong[:3])


def _compared(field: str, entry: Expected, document: Document) -> tuple[object, object]:
    match field:
        case "title" | "summary":
            return canonical_text(document[field] or ""), canonical_text(getattr(entry, field) or "")
        case "body":
            # Cells of tables are one line a row; lists begin with a dash: both are looked for, in order, as text.
            text = canonical_text(document["body"])
            missing = [part for part in entry.body if canonical_text(part) not in text]
            length = len(canonical_text(" ".join(entry.body)))
            return (missing, bool(entry.tables) or abs(len(text) - length) <= 4 * len(entry.body)), ([], True)
        case "published":
            got = (document["published_at"], document["published_precision"])
            return got, (entry.published, entry.precision)
        case "authors":
            return document["authors"], list(entry.authors)
        case "source":
            return document["source_credit"], entry.source_credit or entry.organisation
        case "dateline":
            return (document["dateline"] or "").strip(" -"), (entry.dateline or "").strip(" -")
        case "tags":
            return document["tags"], list(entry.tags)
        case "images":
            return [(i["url"], i["caption"], i["credit"]) for i in document["images"]], list(entry.images)
        case _:
            return [a["url"] for a in document["attachments"]], [url for url, _ in entry.attachments]


@pytest.mark.parametrize("site", SITES)
def test_sections(site: str, by_url: dict[str, Document]) -> None:
    """A consumer who filters by section would miss articles."""
    for entry in by_site()[site]:
        document = stored(entry, by_url)
        if primary(entry, document):
            assert document["sections"], entry.urls[0]
            assert set(document["sections"]) <= set(entry.sections), entry.urls[0]


def test_shared_text_is_one_article_with_two_sources(by_url: dict[str, Document]) -> None:
    """A release that two sites print, one in old tone placement and NFD, would be counted twice."""
    groups: dict[str, list[Expected]] = {}
    for entry in expected():
        groups.setdefault(entry.group, []).append(entry)
    shared = [entries for entries in groups.values() if len(entries) > 1]
    assert len(shared) == 2
    for entries in shared:
        documents = [stored(entry, by_url) for entry in entries]
        assert len({document["_id"] for document in documents}) == 1
        assert {source["site"] for source in documents[0]["sources"]} == {entry.site for entry in entries}


def test_edited_article_has_new_text_and_keeps_the_old(
    crawled: tuple[Scrapy, list[list[Document]]], by_url: dict[str, Document]
) -> None:
    """A consumer could not see what an article said before."""
    new = next(entry for entry in expected(2) if EDITED in entry.flags)
    old = next(entry for entry in expected(1) if EDITED in entry.flags)
    document = stored(new, by_url)
    assert document["revision"] == 2
    assert all(canonical_text(part) in canonical_text(document["body"]) for part in new.body)
    with crawled[0].open() as database:
        revisions = list(database.revisions.find({}))
    assert [revision["article_id"] for revision in revisions] == [document["_id"]]
    assert all(canonical_text(part) in canonical_text(revisions[0]["body"]) for part in old.body)
    assert revisions[0]["body"] != document["body"]


def test_no_date_is_null(by_url: dict[str, Document]) -> None:
    """A guessed date files an article under a wrong day for good."""
    undated = [entry for entry in expected() if NO_DATE in entry.flags]
    assert {entry.site for entry in undated} >= {"hanhchinhcong", "baoquangtri"}
    for entry in undated:
        assert stored(entry, by_url)["published_at"] is None


def test_two_notices_with_one_text_stay_two(by_url: dict[str, Document]) -> None:
    """ "Xem chi tiết tại đây" with another file is another notice: a false merge is data loss."""
    twins = [entry for entry in expected() if SAME_TEXT_OTHER_FILE in entry.flags]
    assert len(twins) == 2
    one, other = (stored(entry, by_url) for entry in twins)
    assert one["title"] == other["title"]
    assert one["body"] == other["body"]
    assert one["_id"] != other["_id"]
    assert [a["url"] for a in one["attachments"]] != [a["url"] for a in other["attachments"]]


@pytest.mark.parametrize("flag", [TWO_CATEGORIES, OLD_AND_NEW_URL])
def test_several_addresses_of_one_site_are_one_source(flag: str, by_url: dict[str, Document]) -> None:
    """An article under two categories, or with its old and new address, would be stored as two, or split by an edit."""
    entries = [entry for entry in expected() if flag in entry.flags]
    assert entries
    for entry in entries:
        assert len(entry.urls) > 1
        sources = [source for source in stored(entry, by_url)["sources"] if source["site"] == entry.site]
        assert len(sources) == 1


def test_runs_are_on_record(crawled: tuple[Scrapy, list[list[Document]]]) -> None:
    """Ops could not tell when a site was last crawled and how it went."""
    with crawled[0].open() as database:
        runs = list(database.runs.find({}))
    assert len(runs) == 3 * len(SITES)
    assert {run["outcome"] for run in runs} == {"ok", "ok_nothing_new"}
    assert all(run["finished_at"] >= run["started_at"] for run in runs)


def test_pages_hold_status_and_article(crawled: tuple[Scrapy, list[list[Document]]]) -> None:
    """A later run could not ask "changed since?", and a vanished page would leave no trace."""
    with crawled[0].open() as database:
        pages = list(database.pages.find({}))
    assert {page["status"] for page in pages} == {200, 404}
    assert all(page["article_id"] for page in pages if page["status"] == 200)


def test_database_enforces_the_schema(crawled: tuple[Scrapy, list[list[Document]]]) -> None:
    """Another program could put half an article into the collection."""
    from pymongo.errors import WriteError

    with crawled[0].open() as database, pytest.raises(WriteError):
        database.articles.insert_one({"_id": "x", "title": "Thiếu mọi thứ khác"})


def test_queries_of_the_readme_run_and_find(crawled: tuple[Scrapy, list[list[Document]]]) -> None:
    """A consumer copies them from the README: one that fails or finds nothing costs the reader's trust."""
    readme = (PROJECT_ROOT / "README.md").read_text("utf-8")
    queries = [line for line in readme.splitlines() if line.startswith("db.")]
    assert len(queries) == 6, queries
    with crawled[0].open() as database:
        edited = database.articles.find_one({"revision": 2})
        some = database.articles.find_one({"site": "nbtv"})
        assert some is not None
        assert edited is not None
        names = {"db": database, "datetime": datetime, "UTC": UTC, "article_id": edited["_id"]}
        for query in queries:
            found = eval(query.replace("https://nbtv.vn/...", some["sources"][0]["url"]), names)
            if ".rejects." in query:  # the sample sites give none
                assert list(found) == []
            else:
                assert list(found) if hasattr(found, "__next__") else found, query
