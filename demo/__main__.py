"""``python -m demo``: crawl the sample sites twice over real sockets and show what was stored.

Between the two crawls the sites go from their first to their second edition, in which an article was edited. Nothing
of the live web is touched.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from demo.child import PROJECT, PlaybackChild, PlaybackError, playback_child
from demo.editions import read_edition, write_edition
from demo.manifest import LAST_EDITION

CRAWL = (
    sys.executable, "-m", "scrapy", "crawlall", "-a", "max_pages=0",
    # The politeness of a live crawl would only make loopback slow.
    "-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8", "-s", "CONCURRENT_REQUESTS=16",
    "-s", "AUTOTHROTTLE_ENABLED=0",
)  # fmt: skip


class Terminated(KeyboardInterrupt):
    """SIGTERM, which ends the demo as Ctrl-C does."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    if options.data:
        os.environ["CRAWLER_DATA"] = str(options.data.resolve())
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        return _demo(keep=options.keep_editions)
    except (PlaybackError, OSError, ValueError) as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("demo: interrupted", file=sys.stderr)
        return 130


def _demo(*, keep: bool) -> int:
    # Imported here: --help must work before the crawler's dependencies are in order.
    from crawler.store.config import StoreConfig
    from crawler.store.errors import StoreError

    started = time.monotonic()
    try:
        config = StoreConfig.from_env(os.environ)
    except StoreError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    edition_file = config.data_dir / "demo" / "edition"
    first = read_edition(edition_file)
    write_edition(edition_file, first)
    with playback_child("--edition-file", edition_file) as playback:
        _say(f"playing {len(playback.sites)} host names on {playback.http_proxy} (process {playback.pid})")
        codes = [_crawl(playback, f"edition {first}")]
        if not keep and codes[0] in {0, 3}:
            write_edition(edition_file, LAST_EDITION)
            # No article is due so soon: the edit would be found in two hours.
            codes.append(_crawl(playback, f"edition {LAST_EDITION}, again over everything", "-a", "full=1"))
    if 1 in codes or 2 in codes:
        _say("stopped: the crawl could not be attempted, see its message above")
        return max(codes)
    try:
        _show(read_edition(edition_file))
    except StoreError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    _say(f"done in {time.monotonic() - started:.1f} s, exit codes of the crawls: {', '.join(map(str, codes))}")
    if config.uri is None:
        _say("the embedded database server keeps running; `scrapy db stop` ends it")
    return max(codes)


def _crawl(playback: PlaybackChild, what: str, *arguments: str) -> int:
    """One ``scrapy crawlall`` through the playback; its table goes straight to the terminal."""
    _say(f"crawling all sites, {what}")
    started = time.monotonic()
    process = subprocess.Popen([*CRAWL, *arguments], cwd=PROJECT, env=playback.environment())  # noqa: S603 - our own command
    try:
        code = process.wait()
    except KeyboardInterrupt as stopped:
        # Ctrl-C reached the crawl too, and a second signal would cut its clean end short; SIGTERM reached us alone.
        if isinstance(stopped, Terminated):
            process.terminate()
        process.wait()
        raise
    _say(f"crawl ended with exit code {code} after {time.monotonic() - started:.1f} s")
    # A crawl that a signal ended has a negative code; to the caller of the demo it failed.
    return code if code >= 0 else 1


def _show(edition: int) -> None:
    """Read back what the crawls stored."""
    from crawler.store.config import StoreConfig
    from crawler.store.connect import open_sync
    from demo.report import stored_lines

    with open_sync(StoreConfig.from_env(os.environ)) as database:
        for line in stored_lines(database, edition):
            print(line)


def _say(text: str) -> None:
    print(f"[demo] {text}", flush=True)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """Unwind, so that the crawl and the playback are stopped."""
    raise Terminated


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument("--data", type=Path, metavar="DIR", help="data folder (default: CRAWLER_DATA, else ./data)")
    parser.add_argument("--keep-editions", action="store_true", help="crawl once, in the edition that is played now")
    return parser


if __name__ == "__main__":
    sys.exit(main())
