"""What a played site sees and gives back: the only interface between the proxy and the sites."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol
from urllib.parse import parse_qs, urlsplit

Tls = Literal["own", "foreign", "expired", "weak", "none"]
"""How a host answers on port 443: with its own certificate, with one for another host, with its own of last month, with
TLS 1.1 at most, not at all."""


@dataclass(frozen=True, slots=True)
class PlayRequest:
    """One request as the site behind the proxy would have received it."""

    method: str
    url: str
    """Absolute URL without fragment, default port left out."""
    headers: dict[str, str]
    """Header names in lower case."""
    body: bytes = b""

    @property
    def scheme(self) -> str:
        """``http`` or ``https``."""
        return urlsplit(self.url).scheme

    @property
    def host(self) -> str:
        """Host name, with the port when it is not the default one."""
        return urlsplit(self.url).netloc

    @property
    def path(self) -> str:
        """Path without the query."""
        return urlsplit(self.url).path or "/"

    @property
    def query(self) -> dict[str, str]:
        """First value of each query parameter."""
        return _first(urlsplit(self.url).query)

    def form(self) -> dict[str, str]:
        """First value of each field of an ordinary (urlencoded) form body."""
        return _first(self.body.decode("utf-8", errors="replace"))


@dataclass(slots=True)
class PlayResponse:
    """What a site answers; the proxy adds length, compression, validators and connection handling."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)
    etag: str | None = None
    """Opaque validator without quotes; given, ``If-None-Match`` is honoured."""
    last_modified: str | None = None
    """HTTP date; given, ``If-Modified-Since`` with the very same text is honoured."""
    stream: AsyncIterator[bytes] | None = None
    """Body made on the fly, sent chunked and uncompressed; ``body`` is ignored then."""
    raw: AsyncIterator[bytes] | None = None
    """The whole answer, from the status line on, as it goes over the wire; then the connection is closed. For answers
    that no server should give: the other fields are ignored, but for ``status``, which goes into the log."""
    reset: bool = False
    """With ``raw``: the connection is not closed but reset."""


class Site(Protocol):
    """Anything that can be registered for host names."""

    @property
    def hosts(self) -> Sequence[str]:
        """Host names (with port when not the default) that this site answers for."""

    @property
    def tls(self) -> Tls:
        """How the hosts answer on port 443."""

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Answer one request; must not block."""


def text_response(status: int, text: str, *, headers: Sequence[tuple[str, str]] = ()) -> PlayResponse:
    """A plain-text answer."""
    return PlayResponse(f"{text}\n".encode(), status, "text/plain; charset=utf-8", list(headers))


def redirect(location: str, status: int = 302) -> PlayResponse:
    """A redirect with the small HTML body that servers send along."""
    body = f'<html><head><title>Chuyển hướng</title></head><body><a href="{location}">Chuyển hướng</a></body></html>'
    return PlayResponse(body.encode(), status, headers=[("Location", location)])


def not_found() -> PlayResponse:
    """The 404 page of a sample site."""
    page = "<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>404</title></head>"
    return PlayResponse((page + "<body><h1>Không tìm thấy trang</h1></body></html>").encode(), 404)


def _first(encoded: str) -> dict[str, str]:
    """Decode a query string, keep the first value of each name."""
    return {name: values[0] for name, values in parse_qs(encoded, keep_blank_values=True).items()}
