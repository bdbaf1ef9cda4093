"""Keeps the readers' logs out of a benchmark, and gives logging back as it was: tests run benchmarks, too."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_logs() -> Iterator[None]:
    """What readers make of a page is in the figures, and failures are told; their logs would bury both."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
