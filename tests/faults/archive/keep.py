"""A writing process for the tests: ``python -m tests.faults.archive.keep FOLDER RUN [BYTES]``.

Prints the reference of each page as soon as it is kept, so that a test can kill it at any time; with BYTES no file may
grow beyond that, as on a full disk.
"""

from __future__ import annotations

import itertools
import random
import resource
import sys
from pathlib import Path

from tests.unit.archive.samples import exchange, writer


def body(number: int) -> bytes:
    """Page *number*: about 100 kB that hardly can be packed, so that its write takes a while."""
    return b"<html>" + random.Random(number).randbytes(100_000)


def main(folder: str, run: str, limit: int | None) -> None:
    """Keep pages until killed, or 30 of them under a limit; a failure is printed as such."""
    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    archive = writer(Path(folder), run=run)
    for number in itertools.count() if limit is None else range(30):
        try:
            print(number, archive.keep(exchange(number, body(number))).reference, flush=True)
        except OSError as error:
            print(number, "failed", error.strerror, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else None)
