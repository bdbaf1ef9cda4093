"""What `scrapy record` tells a person: what was read and from where, what is empty, what needs a look."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from crawler.cases import CASES, GOLDEN_FIELDS, HAND_WRITTEN, Case, golden
from crawler.comparison import PageText, differences
from crawler.extraction.page import Page
from crawler.items import Article
from crawler.saved import Reading
from crawler.text.canonical import canonical_text
from crawler.text.printable import printable

_SHOWN = 60  # characters of a value
_AFTER, _BEFORE = 5, 2  # lines proposed as boilerplate, from after and before the article
_FEWEST = 3  # lines of boilerplate that a case should name


def case_report(
    case: Case,
    reading: Reading,
    *,
    article_form: bool,
    path: Path,
    root: str | None,
    asked: str,
    kept: Sequence[str] = (),
) -> Iterator[str]:
    """Lines for a new case; *article_form*: its address is an article's, *asked*: the address that was asked for.

    *kept*: what a person wrote of the case that was replaced.
    """
    item, values = reading.item, golden(reading.item)
    yield f"{case.name}  {case.request.url}"
    shown = [name for name in GOLDEN_FIELDS if name in HAND_WRITTEN]
    for name in shown:
        if values[name] not in (None, "", []):
            yield f"  {name:20}{_short(values[name]):{_SHOWN + 2}}  {item.via.get(name, '')}".rstrip()
    yield f"  {'null or empty':20}{', '.join(name for name in shown if values[name] in (None, '', [])) or 'nothing'}"
    yield "Look at:"
    yield from (f"  - would be rejected: {reason}" for reason in reading.rejected)
    yield from (f"  - note: {note}" for note in item.notes)
    if kept:
        yield f"  - kept of the case that was there: {', '.join(kept)}: is it still true?"
    yield from _doubts(case, item, article_form=article_form, asked=asked)
    yield "  - item.json against the page in a browser, field by field: the tests will hold what stands there"
    yield f"Written: {path}"
    yield f"Test it: {_pytest(case, root)}"


def capture_report(case: Case, was: Reading, now: Reading, path: Path, root: str | None) -> tuple[list[str], bool]:
    """Lines for a further capture, and whether it reads the same."""
    names = differences(golden(was.item), golden(now.item))
    lines = [f"{case.name}  {path.name}: " + ("reads the same" if not names else f"DIFFERS in {', '.join(names)}")]
    for name in names:
        lines += [
            f"  {name}",
            f"    was {_short(getattr(was.item, name))}",
            f"    now {_short(getattr(now.item, name))}",
        ]
    if names:
        lines.append("Was the article edited? Then delete the new file. If not, the reading must be mended.")
    return [*lines, f"Written: {path}", f"Test it: {_pytest(case, root)}"], not names


def boilerplate_of(case: Case, item: Article) -> tuple[str, ...]:
    """Lines around the article that are in none of its fields: a proposal for what must stay out of the body."""
    if not item.body:
        return ()
    response = case.response()
    page = Page(response, case.request.captured_at)
    whole = PageText(page, response)
    blocks = [block.text.removeprefix("- ") for block in page.blocks]
    said = canonical_text("\n".join(map(str, golden(item).values())))
    body = canonical_text(item.body)
    inside = [i for i, text in enumerate(blocks) if len(text) > 20 and canonical_text(text) in body]
    if not inside:
        return ()

    def fits(text: str) -> bool:
        # Without figures: counters and clocks are other ones tomorrow.
        plain = 8 <= len(text) <= 80 and not any(map(str.isdigit, text))
        return plain and canonical_text(text) not in said and whole.holds(text)

    after = islice(filter(fits, blocks[inside[-1] + 1 :]), _AFTER)
    before = islice(filter(fits, reversed(blocks[: inside[0]])), _BEFORE)
    return tuple(dict.fromkeys([*after, *before]))


def _doubts(case: Case, item: Article, *, article_form: bool, asked: str) -> Iterator[str]:
    if case.request.url != asked:
        yield f"  - the site redirected {asked}: the case has the address that answered"
    if not article_form:
        yield f"  - the address is none of an article on {item.platform}: no crawl would find this page"
    if item.layout is None:
        yield "  - no layout knows the page: title and body come from the generic reader"
    if item.published_at is None and item.published_raw:
        yield f"  - published_at is empty, but the page shows {_short(item.published_raw)}"
    elif item.published_at is None:
        yield "  - published_at is empty: right only if the page does not say when the article was published"
    unsure = [name for name, via in item.via.items() if via.startswith(("text:", "fallback:"))]
    if unsure:
        yield f"  - read without a selector of the layout: {', '.join(unsure)}"
    few = len(case.request.boilerplate) < _FEWEST
    fix = f"add lines until there are {_FEWEST}" if few else "take out what belongs to the article"
    yield f"  - boilerplate in request.json, {len(case.request.boilerplate)} lines: {fix}"


def _short(value: Any) -> str:
    """One printable line for a terminal."""
    if isinstance(value, list):
        parts = [
            part.get("caption") or part.get("name") or part["url"] if isinstance(part, dict) else part for part in value
        ]
        value = f"{len(parts)}: {', '.join(parts)}"
    text = str(value)
    paragraphs = text.count("\n\n") + 1
    line = printable(" ".join(text.split()))
    size = f" ({paragraphs} paragraphs)" if paragraphs > 1 else ""
    room = _SHOWN - len(size)
    return (line if len(line) <= room else f"{line[: room - 1]}…") + size


def _pytest(case: Case, root: str | None) -> str:
    elsewhere = f" --cases {root}" if root and Path(root).resolve() != CASES.resolve() else ""
    python = Path(sys.executable)
    here = python.relative_to(Path.cwd()) if python.is_relative_to(Path.cwd()) else python
    return f"{here} -m pytest tests/sites{elsewhere} -k {case.name}"
