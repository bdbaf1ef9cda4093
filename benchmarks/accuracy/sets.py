"""Sets of saved pages with what each must yield: a folder with ``INDEX.tsv`` and ``gold.json``, or a tree of cases."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from crawler.text.canonical import canonical_text
from crawler.text.dates import VIETNAM

GOLD_FIELDS = (
    "title",
    "summary",
    "dateline",
    "body",
    "authors",
    "source_credit",
    "published_at",
    "published_precision",
    "sections",
    "tags",
    "images",
    "attachments",
    "views",
)
"""What people write in a case's ``item.json``; the other fields there are derived."""

_PAGE = re.compile(r"page(?:-\d+)?\.html")
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
    site: str | None
    """Name of the spider whose page it is; ``None`` in sets of any sites."""
    gold: Gold


@dataclass(frozen=True, slots=True)
class PageSet:
    """Labelled pages in a fixed order."""

    path: Path
    pages: list[SavedPage]


def load(path: Path) -> PageSet:
    """Return the labelled pages at *path*; `SetError` if it is no set."""
    if not path.is_dir():
        raise SetError(f"{path} is no folder")
    if (path / "gold.json").is_file():
        pages = list(_labelled(path))
    else:
        pages = [page for case in _cases(path) for page in _case(case, path)]
    if not pages:
        raise SetError(
            f"{path} is no set: it holds neither INDEX.tsv with gold.json nor cases (SITE/CASE/request.json with "
            "item.json and page.html)"
        )
    return PageSet(path, pages)


def digest(path: Path) -> str:
    """Return the SHA-256, hex, of everything in a tree of cases that decides the figures: pages, requests, gold."""
    told = hashlib.sha256()
    for case in _cases(path):
        item = _json(case / "item.json")
        gold = {field: item.get(field) for field in GOLD_FIELDS}
        parts = [(file.name, file.read_bytes()) for file in [*_page_files(case), case / "request.json"]]
        parts.append(("item.json", json.dumps(gold, ensure_ascii=False, sort_keys=True).encode()))
        for name, content in parts:
            told.update(f"{case.relative_to(path).as_posix()}/{name} {len(content)}\n".encode() + content)
    return told.hexdigest()


def _cases(path: Path) -> list[Path]:
    return sorted(request.parent for request in path.rglob("request.json"))


def _page_files(case: Path) -> list[Path]:
    return sorted(file for file in case.glob("page*.html") if _PAGE.fullmatch(file.name))


def _case(case: Path, path: Path) -> Iterator[SavedPage]:
    files = _page_files(case)
    if not files:
        raise SetError(f"{case} lacks page.html")
    request, item = _json(case / "request.json"), _json(case / "item.json")
    missing = [field for field in GOLD_FIELDS if field not in item]
    if missing:
        raise SetError(f"{case / 'item.json'} lacks {', '.join(missing)}")
    body = item["body"] or ""
    begin, end = _ends(body)
    gold = Gold(
        title=item["title"] or "",
        published_at=_time(item["published_at"], case / "item.json"),
        precision=item["published_precision"],
        authors=tuple(item["authors"]),
        lead=item["summary"] or "",
        body=body,
        dateline=item["dateline"] or "",
        source=item["source_credit"],
        has_source=True,
        first=begin,
        last=end,
        boilerplate=tuple(request.get("boilerplate", ())),
    )
    try:
        url, captured = request["url"], request["captured_at"]
    except KeyError as error:
        raise SetError(f"{case / 'request.json'} lacks {error.args[0]}") from None
    for file in files:
        yield SavedPage(
            name=file.relative_to(path).as_posix(),
            url=url,
            markup=file.read_bytes(),
            status=request.get("status", 200),
            headers=request.get("headers", {}),
            captured_at=_time(captured, case / "request.json") or datetime.now(UTC),
            site=case.resolve().parent.name,
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
            site=None,
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
