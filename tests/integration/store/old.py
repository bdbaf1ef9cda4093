"""A database as version 1 of the program left it, written by hand: what migrations must cope with never changes again.

Texts with ``Ð`` (Icelandic) stand for ``Đ``, as some papers print it; version 1 of the content hash told them apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

from pymongo import ASCENDING, DESCENDING, IndexModel
from pymongo.database import Database

from crawler.items import Article
from crawler.store.config import StoreConfig
from crawler.store.connect import open_sync
from crawler.text.tones import fold_tone_placement
from crawler.text.unicode import fold_punctuation, squeeze
from tests.integration.store.samples import START, article

Document = dict[str, Any]
Db = Database[Document]

ARTICLES = 60
LOOKALIKE = range(0, 30, 3)
"""Numbers of the articles whose text has the wrong letter."""
TWINS = {31: 30, 32: 30, 41: 40}
"""Article -> another one with the same text but for the letter: 30 has the right one, 40 and 41 each a wrong one."""
EDITED = range(50, 55)
COPIED = range(45, 50)
LETTERS = {31: "\u00d0", 32: "\u0189", 40: "\u00d0", 41: "\u0189"}


def items() -> list[Article]:
    """What the sites show: the same pages before and after the migration."""
    shown = []
    for number in range(ARTICLES):
        same = 40 if number in (40, 41) else TWINS.get(number, number)
        letter = LETTERS.get(number, "\u00d0" if number in LOOKALIKE else "Đ")
        text = f"{letter}ảng bộ xã họp bàn việc làm {letter}ường số {same}. " * 6
        title = f"Hội nghị {letter}ảng bộ lần thứ {same}"
        shown.append(article(number, text=text.strip(), title=title, minute=number, images=[], attachments=[]))
    return shown


def hash_1(title: str, body: str) -> str:
    """Version 1 of the content hash, for texts of more than 40 syllables without files."""
    lines = [fold_tone_placement(fold_punctuation(squeeze(text))) for text in (title, body)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def old_source(item: Article) -> Document:
    """An entry of ``sources``."""
    names = ("url", "key", "site", "publisher", "published_at")
    return {
        **{name: getattr(item, name) for name in names},
        "first_seen": item.fetched_at,
        "last_seen": item.fetched_at,
    }


def old_article(item: Article) -> Document:
    """The document of version 1."""
    names = (
        *("url", "key", "site", "publisher", "platform", "kind", "province", "province_current", "title", "summary"),
        *("body", "body_html", "dateline", "authors", "source_credit", "published_at", "published_precision"),
        *("published_raw", "modified_at", "sections", "tags", "views", "language", "fetched_at", "via", "layout"),
        "notes",
    )
    return {
        "_id": hashlib.sha256(item.key.encode()).hexdigest()[:24],
        **{name: getattr(item, name) for name in names},
        "images": [],
        "attachments": [],
        "content_hash": hash_1(str(item.title), str(item.body)),
        "hash_version": 1,
        "sources": [old_source(item)],
        "first_seen": item.fetched_at,
        "last_seen": item.fetched_at,
        "revision": 1,
        "revised_at": None,
        "schema_version": 1,
        "run_id": "run-old",
    }


def fill(db: Db) -> None:
    """Write the old collections with the old indexes."""
    for name, path in {
        "content_hash": "content_hash",
        "sources_url": "sources.url",
        "sources_key": "sources.key",
    }.items():
        db.articles.create_indexes([IndexModel([(path, ASCENDING)], name=name, unique=True)])
    db.revisions.create_indexes(
        [IndexModel([("article_id", ASCENDING), ("revision", ASCENDING)], name="article_revision", unique=True)]
    )
    db.runs.create_indexes([IndexModel([("started_at", DESCENDING)], name="started")])
    documents, revisions, pages = [], [], []
    for number, item in enumerate(items()):
        document = old_article(item)
        if number in COPIED:
            document["sources"].append(
                old_source(replace(item, site="ubdt", key=f"ubdt#{number}", url=f"{item.url}?u"))
            )
        if number in EDITED:
            earlier: Document = {
                "title": item.title,
                "body": f"Ð{item.body}",
                "images": [],
                "attachments": [],
                "body_html": None,
            }
            revisions.append(
                {
                    "_id": f"{document['_id']}:1",
                    "article_id": document["_id"],
                    "revision": 1,
                    "content_hash": hash_1(str(item.title), str(earlier["body"])),
                    "hash_version": 1,
                    "valid_from": START - timedelta(days=1),
                    "valid_to": item.fetched_at,
                    **earlier,
                }
            )
            document |= {"revision": 2, "revised_at": item.fetched_at}
        documents.append(document)
        pages.append({"_id": item.url, "article_id": document["_id"], "content_hash": document["content_hash"]})
    db.articles.insert_many(documents)
    db.revisions.insert_many(revisions)
    db.pages.insert_many(pages)
    db.runs.insert_many([{"_id": f"run-{day}", "started_at": START - timedelta(days=day)} for day in range(0, 200, 9)])


def dump(db: Db) -> dict[str, list[Document]]:
    """All documents but the state of the migrations."""
    names = sorted(name for name in db.list_collection_names() if name != "meta")
    return {name: sorted(db[name].find(), key=lambda document: str(document["_id"])) for name in names}


@contextmanager
def old_database(store: StoreConfig) -> Iterator[Db]:
    """An old database under the name of ``store``; dropped afterwards."""
    with open_sync(store) as db:
        fill(db)
        yield db
        db.client.drop_database(db.name)
