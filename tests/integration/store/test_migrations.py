"""Migrations of stored documents: consumers keep their ids, and no interruption leaves a half-migrated database."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from crawler.store import feed
from crawler.store.config import PROJECT_ROOT, StoreConfig, StoreConfigError, StoreError, StoreUnavailable
from crawler.store.connect import open_sync, prepare
from crawler.store.documents import article_id
from crawler.store.migrations import rehash, runner, state
from crawler.store.migrations.lock import MigrationLock
from crawler.store.migrations.registry import all_migrations
from crawler.store.schema import SCHEMA_VERSION
from crawler.text import canonical
from tests.integration.store.old import ARTICLES, COPIED, EDITED, LOOKALIKE, Db, dump, items, old_database
from tests.integration.store.samples import START, write

CHANGED = len(LOOKALIKE) + 1
"""Articles whose hash changes: those with a wrong letter, and of 40 and 41 one."""
LEFT = 3
"""31 and 32 find their hash with 30, and of 40 and 41 the second one finds it with the first."""
NUMBERS = [migration.number for migration in all_migrations()]


@pytest.fixture
def old(store: StoreConfig) -> Iterator[Db]:
    """A database of version 1."""
    with old_database(store) as db:
        yield db


def start(store: StoreConfig) -> subprocess.Popen[str]:
    """Start a migrating process."""
    environ = {**os.environ, "CRAWLER_DATA": str(store.data_dir), "MONGO_DATABASE": store.database}
    environ.pop("MONGO_URI", None)
    command = [sys.executable, "-m", "tests.integration.store.migrating"]
    return subprocess.Popen(command, env=environ, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True)


def test_an_old_collection_becomes_what_a_crawl_writes_and_keeps_its_ids(store: StoreConfig, old: Db) -> None:
    """Consumers would find their ids gone, and the next crawl would report every article as edited."""
    before = {document["_id"]: document for document in old.articles.find()}
    done = runner.bring_up(old)
    counts = [entry["counts"] for entry in done.migrations]
    assert counts[0] == {"articles": ARTICLES, "revisions": len(EDITED), "runs": 23}
    assert counts[1] == {
        "articles": ARTICLES - LEFT,
        "with_another_hash": CHANGED,
        "left_for_merge": LEFT,
        "revisions": len(EDITED),
    }
    after = {document["_id"]: document for document in old.articles.find()}
    assert after.keys() == before.keys()
    for name in ("title", "body", "url", "first_seen", "last_seen", "revision", "run_id"):
        assert {key: each[name] for key, each in after.items()} == {key: each[name] for key, each in before.items()}
    left = {key for key, each in after.items() if each["hash_version"] == 1}
    shown = [item for item in items() if article_id(item.key) not in left]
    for item in shown:
        item.content_hash = canonical.content_hash(str(item.title), str(item.body))
    [result] = write(store, shown)
    assert (result.touched, len(shown), len(left)) == (ARTICLES - LEFT, ARTICLES - LEFT, LEFT)


def test_documents_are_complete_afterwards(store: StoreConfig, old: Db) -> None:
    """A consumer who starts with the feed would miss what was stored before there was one."""
    runner.bring_up(old)
    for document in old.articles.find():
        assert document["schema_version"] == SCHEMA_VERSION
        assert (document["state"], document["withdrawn_at"], document["version"]) == ("current", None, 1)
        assert (document["story_id"], document["story_due"]) == (document["_id"], True)
        [added] = document["unpublished"]
        assert (added["event"], added["kind"], added["cause"]) == (f"{document['_id']}:1", "added", "migration")
        assert (added["at"], added["site"]) == (document["first_seen"], document["site"])
        first = document["sources"][0]
        assert (first["platform"], first["kind"], first["province_current"]) == ("mediatech", "tv", "Ninh Bình")
    copies = old.articles.count_documents({"sources": {"$size": 2}})
    assert copies == len(COPIED)
    for revision in old.revisions.find():
        assert (revision["schema_version"], revision["hash_version"]) == (SCHEMA_VERSION, canonical.HASH_VERSION)
        assert revision["content_hash"] == canonical.stored_hash(revision)
    assert {run["schema_version"] for run in old.runs.find()} == {SCHEMA_VERSION}
    for page in old.pages.find():
        article = old.articles.find_one({"_id": page["article_id"]})
        assert article is not None
        assert page["content_hash"] == article["content_hash"]
    indexes = old.articles.index_information()
    assert all(indexes[name]["sparse"] and indexes[name]["unique"] for name in ("content_hash", "sources_key"))


def test_two_articles_with_one_new_hash_are_both_kept_and_named_until_a_crawl_merges_them(
    store: StoreConfig, old: Db
) -> None:
    """A migration that made one of two would lose an article without a trace, and its readers would not hear of it."""
    before = {document["_id"]: document["content_hash"] for document in old.articles.find()}
    notes = runner.bring_up(old).migrations[1]["notes"]
    left = old.articles.find({"hash_version": 1}).to_list()
    assert len(left) == len(notes) == LEFT
    for document in left:
        holder = old.articles.find_one({"content_hash": canonical.stored_hash(document)})
        assert holder is not None
        assert holder["_id"] != document["_id"]
        assert document["content_hash"] == before[document["_id"]]
        assert any(document["_id"] in note and holder["_id"] in note for note in notes)
    ids = {document["_id"] for document in left}
    assert {article_id(f"nbtv.vn#{number}") for number in (31, 32)} < ids
    later = [replace(item, fetched_at=START + timedelta(days=1)) for item in items() if article_id(item.key) in ids]
    for item in later:
        item.content_hash = canonical.content_hash(str(item.title), str(item.body))
    [result] = write(store, later)
    assert (result.merged, result.edited) == (LEFT, 0)
    assert {document["_id"] for document in old.articles.find({"state": "merged"})} == ids
    assert {event["article_id"] for event in old.changes.find({"kind": "merged"})} == ids


def test_a_second_time_has_nothing_to_do(old: Db) -> None:
    """A consumer would get every event twice."""
    runner.bring_up(old)
    before = dump(old)
    again = runner.bring_up(old)
    assert (again.steps, again.migrations) == ([], [])
    assert dump(old) == before
    assert [entry["number"] for entry in state.read(old).applied] == NUMBERS


def test_a_dry_run_counts_and_changes_nothing(old: Db) -> None:
    """Ops could not see beforehand what a migration would do to a database that others read."""
    before, names = dump(old), old.list_collection_names()
    planned = runner.plan(old)
    assert (dump(old), old.list_collection_names()) == (before, names)
    assert "set validator of articles" in planned.steps
    assert [each["counts"] for each in planned.migrations] == [
        each["counts"] for each in runner.bring_up(old).migrations
    ]


def test_killed_after_any_batch_and_run_again_it_ends_in_the_same_state(store: StoreConfig, old: Db) -> None:
    """A power cut in the middle would leave articles of two versions, or events doubled, for good."""
    with old_database(dataclasses.replace(store, database=f"test_{uuid.uuid4().hex[:12]}")) as undisturbed:
        runner.bring_up(undisturbed, batch=10)
        expected, indexes = dump(undisturbed), undisturbed.articles.index_information()
    for lines in (1, 4, 3, 30, 4, 3):
        process = start(store)
        assert process.stdout is not None
        seen = [process.stdout.readline() for _ in range(lines)]
        process.kill()  # SIGKILL, in the middle of a later batch
        process.communicate(timeout=60)
        assert "done" not in "".join(seen), "the migration ended before it could be killed"
        with pytest.raises(StoreError):
            prepare(store)
    finished = start(store)
    out, _ = finished.communicate(timeout=60)
    assert (finished.returncode, out.splitlines()[-1][:4]) == (0, "done"), out
    assert dump(old) == expected
    assert old.articles.index_information() == indexes
    assert [entry["number"] for entry in state.read(old).applied] == NUMBERS
    assert state.read(old).running is state.read(old).lock is None


def test_two_processes_at_once_migrate_once(store: StoreConfig, old: Db) -> None:
    """Two operators, or two machines after one deployment, would work against each other."""
    running = [start(store) for _ in range(2)]
    outputs = [process.communicate(timeout=90)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], outputs
    assert {output.splitlines()[-1] for output in outputs} == {"done []", f"done {NUMBERS}"}
    assert [entry["number"] for entry in state.read(old).applied] == NUMBERS
    assert sum("waiting for process" in output for output in outputs) <= 1


def test_a_crawl_refuses_to_start_until_the_migration_is_done(store: StoreConfig, old: Db) -> None:
    """A crawl would take every article for edited, or start an hour of migration at midnight."""
    before = dump(old)
    with pytest.raises(StoreConfigError, match="run `scrapy db migrate` once"):
        prepare(store)
    with MigrationLock(old), pytest.raises(StoreUnavailable, match=f"process {os.getpid()} on .* is migrating"):
        prepare(store)
    assert dump(old) == before
    runner.bring_up(old)
    prepare(store)


def test_a_new_database_is_at_the_newest_version_at_once(store: StoreConfig) -> None:
    """Everybody's first crawl would end with an order to migrate nothing."""
    prepare(store)
    with open_sync(store) as db:
        assert [entry["number"] for entry in state.read(db).applied] == NUMBERS
        assert runner.bring_up(db).migrations == runner.plan(db).migrations == []
        db.client.drop_database(db.name)


def test_two_first_crawls_at_once_both_start(store: StoreConfig, database: Db) -> None:
    """The second one would take the database that the first one made a moment ago for an old one."""
    outdated = state.State((), None, None)
    assert state.mark_unneeded(database, outdated, all_migrations()) is False
    assert [entry["number"] for entry in state.read(database).applied] == NUMBERS


def test_a_database_newer_than_the_program_is_refused(store: StoreConfig, database: Db) -> None:
    """An old version of the program on a second machine would write documents that others no longer understand."""
    future = {"number": 9999, "name": "later"}
    database.meta.update_one({"_id": state.STATE_ID}, {"$push": {"applied": future}})
    for attempt in (lambda: prepare(store), lambda: runner.plan(database), lambda: runner.bring_up(database)):
        with pytest.raises(StoreConfigError, match=r"newer than this program.* 9999 later"):
            attempt()


def test_any_new_rule_reaches_every_hash(old: Db, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next change of the rule would leave articles behind, because the walk goes along what it changes."""
    runner.bring_up(old)
    ids = {document["_id"] for document in old.articles.find()}
    old.articles.delete_many({"hash_version": 1})

    def rule(document: dict[str, Any]) -> str:
        return hashlib.sha256(f"{document['title']}{document['body']}".encode()).hexdigest()

    monkeypatch.setattr(canonical, "HASH_VERSION", 3)
    monkeypatch.setattr(canonical, "stored_hash", rule)
    third = dataclasses.replace(all_migrations()[1], number=3, name="another_rule")
    assert third.run is rehash.run
    done = runner.bring_up(old, [*all_migrations(), third], batch=7)
    assert [entry["number"] for entry in done.migrations] == [3]
    after = old.articles.find().to_list()
    assert {document["_id"] for document in after} <= ids
    assert {document["hash_version"] for document in after} == {3}
    assert all(document["content_hash"] == rule(document) for document in after)
    assert done.migrations[0]["counts"]["with_another_hash"] == len(after)


def test_a_lost_index_and_a_crawl_beside_the_migration_are_told(old: Db) -> None:
    """While the unique index is made again a stray crawl could store an article twice: it must not go unnoticed."""
    old.articles.drop_index("content_hash")
    twin = old.articles.find_one({})
    assert twin is not None
    old.articles.insert_one({**twin, "_id": "f" * 24, "sources": []})
    with pytest.raises(StoreError, match=r"cannot be made, because two documents have .*content_hash"):
        runner.bring_up(old)
    old.articles.delete_one({"_id": "f" * 24})
    assert [entry["number"] for entry in runner.bring_up(old).migrations] == NUMBERS


def test_the_command_tells_what_it_does_and_publishes_it(store: StoreConfig, old: Db) -> None:
    """Ops would wait before a silent terminal, and consumers for articles that were there before the feed."""

    def migrate(*options: str) -> subprocess.CompletedProcess[str]:
        environ = {**os.environ, "CRAWLER_DATA": str(store.data_dir), "MONGO_DATABASE": store.database}
        environ.pop("MONGO_URI", None)
        return subprocess.run(
            [sys.executable, "-m", "scrapy", "db", "migrate", *options],
            env=environ,
            cwd=PROJECT_ROOT,
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )

    planned = json.loads(migrate("--dry-run", "--json").stdout)
    assert (planned["dry_run"], planned["migrations"][0]["counts"]["articles"]) == (True, ARTICLES)
    done = migrate()
    assert f"done: migration 0001 documents_2: {ARTICLES} articles" in done.stdout
    assert "note: article" in done.stdout
    assert "0001 documents_2: articles 100 %" in done.stderr
    again = migrate("--json")
    assert json.loads(again.stdout) == {"dry_run": False, "steps": [], "migrations": [], "published": 0}
    events = feed.read(old, 0)
    assert len(events) == len({event["article_id"] for event in events}) == ARTICLES
    assert {(event["kind"], event["cause"]) for event in events} == {("added", "migration")}
    assert not old.articles.find_one({"unpublished": {"$ne": []}})
