"""The schema: what a consumer may rely on, and the sentence that an operator reads when an item breaks it."""

from __future__ import annotations

from dataclasses import fields as dataclass_fields
from datetime import UTC, datetime
from typing import Any

import pytest

from crawler.items import Article, Attachment, Image
from crawler.store.documents import NOT_CONTENT, content
from crawler.store.schema import load, mongo_schema, reasons
from tests.integration.store.samples import article


def test_a_sound_article_is_valid() -> None:
    assert reasons(content(article())) == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"title": None}, "title: is missing"),
        ({"title": "Ab"}, "title: is shorter than 3 characters"),
        ({"title": "x" * 501}, "title: is longer than 500 characters (501)"),
        ({"url": "/tin/1.html"}, "url: '/tin/1.html' has the wrong form"),
        ({"url": "ftp://nbtv.vn/1"}, "url: 'ftp://nbtv.vn/1' has the wrong form"),
        ({"key": ""}, "key: is empty"),
        ({"kind": "blog"}, "kind: 'blog' is not one of ['portal', 'tv', 'newspaper']"),
        ({"language": "Tiếng Việt"}, "language: 'Tiếng Việt' has the wrong form"),
        ({"published_at": datetime(1970, 1, 1, tzinfo=UTC)}, "published_at: 1970-01-01 is before 1995-01-01"),
        ({"published_at": datetime(2026, 1, 1)}, "published_at: has no time zone"),
        ({"published_at": "2026-01-01"}, "published_at: is not a date"),
        ({"fetched_at": None}, "fetched_at: is missing"),
        ({"tags": ["a", ""]}, "tags.1: is empty"),
        ({"authors": "Nguyễn Văn A"}, "authors: is a str, not array"),
        ({"images": [Image(url="a.jpg")]}, "images.0.url: 'a.jpg' has the wrong form"),
        ({"views": -1}, "views: -1 is less than 0"),
        ({"via": {"title": None}}, "via.title: is missing"),
        ({"body": "x" * 5_000_001}, "body: is longer than 5000000 characters (5000001)"),
    ],
)
def test_a_wrong_field_is_named_in_a_short_sentence(changes: dict[str, Any], reason: str) -> None:
    assert reasons(content(article(**changes))) == [reason]


@pytest.mark.parametrize("body", [None, "", "  \n"])
def test_an_empty_body_is_refused_unless_there_is_something_to_look_at(body: str | None) -> None:
    reason = "body: is empty, and there are no images or attachments"
    bare = article(images=[], attachments=[])
    bare.body = body
    assert reasons(content(bare)) == [reason]
    bare.attachments = [Attachment(url="https://nbtv.vn/a.pdf")]
    assert reasons(content(bare)) == []


def test_an_article_without_a_date_is_valid() -> None:
    assert reasons(content(article(published_at=None, published_precision=None, published_raw=None))) == []


def test_every_field_of_the_item_is_described_for_consumers() -> None:
    described = load()["properties"]
    expected = {field.name for field in dataclass_fields(Article)} - NOT_CONTENT | {"archive"}
    assert set(described) == expected
    assert all(rule.get("description") for rule in described.values())


def test_the_database_gets_no_keyword_that_it_refuses() -> None:
    def keywords(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*(keywords(part) for part in node)) if node else set()
        if not isinstance(node, dict):
            return set()
        found = set(node)
        for keyword, value in node.items():
            parts = value.values() if keyword == "properties" else [value]
            found |= set().union(*(keywords(part) for part in parts)) if parts else set()
        return found

    assert not keywords(mongo_schema()) & {"$ref", "$schema", "$id", "$defs", "format", "type", "x-not-before"}
