"""Extraction against gold labels, field by field: ``python -m benchmarks.accuracy FOLDER [FOLDER ...]``.

A folder holds ``INDEX.tsv`` (file, url, kind) and ``gold.json`` (file -> title, author, date_iso, lead, body, …). Every
article page is read as ``scrapy extract adhoc`` reads it, or by the platform given with ``--platform``.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from scrapy.http import HtmlResponse

from crawler.items import Article
from crawler.spiders.adhoc import Adhoc
from crawler.text.canonical import canonical_text
from pipelines.normalise import normalise


@dataclass(frozen=True, slots=True)
class Score:
    """One page's result: ``True``/``False`` per field, and the body's F1 over 4-grams of syllables."""

    file: str
    title: bool
    minute: bool
    authors: bool
    lead: bool
    source: bool | None
    body_f1: float
    first: bool
    last: bool
    kept_boilerplate: int


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-grams of syllables of a text in canonical form."""
    words = canonical_text(text).casefold().split()
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def f1(found: str, gold: str) -> float:
    """Return the F1 of two texts over their 4-grams."""
    one, two = grams(found), grams(gold)
    common = sum((one & two).values())
    return 2 * common / (sum(one.values()) + sum(two.values()))


def _same(one: str | None, other: str | None) -> bool:
    return canonical_text(one or "").casefold() == canonical_text(other or "").casefold()


def _authors(gold: Any) -> list[str]:
    values = gold if isinstance(gold, list) else [gold]
    return [canonical_text(value) for value in values if value]


def score(file: str, item: Article, gold: dict[str, Any]) -> Score:
    """Compare an item with its gold label; the dateline, a field of its own here, counts where gold has it."""
    dateline = f"{item.dateline} " if item.dateline else ""
    lead, body = item.summary or "", item.body or ""
    # Gold keeps the dateline in front of the lead or of the body.
    if not _same(lead, gold["lead"]) and _same(dateline + lead, gold["lead"]):
        lead = dateline + lead
    elif canonical_text(gold["body"]).startswith(canonical_text(dateline)):
        body = dateline + body
    published = datetime.fromisoformat(gold["date_iso"]) if gold.get("date_iso") else None
    whole = canonical_text(body)
    return Score(
        file=file,
        title=_same(item.title, gold["title"]),
        minute=_minute(item.published_at) == _minute(published),
        authors=[canonical_text(name) for name in item.authors] == _authors(gold.get("author", [])),
        lead=_same(lead, gold["lead"]),
        source=_same(item.source_credit, gold["source"]) if "source" in gold else None,
        body_f1=f1(body, gold["body"]),
        first=whole.startswith(canonical_text(gold["body_first60"])[:50]),
        last=whole.endswith(canonical_text(gold["body_last60"])[-50:]),
        kept_boilerplate=sum(canonical_text(noise) in whole for noise in gold.get("must_not", [])),
    )


def _minute(time: datetime | None) -> str | None:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M}" if time else None


def labels(folder: Path) -> dict[str, dict[str, Any]]:
    """Return the gold labels of *folder* by file, each with its ``url``."""
    gold: dict[str, dict[str, Any]] = json.loads((folder / "gold.json").read_text("utf-8"))
    with (folder / "INDEX.tsv").open(encoding="utf-8") as lines:
        urls = {row["file"]: row["url"] for row in csv.DictReader(lines, delimiter="\t")}
    return {file: {**label, "url": urls[file]} for file, label in gold.items()}


def read_pages(folder: Path, platform: str | None) -> Iterator[tuple[Score, Article]]:
    """Read every labelled article page of *folder*."""
    for file, label in labels(folder).items():
        url = label["url"]
        response = HtmlResponse(
            url, body=(folder / file).read_bytes(), headers={"Content-Type": "text/html; charset=utf-8"}
        )
        spider = Adhoc(url=url, **({"platform": platform} if platform else {}))
        item = spider.article(response, datetime.now(UTC))
        normalise(item)
        yield score(file, item, label), item


def read_items(folder: Path, exported: Path) -> Iterator[tuple[Score, Article]]:
    """Compare the items that a crawl exported (``scrapy crawl ... -o FILE.jsonl``) with the labels of *folder*."""
    with exported.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    items = {row["url"]: row for row in rows}
    if len(items) < len(rows):
        raise SystemExit(f"{exported}: {len(rows) - len(items)} articles are in it twice")
    for file, label in labels(folder).items():
        row = items.pop(label["url"], None)
        if row is None:
            raise SystemExit(f"{exported}: {label['url']} is not in it")
        published = datetime.fromisoformat(row["published_at"]) if row["published_at"] else None
        item = Article(**{**row, "published_at": published})
        yield score(file, item, label), item


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--platform", help="read every page as this platform (default: recognise it)")
    parser.add_argument("--items", type=Path, help="compare the items of a crawl (JSON lines) instead of the pages")
    options = parser.parse_args()
    console = Console(width=160)
    for folder in options.folders:
        columns = ("platform", "title", "minute", "authors", "lead", "source", "body F1", "first", "last", "noise")
        table = Table("page", *columns, title=str(folder))
        results = read_items(folder, options.items) if options.items else read_pages(folder, options.platform)
        for result, item in results:
            flags = (result.title, result.minute, result.authors, result.lead, result.source)
            marks = ["-" if flag is None else "yes" if flag else "NO" for flag in flags]
            ends = ["yes" if flag else "NO" for flag in (result.first, result.last)]
            table.add_row(
                result.file[:50], item.platform, *marks, f"{result.body_f1:.3f}", *ends, str(result.kept_boilerplate)
            )
        console.print(table)


if __name__ == "__main__":
    main()
