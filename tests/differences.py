"""Two golden values as a diff that a person can read."""

from __future__ import annotations

import difflib
import json
import unicodedata
from collections.abc import Iterator
from typing import Any


def difference(expected: Any, found: Any) -> str:
    """Both values as a diff of lines: - is what the golden item says, + what was read."""
    before, after = lines(expected), lines(found)
    if before != after and [fold(line) for line in before] == [fold(line) for line in after]:
        return f"They look alike, but their Unicode characters differ:\n- {expected!a}\n+ {found!a}"
    changes = list(difflib.unified_diff(before, after, lineterm="", n=1))[2:]
    return "\n".join(line for line in changes if not line.startswith("@@ "))


def lines(value: Any) -> list[str]:
    """A value as lines: paragraphs of a text, entries of a list, keys of a mapping."""
    if isinstance(value, str):
        return value.split("\n")
    if isinstance(value, dict):
        return [f"{key}: {json.dumps(value[key], ensure_ascii=False)}" for key in sorted(value)]
    entries: Iterator[Any] | list[Any] = value if isinstance(value, list) else [value]
    return [json.dumps(entry, ensure_ascii=False) for entry in entries]


def fold(line: str) -> str:
    """*line* without what the eye does not see."""
    return " ".join(unicodedata.normalize("NFC", line).split())
