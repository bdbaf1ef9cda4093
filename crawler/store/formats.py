"""Files of articles: JSON Lines, CSV and Parquet, written record by record."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import IO, Any, Protocol

from crawler.text.printable import escaped

Record = Mapping[str, Any]

FORMATS = ("jsonl", "csv", "parquet")

PARQUET_HINT = "Parquet needs pyarrow: pip install -r requirements-parquet.txt -c constraints.txt"

BYTE_ORDER_MARK = "\ufeff"
"""First character of a CSV file: without it Excel shows Vietnamese as garbage. Read it with ``utf-8-sig``."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Writer(Protocol):
    """Takes records one by one; nothing is complete before ``close``."""

    def write(self, record: Record) -> None:
        """Add one record. Raises OSError."""

    def close(self) -> None:
        """Write what is still held; the stream itself stays open. Raises OSError."""


class JsonLines:
    """One JSON object per line, UTF-8, dates as ``2026-11-20T08:00:00Z``."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def write(self, record: Record) -> None:
        self._stream.write(to_json(record).encode("utf-8", "surrogatepass") + b"\n")

    def close(self) -> None:
        self._stream.flush()


class Csv:
    """RFC 4180, UTF-8 with byte order mark; lists and objects as JSON, null as nothing.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front.
    """

    def __init__(self, stream: IO[bytes], names: Sequence[str]) -> None:
        self._stream = stream
        self._line = io.StringIO(newline="")
        self._rows = csv.writer(self._line)
        stream.write(BYTE_ORDER_MARK.encode())
        self._add(names)

    def write(self, record: Record) -> None:
        self._add([cell(value) for value in record.values()])

    def close(self) -> None:
        self._stream.flush()

    def _add(self, cells: Sequence[str | int | float]) -> None:
        self._rows.writerow(cells)
        self._stream.write(self._line.getvalue().encode("utf-8", "surrogatepass"))
        self._line.seek(0)
        self._line.truncate()


@contextmanager
def writing(form: str, stream: IO[bytes], names: Sequence[str]) -> Iterator[Writer]:
    """The writer of one of ``FORMATS`` for records with exactly ``names``, closed at the end.

    Raises ImportError where Parquet is wanted without pyarrow.
    """
    sink = _writer(form, stream, names)
    try:
        yield sink
    except BaseException:
        # Left to the garbage collector, Parquet would write its end into a closed stream and complain.
        with suppress(Exception):
            sink.close()
        raise
    sink.close()


def _writer(form: str, stream: IO[bytes], names: Sequence[str]) -> Writer:
    match form:
        case "jsonl":
            return JsonLines(stream)
        case "csv":
            return Csv(stream, names)
        case "parquet":
            from crawler.store.parquet import Parquet  # only here: pyarrow is an optional 100 MB

            return Parquet(stream, names)
    raise ValueError(f"{form!r} is none of {', '.join(FORMATS)}")


def to_json(value: Any) -> str:
    """``value`` as JSON on one line; Vietnamese stays readable, what would steer a terminal is escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, default=_moment))


def cell(value: Any) -> str | int | float:
    """``value`` as one cell of a CSV file."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return _moment(value)
    text = value if isinstance(value, str) else to_json(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _moment(value: object) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"{type(value).__name__} is nothing that an article holds")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
