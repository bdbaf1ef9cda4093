"""The article's fields as the schema file states them: for exports and for the tables in ``docs/consuming.md``.

``python -m crawler.store.schema.fields`` (or ``make docs``) writes the tables; a test fails while they are stale.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from crawler.store.schema import load

Rule = Mapping[str, Any]

INTERNAL = frozenset({"story_due", "digests", "recovered", "unpublished"})
"""Bookkeeping of the store: never exported, and no consumer should read it."""

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "consuming.md"
BEGIN, END = "<!-- fields: written by `make docs` from article.schema.json -->", "<!-- end of fields -->"
BETWEEN = "All that a merged article has; `title` and `revision` are those of its last text, which is in `revisions`:"


@cache
def fields() -> Mapping[str, Rule]:
    """Every field that consumers may read, ``_id`` first, with its rule; references are resolved."""
    schema = load()
    stored = schema["$defs"]["stored"]["properties"]
    names = ["_id", *schema["properties"], *(name for name in stored if name != "_id")]
    rules = {**schema["properties"], **stored}
    return {name: resolved(rules[name]) for name in names if name not in INTERNAL}


def resolved(rule: Rule) -> Rule:
    """``rule`` with what its ``$ref`` points to."""
    if "$ref" not in rule:
        return rule
    return {**load()["$defs"][rule["$ref"].rpartition("/")[2]], **rule}


def kinds(rule: Rule) -> list[str]:
    """Types that a value may have: ``string``, ``integer``, ``date``, ``array``, ``object``, ``boolean``, ``null``."""
    if "enum" in rule:
        return ["string", "null"] if None in rule["enum"] else ["string"]
    named: str | list[str] = rule.get("bsonType") or rule["type"]
    return [named] if isinstance(named, str) else list(named)


def table() -> str:
    """The fields as a Markdown table; required ones first in the order of the file."""
    schema = load()
    required = {*schema["required"], *schema["$defs"]["stored"]["required"]}
    lines = ["| field | type | always | meaning |", "|---|---|---|---|"]
    for name, rule in fields().items():
        lines += _rows(name, rule, "yes" if name in required else "")
    return "\n".join(lines)


def merged_table() -> str:
    """All fields of a merged article as a Markdown table; each is always there."""
    merged = load()["$defs"]["merged"]
    lines = ["| field | type | meaning |", "|---|---|---|"]
    for name in merged["required"]:
        rule = merged["properties"].get(name) or fields()[name]
        lines.append(f"| `{name}` | {_type(rule)} | {_meaning(rule)} |")
    return "\n".join(lines)


def _rows(name: str, rule: Rule, always: str) -> Iterator[str]:
    yield f"| `{name}` | {_type(rule)} | {always} | {_meaning(rule)} |"
    inner = resolved(rule["items"]) if "items" in rule else rule
    for part, detail in inner.get("properties", {}).items():
        needed = "yes" if part in inner.get("required", ()) else ""
        yield from _rows(f"{name}.{part}", resolved(detail), needed)


def _meaning(rule: Rule) -> str:
    meaning: str = rule.get("description", "")
    return meaning.replace("<", "&lt;").replace("|", "\\|")


def _type(rule: Rule) -> str:
    """The type in words: ``string or null``, ``list of strings``, ``current, withdrawn``."""
    if "enum" in rule:
        return ", ".join("null" if value is None else f"`{value}`" for value in rule["enum"])
    names = kinds(rule)
    shown = [f"list of {kinds(resolved(rule['items']))[0]}s" if name == "array" else name for name in names]
    return " or ".join(shown)


def renewed(text: str) -> str:
    """``text`` (of the document) with the tables of today. Raises ValueError if its two marker lines are not there."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{DOCUMENT.name} has lost its marker lines: put {BEGIN!r} and {END!r} back")
    return f"{head}{BEGIN}\n\n{table()}\n\n{BETWEEN}\n\n{merged_table()}\n\n{END}{tail}"


def main() -> int:
    """Write the tables into the document."""
    before = DOCUMENT.read_text("utf-8")
    after = renewed(before)
    if after != before:
        DOCUMENT.write_text(after, "utf-8")
    print(f"{DOCUMENT}: {'renewed' if after != before else 'is up to date'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
