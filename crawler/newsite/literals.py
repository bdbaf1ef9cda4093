"""Values as Python source: nothing but literals and calls by name, in the form that `ruff format` gives them.

Texts come from the web: whatever they hold, they stay within their quotation marks and on their line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

WIDTH = 120
"""Characters of a line, as pyproject.toml has it."""
_NOQA = "  # noqa: E501"
_PRAGMA = re.compile(r"#\s*(?=(?:noqa|type|fmt|ruff|isort|mypy|pyright|pylint)\b)", re.IGNORECASE)
_NAMED = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def assigned(name: str, value: object, indent: int, note: str | None = None) -> Iterator[str]:
    """Lines of ``name = value`` below *indent* columns that the caller adds; the note is a comment."""
    yield from _written(f"{name} = ", value, "", indent, note, raw=False)


def keyword(name: str, value: object, indent: int, note: str | None = None, *, raw: bool = False) -> Iterator[str]:
    """Lines of ``name=value,`` in a call; *raw*: texts are regexes."""
    yield from _written(f"{name}=", value, ",", indent, note, raw=raw)


def one_line(text: str | None) -> str:
    """*text* for a comment or a docstring: on one line, nothing in it that moves what a reader sees."""
    words = " ".join(unicodedata.normalize("NFC", text or "").split())
    return "".join(char if _is_shown(char) else "?" for char in words)


def cut(text: str, room: int) -> str:
    """*text* in *room* characters."""
    return text if len(text) <= room else f"{text[: room - 1].rstrip()}…"


def _written(before: str, value: object, after: str, indent: int, note: str | None, *, raw: bool) -> Iterator[str]:
    """The note stands behind the value where there is room, else above it; its grade stands beside each selector."""
    said = _PRAGMA.sub("", one_line(note))
    grade = f"  # {said[:1]}" if said else ""
    whole = f"{before}{literal(value, raw=raw)}{after}"
    if indent + len(whole) <= WIDTH:
        comment = f"  # {said}" if said else ""
        if comment and indent + len(whole) + len(comment) > WIDTH:
            yield f"# {cut(said, WIDTH - indent - 2)}"
            comment = grade if indent + len(whole) + len(grade) <= WIDTH else ""
        yield whole + comment
        return
    if isinstance(value, tuple):
        comment = f"  # {cut(said, WIDTH - indent - len(before) - 5)}" if said else ""
        yield f"{before}({comment}"
        for entry in value:
            yield f"    {_marked(f'{literal(entry, raw=raw)},{grade}', indent + 4)}"
        yield f"){after}"
        return
    if said:
        yield f"# {cut(said, WIDTH - indent - 2)}"
    yield from _spread(before, value, after, indent, raw=raw)


def _spread(before: str, value: object, after: str, indent: int, *, raw: bool) -> Iterator[str]:
    """A value that has no room on one line: its parts on lines of their own."""
    whole = f"{before}{literal(value, raw=raw)}{after}"
    inner = indent + 4
    if indent + len(whole) <= WIDTH:
        yield whole
    elif isinstance(value, tuple) and value:
        yield f"{before}("
        for entry in value:
            yield from (f"    {line}" for line in _spread("", entry, ",", inner, raw=raw))
        yield f"){after}"
    elif is_dataclass(value) and _parts(value):
        yield f"{before}{type(value).__name__}("
        for name, part in _parts(value):
            yield from (f"    {line}" for line in _spread(f"{name}=", part, ",", inner, raw=raw))
        yield f"){after}"
    elif before.endswith(" = ") and inner + len(literal(value, raw=raw)) <= WIDTH:
        yield f"{before}("
        yield f"    {literal(value, raw=raw)}"
        yield f"){after}"
    else:
        yield _marked(whole, indent)


def _marked(line: str, indent: int) -> str:
    """A line that cannot be shorter says so, where the linter would ask."""
    words = line.split()
    asked = indent + len(line) > WIDTH and len(words) > 1
    if asked and "://" in words[-1] and indent + line.rindex(words[-1]) <= WIDTH:
        asked = False
    return f"{line}{_NOQA}" if asked else line


def literal(value: object, *, raw: bool = False) -> str:
    """*value* on one line."""
    match value:
        case str():
            return _text(value, raw=raw)
        case date():
            return f"date({value.year}, {value.month}, {value.day})"
        case tuple():
            inner = ", ".join(literal(entry, raw=raw) for entry in value)
            return f"({inner},)" if len(value) == 1 else f"({inner})"
    if is_dataclass(value):
        return f"{type(value).__name__}({', '.join(f'{name}={literal(part)}' for name, part in _parts(value))})"
    return repr(value)


def _text(text: str, *, raw: bool) -> str:
    if raw and '"' not in text and all(map(_is_shown, text)) and not re.search(r"(?<!\\)(?:\\\\)*\\$", text):
        return f'r"{text}"'
    quote = "'" if text.count('"') > text.count("'") else '"'
    return f"{quote}{''.join(_escaped(char, quote) for char in text)}{quote}"


def _escaped(char: str, quote: str) -> str:
    if char in ("\\", quote):
        return f"\\{char}"
    if _is_shown(char):
        return char
    code = ord(char)
    return _NAMED.get(char) or (
        f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08x}"
    )


def _is_shown(char: str) -> bool:
    """Letters and signs that take one column each: of others nobody sees where a line ends."""
    return (
        char.isprintable()
        and (char < "\u1100" or "\u1e00" <= char < "\u2e80")
        and not unicodedata.category(char).startswith("M")
        and unicodedata.east_asian_width(char) not in ("W", "F")
    )


def _parts(value: object) -> list[tuple[str, object]]:
    """The fields of a dataclass that are not as they are by default."""
    given = [(field, getattr(value, field.name)) for field in fields(value)]  # type: ignore[arg-type]
    return [(field.name, part) for field, part in given if part != field.default]
