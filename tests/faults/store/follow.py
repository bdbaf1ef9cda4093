"""A consumer: ``python -m tests.faults.store.follow FILE UNTIL`` works changes off until its cursor is UNTIL.
UNTIL is 0: until it is killed.

Its work is a line per change in FILE. Work and cursor are stored together: the cursor is the last line's number.
Prints a line per page, so that a test can kill it in between.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from crawler.store import feed
from crawler.store.config import StoreConfig
from crawler.store.connect import open_sync


def main(file: Path, until: int) -> None:
    """Follow the feed from where the file ends."""
    done = file.read_text().splitlines(keepends=True) if file.exists() else []
    done = [line for line in done if line.endswith("\n")]  # a kill cut the last line: its change is not worked off
    with open_sync(StoreConfig.from_env(os.environ)) as database:
        while not until or len(done) < until:
            cursor = int(done[-1].split()[0]) if done else 0
            page = feed.read(database, cursor, limit=40)
            fresh = [f"{entry['seq']} {entry['_id']}\n" for entry in page]
            done += fresh
            _replace(file, "".join(done))
            print(len(done), flush=True)
            if not page:
                time.sleep(0.05)


def _replace(file: Path, text: str) -> None:
    part = file.with_suffix(".part")
    part.write_text(text)
    part.replace(file)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
