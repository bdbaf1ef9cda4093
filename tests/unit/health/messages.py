"""What our code logs at WARNING or above, found in its source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LOUD = frozenset({"warning", "error", "exception", "critical"})
LOUD_LEVELS = frozenset(name.upper() for name in LOUD)


@dataclass(frozen=True)
class Message:
    """A call that logs."""

    where: str
    """``crawler/walk.py:188``."""
    template: str | None
    """``None`` if it is no constant, so that nobody could look it up."""


def messages(root: Path, *folders: str) -> list[Message]:
    """Every loud message of the Python files below *folders*."""
    files = (file for folder in folders for file in sorted((root / folder).rglob("*.py")))
    return [
        Message(f"{file.relative_to(root)}:{line}", template)
        for file in files
        for line, template in loud_calls(ast.parse(file.read_text("utf-8")))
    ]


def loud_calls(tree: ast.Module) -> Iterator[tuple[int, str | None]]:
    """Line and template of every message of a module."""
    aliases = set(_aliases(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            first = node.args[0]
            if _is_loud(node.func) or (isinstance(node.func, ast.Name) and node.func.id in aliases):
                yield node.lineno, _constant(first)
            elif _is_log_call(node.func) and any(_is_level(part) for part in ast.walk(first)):
                yield node.lineno, _constant(node.args[1])
        elif isinstance(node, ast.Dict):  # a LogFormatterResult
            entries = {
                key.value: value
                for key, value in zip(node.keys, node.values, strict=True)
                if isinstance(key, ast.Constant)
            }
            if "msg" in entries and "level" in entries and _is_level(entries["level"]):
                yield node.lineno, _constant(entries["msg"])


def _aliases(tree: ast.Module) -> Iterator[str]:
    """`log = logger.info if good else logger.error` makes `log` a logger's method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            parts = list(ast.walk(node.value))
            called = {part.func for part in parts if isinstance(part, ast.Call)}
            if any(_is_loud(part) and part not in called for part in parts):
                yield from (target.id for target in node.targets if isinstance(target, ast.Name))


def _is_loud(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in LOUD and _is_logger(node.value)


def _is_log_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "log" and _is_logger(node.value)


def _is_level(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in LOUD_LEVELS


def _is_logger(node: ast.AST) -> bool:
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return name in ("logger", "_logger", "logging")


def _constant(node: ast.AST) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
