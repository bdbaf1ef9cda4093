"""How a host answers on port 443: one or two handshakes of our own, because a failed download does not say why.

The certificate is judged as the crawl judges it (trust store of the system, ``SSL_CERT_FILE`` honoured), and read even
if it is wrong. Nothing is asked for: no request is sent.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from cryptography import x509

TlsState = Literal["ok", "expired", "not_yet_valid", "other_name", "untrusted", "weak", "none", "unreachable"]
"""``weak``: only with protocols and keys that are out of date; ``none``: the port answers without TLS."""

TIMEOUT = 15.0
"""Seconds for the connection and for the handshake."""
SOON = timedelta(days=14)
"""So long before its end a certificate is worth a word: most are renewed a month before."""

_CODES: dict[int, TlsState] = {9: "not_yet_valid", 10: "expired", 62: "other_name"}
"""OpenSSL's X509_V_ERR_*; the others mean that nobody whom we trust signed it."""
_WORDS: dict[TlsState, str] = {
    "expired": "its certificate has expired",
    "not_yet_valid": "its certificate is not valid yet",
    "other_name": "its certificate is for another host",
    "untrusted": "its certificate is signed by nobody whom this system trusts",
    "weak": "it speaks only TLS that is out of date",
}


@dataclass(frozen=True, slots=True)
class Tls:
    """What port 443 of a host gives."""

    state: TlsState
    reason: str = ""
    """What the handshake said; empty if all is well."""
    issuer: str | None = None
    subject: str | None = None
    expires_at: datetime | None = None

    @property
    def usable(self) -> bool:
        """Whether a crawl that verifies certificates can read the host."""
        return self.state == "ok"

    def sentence(self, now: datetime) -> str:
        """For a person."""
        until = f", valid until {self.expires_at:%Y-%m-%d}" if self.expires_at else ""
        issuer = f", issued by {self.issuer}" if self.issuer else ""
        if self.state == "ok":
            soon = self.expires_at is not None and self.expires_at - now < SOON
            return f"certificate verified{until}{issuer}" + (": it ends soon" if soon else "")
        if self.state in _WORDS:
            return f"{_WORDS[self.state]}{until}{issuer}"
        return f"{'not reached' if self.state == 'unreachable' else 'no TLS'}: {self.reason}"


def look_at_tls(host: str, port: int = 443) -> Tls:
    """Shake hands with *host*, through the environment's proxy if there is one. Blocks; never raises for the host."""
    try:
        with _connected(host, port, ssl.create_default_context()) as met:
            return _with_certificate("ok", "", met)
    except ssl.SSLCertVerificationError as error:
        state, reason = _CODES.get(error.verify_code, "untrusted"), error.verify_message
    except ssl.SSLError as error:
        state, reason = "none", str(error.reason or error)
    except TimeoutError:
        return Tls("unreachable", f"no answer within {TIMEOUT:.0f} s")
    except (OSError, http.client.HTTPException, UnicodeError) as error:  # the last: of a name that is none
        return Tls("unreachable", _said(error))
    try:
        with _connected(host, port, _lenient()) as met:
            return _with_certificate("weak" if state == "none" else state, reason, met)
    except (OSError, http.client.HTTPException):
        return Tls(state, reason)


@contextlib.contextmanager
def _connected(host: str, port: int, context: ssl.SSLContext) -> Iterator[ssl.SSLSocket]:
    proxy = urlsplit(getproxies().get("https", ""))
    if proxy.hostname and not proxy_bypass(host):
        connection = http.client.HTTPSConnection(proxy.hostname, proxy.port or 8080, context=context, timeout=TIMEOUT)
        connection.set_tunnel(host, port)
    else:
        connection = http.client.HTTPSConnection(host, port, context=context, timeout=TIMEOUT)
    try:
        connection.connect()
        assert isinstance(connection.sock, ssl.SSLSocket)
        yield connection.sock
    finally:
        connection.close()


def _lenient() -> ssl.SSLContext:
    """To see what is wrong, not to trust it."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version = ssl.TLSVersion.TLSv1
    return context


def _with_certificate(state: TlsState, reason: str, met: ssl.SSLSocket) -> Tls:
    given = met.getpeercert(binary_form=True)
    if not given:
        return Tls(state, reason)
    try:
        read = x509.load_der_x509_certificate(given)
        return Tls(
            state,
            reason,
            read.issuer.rfc4514_string()[:200],
            read.subject.rfc4514_string()[:200],
            read.not_valid_after_utc.astimezone(UTC),
        )
    except ValueError:
        return Tls(state, reason)


def _said(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "the host has no address"
    return " ".join(str(error).split()) or type(error).__name__
