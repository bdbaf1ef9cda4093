"""Loopback forward proxy that answers for registered hosts instead of forwarding.

Plain requests arrive in absolute form; HTTPS arrives by CONNECT and is ended here with a certificate of our own.
No path from the network ever becomes a file name: sites answer from dictionaries.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import sys
import traceback
from collections.abc import AsyncIterator, Sequence
from urllib.parse import urlsplit

import h11

from demo.access_log import AccessLog
from demo.certificates import Authority
from demo.play import PlayRequest, PlayResponse, Site, text_response
from demo.wire import finish, header_list

LOOPBACK = "127.0.0.1"
READ_BYTES = 65536
MAX_BODY_BYTES = 1_000_000
"""Largest request body taken; the sample sites only know small forms."""
IDLE_SECONDS = 120.0
"""A kept-alive connection without a request is closed after this."""
CLOSE_SECONDS = 2.0
"""A client that does not take part in the end of a connection is not waited for any longer."""
FOREIGN_CERTIFICATE = "mail.may-chu-khac.test"
"""Name in the certificate of hosts whose HTTPS is misconfigured (``tls = "foreign"``)."""

_DEFAULT_PORT = {"http": 80, "https": 443}


class Proxy:
    """The server: accepts connections, finds the site, writes the answer."""

    def __init__(self, sites: Sequence[Site], authority: Authority, log: AccessLog) -> None:
        self._sites = {host.lower(): site for site in sites for host in site.hosts}
        self._authority = authority
        self._log = log
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    @property
    def hosts(self) -> list[str]:
        """All host names that are played."""
        return sorted(self._sites)

    async def start(self, port: int) -> int:
        """Listen on loopback; returns the port. ``OSError`` when it is taken."""
        self._server = await asyncio.start_server(self._accept, LOOPBACK, port)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stop listening and end every open connection."""
        if self._server:
            self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._log.close()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:  # asyncio runs this callback as a task
            raise RuntimeError("the connection handler runs outside a task")
        self._tasks.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, ssl.SSLError, h11.ProtocolError, TimeoutError, asyncio.IncompleteReadError):
            pass  # the client went away, spoke something else or refused our certificate: nothing left to answer
        except asyncio.CancelledError:
            pass  # stop() ends open connections
        finally:
            writer.close()
            with contextlib.suppress(OSError, ssl.SSLError, TimeoutError, asyncio.CancelledError):
                await asyncio.wait_for(writer.wait_closed(), CLOSE_SECONDS)
            self._tasks.discard(task)  # only now: asyncio itself keeps no task alive

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one connection: many requests, or one CONNECT and many requests inside it."""
        channel = Channel(reader, writer)
        tunnel: str | None = None
        while (received := await channel.receive()) is not None:
            request, body = received
            target = request.target.decode("ascii")
            method = request.method.decode("ascii")
            headers = {name.decode("ascii"): value.decode("latin-1") for name, value in request.headers}
            if method == "CONNECT" and tunnel is None:
                if not await self._connect(channel, target):
                    return
                tunnel = target
                channel = Channel(reader, writer)
                continue
            url = _absolute(target, headers.get("host", ""), tunnel)
            if url is None:
                explain = "This is a forward proxy: set it as http_proxy and ask for an absolute URL."
                await channel.send(method, text_response(400, explain))
                return
            asked = PlayRequest(method, url, headers, body)
            answer = finish(asked, self._answer(asked))
            await self._send_logged(channel, asked, answer)
            if answer.raw is not None or not channel.keep_alive():
                return

    async def _send_logged(self, channel: Channel, asked: PlayRequest, answer: PlayResponse) -> None:
        """Send and log; a plain answer is logged first, so that a client that has it finds its line."""
        path = asked.url.split(asked.host, 1)[1] or "/"
        if answer.raw is not None:
            self._log.write(asked.method, asked.host, path, answer.status, 0)
            await channel.send_raw(answer.raw, reset=answer.reset)
            return
        if answer.stream is None:
            size = 0 if asked.method == "HEAD" else len(answer.body)
            self._log.write(asked.method, asked.host, path, answer.status, size)
            await channel.send(asked.method, answer)
            return
        try:
            await channel.send(asked.method, answer)
        finally:  # how much of a stream went out is known at its end only, also when the client left
            self._log.write(asked.method, asked.host, path, answer.status, channel.sent)

    async def _connect(self, channel: Channel, target: str) -> bool:
        """Answer CONNECT and start TLS; false when the host cannot be reached that way."""
        host = _origin("https", target)
        site = self._sites.get(host)
        if site is None or site.tls == "none":
            reason = f"{target}: no such host in this playback." if site is None else f"{target}: connection refused."
            response = text_response(502, reason)
            self._log.write("CONNECT", target, "/", 502, len(response.body))
            await channel.send("CONNECT", response)
            return False
        name = FOREIGN_CERTIFICATE if site.tls == "foreign" else host.rsplit(":", 1)[0]
        await channel.start_tls(self._authority.context(name, weak=site.tls == "weak", expired=site.tls == "expired"))
        return True

    def _answer(self, request: PlayRequest) -> PlayResponse:
        """Ask the site; an error inside a sample site is a 500 with the trace on stderr, not a dead connection."""
        site = self._sites.get(request.host)
        if site is None:
            return text_response(502, f"{request.host}: no such host in this playback.")
        try:
            return site.respond(request)
        except Exception:
            traceback.print_exc(file=sys.stderr)
            return text_response(500, "The sample site failed; the playback's stderr has the trace.")


class Channel:
    """One HTTP/1.1 conversation over a stream, parsed by h11."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.SERVER)
        self.sent = 0

    async def receive(self) -> tuple[h11.Request, bytes] | None:
        """The next request with its body; none at the end of the connection."""
        request: h11.Request | None = None
        body = bytearray()
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                data = await asyncio.wait_for(self._reader.read(READ_BYTES), IDLE_SECONDS)
                self._http.receive_data(data)
            elif isinstance(event, h11.Request):
                request = event
                if (b"expect", b"100-continue") in event.headers:
                    await self._write(h11.InformationalResponse(status_code=100, headers=[]))
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > MAX_BODY_BYTES:
                    return None
            elif isinstance(event, h11.EndOfMessage) and request is not None:
                return request, bytes(body)
            else:
                return None

    async def send(self, method: str, response: PlayResponse) -> None:
        """Write an answer; ``sent`` counts the bytes of its body."""
        self.sent = 0
        await self._write(h11.Response(status_code=response.status, headers=header_list(response)))
        if response.stream is not None and method != "HEAD":
            async for chunk in response.stream:
                await self._write(h11.Data(data=chunk))
                self.sent += len(chunk)
        elif response.body and method != "HEAD":
            await self._write(h11.Data(data=response.body))
            self.sent = len(response.body)
        await self._write(h11.EndOfMessage())

    async def send_raw(self, answer: AsyncIterator[bytes], *, reset: bool) -> None:
        """Write bytes as they are; the caller closes the connection, unless it is to be reset."""
        async for chunk in answer:
            self._writer.write(chunk)
            await self._writer.drain()
        if reset:
            # A socket that does not linger is reset when it closes.
            connection = self._writer.get_extra_info("socket")
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._writer.transport.abort()

    async def start_tls(self, context: ssl.SSLContext) -> None:
        """Accept a CONNECT and continue encrypted on the same streams."""
        await self._write(h11.Response(status_code=200, headers=[], reason=b"Connection established"))
        await self._writer.start_tls(context)

    def keep_alive(self) -> bool:
        """Make ready for the next request; false when this connection ends here."""
        if self._http.our_state is not h11.DONE or self._http.their_state is not h11.DONE:
            return False
        self._http.start_next_cycle()
        return True

    async def _write(self, event: h11.Event) -> None:
        data = self._http.send(event)
        if data:
            self._writer.write(data)
            await self._writer.drain()


def _absolute(target: str, host: str, tunnel: str | None) -> str | None:
    """The URL that was asked for: absolute form outside a tunnel, origin form inside; none when it is neither."""
    if tunnel is not None:
        return f"https://{_origin('https', host or tunnel)}{target}" if target.startswith("/") else None
    parts = urlsplit(target)
    if parts.scheme != "http" or not parts.netloc:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return f"http://{_origin('http', parts.netloc)}{parts.path or '/'}{query}"


def _origin(scheme: str, netloc: str) -> str:
    """Host in lower case, the port only when it is not the scheme's default."""
    name, _, port = netloc.rpartition("@")[2].lower().partition(":")
    return name if not port or port == str(_DEFAULT_PORT[scheme]) else f"{name}:{port}"
