"""One schema: what exports and the consumers' page say of the fields is what the file says."""

from __future__ import annotations

from datetime import UTC, datetime

from crawler.store.documents import tombstone
from crawler.store.schema import load
from crawler.store.schema.fields import BEGIN, BETWEEN, DOCUMENT, END, INTERNAL, fields, merged_table, renewed, table


def test_the_table_of_the_page_is_that_of_the_schema() -> None:
    """A consumer would program against fields that are no more."""
    text = DOCUMENT.read_text("utf-8")
    assert renewed(text) == text, "docs/consuming.md is stale: run `make docs` and commit it"


def test_a_stale_page_is_renewed_and_the_rest_of_it_kept() -> None:
    """`make docs` would destroy what people wrote around the table."""
    text = f"vorher\n{BEGIN}\nold\n{END}\nnachher\n"
    assert renewed(text) == f"vorher\n{BEGIN}\n\n{table()}\n\n{BETWEEN}\n\n{merged_table()}\n\n{END}\nnachher\n"


def test_bookkeeping_is_not_published() -> None:
    """A consumer would build on a field that changes without notice."""
    stored = load()["$defs"]["stored"]["properties"]
    said = {name for name, rule in stored.items() if "internal" in rule.get("description", "")}
    assert said <= INTERNAL
    assert not INTERNAL & set(fields())
    assert next(iter(fields())) == "_id"
    assert {"title", "body", "sources", "state", "version", "story_id", "schema_version"} <= set(fields())


def test_the_table_of_merged_articles_has_what_a_merge_leaves() -> None:
    """A consumer would look for a field that the merge removed, or not know one that stays."""
    told = {line.split("`")[1] for line in merged_table().splitlines()[2:]}
    fresh, dropped = tombstone("f" * 24, version=2, merged_at=datetime(2026, 11, 20, tzinfo=UTC))
    assert told == fresh.keys() | fields().keys() - set(dropped)


def test_every_field_says_what_it_means_and_which_type_it_has() -> None:
    """The table would have holes."""
    for line in table().splitlines()[2:]:
        name, kind, _, meaning = (part.strip() for part in line.strip("|").split(" | ", 3))
        assert kind, name
        assert meaning, name
