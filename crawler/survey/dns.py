"""The addresses of a host, where this machine is who resolves it: behind a proxy nobody here does."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from urllib.request import getproxies, proxy_bypass

MOST = 4
"""Addresses that are kept."""


@dataclass(frozen=True, slots=True)
class Dns:
    """What the name of a host leads to."""

    addresses: tuple[str, ...] = ()
    """IPv4 and IPv6; empty: the name does not exist, or its servers do not answer."""
    proxied: bool = False
    """True if a proxy resolves the name: then no address is known here, and none is missing."""
    reason: str = ""
    """Why there is none."""

    @property
    def is_missing(self) -> bool:
        """Whether the host has no address."""
        return not self.addresses and not self.proxied

    def sentence(self) -> str:
        """For a person."""
        if self.proxied:
            return "resolved by the proxy of the environment"
        return ", ".join(self.addresses) if self.addresses else f"no address: {self.reason}"


def look_up(host: str, scheme: str) -> Dns:
    """Resolve *host* as a request by *scheme* would. Blocks; never raises."""
    if scheme in getproxies() and not proxy_bypass(host):
        return Dns(proxied=True)
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        return Dns(reason=str(getattr(error, "strerror", None) or error))
    return Dns(tuple(dict.fromkeys(str(entry[4][0]) for entry in found))[:MOST])
