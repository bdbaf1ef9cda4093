"""Sets of saved pages with what each must yield: a folder with ``INDEX.tsv`` and ``gold.json``, or a tree of cases."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.cases import HAND_WRITTEN, ITEM, PAGE, REQUEST, Case, CaseError, find_all
from crawler.text.canonical import canonical_text
from crawler.text.dates import VIETNAM

_FIRST_CHARACTERS = 40  # of a text: a first sentence may be "Ông Nam:" only
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s")


class SetError(Exception):
    """A path is no set of labelled pages, or one of its labels is wrong; the message says which and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """What a page must yield."""

    title: str
    published_at: datetime | None
    precision: str | None
    """``day`` where the page shows no time of day; ``None`` where it shows no date."""
    authors: tuple[str, ...]
    lead: str
    body: str
    dateline: str | None
    """``None`` in sets that keep the dateline in front of lead or body."""
    source: str | None
    has_source: bool
    first: str
    """How the body begins."""
    last: str
    """How it ends."""
    boilerplate: tuple[str, ...]
    """Strings on the page that must not be in the body."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """A page as it was saved, and its gold."""

    name: str
    """Path of the file within its set."""
    url: str
    markup: bytes
    status: int
    headers: dict[str, str]
    captured_at: datetime
    case: Case | None
    """The case that it is of; ``None`` in sets of labelled pages of any sites."""
    gold: Gold


@dataclass(frozen=True, slots=True)
class PageSet:
    """Labelled pages in a fixed order."""

    path: Path
    pages: list[SavedPage]

    @property
    def name(self) -> str:
        """The path as seen from the working folder."""
        return os.path.relpath(self.path)


def load(path: Path) -> PageSet:
    """Return the labelled pages at *path*; `SetError` if it is no set."""
    if not path.is_dir():
        raise SetError(f"{path} is no folder")
    if (path / "gold.json").is_file():
        pages = list(_labelled(path))
    else:
        pages = [page for case, name in _cases(path) for page in _pages(case, name)]
    if not pages:
        raise SetError(
            f"{path} is no set: it holds neither INDEX.tsv with gold.json nor cases (SITE/CASE/ with {REQUEST}, {ITEM} "
            f"and {PAGE})"
        )
    return PageSet(path, pages)


def digest(path: Path) -> str:
    """Return the SHA-256, hex, of everything in a tree of cases that decides the figures: pages, requests, gold."""
    told = hashlib.sha256()
    for case, name in _cases(path):
        gold = {field: (case.expected or {}).get(field) for field in HAND_WRITTEN}
        parts = {PAGE: case.page, **case.captures, REQUEST: (case.folder / REQUEST).read_bytes()}
        parts[ITEM] = json.dumps(gold, ensure_ascii=False, sort_keys=True).encode()
        for file, content in parts.items():
            told.update(f"{name}/{file} {len(content)}\n".encode() + content)
    return told.hexdigest()


def _cases(path: Path) -> Iterator[tuple[Case, str]]:
    """Yield the cases at or below *path*, each with its name there, in order of the names."""
    folders = {request.parent for request in path.rglob(REQUEST)}
    if any(folder.parent.parent == path for folder in folders):
        folders |= set(find_all(path))  # those without a request are no whole cases: that is told, not passed over
    for folder in sorted(folders):
        try:
            yield Case.load(folder.resolve()), folder.relative_to(path).as_posix()
        except CaseError as error:
            raise SetError(str(error)) from None


def _pages(case: Case, name: str) -> Iterator[SavedPage]:
    item, file, request = case.expected, case.folder / ITEM, case.request
    missing = sorted(HAND_WRITTEN - (item or {}).keys())
    if item is None or missing:
        raise SetError(f"{file} lacks {', '.join(missing)}")
    body = item["body"] or ""
    begin, end = _ends(body)
    gold = Gold(
        title=item["title"] or "",
        published_at=_time(item["published_at"], file),
        precision=item["published_precision"],
        authors=tuple(item["authors"]),
        lead=item["summary"] or "",
        body=body,
        dateline=item["dateline"] or "",
        source=item["source_credit"],
        has_source=True,
        first=begin,
        last=end,
        boilerplate=request.boilerplate,
    )
    for capture, markup in {PAGE: case.page, **case.captures}.items():
        yield SavedPage(
            name=f"{name}/{capture}",
            url=request.url,
            markup=markup,
            status=request.status,
            headers=request.headers,
            captured_at=request.captured_at,
            case=case,
            gold=gold,
        )


def _labelled(folder: Path) -> Iterator[SavedPage]:
    index = folder / "INDEX.tsv"
    try:
        with index.open(encoding="utf-8") as lines:
            urls = {row["file"]: row["url"] for row in csv.DictReader(lines, delimiter="\t")}
    except (OSError, KeyError) as error:
        raise SetError(f"{index} cannot be read as a table with file and url: {error}") from None
    now = datetime.now(UTC)
    for file, label in _json(folder / "gold.json").items():
        if file not in urls or not (folder / file).is_file():
            raise SetError(f"{folder / 'gold.json'} names {file}, which is not in INDEX.tsv or not in the folder")
        yield SavedPage(
            name=file,
            url=urls[file],
            markup=(folder / file).read_bytes(),
            status=200,
            headers={"Content-Type": "text/html; charset=utf-8"},
            captured_at=now,
            case=None,
            gold=_label(label, folder / "gold.json"),
        )


def _label(label: dict[str, Any], file: Path) -> Gold:
    said, author = label.get("date_iso") or None, label.get("author") or []
    begin, end = _ends(label["body"])
    # The labels' 60 characters may end within a syllable.
    if label.get("body_first60"):
        begin = label["body_first60"].rpartition(" ")[0]
    if label.get("body_last60"):
        end = label["body_last60"].partition(" ")[2]
    return Gold(
        title=label["title"],
        published_at=_time(said, file),
        precision=("minute" if "T" in said else "day") if said else None,
        authors=tuple(author if isinstance(author, list) else [author]),
        lead=label.get("lead") or "",
        body=label["body"],
        dateline=None,
        source=label.get("source") or None,
        has_source="source" in label,
        first=begin,
        last=end,
        boilerplate=tuple(label.get("must_not", ())),
    )


def _ends(body: str) -> tuple[str, str]:
    """The first and the last sentence, each of some length at least."""
    text = canonical_text(body)
    sentences = _SENTENCE_END.split(text)
    first, last = len(sentences[0]), len(sentences[-1])
    return text[: max(first, _FIRST_CHARACTERS)], text[-max(last, _FIRST_CHARACTERS) :]


def _time(text: str | None, file: Path) -> datetime | None:
    try:
        time = datetime.fromisoformat(text) if text else None
    except ValueError:
        raise SetError(f"{file}: {text!r} is no ISO 8601 time") from None
    if time is not None and text and "T" not in text:
        return time.replace(tzinfo=VIETNAM)
    if time is not None and time.tzinfo is None:
        raise SetError(f"{file}: {text!r} has no time zone")
    return time


def _json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise SetError(f"{file} cannot be read: {error}") from None
    if not isinstance(value, dict):
        raise SetError(f"{file} is no JSON object")
    return value
