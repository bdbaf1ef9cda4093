"""Parquet through pyarrow, an optional extra: import this module only where it is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from crawler.store.schema.fields import fields, kinds, resolved

ROWS = 1000
"""Records per row group: 6 MB of ordinary articles in memory at a time."""

_SCALARS = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.timestamp("ms", tz="UTC")}


class Parquet:
    """One file with the columns of the JSON Schema, whatever the records hold; zstd inside."""

    def __init__(self, stream: IO[bytes], names: Sequence[str]) -> None:
        self._schema = arrow_schema(names)
        self._file = pq.ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[Mapping[str, Any]] = []

    def write(self, record: Mapping[str, Any]) -> None:
        """Add one record; every ``ROWS`` of them are written. Raises OSError."""
        self._rows.append({name: _plain(value) for name, value in record.items()})
        if len(self._rows) >= ROWS:
            self._flush()

    def close(self) -> None:
        """Write the rest and the footer, without which the file cannot be read. Raises OSError."""
        if self._rows:
            self._flush()
        self._file.close()

    def _flush(self) -> None:
        self._file.write_table(pa.Table.from_pylist(self._rows, schema=self._schema), row_group_size=ROWS)
        self._rows = []


def arrow_schema(names: Sequence[str]) -> pa.Schema:
    """The columns for ``names``, by the JSON Schema: the same in every file, also where a column is empty."""
    return pa.schema([pa.field(name, _type(fields()[name])) for name in names])


def _type(rule: Mapping[str, Any]) -> pa.DataType:
    kind = next(name for name in kinds(rule) if name != "null")
    if kind == "array":
        return pa.list_(_type(resolved(rule["items"])))
    if kind == "object" and "properties" in rule:
        parts = rule["properties"].items()
        return pa.struct([pa.field(name, _type(resolved(part))) for name, part in parts])
    if kind == "object":
        return pa.map_(pa.string(), pa.string())
    return _SCALARS[kind]


def _plain(value: Any) -> Any:
    """A map column takes pairs, and the only object without fixed fields is `via`."""
    return list(value.items()) if isinstance(value, dict) else value
