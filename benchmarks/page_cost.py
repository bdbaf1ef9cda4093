"""Cost of reading one page, parse and extraction: ``python -m benchmarks.page_cost [SET ...]``.

Measured in one run on the same saved pages, rounds interleaved; per page the median of its rounds, then the median over
the pages:

- parse: the bytes decoded and parsed (lxml, through parsel), nothing read
- bare parsel: parsed, and per field of the page's layout the first selector that finds something, as its string()
- ours, by layout: the whole item, as a crawl reads it
- ours, layouts off: the whole item, as of an unknown site
- trafilatura: body and metadata, with the settings of the accuracy harness

Pages that no layout reads have no selectors to be compared with: they are left out, and counted. A SET is what
``python -m benchmarks.accuracy`` takes; without one, the project's own cases are read.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path
from statistics import median

from parsel import Selector
from rich.console import Console
from rich.progress import track
from rich.table import Table
from scrapy.http import HtmlResponse

from benchmarks.accuracy.readers import read_trafilatura, response_of, spider_for
from benchmarks.accuracy.sets import SavedPage, SetError, load
from crawler.cases import CASES, CaseError
from crawler.extraction.layout import Layout
from crawler.platforms.base import ConfigError
from crawler.site import SiteSpider

BASE = "bare parsel"
Work = Callable[[], object]


def parse(page: SavedPage) -> Selector:
    """Decode and parse, no more."""
    return Selector(text=response_of(page).text, type="html")


def select(page: SavedPage, layout: Layout) -> dict[str, str]:
    """Do what a spider of bare selectors does: the first text that each field's candidates find."""
    selector = parse(page)
    return {name: _first(selector, candidates) for name, candidates in candidates_of(layout).items()}


def candidates_of(layout: Layout) -> dict[str, tuple[str, ...]]:
    """Return the selectors of each field that a layout reads from the page; those relative to the body are left out."""
    within_body = {"drop", "lead_in_body", "caption"}
    values = {field.name: getattr(layout, field.name) for field in fields(layout) if field.name not in within_body}
    return {name: value for name, value in values.items() if isinstance(value, tuple) and value}


def _first(selector: Selector, candidates: tuple[str, ...]) -> str:
    for candidate in candidates:
        for node in selector.css(candidate):
            # What ::attr() and ::text give is text already.
            text = node.get() if isinstance(node.root, str) else node.xpath("string()").get("")
            if text.strip():
                return text
    return ""


def works(page: SavedPage) -> dict[str, Work] | None:
    """Return what is timed on *page*; ``None`` if no layout reads it."""
    spider = spider_for(page)
    item = spider.article(response_of(page), page.captured_at)
    layout = next((layout for layout in spider.platform.layouts if layout.id == item.layout), None)
    if layout is None:
        return None
    generic = spider_for(page, "generic")
    return {
        "parse": lambda: parse(page),
        BASE: lambda: select(page, layout),
        "ours, by layout": lambda: _article(spider, page),
        "ours, layouts off": lambda: _article(generic, page),
        "trafilatura": lambda: read_trafilatura(page),
    }


def _article(spider: SiteSpider, page: SavedPage) -> object:
    response: HtmlResponse = response_of(page)
    return spider.article(response, page.captured_at)


def measure(pages: Sequence[dict[str, Work]], rounds: int) -> dict[str, float]:
    """Return milliseconds per page of every work."""
    times: list[dict[str, list[float]]] = [{name: [] for name in page} for page in pages]
    console = Console(stderr=True)
    for _ in track(range(rounds), "measuring", console=console, transient=True, disable=not sys.stderr.isatty()):
        for page, spent in zip(pages, times, strict=True):
            for name, work in page.items():
                gc.collect(0)  # the litter of the one before
                began = time.perf_counter()
                work()
                spent[name].append(time.perf_counter() - began)
    return {name: 1000 * median(median(spent[name]) for spent in times) for name in pages[0]}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.page_cost",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET", help="default: the project's own cases")
    parser.add_argument("--rounds", type=int, default=15, help="times that each page is read (default: %(default)s)")
    options = parser.parse_args(arguments)
    if options.rounds < 1:
        parser.error("--rounds is a number from 1 on")
    try:
        pages = [page for path in options.sets or [CASES] for page in load(path).pages]
        measured = [work for page in pages if (work := works(page))]
        if not measured:
            raise SetError("no layout reads any of these pages")
    except (SetError, CaseError, ConfigError) as error:
        print(f"page_cost: {error}", file=sys.stderr)
        return 1
    costs = measure(measured, options.rounds)
    title = f"{len(measured)} pages, {len(pages) - len(measured)} without layout left out, {options.rounds} rounds"
    table = Table("", title=title, title_justify="left")
    for head in ("ms per page", f"of {BASE}"):
        table.add_column(head, justify="right")
    for name, cost in costs.items():
        table.add_row(name, f"{cost:.2f}", f"{cost / costs[BASE]:.2f} x")
    Console(width=None if sys.stdout.isatty() else 100).print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
