"""Runs the crawls of a command to their end, whoever asks them to end earlier: a signal, or the limit of the run."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Collection
from functools import partial

from scrapy.crawler import Crawler, CrawlerProcessBase

from crawler import endings
from crawler.running.limits import minutes

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_KILLED_BY = 128
"""A shell's exit code of a program that a signal ended, less the signal's number."""


def run(process: CrawlerProcessBase, crawlers: Collection[Crawler], *, timeout_s: float = 0.0) -> None:
    """Start what *process* has been given and return when it is done; 0 = no limit of time.

    The first SIGINT or SIGTERM ends the crawls as `crawler.endings` says, the second one the process, at once.
    Scrapy's own handlers are not used: they lose a spider that is just being opened, with its verdict and its lease.
    """
    loop = asyncio.get_event_loop()
    for number in _SIGNALS:
        loop.add_signal_handler(number, partial(_stop, crawlers, signal.Signals(number)))
    if timeout_s > 0:
        why = f"the time limit of the whole run, {minutes(timeout_s)} (RUN_TIMEOUT)"
        loop.call_later(timeout_s, _end_all, crawlers, endings.TIMED_OUT, why)
    try:
        process.start(install_signal_handlers=False)
    finally:
        for number in _SIGNALS:
            if not loop.is_closed():
                loop.remove_signal_handler(number)


def _stop(crawlers: Collection[Crawler], number: signal.Signals) -> None:
    _tell(f"{number.name}: nothing more is asked, what was read is stored; once more ends at once")
    for each in _SIGNALS:
        asyncio.get_running_loop().add_signal_handler(each, _kill, each)
    _end_all(crawlers, endings.INTERRUPTED, number.name)


def _end_all(crawlers: Collection[Crawler], reason: str, why: str) -> None:
    for crawler in crawlers:
        if crawler.crawling:
            endings.end(crawler, reason, why)


def _kill(number: signal.Signals) -> None:
    _tell(f"{number.name} once more: ended at once; the next run reads again what was not stored")
    os._exit(_KILLED_BY + number)


def _tell(line: str) -> None:
    print(f"scrapy: {line}", file=sys.stderr, flush=True)
