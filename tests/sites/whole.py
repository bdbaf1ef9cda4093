"""Which cases can be tested: a broken one fails the one test that names its file and the mend, and no other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from crawler.cases import HAND_WRITTEN, Case, CaseError, find_all


@cache
def problem_of(folder: Path) -> str | None:
    """What is wrong with the files of a case, a sentence with file and mend; ``None`` if its page can be read."""
    try:
        Case.load(folder).spider()
    except CaseError as error:
        return str(error)
    return None


def readable(root: Path) -> list[Path]:
    """The cases below *root* whose pages can be read; of the others `test_golden.py` tells what is wrong."""
    return [folder for folder in find_all(root) if problem_of(folder) is None]


def whole(root: Path) -> list[Path]:
    """The readable cases whose item.json says every field that a person answers for."""
    return [folder for folder in readable(root) if (Case.load(folder).expected or {}).keys() >= HAND_WRITTEN]


def name_of(folder: Path) -> str:
    """``<spider>/<case>``."""
    return f"{folder.parent.name}/{folder.name}"
