"""Extraction accuracy, field by field, beside generic extractors on the same pages in the same run.

A SET is a folder with INDEX.tsv (file, url) and gold.json (file -> title, date_iso, author, lead, body, ...), or a tree
of cases (SITE/CASE/ with request.json, item.json, page.html and page-2.html ...). Without one, the project's own cases
are read and held to their floors (benchmarks/floors.json). The exit code is 1 if a figure fell below its floor, if the
cases changed since the floors were pinned, or if this project without its layouts is behind a generic extractor; on
any set also if this project's reading of a page raised an exception.

Columns: share of pages whose title, day, minute, authors, lead and credited source are right; F1 of the body over
4-grams of syllables (mean and least); share of bodies that begin and end right; number of boilerplate strings kept;
seconds per 100 pages. The rules stand in benchmarks/accuracy/scoring.py, the settings of the generic extractors in
benchmarks/accuracy/readers.py.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress

from benchmarks.accuracy import report
from benchmarks.accuracy.floors import PINNED_READERS, Floors, complaints, moves
from benchmarks.accuracy.readers import DEFAULT_READERS, OURS, READERS, Reader, Reading, exported, read_ours
from benchmarks.accuracy.scoring import Score, score
from benchmarks.accuracy.sets import PageSet, SavedPage, SetError, digest, load
from benchmarks.quiet import no_logs
from crawler.cases import CASES, CaseError
from crawler.options import ArgumentError
from crawler.platforms import platform_named
from crawler.platforms.base import ConfigError

FLOORS = Path(__file__).parents[1] / "floors.json"
_WIDE = 150  # columns, where no terminal says how wide it is


def main(arguments: Sequence[str] | None = None, *, own: Path = CASES, floors: Path = FLOORS) -> int:
    """Run the harness; return the exit code (0 good, 1 not good enough, 2 wrong usage)."""
    parser = _parser()
    options = parser.parse_args(arguments)
    paths: list[Path] = options.sets or [own]
    held = [path for path in paths if path.resolve() == own.resolve()]
    if options.lower and not options.pin:
        parser.error("--lower belongs to --pin")
    if options.pin and (not held or options.items or options.platform):
        parser.error("--pin is for the project's own set, read as a crawl reads it: name no other set")
    if options.pin and in_ci():
        parser.error("--pin is refused where CI is set: pin, review and commit on your machine")
    out = Console(width=None if sys.stdout.isatty() else _WIDE)
    try:
        readers = _readers(options)
        if options.pin and not {*PINNED_READERS} <= {reader.name for reader in readers}:
            parser.error(f"--pin needs the readers {' and '.join(PINNED_READERS)}")
        shown = options.reader or readers[0].name
        if shown not in {reader.name for reader in readers}:
            parser.error(f"--reader {shown} is not among the readers of this run")
        problems = []
        for path in paths:
            pages = load(path)
            results = read_set(pages, readers)
            _print(out, pages, results, options, shown)
            for reader in readers:
                failures = report.failures(pages, reader.name, results[reader.name])
                if reader.ours:
                    problems += failures
                else:
                    _tell(failures)
            if path in held and not options.items and not options.platform:
                scores = {name: {page: score for page, (_, score) in read.items()} for name, read in results.items()}
                problems += _hold(scores, digest(path), floors, pin=options.pin, lower=options.lower)
    except (SetError, CaseError, ArgumentError, ConfigError) as error:
        problems = [str(error)]
    _tell(problems)
    return 1 if problems else 0


def in_ci() -> bool:
    """True in continuous integration, where whatever is read would become the floor."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def _tell(sentences: Sequence[str]) -> None:
    for sentence in sentences:
        print(f"accuracy: {sentence}", file=sys.stderr)


def read_set(pages: PageSet, readers: Sequence[Reader]) -> dict[str, dict[str, tuple[Reading, Score]]]:
    """Let every reader read every page, page by page, so that all meet the same state of the machine."""
    results: dict[str, dict[str, tuple[Reading, Score]]] = {reader.name: {} for reader in readers}
    with (
        no_logs(),
        Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress,
    ):
        for reader in readers:
            _read(reader, pages.pages[0])  # imports and tables that are made once are no cost of a page
        task = progress.add_task(f"reading {pages.path.name}", total=len(pages.pages))
        for page in pages.pages:
            for reader in readers:
                results[reader.name][page.name] = _read(reader, page)
            progress.advance(task)
    return results


def _read(reader: Reader, page: SavedPage) -> tuple[Reading, Score]:
    began = time.perf_counter()
    try:
        reading = reader.read(page)
    except (SetError, CaseError, ArgumentError, ConfigError):
        raise
    except Exception as error:
        # A page that breaks a reader is a result: all its fields are empty.
        reading = Reading(failure=f"{type(error).__name__}: {error}")
    seconds = time.perf_counter() - began
    return reading, score(reading, page.gold, strict=reader.ours, seconds=seconds)


def _hold(scores: Mapping[str, Mapping[str, Score]], told: str, file: Path, *, pin: bool, lower: bool) -> list[str]:
    """Compare with the floors, or pin them; return what is wrong."""
    before = Floors.read(file)
    if not pin:
        return complaints(before, told, scores)
    now = Floors.reached(told, scores)
    rises, falls = moves(before, now)
    for word, lines in (("rises", rises), ("falls", falls)):
        for line in lines:
            print(f"{word}: {line}", file=sys.stderr)
    if falls and not lower:
        return [f"nothing was pinned: {len(falls)} floors would fall; if that is meant, run --pin --lower"]
    now.write(file)
    print(f"pinned {now.pages} pages, digest {told[:12]}, in {file}", file=sys.stderr)
    return complaints(now, told, scores)


def _readers(options: argparse.Namespace) -> list[Reader]:
    names = [name.strip() for name in options.readers.split(",") if name.strip()]
    unknown = [name for name in names if name not in READERS]
    if unknown or not names:
        raise SetError(f"unknown reader {', '.join(unknown) or '(none)'}; readers are {', '.join(READERS)}")
    own = READERS[OURS]
    if options.items:
        own = exported(options.items)
    elif options.platform:
        platform_named(options.platform)  # says which there are
        own = Reader(OURS, lambda page: read_ours(page, options.platform))
    return [own if name == OURS else READERS[name] for name in names]


def _print(
    out: Console,
    pages: PageSet,
    results: Mapping[str, report.Results],
    options: argparse.Namespace,
    shown: str,
) -> None:
    if options.json:
        for line in report.json_lines(pages, results):
            print(line)
        return
    if options.show:
        out.print(report.page_table(shown, results[shown], out.width))
        report.print_differences(out, pages, results[shown])
    out.print(report.summary_table(pages, results, out.width))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.accuracy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("sets", nargs="*", type=Path, metavar="SET", help="default: the project's own cases")
    parser.add_argument("--show", action="store_true", help="also per page: what was right, expected and got")
    parser.add_argument("--reader", metavar="NAME", help="whose pages --show shows (default: the first reader)")
    parser.add_argument(
        "--readers",
        default=",".join(DEFAULT_READERS),
        metavar="NAME,...",
        help=f"who reads (default: %(default)s; also: {', '.join(READERS.keys() - set(DEFAULT_READERS))})",
    )
    parser.add_argument("--platform", metavar="NAME", help="ours: read every page as this platform")
    parser.add_argument("--items", type=Path, metavar="FILE", help="ours: the items of a crawl (JSON lines)")
    parser.add_argument("--json", action="store_true", help="print JSON lines: pages first, then summaries")
    parser.add_argument("--pin", action="store_true", help="own set: make the present figures the floors")
    parser.add_argument("--lower", action="store_true", help="with --pin: also lower floors")
    return parser


if __name__ == "__main__":
    sys.exit(main())
