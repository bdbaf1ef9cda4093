"""A TCP link to the database that a test can make slow, cut at a chosen moment, and let come back."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Link:
    """Passes bytes on between loopback ports; what it does is set before the traffic begins."""

    to_port: int
    delay_s: float = 0.0
    """Before each piece of an answer."""
    cut_at: bytes | None = None
    """Every connection is cut when a client sends this; that request never arrives."""
    refusals: int = 0
    """So many new connections are refused after the cut, then all is as before."""
    port: int = 0
    cuts: int = 0
    refused: int = 0
    _open: set[asyncio.StreamWriter] = field(default_factory=set)

    async def serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        """Listen until *stop*."""
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        async with server:
            await stop.wait()
            self._cut()

    async def _connected(self, client_in: asyncio.StreamReader, client_out: asyncio.StreamWriter) -> None:
        if self.cuts and self.refused < self.refusals:
            self.refused += 1
            client_out.close()
            return
        server_in, server_out = await asyncio.open_connection("127.0.0.1", self.to_port)
        self._open |= {client_out, server_out}
        try:
            await asyncio.gather(self._requests(client_in, server_out), self._answers(server_in, client_out))
        finally:
            self._open -= {client_out, server_out}

    async def _requests(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                if self.cut_at is not None and not self.cuts and self.cut_at in data:
                    self.cuts += 1
                    self._cut()
                    return
                target.write(data)
                await target.drain()
        target.close()

    async def _answers(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await source.read(65536):
                await asyncio.sleep(self.delay_s)
                target.write(data)
                await target.drain()
        target.close()

    def _cut(self) -> None:
        for stream in self._open:
            stream.transport.abort()


@contextmanager
def linked(link: Link) -> Iterator[Link]:
    """Run *link* in a thread of its own."""
    ready = threading.Event()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(link.serve(ready, stop),), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield link
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
