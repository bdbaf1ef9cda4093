"""HTTP rules that every played site shares: validators and 304, compression, response headers."""

from __future__ import annotations

import gzip

from demo.play import PlayRequest, PlayResponse

MIN_GZIP_BYTES = 400
"""Compressing less makes it longer."""

_COMPRESSIBLE = ("text/", "application/xml", "application/rss+xml", "application/json", "application/xhtml")
_SERVER = "demo-playback"


def finish(request: PlayRequest, response: PlayResponse) -> PlayResponse:
    """Apply conditional requests and compression to what the site answered."""
    if response.raw is not None:
        return response
    if response.status == 200 and request.method in {"GET", "HEAD"} and _unchanged(request, response):
        return PlayResponse(status=304, content_type="", etag=response.etag, last_modified=response.last_modified)
    compressible = response.content_type.startswith(_COMPRESSIBLE) and len(response.body) >= MIN_GZIP_BYTES
    if compressible and response.stream is None:
        response.headers.append(("Vary", "Accept-Encoding"))
        if _accepts_gzip(request.headers.get("accept-encoding", "")):
            response.headers.append(("Content-Encoding", "gzip"))
            # mtime=0: two captures of one page must be equal to the byte.
            response.body = gzip.compress(response.body, compresslevel=5, mtime=0)
    return response


def header_list(response: PlayResponse) -> list[tuple[str, str]]:
    """Headers in the order in which they are written."""
    headers = [("Server", _SERVER)]
    if response.content_type:
        headers.append(("Content-Type", response.content_type))
    if response.etag is not None:
        headers.append(("ETag", f'"{response.etag}"'))
    if response.last_modified is not None:
        headers.append(("Last-Modified", response.last_modified))
    headers += response.headers
    if response.stream is not None:
        headers.append(("Transfer-Encoding", "chunked"))
    elif response.status != 304:
        headers.append(("Content-Length", str(len(response.body))))
    return headers


def _unchanged(request: PlayRequest, response: PlayResponse) -> bool:
    """Whether the client's copy is current; an ETag condition overrides a date (RFC 9110, 13.1.3)."""
    known = request.headers.get("if-none-match")
    if known is not None:
        tags = {tag.strip().removeprefix("W/").strip('"') for tag in known.split(",")}
        return response.etag is not None and (response.etag in tags or "*" in tags)
    since = request.headers.get("if-modified-since")
    return since is not None and since == response.last_modified


def _accepts_gzip(accepted: str) -> bool:
    """Whether gzip is among the accepted codings and not refused by ``q=0``."""
    for coding in accepted.lower().split(","):
        name, _, weight = coding.strip().partition(";")
        if name.strip() in {"gzip", "*"}:
            return weight.replace(" ", "") not in {"q=0", "q=0.0"}
    return False
