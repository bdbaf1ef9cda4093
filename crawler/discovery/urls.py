"""Canonical URLs: one address per page, whatever link led to it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

# Parameters that mark the way to a page, not the page: analytics, Facebook, Google, Zalo, session ids.
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|zarsrc|zalo_\w+|jsessionid|phpsessid|_ga)$", re.IGNORECASE)
# Java portals (Liferay, SITE-FACTS 6.10) put the session into the path: another address on every visit.
_SESSION = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)
_PATH_SAFE = "/%:@!$&'()*+,;=~-._"


def canonical_url(url: str, *, hosts: Sequence[str] = (), scheme: str | None = None) -> str:
    """Return the canonical form of *url*.

    Host in lower case, default port, fragment and tracking parameters gone, path percent-encoded once. A host in
    *hosts* (with or without ``www.``) becomes ``hosts[0]`` and the scheme becomes *scheme*: they are names of one site.

    Raises `ValueError` if *url* is no absolute http(s) URL.
    """
    parts = urlsplit(url.strip())
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not an absolute http(s) URL: {url!r}")
    host, port = parts.hostname.rstrip("."), parts.port
    if not host:
        raise ValueError(f"no host in {url!r}")
    out_scheme = parts.scheme.lower()
    if on_site(host, hosts):
        host = hosts[0]
        if scheme and scheme != out_scheme:
            out_scheme, port = scheme, None
    if port == {"http": 80, "https": 443}[out_scheme]:
        port = None
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    path = quote(_SESSION.sub("", parts.path), safe=_PATH_SAFE) or "/"
    host = f"[{host}]" if ":" in host else host
    return urlunsplit((out_scheme, f"{host}:{port}" if port else host, path, query, ""))


def on_site(host: str | None, hosts: Sequence[str]) -> bool:
    """True if *host* is one of *hosts*, with or without ``www.``."""
    bare = (host or "").lower().rstrip(".").removeprefix("www.")
    return any(bare == known.removeprefix("www.") for known in hosts)
