"""`scrapy export`: articles as JSON Lines, CSV or Parquet."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from scrapy.commands import ScrapyCommand
from scrapy.exceptions import UsageError

from crawler.commands.crawl import EXIT_FAILED, complain
from crawler.commands.output import STDOUT, output
from crawler.store.config import StoreConfig
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.export import FIELDS, articles
from crawler.store.formats import FORMATS, PARQUET_HINT, writing
from crawler.store.windows import EPOCH
from crawler.text.dates import VIETNAM


class Command(ScrapyCommand):
    """Exit codes: 0 written; 1 failed (one sentence on stderr), no file was left or changed; 2 wrong usage."""

    requires_project = True
    requires_crawler_process = False
    default_settings = {"LOG_ENABLED": False}

    def syntax(self) -> str:
        """Arguments of the command."""
        return "[--since TIME] [--until TIME] [--site SITE] [--format FORMAT] [-o FILE]"

    def short_desc(self) -> str:
        """One line for ``scrapy -h``."""
        return "Write articles into a file: JSON Lines, CSV or Parquet"

    def long_desc(self) -> str:
        """Text of ``scrapy export -h``."""
        return (
            "Writes the current text of every article that was first seen in the given span, in that order; an article "
            "without publication date is therefore in it too. A time is 2026-11-01 (midnight in Vietnam) or "
            "2026-11-01T00:00:00Z. Merged articles are left out, withdrawn ones say so in `state`. Memory is bounded "
            "whatever the number of articles. The file appears when it is complete. To keep a copy up to date use the "
            "change feed instead: docs/consuming.md."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Options besides Scrapy's own."""
        super().add_options(parser)
        parser.add_argument("--since", metavar="TIME", help="first seen at or after it (default: from the beginning)")
        parser.add_argument("--until", metavar="TIME", help="first seen before it (default: to the end)")
        parser.add_argument("--site", help="only articles whose first place of publication is this site")
        parser.add_argument("--format", choices=FORMATS, help="default: by the file's name, else jsonl")
        parser.add_argument(
            "-o", "--output", metavar="FILE", default=STDOUT, help="default: -, the standard output; .gz compresses"
        )
        parser.add_argument("--fields", metavar="NAME,NAME", help="only these, in this order (default: all)")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Export and set the exit code."""
        if args:
            raise UsageError("give options only; see scrapy export -h", print_help=False)
        if not opts.output:
            raise UsageError("-o: give the name of a file, or - for the standard output", print_help=False)
        names = _names(opts.fields)
        form = opts.format or _format_of(opts.output)
        if form == "parquet" and (opts.output == STDOUT or opts.output.endswith(".gz")):
            raise UsageError("Parquet needs a file of its own: give -o FILE.parquet", print_help=False)
        since, until = _moment("--since", opts.since), _moment("--until", opts.until)
        try:
            config = StoreConfig.from_env(os.environ)
            uri = resolve_uri(config)
            with ExitStack() as stack:
                database = stack.enter_context(open_sync(config, uri=uri))
                stream = stack.enter_context(output(opts.output))
                sink = stack.enter_context(writing(form, stream, names))
                count, moved = stack.enter_context(_progress(since or EPOCH, until, opts.output))
                stack.enter_context(explained(uri))
                for article in articles(database, since=since, until=until, site=opts.site, names=names, moved=moved):
                    sink.write(article)
                    count()
        except StoreError as error:
            self.exitcode = complain(error)
        except ImportError:
            self.exitcode = complain(PARQUET_HINT)
        except BrokenPipeError:  # `| head` has read enough
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError as error:
            self.exitcode = complain(f"{opts.output} cannot be written: {error.strerror or error}")
        except KeyboardInterrupt:
            print("scrapy export: interrupted, nothing was written", file=sys.stderr)
            self.exitcode = EXIT_FAILED


def _names(option: str | None) -> list[str]:
    """The fields to write. Raises UsageError for one that is not published."""
    names = [name.strip() for name in option.split(",")] if option else list(FIELDS)
    unknown = [name for name in names if name not in FIELDS]
    if unknown:
        raise UsageError(f"no field {unknown[0]!r}; there are: {', '.join(FIELDS)}", print_help=False)
    return list(dict.fromkeys(names))


def _format_of(output: str) -> str:
    suffix = Path(output.removesuffix(".gz")).suffix.removeprefix(".")
    return suffix if suffix in FORMATS else FORMATS[0]


def _moment(option: str, value: str | None) -> datetime | None:
    """A day (its midnight in Vietnam) or a time with zone, in UTC. Raises UsageError."""
    if value is None:
        return None
    try:
        if len(value) == len("2026-11-01"):
            return datetime.combine(date.fromisoformat(value), time(), VIETNAM).astimezone(UTC)
        moment = datetime.fromisoformat(value)
        if moment.utcoffset() is not None:
            return moment.astimezone(UTC)
    except OverflowError:
        raise UsageError(f"{option} {value}: give a time of the years 2 to 9998", print_help=False) from None
    except ValueError:
        pass
    raise UsageError(
        f"{option} {value}: write a day as 2026-11-01, or a time with its zone as 2026-11-01T00:00:00Z",
        print_help=False,
    )


@contextmanager
def _progress(
    since: datetime, until: datetime | None, output: str
) -> Iterator[tuple[Callable[[], None], Callable[[datetime], None]]]:
    """A bar on stderr if somebody watches: how far in time, how many articles. Yields (one more, moved to)."""
    watched = sys.stderr.isatty() and not (output == STDOUT and sys.stdout.isatty())
    columns: list[Any] = [TextColumn("{task.fields[count]} articles"), BarColumn(), TaskProgressColumn()]
    columns += [TextColumn("{task.fields[day]}"), TimeElapsedColumn()]
    with Progress(*columns, console=Console(stderr=True), disable=not watched) as progress:
        now = datetime.now(UTC)
        last = min(until or now, now)
        total = max((last - since).total_seconds(), 1.0)
        task = progress.add_task("export", total=total, count=0, day="")
        written = 0

        def count() -> None:
            nonlocal written
            written += 1

        def moved(moment: datetime) -> None:
            shown = min(moment, last)  # behind it is only what crawlers with wrong clocks stored
            done = (shown - since).total_seconds()
            progress.update(task, completed=done, count=written, day=f"{shown.astimezone(VIETNAM):%d/%m/%Y}")

        yield count, moved
