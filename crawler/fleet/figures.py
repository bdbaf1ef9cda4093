"""What the fleet costs to keep: how many sites, on how many families, how long their files are."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from crawler.fleet.rules import Site
from crawler.platforms.generic import Generic


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of the sites but tools."""

    sites: int
    by_status: dict[str, int]
    platforms: int
    """Families that at least one site runs on."""
    median_lines: float
    """Of the whole site files."""
    mediandata_lines: float
    """Of their attributes and layouts alone: without docstrings, imports, comments and empty lines."""
    on_a_base: int
    """Sites on a family's base: not on the generic one."""

    def __str__(self) -> str:
        states = ", ".join(f"{count} {status}" for status, count in sorted(self.by_status.items()))
        share = self.on_a_base / self.sites if self.sites else 0.0
        return (
            f"{self.sites} sites ({states}) on {self.platforms} platforms; "
            f"a site file has {self.median_lines:g} lines, {self.mediandata_lines:g} of them data (medians); "
            f"{self.on_a_base} of {self.sites} on the base of a family ({share:.0%})"
        )


def figures(sites: Sequence[Site]) -> Figures:
    """The figures of *sites*."""
    counted = [site for site in sites if site.status != "tool"]
    sources = [Path(sys.modules[site.__module__].__file__ or "").read_text("utf-8") for site in counted]
    states = [site.status for site in counted]
    return Figures(
        sites=len(counted),
        by_status={status: states.count(status) for status in set(states)},
        platforms=len({site.platform.name for site in counted}),
        median_lines=median([len(source.splitlines()) for source in sources] or [0]),
        mediandata_lines=median([data_lines(source) for source in sources] or [0]),
        on_a_base=sum(not isinstance(site.platform, Generic) for site in counted),
    )


def data_lines(source: str) -> int:
    """Lines of assignments, at the top and in classes, that hold anything but a comment."""
    tree = ast.parse(source)
    bodies = [tree.body, *(node.body for node in tree.body if isinstance(node, ast.ClassDef))]
    lines = source.splitlines()
    held = {
        number
        for body in bodies
        for statement in body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for number in range(statement.lineno, (statement.end_lineno or statement.lineno) + 1)
    }
    return sum(bool(text) and not text.startswith("#") for text in (lines[number - 1].strip() for number in held))
