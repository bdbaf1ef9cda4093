"""The runbook beside the code: at three in the morning a line that is not in it, or that is gone, costs an hour."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest

from crawler.commands.pausing import PAUSED
from crawler.doctor.verdict import Ill
from crawler.fetch.walls import Kind
from crawler.health.evidence import BLOCKED_BY, STUBS
from crawler.health.history import STATES
from crawler.health.outcomes import Outcome
from crawler.store.config import PROJECT_ROOT
from tests.unit.health.messages import loud_calls, messages

RUNBOOK = PROJECT_ROOT / "docs" / "operating.md"
_CODE = re.compile(r"(`+)(.+?)\1")


@cache
def table(first_column: str) -> tuple[tuple[str, ...], ...]:
    """The rows of the table whose first column is called so; every cell is filled."""
    rows = []
    inside = False
    for line in RUNBOOK.read_text("utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")] if line.startswith("|") else []
        if cells and cells[0].strip("| ") == first_column:
            inside = True
        elif not cells:
            inside = False
        elif inside and not line.startswith("|---"):
            assert len(cells) == 3, line
            assert all(cells), line
            rows.append(tuple(cell.strip("| ") for cell in cells))
    assert rows, f"no table {first_column!r}"
    return tuple(rows)


def keys(first_column: str) -> list[str]:
    """What stands as code in the first column."""
    return [code for row in table(first_column) for _, code in _CODE.findall(row[0])]


def same(documented: list[str], real: set[str]) -> None:
    """Fails with what is missing, what is gone, and what stands there twice."""
    assert sorted(real - set(documented)) == [], "not in docs/operating.md"
    assert sorted(set(documented) - real) == [], "gone, but still in docs/operating.md"
    assert len(documented) == len(set(documented)), "twice in docs/operating.md"


def test_every_outcome_is_explained() -> None:
    """An outcome that nobody knows what to do about."""
    same(keys("outcome"), {str(outcome) for outcome in Outcome})
    same(keys("state"), {*STATES, PAUSED})


def test_every_wall_is_explained() -> None:
    """The reason of a bad outcome is a word that nobody knows."""
    same(keys("wall"), {str(kind) for kind in Kind})
    assert {*keys("wall"), *keys("other word")} >= BLOCKED_BY | STUBS


def test_every_verdict_of_the_doctor_is_explained() -> None:
    """Somebody asks what is wrong and gets a word."""
    same(keys("verdict"), {str(ill) for ill in Ill})


def test_every_log_line_is_explained() -> None:
    """The line in cron's mail cannot be looked up."""
    found = messages(PROJECT_ROOT, "crawler", "pipelines")
    assert len(found) > 20
    unclear = [message.where for message in found if message.template is None]
    assert not unclear, "give the logger a constant template and its values as arguments"
    same(keys("line"), {str(message.template) for message in found})


def test_every_exit_code_is_explained() -> None:
    """The monitoring calls somebody for a code that means "nothing new"."""
    real = set()
    for file in (PROJECT_ROOT / "crawler" / "commands").glob("*.py"):
        said = re.search(r"Exit codes:(.*?)\"\"\"", file.read_text("utf-8"), re.DOTALL)
        if said:
            real |= set(re.findall(r"(?:^|[;,] |\n\s*)(\d+) ", said[1].strip()))
    real.add("130")
    assert {row[0] for row in table("code")} == real


def test_every_command_says_its_exit_codes() -> None:
    """Whoever writes the crontab would have to read the code."""
    for file in (PROJECT_ROOT / "crawler" / "commands").glob("*.py"):
        text = file.read_text("utf-8")
        if "class Command(" in text and file.stem != "list":
            assert "Exit codes:" in text, file.name


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("logger.warning('a %s', x)", ["a %s"]),
        ("self.logger.error('a')", ["a"]),
        ("logger.info('a')", []),
        ("logger.exception(f'a {x}')", [None]),
        ("log = logger.info if good else logger.error\nlog('a')", ["a"]),
        ("logger.log(logging.WARNING, 'a')", ["a"]),
        ("logger.log(logging.DEBUG, 'a')", []),
        ("x = {'level': logging.WARNING, 'msg': 'a'}", ["a"]),
        ("x = {'level': logging.DEBUG, 'msg': 'a'}", []),
        ("error('a')\nself.error('b')", []),
    ],
)
def test_the_search_finds_what_is_logged(code: str, found: list[str | None]) -> None:
    """A way to log that the search does not know is a line that nobody explains."""
    assert [template for _, template in loud_calls(ast.parse(code))] == found
