"""Where a command writes its result: standard output, or a file that is there as a whole or not at all."""

from __future__ import annotations

import gzip
import os
import secrets
import signal
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import IO, NoReturn, cast

STDOUT = "-"
"""The name that means standard output."""

_KILLED_BY = 128


@contextmanager
def output(name: str) -> Iterator[IO[bytes]]:
    """The stream to write into; a ``name`` that ends in ``.gz`` compresses. Raises OSError.

    A file takes its name only when everything is written and on disk: until then, and after an error, Ctrl-C or
    SIGTERM, what stood there stands there. What is no file (a device, a pipe) is written into as it is.
    """
    if name == STDOUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    path = Path(name)
    try:
        before = path.stat()
    except FileNotFoundError:
        before = None
    if before is not None and not stat.S_ISREG(before.st_mode):
        with path.open("wb") as device, _packed(path, device) as stream:
            yield stream
        return
    with _replacing(Path(os.path.realpath(name)), before) as file, _packed(path, file) as stream:
        yield stream


@contextmanager
def _replacing(path: Path, before: os.stat_result | None) -> Iterator[IO[bytes]]:
    """A new file beside ``path`` that takes its place, mode and owner at the end."""
    part = path.with_name(f".scrapy-{secrets.token_hex(8)}.part")  # nobody else's: safe to delete
    with _sigterm_raises():
        try:
            with part.open("xb") as file:
                if before is not None:
                    os.fchmod(file.fileno(), stat.S_IMODE(before.st_mode))
                    with suppress(PermissionError):  # only root can give a file away
                        os.fchown(file.fileno(), before.st_uid, before.st_gid)
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)


@contextmanager
def _packed(path: Path, file: IO[bytes]) -> Iterator[IO[bytes]]:
    """``file``, through gzip if the name ``path`` says so."""
    if not path.name.endswith(".gz"):
        yield file
        return
    with gzip.GzipFile(path.name.removesuffix(".gz"), "wb", fileobj=file) as packed:
        yield cast("IO[bytes]", packed)


@contextmanager
def _sigterm_raises() -> Iterator[None]:
    """SIGTERM ends the process by SystemExit, so that what was begun is taken away."""
    before = signal.signal(signal.SIGTERM, _exit)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _exit(number: int, _: FrameType | None) -> NoReturn:
    raise SystemExit(_KILLED_BY + number)
