"""`scrapy <command>` for cron and ops.

Scrapy calls a command as its module is called: that of `scrapy lint-sites` is ``lint-sites.py``. No ``import``
statement reaches such a module, so it holds the command and nothing that others need.
"""

from __future__ import annotations

import sys
from types import TracebackType

EXIT_INTERRUPTED = 130
"""As a shell tells that a program was ended by Ctrl-C."""

_before = sys.excepthook


def _tell_interrupt(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Ctrl-C before a crawl runs, which Scrapy itself ends: one line and the exit code instead of a traceback."""
    if not issubclass(kind, KeyboardInterrupt):
        _before(kind, error, trace)
        return
    print("scrapy: interrupted", file=sys.stderr)
    raise SystemExit(EXIT_INTERRUPTED)


sys.excepthook = _tell_interrupt  # Scrapy makes the commands itself: nothing of ours is called around them
