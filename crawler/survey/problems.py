"""Why a page could not be had: one kind and one sentence, from whatever error or answer said so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response

from crawler.fetch.walled import WallMet
from crawler.walk import PAGE_MAXSIZE

_TLS = re.compile(r"certificate|ssl|tls|handshake", re.IGNORECASE)
_TOO_LARGE = re.compile(r"DOWNLOAD_MAXSIZE|download max ?size", re.IGNORECASE)
_TUNNEL = re.compile(r"CONNECT tunnel with proxy (\S+) \[\{'status': (\d+)")


class Kind(StrEnum):
    """What came instead of the page."""

    DNS = "dns"
    """The host has no address."""
    REFUSED = "refused"
    """The host does not take the connection, or drops it."""
    TIMEOUT = "timeout"
    TLS = "tls"
    PROXY = "proxy"
    """The proxy in between could not reach the host."""
    ROBOTS = "robots"
    """The site's robots.txt forbids the page: it was not asked for."""
    WALL = "wall"
    """A page that stands in for the page."""
    REDIRECT = "redirect"
    """A redirect that leads away, which is not followed."""
    HTTP = "http"
    """A status that is no page."""
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    OTHER = "other"


REFUSALS = frozenset({401, 403, 429, 451, 503})
"""Statuses that mean: not you, or not now."""
_OF_THE_HOST = frozenset({Kind.DNS, Kind.REFUSED, Kind.TIMEOUT, Kind.TLS, Kind.PROXY, Kind.WALL})


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a page could not be had."""

    kind: Kind
    sentence: str
    """Whole sentence for a person, with the address."""
    status: int | None = None
    """HTTP status code, where there was an answer."""
    location: str | None = None
    """Where a redirect leads, absolute."""
    wall: str | None = None
    """Kind of what stands in the way (`crawler.fetch.walls.Kind`), if something does."""

    @property
    def is_wall(self) -> bool:
        """Whether the site keeps us out."""
        return self.kind is Kind.WALL or (self.kind is Kind.HTTP and self.status in REFUSALS)

    @property
    def may_pass(self) -> bool:
        """Whether the page may be there tomorrow: the host did not answer, or failed."""
        passing = (Kind.DNS, Kind.REFUSED, Kind.TIMEOUT, Kind.TLS, Kind.OTHER)
        return self.kind in passing or (self.kind is Kind.HTTP and (self.status or 0) >= 500)

    @property
    def is_of_the_host(self) -> bool:
        """Whether the next page of the host will most likely meet the same."""
        return self.kind in _OF_THE_HOST or self.is_wall


def of_answer(response: Response, asked: str) -> Problem | None:
    """What is wrong with an answer; ``None`` for a status of success."""
    if 200 <= response.status < 300:
        return None
    header = response.headers.get("Location")
    if header:
        target = _absolute(response.url, header.decode("latin-1"))
        sentence = f"{asked} leads to {target}, which is another host or no page of its kind."
        return Problem(Kind.REDIRECT, sentence, response.status, target)
    return Problem(Kind.HTTP, f"{asked} answers HTTP {response.status}.", response.status)


def of_error(error: BaseException, asked: str) -> Problem:
    """What an error of the download says."""
    said = " ".join(str(error).split()) or type(error).__name__
    match error:
        case WallMet():
            status = error.response.status
            away = of_answer(error.response, asked) if status >= 300 else None
            if away is not None:
                return away
            sentence = f"{asked} answers with a page that stands in for it, {said}."
            return Problem(Kind.WALL, sentence, status, wall=error.wall.kind)
        case IgnoreRequest() if "robots" in said:
            return Problem(Kind.ROBOTS, f"robots.txt of the site forbids {asked}: it was not asked for.")
        case DownloadCancelledError() | IgnoreRequest() if _TOO_LARGE.search(said):
            size = f", {PAGE_MAXSIZE // 1024**2} MB" if str(PAGE_MAXSIZE) in said else ""
            return Problem(Kind.TOO_LARGE, f"{asked} is larger than a page may be{size}.")
        case CannotResolveHostError():
            return Problem(Kind.DNS, f"{asked}: the host has no address ({said}).")
        case DownloadTimeoutError():
            return Problem(Kind.TIMEOUT, f"{asked} was not answered in time.")
        case DownloadConnectionRefusedError():
            return Problem(Kind.REFUSED, f"{asked}: the host refuses the connection.")
    if tunnel := _TUNNEL.search(said):
        return Problem(Kind.PROXY, f"{asked}: the proxy {tunnel[1]} cannot reach the host (HTTP {tunnel[2]}).")
    if _TLS.search(said):
        return Problem(Kind.TLS, f"{asked}: no TLS connection ({said[:200]}).")
    return Problem(Kind.OTHER, f"{asked} could not be had: {said[:200]}.")


def _absolute(base: str, location: str) -> str:
    try:
        return urljoin(base, location)
    except ValueError:
        return location
