"""Drift drill: what is still read when a site renames every class and id: ``python -m benchmarks.drift [CASE ...]``.

On each golden page every class and id gets another, meaningless name; ``label[for]``, links to a place of the page,
style sheets and scripts follow. No layout can match then. The page is read by the case's own spider, and each field
that a person answers for is compared with item.json:

- right: it is what item.json says
- null: it is empty, or holds only a part of the list: less is known, and nothing wrong is said
- wrong: it says what item.json does not

Two texts that differ only as the content hash lets them are the same. A body is wrong if it holds a text that the case
calls boilerplate, or if the F1 of its 4-grams of syllables with the right body is below 0.98.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, Literal

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.accuracy.scoring import f1
from crawler.cases import CASES, GOLDEN_FIELDS, HAND_WRITTEN, Case, CaseError, find_all, golden
from crawler.comparison import folded
from crawler.text.canonical import canonical_text

FIELDS = tuple(name for name in GOLDEN_FIELDS if name in HAND_WRITTEN)
"""The fields that are compared, in the order of `crawler.items.Article`."""
BODY_F1 = 0.98
"""Least F1 of a body that counts as right."""
NAMED_BY = {"images": "url", "attachments": "url"}
"""Lists of records: the key that names an entry; a caption or the like may be missing, another one is wrong."""

_SHORT = 60  # characters of a paragraph that tell which one it is
Verdict = Literal["right", "null", "wrong"]

_PART = re.compile(
    r"<!--.*?-->|<(?P<raw>script|style)\b(?P<of>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>.*?)(?=</(?P=raw)|\Z)"
    r"|<[a-zA-Z](?:[^>\"']|\"[^\"]*\"|'[^']*')*>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"(?P<lead>[\s\"'/])(?P<name>[^\s=>\"'/]+)(?P<is>\s*=\s*)(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]+)")
NAMING = frozenset({"class", "id", "for", "headers", "list", "form", "itemref"}) | {
    f"aria-{name}" for name in ("labelledby", "describedby", "controls", "owns", "activedescendant")
}
"""Attributes whose value is names of classes or ids."""
_PLACES = frozenset({"href", "usemap", "data-target", "data-bs-target", "data-href"})
_NAME = r"-?[A-Za-z_\x80-\xff](?:[\w\x80-\xff-]|\\.)*"
_SELECTORS = re.compile(r"[^{}]+(?=\{)")
_SELECTED = re.compile(rf"(?<=[.#]){_NAME}")
_STRING = re.compile(r"(\"|')(?P<said>[^\"'\n]*)\1")
_LOOKED_UP = re.compile(r"(?:getElement\w+|(?:add|remove|toggle|has)Class|classList\.\w+)\(\s*$")
_SPACE = re.compile(r"[ \t\n\f\r]+")  # what parts classes; not "\x85" and the like, which are halves of letters here


@dataclass(frozen=True, slots=True)
class Drill:
    """What one case gave after the renaming."""

    case: Case
    found: dict[str, Any]
    """Golden form of the item."""
    verdicts: dict[str, Verdict]


def rename(page: bytes) -> bytes:
    """Return *page* with every class and id renamed; the same name gets the same new one everywhere."""
    text = page.decode("latin-1")  # names and tags are found in any charset that extends ASCII; no byte is lost
    names: dict[str, str] = {}
    numbers = count(1)
    for tag in _PART.finditer(text):
        for attribute in _ATTRIBUTE.finditer(tag.group() if tag["raw"] is None else tag["of"]):
            if attribute["name"].lower() in ("class", "id"):
                for name in _SPACE.split(_unquoted(attribute["value"])[1]):
                    if name and name not in names:
                        names[name] = f"z{next(numbers)}"
    return _PART.sub(lambda part: _part(part, names), text).encode("latin-1")


def _part(part: re.Match[str], names: Mapping[str, str]) -> str:
    markup = part.group()
    if markup.startswith("<!--"):
        return markup
    if part["raw"] is None:
        return _ATTRIBUTE.sub(lambda attribute: _attribute(attribute, names), markup)
    opening = f"<{part['raw']}{_ATTRIBUTE.sub(lambda attribute: _attribute(attribute, names), part['of'])}>"
    if part["raw"].lower() == "style":
        return opening + _SELECTORS.sub(lambda css: _selected(css.group(), names), part["text"])
    if "json" in part["of"].lower():  # data, not code: what is called there is no class
        return opening + part["text"]
    return opening + _STRING.sub(lambda said: _said(said, names), part["text"])


def _attribute(attribute: re.Match[str], names: Mapping[str, str]) -> str:
    quote, value = _unquoted(attribute["value"])
    name = attribute["name"].lower()
    if name in NAMING:
        value = "".join(names.get(piece, piece) for piece in re.split(f"({_SPACE.pattern})", value))
    elif name in _PLACES and value.startswith("#"):
        value = f"#{names.get(value[1:], value[1:])}"
    else:
        return attribute.group()
    return f"{attribute['lead']}{attribute['name']}{attribute['is']}{quote}{value}{quote}"


def _unquoted(value: str) -> tuple[str, str]:
    return (value[0], value[1:-1]) if value[0] in "\"'" else ("", value)


def _selected(selectors: str, names: Mapping[str, str]) -> str:
    return _SELECTED.sub(lambda name: names.get(name.group(), name.group()), selectors)


def _said(string: re.Match[str], names: Mapping[str, str]) -> str:
    said = string["said"]
    if said.lstrip().startswith((".", "#")):
        said = _selected(said, names)
    elif _LOOKED_UP.search(string.string[: string.start()]):
        said = names.get(said, said)
    return f"{string[1]}{said}{string[1]}"


def judge(case: Case, field: str, found: Any) -> Verdict:
    """Compare one field with what the case expects."""
    gold = (case.expected or {})[field]
    if folded(found) == folded(gold):
        return "right"
    if not found and found != 0:
        return "null"
    if field == "body":
        return _judge_body(case, found, gold)
    if not isinstance(gold, list):
        return "wrong"
    key = NAMED_BY.get(field)
    known = [folded(entry) for entry in gold]
    return "null" if all(_is_known(folded(entry), known, key) for entry in found) else "wrong"


def _is_known(entry: Any, known: Sequence[Any], key: str | None) -> bool:
    if key is None:
        return entry in known
    same = next((other for other in known if other[key] == entry[key]), None)
    return same is not None and all(value in (None, same[name]) for name, value in entry.items())


def _judge_body(case: Case, found: str, gold: str | None) -> Verdict:
    kept = any(canonical_text(text) in canonical_text(found) for text in case.request.boilerplate)
    return "wrong" if kept or f1(found, gold or "") < BODY_F1 else "right"


def deviations(case: Case, field: str, found: Any) -> tuple[str, ...]:
    """What a field says that item.json does not; of a body its other paragraphs: + too many, - lost, cut short."""
    gold = (case.expected or {})[field]
    if field == "body":
        paragraphs = [(found or "").split("\n\n"), (gold or "").split("\n\n")]
        there, right = ({canonical_text(paragraph): None for paragraph in text} for text in paragraphs)
        said = [f"+ {text}" for text in there if text not in right] + [
            f"- {text}" for text in right if text not in there
        ]
        return tuple(text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…" for text in said if text not in "+ - ")
    if isinstance(gold, list):
        known = [folded(entry) for entry in gold]
        wrong = [entry for entry in found if not _is_known(folded(entry), known, NAMED_BY.get(field))]
        return tuple(json.dumps(entry, ensure_ascii=False) for entry in wrong)
    return () if found is None else (str(found),)


def drill(case: Case) -> Drill:
    """Rename everything on the page of *case* and read it."""
    found = golden(case.read(rename(case.page)).item)
    return Drill(case, found, {field: judge(case, field, found[field]) for field in FIELDS})


def table(drills: Sequence[Drill]) -> Table:
    """One row per field: on how many pages it is right, null or wrong; what the page does not have counts as right."""
    shown = Table("field", title=f"every class and id renamed, {len(drills)} pages", title_justify="left")
    for head in ("right", "null", "wrong"):
        shown.add_column(head, justify="right")
    for field in FIELDS:
        verdicts = Counter(drill.verdicts[field] for drill in drills)
        wrong = f"[red]{verdicts['wrong']}[/red]" if verdicts["wrong"] else "0"
        shown.add_row(field, str(verdicts["right"]), str(verdicts["null"]), wrong)
    total = Counter(verdict for drill in drills for verdict in drill.verdicts.values())
    shown.add_section()
    shown.add_row("all", str(total["right"]), str(total["null"]), str(total["wrong"]))
    return shown


def _differences(drills: Sequence[Drill], verdicts: Sequence[Verdict]) -> Iterator[str]:
    for done in drills:
        for field, verdict in done.verdicts.items():
            if verdict in verdicts:
                yield f"{done.case.name} {field} {verdict}"
                if field == "body" and verdict == "wrong":
                    yield from (f"  {said}" for said in deviations(done.case, field, done.found[field]))
                else:
                    gold = (done.case.expected or {})[field]
                    yield f"  expected {gold!r}\n  got      {done.found[field]!r}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Drill and print; return the exit code (0 drilled, 1 no such case or a case that is not whole, 2 wrong usage)."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.drift", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", help="SITE or SITE/CASE; default: every case")
    parser.add_argument("--wrong", action="store_true", help="also print what is wrong, with what was expected")
    parser.add_argument("--null", action="store_true", help="also print what was lost")
    options = parser.parse_args(arguments)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its doubts about single pages are no result
    try:
        cases = [Case.load(folder) for folder in find_all(CASES)]
        chosen = [c for c in cases if not options.cases or {c.site, c.name} & set(options.cases)]
        if not chosen:
            raise CaseError(f"no case is called {' or '.join(options.cases)}")
        for case in chosen:
            if missing := sorted(HAND_WRITTEN - (case.expected or {}).keys()):
                raise CaseError(f"{case.name}/item.json lacks {', '.join(missing)}")
        drills = [drill(case) for case in chosen]
    except CaseError as error:
        print(f"drift: {error}", file=sys.stderr)
        return 1
    out = Console(width=None if sys.stdout.isatty() else 100)
    out.print(table(drills))
    shown: dict[Verdict, bool] = {"wrong": options.wrong, "null": options.null}
    for line in _differences(drills, [verdict for verdict in shown if shown[verdict]]):
        out.print(escape(line), highlight=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
