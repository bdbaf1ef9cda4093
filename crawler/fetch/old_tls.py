"""HTTPS with servers whose TLS is out of date, for the sites whose file says so (``weak_tls``), and for no other.

OpenSSL's security level cannot be given by Scrapy's cipher setting: Twisted expands the list and loses it on the way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scrapy.crawler import Crawler
from twisted.internet.interfaces import IAcceptableCiphers
from twisted.internet.ssl import AcceptableCiphers
from zope.interface import implementer

from crawler.fetch.gate import GatedHandler

OLD_TLS: dict[str, Any] = {
    "DOWNLOAD_HANDLERS": {"http": "crawler.fetch.gate.GatedHandler", "https": "crawler.fetch.old_tls.OldTlsHandler"},
    "DOWNLOAD_TLS_MIN_VERSION": "TLSv1.0",
}
"""Settings of a spider whose site needs it."""

LEVEL = "@SECLEVEL=0"
"""OpenSSL's bounds of before 2010; moh.gov.vn's small Diffie-Hellman key needs a lower level than 2 (6.10, B)."""


@dataclass(frozen=True, slots=True)
class _Named:
    fullName: str  # noqa: N815 - Twisted's name


@implementer(IAcceptableCiphers)
class _OldCiphers:
    """OpenSSL's own list at the lowest security level, with the level behind it."""

    def selectCiphers(self, available: Iterable[Any]) -> tuple[Any, ...]:  # noqa: N802 - Twisted's name
        """The ciphers to offer; Twisted joins their names into one cipher string."""
        wanted = AcceptableCiphers.fromOpenSSLCipherString(f"DEFAULT:{LEVEL}")  # type: ignore[no-untyped-call]
        return (*wanted.selectCiphers(available), _Named(LEVEL))


class OldTlsHandler(GatedHandler):
    """The ordinary handler with a lower security level; certificates are verified as ever."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        factory: Any = self._contextFactory
        factory.tls_ciphers = _OldCiphers()
