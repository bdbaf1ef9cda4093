"""A migrating process for the tests: ``python -m tests.integration.store.migrating`` migrates in small batches.

Prints a line per batch, so that a test can kill it between two of them.
"""

from __future__ import annotations

import os
import sys
from functools import partial

from crawler.store.config import StoreConfig
from crawler.store.connect import open_sync
from crawler.store.errors import StoreError
from crawler.store.migrations.lock import MigrationLock
from crawler.store.migrations.progress import Step
from crawler.store.migrations.runner import bring_up


def report(step: Step) -> None:
    """One line per batch."""
    print(f"{step.label} {step.step} {step.done}/{step.total}", flush=True)


def main() -> int:
    """Migrate; exit code 1 with a sentence if that is not possible."""
    say = partial(print, flush=True)
    try:
        with open_sync(StoreConfig.from_env(os.environ)) as db:
            done = bring_up(db, batch=10, report=report, lock=partial(MigrationLock, say=say))
    except StoreError as error:
        print(error, flush=True)
        return 1
    print("done", [entry["number"] for entry in done.migrations], flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
