"""How sure each selector, regex and address of a source file is: read from the comments beside them.

A grade is a letter A to D in a comment. It is looked for, in this order, on the lines of the literal itself, in the
lines of comment right above it, on the line where its attribute begins (``drop=(  # B, TM``), right above the
attribute's first literal, and right above the attribute. A comment that grades as many literals as it stands beside
grades them one by one (``("h1.x", "h1")  # A, cantho; D``); else its best letter stands for all.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import partial

from crawler.extraction.layout import Layout

LAYOUT_FACTS = frozenset(field.name for field in fields(Layout)) - {"id", "since"}
PLATFORM_FACTS = frozenset(
    {
        *("article_url", "article_id", "listing_url", "sitemap_filter", "listing_links", "menu_links", "fingerprint"),
        *("feeds", "sitemaps", "paging"),
    }
)
SITE_FACTS = frozenset({"listings", "feeds", "sitemaps"})

_GRADE = re.compile(r"\b[A-D]\b")
_PARTS = re.compile(r";|\s/\s")


@dataclass(frozen=True, slots=True)
class Fact:
    """A literal that says something of a site's markup or addresses."""

    attribute: str
    text: str
    """A part that is computed stands as ``{…}``."""
    line: int
    grade: str | None
    """A to D; ``None``: no comment grades it."""
    group: int
    """The same for all literals of one attribute at one place."""


def facts_of(source: str) -> list[Fact]:
    """Every graded or ungraded literal of *source*, in its order. Raises SyntaxError."""
    tree = ast.parse(source)
    comments, whole = _comments(source)
    above = partial(_above, comments=comments, whole=whole)
    found: list[Fact] = []
    for number, (attribute, begin, value) in enumerate(_attributes(tree)):
        nodes = list(_literals(value))
        first = nodes[0].lineno if nodes else begin
        for place, node in enumerate(nodes):
            last = node.end_lineno or node.lineno
            fellows = [other for other in nodes if other.lineno == node.lineno]
            beside = [comments[line] for line in range(node.lineno, last + 1) if line in comments]
            grade = (
                _grade(beside, fellows.index(node), len(fellows))
                or (_grade(above(node.lineno), fellows.index(node), len(fellows)) if node.lineno != begin else None)
                or _grade([comments[begin]] if begin in comments else [], place, len(nodes))
                or (_grade(above(first), place, len(nodes)) if first != begin else None)
                or _grade(above(begin), place, len(nodes))
            )
            found.append(Fact(attribute, _text(node), node.lineno, grade, number))
    return found


def _comments(source: str) -> tuple[dict[int, str], set[int]]:
    """Line -> its comment, and the lines that hold nothing else."""
    comments: dict[int, str] = {}
    whole: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            comments[token.start[0]] = token.string
            if not token.line[: token.start[1]].strip():
                whole.add(token.start[0])
    return comments, whole


def _attributes(tree: ast.Module) -> Iterator[tuple[str, int, ast.expr]]:
    """Attribute, line where it begins, value: of classes (platforms, sites) and of calls (layouts, differences)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            known = PLATFORM_FACTS | SITE_FACTS
            for statement in node.body:
                match statement:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in known:
                        yield name, statement.lineno, value
                    case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if name in known:
                        yield name, statement.lineno, value
        elif isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg in LAYOUT_FACTS | PLATFORM_FACTS:
                    yield keyword.arg, keyword.lineno, keyword.value


def _literals(value: ast.expr) -> Iterator[ast.expr]:
    """The texts of *value*; a call inside it that has attributes of its own (``Layout(title=…)``) speaks for itself."""
    if (isinstance(value, ast.Constant) and isinstance(value.value, str)) or isinstance(value, ast.JoinedStr):
        yield value
        return
    for child in ast.iter_child_nodes(value):
        if isinstance(child, ast.expr):
            yield from _literals(child)


def _above(line: int, comments: dict[int, str], whole: set[int]) -> list[str]:
    """The block of comment that ends right above *line*."""
    block: list[str] = []
    while line - 1 in whole:
        line -= 1
        block.insert(0, comments[line])
    return [" ".join(block)] if block else []


def _grade(comments: list[str], place: int, count: int) -> str | None:
    """The grade that *comments* give to the literal at *place* of *count*."""
    parts: list[str] = [
        min(letters) for text in comments for part in _PARTS.split(text) if (letters := _GRADE.findall(part))
    ]
    if not parts:
        return None
    return parts[place] if len(parts) == count else min(parts)


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{…}" for part in node.values)
    assert isinstance(node, ast.Constant)
    return str(node.value)
