"""Which migrations there are: the modules of this package whose names begin with a number."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from pymongo.database import Database

from crawler.store.migrations.progress import Progress

Document = dict[str, Any]
Counts = dict[str, int]

_NAME = re.compile(r"m(?P<number>\d{4})_(?P<name>\w+)")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a version of the database to the next."""

    number: int
    """From 1, without gaps."""
    name: str
    """Of the module, without its number."""
    summary: str
    """One line: what it does."""
    data: tuple[str, ...]
    """Collections that it works on; while they are empty there is nothing to do."""
    plan: Callable[[Database[Document]], Counts]
    """What would be done, by kind of document; changes nothing."""
    run: Callable[[Database[Document], Progress], None]
    """Do it. May be called again after a kill at any point, with the progress that was kept."""

    @property
    def label(self) -> str:
        """``0001 documents_2``, as it is called in messages."""
        return f"{self.number:04d} {self.name}"

    @classmethod
    def of(cls, module: ModuleType) -> Migration:
        """The migration that ``module`` is. Raises AssertionError for one that lacks a part."""
        found = _NAME.fullmatch(module.__name__.rpartition(".")[2])
        assert found is not None, module.__name__
        assert module.__doc__, f"{module.__name__} has no docstring: say what it does and why"
        return cls(
            number=int(found["number"]),
            name=found["name"],
            summary=module.__doc__.strip().partition("\n")[0],
            data=module.DATA,
            plan=module.plan,
            run=module.run,
        )


@cache
def all_migrations() -> tuple[Migration, ...]:
    """Every migration in order. Raises AssertionError if the numbers are not 1, 2, 3, ..."""
    package = __name__.rpartition(".")[0]
    folder = import_module(package).__path__
    names = sorted(info.name for info in iter_modules(folder) if _NAME.fullmatch(info.name))
    found = tuple(Migration.of(import_module(f"{package}.{name}")) for name in names)
    numbers = [migration.number for migration in found]
    assert numbers == list(range(1, len(found) + 1)), f"the migrations are numbered {numbers}: give each its own number"
    return found
