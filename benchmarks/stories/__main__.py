"""Story detection on labelled pairs, beside trafilatura's Simhash: ``python -m benchmarks.stories [--show]``.

Per detector and half of the set: precision, recall, and the share of each kind that is called one story (right for
edited, syndicated and excerpt, wrong for the others). Then what a sketch and a comparison cost.

trafilatura has no threshold of its own for near-duplicates: it prints a fingerprint, to be compared for being equal. So
its Simhash is shown as it stands (equal), with the threshold that has the best F1 on the development half, and with the
lowest one there that joins nothing wrongly. It is given canonical text; what it is given makes no difference to ours.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.stories.measure import (
    HALVES,
    Detector,
    best_simhash,
    candidates,
    measure,
    of_half,
    ours,
    safe_simhash,
    simhash,
    wrong_in_all,
)
from benchmarks.stories.pairs import KINDS, ONE_STORY, labelled
from crawler.text import same_story as rule
from crawler.text.same_story import read, same_story
from crawler.text.similarity import sketch

_WIDE = 130  # columns, where no terminal says how wide it is
_REPEATS = 200
_SYLLABLES = 500  # of the article whose cost is measured


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures; 1 if anything was joined wrongly."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.stories", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="also the pairs that are decided wrongly")
    parser.add_argument(
        "--fresh",
        type=int,
        nargs="+",
        default=(),
        metavar="SEED",
        help="also our figures on pairs that are drawn and derived anew",
    )
    options = parser.parse_args(arguments)
    out = Console(width=None if sys.stdout.isatty() else _WIDE)
    development = of_half("development")
    best, safe = best_simhash(development), safe_simhash(development)
    detectors: dict[str, Detector] = {
        "ours": ours,
        "  its candidates": candidates,
        "Simhash, equal": simhash(1.0),
        f"Simhash >= {best:.2f} (best)": simhash(best),
        f"Simhash >= {safe:.2f} (safe)": simhash(safe),
    }
    for half in HALVES:
        out.print(_table(half, detectors))
    if options.show:
        for pair in labelled():
            if ours(pair.first, pair.second) != pair.together:
                out.print(f"{pair.half}, {pair.kind}: {pair.first.family} / {pair.second.family}")
    texts = {text.body for pair in labelled() if pair.kind != "roundup" for text in (pair.first, pair.second)}
    wrong = wrong_in_all(ours, labelled())
    out.print(
        f"{len(texts)} texts, each against each other: {len(wrong)} pairs of different families joined {wrong[:5]}"
    )
    if options.fresh:
        out.print(_fresh(options.fresh))
    out.print(
        f"thresholds: containment {rule.SHARED}, Jaccard as a whole {rule.WHOLE}, facts {rule.FACTS} "
        f"({rule.FACTS_SAME_SITE} within one site), headline of the longer one {rule.SUBJECT}"
    )
    body = " ".join(" ".join(pair.first.body for pair in labelled()).split()[:_SYLLABLES])
    reading = read("", body)
    out.print(
        f"cost of {_SYLLABLES} syllables: sketch {_milliseconds(lambda: sketch(body)):.2f} ms, "
        f"reading a candidate {_milliseconds(lambda: read('', body)):.2f} ms, "
        f"comparing two {_milliseconds(lambda: same_story(reading, reading)):.2f} ms; {len(sketch(body).bands)} keys"
    )
    return 1 if wrong or measure(ours, labelled()).wrong else 0


def _table(half: str, detectors: dict[str, Detector]) -> Table:
    pairs = [pair for pair in labelled() if pair.half == half]
    table = Table(title=f"{half}: {len(pairs)} pairs, {sum(pair.together for pair in pairs)} of one story")
    table.add_column("")
    for name in ("precision", "recall", *(f"{'' if kind in ONE_STORY else '! '}{kind}" for kind in KINDS)):
        table.add_column(name, justify="right")
    for name, detector in detectors.items():
        figures = measure(detector, pairs)
        shares = [f"{figures.joined[kind]}/{figures.pairs[kind]}" for kind in KINDS]
        table.add_row(name, f"{figures.precision:.3f}", f"{figures.recall:.3f}", *shares)
    return table


def _fresh(seeds: Sequence[int]) -> str:
    """Our figures on other draws, all together."""
    drawn = [labelled(seed) for seed in seeds]
    figures = measure(ours, (pair for pairs in drawn for pair in pairs))
    wrong = sum(len(wrong_in_all(ours, pairs)) for pairs in drawn)
    shares = ", ".join(f"{kind} {figures.joined[kind]}/{figures.pairs[kind]}" for kind in KINDS)
    return (
        f"{len(seeds)} fresh draws: precision {figures.precision:.3f}, recall {figures.recall:.3f} ({shares}); "
        f"each text against each other: {wrong} joined wrongly"
    )


def _milliseconds(call: Callable[[], object]) -> float:
    """Least of many calls: what the machine does beside is no cost of ours."""
    call()
    least = float("inf")
    for _ in range(_REPEATS):
        began = time.perf_counter()
        call()
        least = min(least, time.perf_counter() - began)
    return least * 1000


if __name__ == "__main__":
    sys.exit(main())
