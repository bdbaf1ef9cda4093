"""If these fail, a layer knows one above it: soon nothing can be changed, tested or used alone."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("crawler", "pipelines", "demo", "benchmarks", "tests")

MAY_IMPORT: dict[str, tuple[str, ...]] = {
    "crawler/known.py": (),
    "crawler/items.py": ("crawler.known",),
    "crawler/signals.py": (),
    "crawler/endings.py": ("crawler.signals",),
    "crawler/text": (),
    "crawler/units.py": ("crawler.text",),
    "crawler/domains.py": (),
    "crawler/extraction": ("crawler.text", "crawler.items"),
    "crawler/discovery": ("crawler.text", "crawler.known"),
    "crawler/platforms": ("crawler.discovery", "crawler.extraction", "crawler.text", "crawler.items"),
    "crawler/archive": (),
    "crawler/fetch": ("crawler.discovery", "crawler.archive", "crawler.store", "crawler.endings", "crawler.signals"),
    "crawler/store": ("crawler.items", "crawler.known", "crawler.text"),
    "crawler/health": ("crawler.site", "crawler.store", "crawler.endings", "crawler.items", "crawler.text"),
    "crawler/running": ("crawler.health", "crawler.site", "crawler.fetch", "crawler.store", "crawler.endings"),
    "crawler/options.py": ("crawler.discovery", "crawler.platforms"),
    "crawler/spiders": (
        "crawler.site",
        "crawler.fetch",
        "crawler.platforms",
        "crawler.extraction",
        "crawler.discovery",
        "crawler.options",
        "crawler.items",
    ),
    "crawler/saved.py": ("crawler.site", "crawler.store", "crawler.discovery", "crawler.items", "pipelines"),
    "crawler/replay.py": (
        "crawler.saved",
        "crawler.site",
        "crawler.fetch",
        "crawler.archive",
        "crawler.store",
        "crawler.platforms",
        "crawler.items",
    ),
    "crawler/comparison.py": ("crawler.extraction", "crawler.text"),
    "crawler/fleet": (
        "crawler.cases",
        "crawler.domains",
        "crawler.extraction",
        "crawler.loader",
        "crawler.platforms",
        "crawler.site",
        "crawler.store.config",
    ),
    "crawler/cases.py": (
        "crawler.saved",
        "crawler.loader",
        "crawler.site",
        "crawler.store",
        "crawler.platforms",
        "crawler.items",
    ),
    "crawler/listing_cases.py": (
        "crawler.cases",
        "crawler.saved",
        "crawler.site",
        "crawler.platforms",
        "crawler.extraction",
        "crawler.discovery",
        "crawler.store.config",
    ),
    "crawler/survey": (
        "crawler.listing_cases",
        "crawler.cases",
        "crawler.saved",
        "crawler.site",
        "crawler.walk",
        "crawler.fetch",
        "crawler.induction",
        "crawler.platforms",
        "crawler.extraction",
        "crawler.discovery",
        "crawler.domains",
        "crawler.units",
        "crawler.text",
        "crawler.items",
    ),
    "crawler/newsite": (
        "crawler.survey",
        "crawler.listing_cases",
        "crawler.cases",
        "crawler.saved",
        "crawler.site",
        "crawler.induction",
        "crawler.platforms",
        "crawler.extraction",
        "crawler.discovery",
        "crawler.units",
        "crawler.text",
        "crawler.items",
    ),
    "crawler/doctor": (
        "crawler.survey",
        "crawler.health",
        "crawler.cases",
        "crawler.site",
        "crawler.induction",
        "crawler.platforms",
        "crawler.extraction",
        "crawler.discovery",
        "crawler.domains",
        "crawler.text",
        "crawler.items",
    ),
}
"""Which parts of the project a part may know, beside itself."""

OF_SAVED_PAGES = tuple(f"crawler/{name}.py" for name in ("saved", "comparison", "cases", "listing_cases", "replay"))
USERS_OF_SAVED_PAGES = tuple(f"crawler/{name}/" for name in ("fleet", "survey", "newsite", "doctor"))
"""Packages that only commands use."""


def imports(file: Path) -> set[str]:
    """Modules of this project that *file* imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name for name in found if name.split(".")[0] in OURS}


def files(part: str) -> list[Path]:
    place = ROOT / part
    return [place] if place.is_file() else sorted(place.rglob("*.py"))


def module_of(part: str) -> str:
    return part.removesuffix(".py").rstrip("/").replace("/", ".")


def within(name: str, module: str) -> bool:
    return f"{name}.".startswith(f"{module}.")


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_a_part_knows_only_the_parts_below_it(part: str) -> None:
    """DESIGN 2: data flows down and nothing imports upwards."""
    allowed = (*MAY_IMPORT[part], module_of(part))
    assert files(part), f"{part} is gone: mend this list"
    for file in files(part):
        wrong = [name for name in imports(file) if not any(within(name, module) for module in allowed)]
        assert not wrong, f"{file.relative_to(ROOT)} imports {wrong}"


@pytest.mark.parametrize("folder", ["crawler", "pipelines"])
def test_the_product_knows_neither_its_demo_nor_its_tests(folder: str) -> None:
    """The same spiders run against the live sites; SecantusDB is GPL and only ever a process of its own."""
    for file in files(folder):
        for name in imports(file):
            assert name.split(".")[0] not in ("demo", "benchmarks", "tests"), f"{file} imports {name}"
        tree = ast.parse(file.read_text(encoding="utf-8"))
        modules = [a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names]
        modules += [n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)]
        assert not [m for m in modules if m.split(".")[0].lower().startswith("secantus")], file


def test_nothing_but_commands_knows_spiders_and_commands() -> None:
    """A site file or a command can be deleted without a second look."""
    for file in [*files("crawler"), *files("pipelines")]:
        part = file.relative_to(ROOT).parts[1]
        for name in imports(file):
            if within(name, "crawler.commands"):
                assert part == "commands", f"{file} imports {name}"
            if within(name, "crawler.spiders"):
                assert part in ("commands", "spiders"), f"{file} imports {name}"


def test_the_crawl_knows_nothing_of_saved_pages() -> None:
    """What a crawl stores would depend on what the tests hold."""
    for file in [*files("crawler"), *files("pipelines")]:
        place = file.relative_to(ROOT).as_posix()
        if place not in OF_SAVED_PAGES and not place.startswith(("crawler/commands/", *USERS_OF_SAVED_PAGES)):
            wrong = [n for n in imports(file) for part in OF_SAVED_PAGES if within(n, module_of(part))]
            assert not wrong, f"{place} imports {wrong}"


def test_the_crawl_knows_nothing_of_the_commands_that_look_at_sites() -> None:
    """What a person runs by hand for one site would take part in every crawl."""
    for file in [*files("crawler"), *files("pipelines")]:
        place = file.relative_to(ROOT).as_posix()
        if not place.startswith(("crawler/commands/", *USERS_OF_SAVED_PAGES)):
            wrong = [n for n in imports(file) for part in USERS_OF_SAVED_PAGES if within(n, module_of(part))]
            assert not wrong, f"{place} imports {wrong}"
