"""Text of strangers for a terminal: nothing that a page says moves the cursor, colours, hides or reorders anything."""

from __future__ import annotations

import unicodedata

# Controls (ESC, and U+009B, which is ESC [ to a terminal), formats (bidi overrides), separators, lone surrogates.
_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """``text`` on one line: a tab or line break is a space, any other character that is not shown itself is U+FFFD."""
    if text.isprintable():
        return text
    return "".join(_shown(char) if _steers(char) else char for char in text)


def escaped(json_text: str) -> str:
    r"""JSON with the same meaning in which no such character stands as itself: ``\u009b``. Its line breaks stay."""
    if json_text.isprintable():
        return json_text
    return "".join(_escape(char) if char != "\n" and _steers(char) else char for char in json_text)


def _steers(char: str) -> bool:
    return not char.isprintable() and unicodedata.category(char) in _STEERING


def _shown(char: str) -> str:
    return " " if char.isspace() else _REPLACEMENT


def _escape(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
