"""Plays web sites under their real host names through a loopback HTTP and HTTPS forward proxy.

``python -m demo.playback`` plays the bundled sample sites, ``python -m demo.playback FOLDER`` any folder of saved
pages with an ``INDEX.tsv``. A client needs nothing but the ordinary ``http_proxy`` and ``https_proxy`` variables.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import errno
import json
import signal
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from demo.access_log import AccessLog
from demo.certificates import Authority
from demo.editions import FIRST, Edition, read_edition
from demo.folder import FolderError, load_folder
from demo.play import Site
from demo.proxy import LOOPBACK, Proxy
from demo.sites import sample_sites


class Playback:
    """A running playback: ``async with Playback(sites) as p: p.port, p.ca_file``."""

    def __init__(
        self,
        sites: Sequence[Site] | None = None,
        *,
        port: int = 0,
        access_log: Path | None = None,
        ca_file: Path | None = None,
    ) -> None:
        self._authority = Authority()
        self._proxy = Proxy(sample_sites(Edition()) if sites is None else sites, self._authority, AccessLog(access_log))
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._ca_file = ca_file
        self._wanted_port = port
        self.port = 0

    @property
    def url(self) -> str:
        """Value for ``http_proxy`` and ``https_proxy``."""
        return f"http://{LOOPBACK}:{self.port}"

    @property
    def ca_file(self) -> Path:
        """CA certificate in PEM form; as ``SSL_CERT_FILE`` it makes a verifying client trust the playback."""
        if self._ca_file is None:
            raise RuntimeError("the playback has not been started")
        return self._ca_file

    @property
    def hosts(self) -> list[str]:
        """Host names that are played."""
        return self._proxy.hosts

    async def __aenter__(self) -> Playback:
        self.port = await self._proxy.start(self._wanted_port)
        if self._ca_file is None:
            self._folder = tempfile.TemporaryDirectory(prefix="playback-")
            self._ca_file = Path(self._folder.name) / "ca.pem"
        self._authority.write(self._ca_file)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._proxy.stop()
        if self._folder:
            self._folder.cleanup()


@contextlib.contextmanager
def playing(sites: Sequence[Site] | None = None, *, access_log: Path | None = None) -> Iterator[Playback]:
    """A playback in a thread of its own, for synchronous tests."""
    started = threading.Event()
    state: dict[str, object] = {}

    async def run() -> None:
        stop = asyncio.Event()
        async with Playback(sites, access_log=access_log) as playback:
            state.update(playback=playback, stop=stop, loop=asyncio.get_running_loop())
            started.set()
            await stop.wait()

    def work() -> None:
        try:
            asyncio.run(run())
        except BaseException as error:
            state["error"] = error
            raise
        finally:
            started.set()

    thread = threading.Thread(target=work, name="playback", daemon=True)
    thread.start()
    started.wait()
    playback, loop, stop = state.get("playback"), state.get("loop"), state.get("stop")
    if not (
        isinstance(playback, Playback)
        and isinstance(loop, asyncio.AbstractEventLoop)
        and isinstance(stop, asyncio.Event)
    ):
        raise RuntimeError("the playback did not start") from state.get("error")  # type: ignore[misc]
    try:
        yield playback
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()


async def serve(options: argparse.Namespace, sites: Sequence[Site]) -> None:
    """Play until SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    playback = Playback(sites, port=options.port, access_log=options.access_log, ca_file=options.ca_file)
    async with playback:
        ready = {"http_proxy": playback.url, "ca": str(playback.ca_file), "sites": playback.hosts}
        if options.json:
            print(json.dumps({"ready": True, **ready}), flush=True)
        else:
            hosts = ",".join(playback.hosts)
            print(f"playback ready http_proxy={playback.url} ca={playback.ca_file} sites={hosts}", flush=True)
        await stop.wait()


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        if options.folders:
            sites: list[Site] = [site for folder in options.folders for site in load_folder(folder)]
        else:
            if options.edition_file:
                read_edition(options.edition_file)
            sites = sample_sites(Edition(options.edition, options.edition_file))
        asyncio.run(serve(options, sites))
    except (FolderError, ValueError) as error:
        print(f"playback: {error}", file=sys.stderr)
        return 1
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            reason = f"port {options.port} of {LOOPBACK} is in use: choose another --port, or 0 for a free one."
        else:
            reason = str(error)
        print(f"playback: {reason}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m demo.playback", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="saved pages with an INDEX.tsv")
    parser.add_argument("--port", type=_port, default=0, help="port on 127.0.0.1 (default: a free one)")
    parser.add_argument("--ca-file", type=Path, help="where to write the CA certificate (default: a temporary file)")
    parser.add_argument(
        "--access-log", type=Path, help="append one line per request: time method host path status bytes"
    )
    edition = parser.add_mutually_exclusive_group()
    edition.add_argument("--edition", type=_edition, default=FIRST, help="edition of the sample sites (default: 1)")
    edition.add_argument("--edition-file", type=Path, help="file with the edition's number, read at each request")
    parser.add_argument("--json", action="store_true", help="print the ready line as JSON")
    return parser


def _port(text: str) -> int:
    """A TCP port; 0 means any."""
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port from 0 to 65535")
    return int(text)


def _edition(text: str) -> int:
    """Number of an edition."""
    if not text.isdecimal() or int(text) < FIRST:
        raise argparse.ArgumentTypeError(f"{text!r} is not an edition from {FIRST} up")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
