"""What the store takes and how it grows: ``python -m benchmarks.store [--sizes 1000,10000,100000]``.

On an embedded server of its own, in a temporary folder, stopped and deleted at the end. At each size:

- lookups: the finds of the writer for a batch of 100 articles that are stored, and of 100 that are not
- new, touched: 100 articles per batch through the writer, their changes published; also what the server's process and
  ours spent on each, which other work on the machine disturbs less than the rate
- what each collection and its indexes take, and the memory of the server

Between the sizes the store is filled by the driver alone, with the documents that the writer would make. ``sketches``
and ``changes`` hold only what the writer wrote; ``search`` is filled with ``--words``, at twice the time.
Rates hold for one machine and moment (its load stands beside them); the ratio of lookups to the smallest size is what
can be compared.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict

from rich.console import Console

from benchmarks.store.bench import run
from benchmarks.store.figures import tables


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.store", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", default="1000,10000,100000", help="numbers of stored articles (default: %(default)s)"
    )
    parser.add_argument("--rounds", type=int, default=30, help="lookups of each kind (default: %(default)s)")
    parser.add_argument("--batches", type=int, default=5, help="batches of new and known each (default: %(default)s)")
    parser.add_argument("--words", action="store_true", help="fill the collection `search` as well")
    parser.add_argument("--json", action="store_true", help="one line of JSON per size instead of tables")
    options = parser.parse_args(arguments)
    try:
        sizes = sorted({int(part) for part in options.sizes.split(",")})
    except ValueError:
        parser.error("--sizes are numbers with commas between them")
    if min(*sizes, options.rounds, options.batches) < 1:
        parser.error("--sizes, --rounds and --batches are numbers from 1 on")
    figures = []
    for one in run(sizes, rounds=options.rounds, batches=options.batches, words=options.words):
        figures.append(one)
        if options.json:
            print(json.dumps(asdict(one)), flush=True)
    if options.json:
        return 0
    console = Console(width=None if sys.stdout.isatty() else 170)
    for table in tables(figures):
        console.print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
