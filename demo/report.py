"""What the demo shows of the database after its crawls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pymongo.database import Database

from demo import manifest
from demo.corpus.stories import SITES

Document = Mapping[str, Any]

COLLECTIONS = ("articles", "revisions", "pages", "runs", "rejects")


def stored_lines(database: Database[dict[str, Any]], edition: int) -> Iterator[str]:
    """Lines for the reader: counts, and the articles that play a part."""
    yield "Stored documents: " + ", ".join(f"{name} {database[name].count_documents({})}" for name in COLLECTIONS)
    published = manifest.DISTINCT_ARTICLES
    yield f"Distinct articles: {count_articles(database)} stored, {published} published by the sample sites"
    for urls in (manifest.SYNDICATED_TV_URLS, manifest.SYNDICATED_NORTH_URLS):
        yield from _syndicated(database, urls)
    yield from _edited(database, edition)
    wanted = {"sources.url": {"$in": list(manifest.NO_DATE_URLS)}, "published_at": None}
    undated = database["articles"].count_documents(wanted)
    yield f"Without a date: {undated} of {len(manifest.NO_DATE_URLS)} such pages have published_at null, for example"
    yield f"  {manifest.NO_DATE_URLS[0]}"


def count_articles(database: Database[dict[str, Any]]) -> int:
    """Articles of the sample sites; a live crawl may share the database."""
    return database["articles"].count_documents({"site": {"$in": list(SITES)}})


def _syndicated(database: Database[dict[str, Any]], urls: tuple[str, ...]) -> Iterator[str]:
    article = database["articles"].find_one({"sources.url": urls[0]})
    if article is None:
        yield f"Syndicated: not stored ({urls[0]})"
        return
    sources = article.get("sources", [])
    yield f"Syndicated: {article.get('title')!r}, one document with {len(sources)} source(s)"
    for source in sources:
        yield f"  {source.get('url')}"


def _edited(database: Database[dict[str, Any]], edition: int) -> Iterator[str]:
    article = database["articles"].find_one({"sources.url": manifest.EDITED_URL})
    if article is None:
        yield f"Edited: not stored ({manifest.EDITED_URL})"
        return
    earlier = list(database["revisions"].find({"article_id": article["_id"]}).sort("revision", 1))
    yield f"Edited: {article.get('title')!r}, {len(earlier)} earlier text(s) kept (edition {edition} is played)"
    for label, document in [*((f"revision {entry.get('revision')}", entry) for entry in earlier), ("now", article)]:
        yield f"  {label}: ...{_tail(document)}"


def _tail(document: Document) -> str:
    """The end of a text, where the two editions differ."""
    nested = document.get("article")
    body = (nested if isinstance(nested, Mapping) else document).get("body") or ""
    return str(body).replace("\n", " ")[-90:]
