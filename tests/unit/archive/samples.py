"""Pages for the tests of the archive."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from crawler.archive.records import Exchange
from crawler.archive.writer import ArchiveWriter

START = datetime(2026, 11, 20, 8, 0, 0, 123000, tzinfo=UTC)
RUN = "20261120T080000Z-nbtv-abc123"


def exchange(number: int = 1, body: bytes | None = None, **fields: Any) -> Exchange:
    """Page *number*, different from all others, fetched that many minutes after START."""
    noise = random.Random(number).randbytes(300).hex()  # so that packing does not make all pages one size
    values: dict[str, Any] = {
        "url": f"https://nbtv.vn/tin/bai-{number}.html?p=1",
        "fetched_at": START + timedelta(minutes=number),
        "method": "GET",
        "request_headers": [(b"User-Agent", b"vnnews/1.0"), (b"Proxy-Authorization", b"Basic geheim")],
        "status": 200,
        "response_headers": [
            (b"Content-Type", b"text/html; charset=utf-8"),
            (b"Content-Length", b"17"),
            (b"Transfer-Encoding", b"chunked"),
            (b"Set-Cookie", b"session=geheim"),
            (b"ETag", b'"abc"'),
        ],
        "body": f"<html><h1>Bài số {number}</h1><p>{noise}</p></html>".encode() if body is None else body,
        "ip_address": "192.0.2.1",
    }
    return Exchange(**(values | fields))


def writer(folder: Path, *, run: str = RUN, max_bytes: int = 10**9) -> ArchiveWriter:
    """A writer of site nbtv."""
    info = {"software": "vnnews/1.0", "robots": "obey", "operator": "mailto:someone@example.org"}
    return ArchiveWriter(folder, "nbtv", run, max_bytes=max_bytes, info=info)
