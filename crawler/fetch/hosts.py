"""What is known of the hosts of a run: addresses, certificate, server, character sets. Kept in `hosts` at its end.

What changes here explains outcomes: a certificate that runs out, a move to another provider, a new character set.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from datetime import UTC, datetime
from typing import Any, Self
from urllib.parse import urlsplit

from pymongo.errors import PyMongoError
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response, TextResponse

from crawler.endings import LEASE_LOST
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.hosts import HostFacts, keep_hosts

logger = logging.getLogger(__name__)

_MOST_VALUES = 10
"""Of one fact of one host."""
_META_CHARSET = re.compile(rb"<meta[^>]{0,100}charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)


class HostFactsExtension:
    """Scrapy extension. Looks at the answers of a `duty`, as the web gave them; without a store it is off."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("STORE_ENABLED", True):
            raise NotConfigured("STORE_ENABLED is off")
        self._crawler = crawler
        self._config = StoreConfig.from_env(os.environ)
        self._facts: dict[str, HostFacts] = {}
        crawler.signals.connect(self._received, signals.response_received)
        crawler.signals.connect(self._downloaded, signals.response_downloaded)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    def _downloaded(self, response: Response, request: Request) -> None:
        """The connection: as the web gave it, before redirects and walls."""
        facts = self._of(response.url)
        if facts is None:
            return
        if response.ip_address is not None and "proxy" not in request.meta:  # behind one it is the proxy's
            _add(facts.addresses, str(response.ip_address))
        server = response.headers.get("Server")
        if server:
            _add(facts.servers, server.decode("latin-1")[:100])
        if response.certificate is not None and facts.certificate is None:
            facts.certificate = certificate_facts(response.certificate)

    def _received(self, response: Response, request: Request) -> None:
        """The page, decompressed."""
        facts = self._of(response.url)
        if facts is None or "duty" not in request.meta:
            return
        facts.pages += 1
        if isinstance(response, TextResponse):
            declared = _META_CHARSET.search(response.body[:4096])
            if declared:
                _add(facts.charsets_declared, declared.group(1).decode("ascii").lower())
            _add(facts.charsets_used, response.encoding.lower())

    def _of(self, url: str) -> HostFacts | None:
        host = urlsplit(url).hostname
        if not host:
            return None
        return self._facts.setdefault(host, HostFacts(host=host))

    async def _closed(self, spider: Spider, reason: str) -> None:
        if not self._facts or reason == LEASE_LOST or getattr(spider, "status", "tool") == "tool":
            return
        weak = bool(getattr(spider, "weak_tls", None)) or not getattr(spider, "verify_certificates", True)
        try:
            uri = await asyncio.to_thread(resolve_uri, self._config)
            async with open_async(self._config, uri) as db:
                await keep_hosts(db, self._facts.values(), site=spider.name, seen_at=datetime.now(UTC), weak_tls=weak)
        except (StoreError, PyMongoError) as error:
            logger.error("What is known of the hosts could not be kept: %s", error)


def certificate_facts(certificate: Any) -> dict[str, Any] | None:
    """Issuer, subject and end of a certificate as Twisted gives it; ``None`` if it cannot be read."""
    try:
        made = certificate.original.to_cryptography()
        return {
            "issuer": made.issuer.rfc4514_string()[:300],
            "subject": made.subject.rfc4514_string()[:300],
            "expires_at": made.not_valid_after_utc,
        }
    except (AttributeError, ValueError):
        return None


def _add(values: list[str], value: str) -> None:
    if value not in values and len(values) < _MOST_VALUES:
        values.append(value)
