"""What induced layouts read on pages that they were not induced from: ``python -m benchmarks.induction [SET ...]``.

The cases of one site and layout are taken by threes, each three beside one another in the order of their names; from
these a layout is induced as for an unknown site, and the site's other cases are read with it alone. Beside it stand the
reader without any layout and the layout that a person wrote, on the same pages. Each field that a person answers for is
right, null or wrong as `benchmarks.drift` judges it.

``--bare`` takes from the other pages what is told to machines (JSON-LD, meta, title): what a layout is worth once a
site drops it. What is hidden in microdata stays.

A SET is a folder with INDEX.tsv and gold.json (see `benchmarks.accuracy`): its pages are grouped by host, and scored by
the rules of that harness.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from benchmarks.accuracy.readers import Reading, reading_of, response_of, spider_for
from benchmarks.accuracy.scoring import FLAGS, score
from benchmarks.accuracy.sets import SavedPage, SetError, load
from benchmarks.drift import FIELDS, Verdict, judge
from benchmarks.quiet import no_logs
from crawler.cases import CASES, Case, CaseError, find_all, golden
from crawler.extraction.fields import Rules, own_names_of
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page
from crawler.induction.article import induce_layout
from crawler.platforms.generic import Generic
from crawler.saved import read_article
from crawler.site import SiteSpider
from pipelines.normalise import normalise

LEARNT_FROM = 3
"""Pages from which each layout is induced."""
READERS = ("induced", "generic", "hand-written")
_SINCE = date(2026, 1, 1)
_TOLD = re.compile(
    rb"<script[^>]+ld\+json.*?</script>|<meta\s[^>]*(?:property|name|itemprop)=[^>]*>|<title\b.*?</title>",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(slots=True)
class Figures:
    """What was counted."""

    verdicts: dict[str, Counter[tuple[str, Verdict]]] = field(default_factory=lambda: defaultdict(Counter))
    """Reader -> (field, verdict) -> pages."""
    layouts: int = 0
    """Threes from which a layout was induced."""
    threes: int = 0
    read: int = 0
    """Pages that were read by an induced layout; the others of `pages` fell back to the reader without one."""
    pages: int = 0
    seconds: float = 0.0
    """Spent on inducing."""
    differences: list[str] = field(default_factory=list)
    """Where the induced layout is worse than no layout, one line each."""


def groups() -> dict[str, list[Case]]:
    """The cases by site and layout; one page of many sites each (`adhoc`) teaches nothing of a site."""
    found: defaultdict[str, list[Case]] = defaultdict(list)
    for folder in find_all(CASES):
        case = Case.load(folder)
        layout = (case.expected or {}).get("layout")
        if case.site != "adhoc" and layout:
            found[f"{case.site} {layout}"].append(case)
    return {name: cases for name, cases in sorted(found.items()) if len(cases) > LEARNT_FROM}


def threes(count: int) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the places to learn from and the others; each place begins one three."""
    for start in range(count):
        learnt = [(start + step) % count for step in range(LEARNT_FROM)]
        yield learnt, [place for place in range(count) if place not in learnt]


def induce(spider: SiteSpider, pages: Sequence[Page]) -> Layout | None:
    """The layout of the site that *pages* are of, as if nothing else were known of it."""
    rules = Rules(own_names=own_names_of([spider.publisher], spider.hosts))
    return induce_layout(pages, rules, id="induced", since=_SINCE).layout


def unknown(spider: SiteSpider, layout: Layout | None) -> SiteSpider:
    """The spider with a platform of which no more is known than *layout*."""
    spider.platform = Generic(layouts=(layout,) if layout else (), needs_proof=False)
    return spider


def bare(page: bytes) -> bytes:
    """The page without what is told to machines in its head."""
    return _TOLD.sub(b"", page)


def measure(cases: dict[str, list[Case]], change: Callable[[bytes], bytes] = bytes) -> Figures:
    """Induce from every three and read the others after a *change* of their markup."""
    figures = Figures()
    for group in cases.values():
        read: dict[str, list[dict[str, Any]]] = {
            "generic": [_read(case, unknown(case.spider(), None), change) for case in group],
            "hand-written": [_read(case, case.spider(), change) for case in group],
        }
        for learnt, others in threes(len(group)):
            began = time.perf_counter()
            pages = [Page(group[p].response(), group[p].request.captured_at) for p in learnt]
            layout = induce(group[0].spider(), pages)
            figures.seconds += time.perf_counter() - began
            figures.threes += 1
            figures.layouts += layout is not None
            for place in others:
                case = group[place]
                induced = _read(case, unknown(case.spider(), layout), change)
                told = {"induced": induced, **{reader: found[place] for reader, found in read.items()}}
                figures.pages += 1
                figures.read += induced["layout"] is not None
                _count(figures, case, told, [group[p].folder.name for p in learnt])
    return figures


def _read(case: Case, spider: SiteSpider, change: Callable[[bytes], bytes]) -> dict[str, Any]:
    return golden(read_article(spider, case.response(change(case.page)), case.request.captured_at).item)


_RANK: dict[Verdict, int] = {"right": 2, "null": 1, "wrong": 0}


def _count(figures: Figures, case: Case, told: dict[str, dict[str, Any]], learnt: Sequence[str]) -> None:
    for name in FIELDS:
        verdicts = {reader: judge(case, name, found[name]) for reader, found in told.items()}
        for reader, verdict in verdicts.items():
            figures.verdicts[reader][name, verdict] += 1
        if _RANK[verdicts["induced"]] < _RANK[verdicts["generic"]]:
            said = (
                f"{case.name} {name}: {verdicts['generic']} -> {verdicts['induced']}, learnt from {', '.join(learnt)}"
            )
            figures.differences.append(f"{said}\n  got {told['induced'][name]!r}"[:400])


def table(figures: Figures) -> Table:
    """One row per field: right, null and wrong of each reader."""
    title = (
        f"{figures.layouts} layouts from {figures.threes} threes of pages, {figures.seconds:.1f} s to induce; "
        f"{figures.read} of {figures.pages} other pages were read by one"
    )
    shown = Table("field", title=title, title_justify="left")
    for reader in READERS:
        for verdict in ("right", "null", "wrong"):
            shown.add_column(f"{reader}\n{verdict}", justify="right")
    for name in FIELDS:
        counts = (figures.verdicts[reader][name, verdict] for reader in READERS for verdict in _RANK)
        shown.add_row(name, *map(str, counts))
    return shown


def measure_set(path: Path) -> Table:
    """The same for labelled pages, grouped by host; hosts with fewer than four pages are learnt from all they have."""
    hosts: defaultdict[str, list[SavedPage]] = defaultdict(list)
    for page in load(path).pages:
        hosts[urlsplit(page.url).netloc].append(page)
    flags: dict[str, Counter[str]] = defaultdict(Counter)
    f1: defaultdict[str, list[float]] = defaultdict(list)
    layouts = count = 0
    for pages in hosts.values():
        many = len(pages) > LEARNT_FROM
        splits = threes(len(pages)) if many else iter([(list(range(len(pages))),) * 2])
        for learnt, others in splits:
            spider = spider_for(pages[0], "generic")
            layout = induce(spider, [Page(response_of(pages[p]), pages[p].captured_at) for p in learnt])
            layouts, count = layouts + (layout is not None), count + 1
            for place in others:
                page = pages[place]
                readers: dict[str, Callable[[], SiteSpider]] = {
                    "induced": lambda page=page, layout=layout: unknown(spider_for(page, "generic"), layout),  # type: ignore[misc]
                    "generic": lambda page=page: unknown(spider_for(page, "generic"), None),  # type: ignore[misc]
                    "hand-written": lambda page=page: spider_for(page),  # type: ignore[misc]
                }
                for reader, make in readers.items():
                    result = score(_reading(make(), page), page.gold, strict=True)
                    flags[reader].update(name for name in FLAGS if getattr(result, name))
                    flags[reader]["pages"] += 1
                    f1[reader].append(result.body)
    shown = Table("", title=f"{path}: {layouts} layouts from {count} sets of pages", title_justify="left")
    for name in (*FLAGS, "body", "least body"):
        shown.add_column(name, justify="right")
    for reader in READERS:
        counts = [f"{flags[reader][name]}/{flags[reader]['pages']}" for name in FLAGS]
        shown.add_row(reader, *counts, f"{sum(f1[reader]) / len(f1[reader]):.3f}", f"{min(f1[reader]):.3f}")
    return shown


def _reading(spider: SiteSpider, page: SavedPage) -> Reading:
    item = spider.article(response_of(page), page.captured_at)
    normalise(item)
    return reading_of(item)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code (0 measured, 1 a set or case that is not whole, 2 wrong usage)."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.induction", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET", help="default: the project's own cases")
    parser.add_argument("--worse", action="store_true", help="also print where an induced layout is worse than none")
    parser.add_argument("--bare", action="store_true", help="take from the other pages what is told to machines")
    options = parser.parse_args(arguments)
    with no_logs():  # doubts about single pages are no result
        return _report(options)


def _report(options: argparse.Namespace) -> int:
    """Measure what *options* ask for."""
    out = Console(width=None if sys.stdout.isatty() else 140)
    try:
        if options.sets:
            for path in options.sets:
                out.print(measure_set(path))
            return 0
        figures = measure(groups(), bare if options.bare else bytes)
    except (CaseError, SetError) as error:
        print(f"induction: {error}", file=sys.stderr)
        return 1
    out.print(table(figures))
    for line in figures.differences if options.worse else ():
        out.print(escape(line), highlight=False, soft_wrap=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
