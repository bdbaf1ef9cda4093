"""docs/adding-a-site.md as steps: commands with what they print, files as they are then, and edits of a person.

A block ``sh`` holds commands; ``# exit code N`` behind one says how it ends (else 0), lines ``#> …`` below it what it
prints among other things. A block ``python`` begins with the file that it shows, ``...`` stands for lines left out. A
block ``diff`` is an edit of the file in its first line; ``@@`` parts two places of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from crawler.store.config import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "adding-a-site.md"
WRITTEN_ON = date(2026, 11, 22)
"""Day on the page."""
_FENCE = re.compile(r"^```(sh|python|diff)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_EXIT = re.compile(r"\s+# exit code (\d+)$")


@dataclass(frozen=True)
class Command:
    """A line that a reader copies."""

    line: str
    code: int
    shown: tuple[str, ...]
    """Lines of its output, in order, with white space as the page has it."""


@dataclass(frozen=True)
class Shown:
    """A file as the page shows it."""

    path: str
    parts: tuple[str, ...]
    """Runs of whole lines; between them lines are left out."""
    whole: bool

    def complaint(self, text: str) -> str | None:
        """What the page says of the file that is not so."""
        text, place = undated(text), 0
        for part in map(undated, self.parts):
            place = text.find(part, place)
            if place < 0:
                return f"{self.path} has no lines\n{part}\nit is\n{text}"
            place += len(part)
        return f"{self.path} is\n{text}" if self.whole and text.strip() != undated(self.parts[0]).strip() else None


@dataclass(frozen=True)
class Edit:
    """What a person changes in a file."""

    path: str
    places: tuple[tuple[str, str], ...]
    """Lines as they are, and as they shall be."""

    def apply(self, root: Path) -> None:
        """Change the file below *root*."""
        file = root / self.path
        text = file.read_text("utf-8")
        for before, after in self.places:
            assert text.count(before) == 1, f"{self.path} has {text.count(before)} times\n{before}\nit is\n{text}"
            text = text.replace(before, after)
        file.write_text(text, "utf-8")


Step = Command | Shown | Edit


def steps(today: date) -> list[Step]:
    """The page from top to bottom, as if it had been written *today*."""
    text = PAGE.read_text("utf-8")
    day = (f"{WRITTEN_ON:%Y, %-m, %-d}", f"{today:%Y, %-m, %-d}")
    for old, new in ((str(WRITTEN_ON), str(today)), day):
        text = text.replace(old, new)
    # Layouts are called by the year in which they were first seen.
    text = re.sub(rf"((?:_TEST_|-test-)){WRITTEN_ON.year}", rf"\g<1>{today.year}", text)
    found: list[Step] = []
    for kind, block in _FENCE.findall(text):
        if kind == "sh":
            found += _commands(block)
        else:
            found.append(_shown(block) if kind == "python" else _edit(block))
    return found


def undated(text: str) -> str:
    """*text* without days: the page is older than what is printed."""
    return re.sub(r"\d{4}-\d\d-\d\d|\d{4}, \d{1,2}, \d{1,2}", "DAY", text)


def squeezed(text: str) -> str:
    """*text* without days, each run of white space one blank."""
    return " ".join(undated(text).split())


def _commands(block: str) -> list[Command]:
    found: list[Command] = []
    for line in block.splitlines():
        if line.startswith("#> "):
            last = found.pop()
            found.append(Command(last.line, last.code, (*last.shown, line.removeprefix("#> "))))
        else:
            code = _EXIT.search(line)
            found.append(Command(_EXIT.sub("", line), int(code[1]) if code else 0, ()))
    return found


def _shown(block: str) -> Shown:
    name, _, text = block.partition("\n")
    parts = re.split(r"^\.\.\.\n", text, flags=re.MULTILINE)
    return Shown(name.removeprefix("# "), tuple(filter(None, parts)), len(parts) == 1)


def _edit(block: str) -> Edit:
    name, _, text = block.partition("\n")
    places = []
    for place in re.split(r"^@@\n", text, flags=re.MULTILINE):
        lines = place.splitlines(keepends=True)
        before, after = ("".join(line[1:] for line in lines if line[0] in kinds) for kinds in (" -", " +"))
        places.append((before, after))
    return Edit(name.removeprefix("--- "), tuple(places))
