"""Archives every article page on its way to the spider, and tells the spider where it lies.

What is asked for as an article and answered with 2xx is kept. Listings and feeds are not: they differ at every visit,
and what they lead to is kept itself. Error pages are not: `pages` has their status, and its reference must go on
pointing to the last page that showed the article.
"""

from __future__ import annotations

import asyncio
import logging
import os
import re
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Self

from pymongo.errors import PyMongoError
from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from crawler.archive.records import Exchange, Headers
from crawler.archive.writer import ArchiveWriter, Capture
from crawler.store.captures import known_payloads
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.runs import new_run_id

logger = logging.getLogger(__name__)

WANTED = "archive"
"""Key of ``Request.meta``: True asks for a page to be archived that is not asked for as an article."""

CAPTURE = "capture"
"""Key of ``Request.meta``: the `Capture` of the answer, ``None`` if it could not be archived."""

KNOWN_PAYLOADS = 5_000
"""Newest pages of a site whose payloads a run knows from the start: more than its listings show at a time."""

FOLDER = "archive"
"""Below ``CRAWLER_DATA``."""

_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_]+")


def archive_folder(config: StoreConfig) -> Path:
    """Where the archive lies."""
    return config.data_dir / FOLDER


def capture_of(response: Response) -> Capture | None:
    """Where *response* lies in the archive; ``None`` if it is not there."""
    capture = response.request.meta.get(CAPTURE) if response.request is not None else None
    return capture if isinstance(capture, Capture) else None


class ArchiveMiddleware:
    """Downloader middleware. Stats: ``archive/responses``, ``archive/revisits``, ``archive/bytes``, ``archive/files``,
    ``archive/failed`` (pages that could not be archived; they are stored all the same, without reference).

    Settings: ``ARCHIVE_ENABLED`` (True), ``ARCHIVE_MAX_BYTES`` (256 MiB).
    """

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("ARCHIVE_ENABLED", True):
            raise NotConfigured("ARCHIVE_ENABLED is off: raw pages are not kept")
        if not settings.getbool("STORE_ENABLED", True):
            raise NotConfigured("STORE_ENABLED is off: nothing would say where archived pages lie")
        self._crawler = crawler
        self._config = StoreConfig.from_env(os.environ)
        self._max_bytes = settings.getint("ARCHIVE_MAX_BYTES", 256 * 1024 * 1024)
        self._writer: ArchiveWriter | None = None
        self._has_failed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it. Raises NotConfigured if ``ARCHIVE_ENABLED`` or ``STORE_ENABLED`` is off."""
        middleware = cls(crawler)
        crawler.signals.connect(middleware._opened, signals.spider_opened)
        crawler.signals.connect(middleware._closed, signals.spider_closed)
        return middleware

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive an article page; whatever goes wrong with that, the page goes on to the spider."""
        asked = request.meta.get("duty") == "article" or request.meta.get(WANTED)
        if self._writer is not None and asked and 200 <= response.status < 300:
            request.meta[CAPTURE] = self._keep(self._writer, request, response)
        return response

    def _keep(self, writer: ArchiveWriter, request: Request, response: Response) -> Capture | None:
        stats = self._crawler.stats
        now = datetime.now(UTC)
        exchange = Exchange(
            url=response.url,
            fetched_at=now.replace(microsecond=now.microsecond // 1000 * 1000),  # as MongoDB keeps it
            method=request.method,
            request_headers=_pairs(request),
            status=response.status,
            response_headers=_pairs(response),
            body=response.body,
            # Behind a proxy the address is the proxy's.
            ip_address=str(response.ip_address) if response.ip_address and "proxy" not in request.meta else None,
        )
        try:
            capture = writer.keep(exchange)
        except OSError as error:
            stats.inc_value("archive/failed")
            self._tell(error)
            return None
        stats.inc_value("archive/revisits" if capture.is_revisit else "archive/responses")
        stats.inc_value("archive/bytes", capture.size)
        stats.set_value("archive/files", writer.files)
        return capture

    async def _opened(self, spider: Spider) -> None:
        site = _NOT_A_NAME.sub("_", spider.name)
        run_id = getattr(spider, "run_id", None) or new_run_id(spider.name, datetime.now(UTC))
        folder = archive_folder(self._config)
        self._writer = ArchiveWriter(folder, site, run_id, max_bytes=self._max_bytes, info=self._info(run_id))
        try:
            uri = await asyncio.to_thread(resolve_uri, self._config)
            async with open_async(self._config, uri) as db:
                for digest, reference in await known_payloads(db, spider.name, KNOWN_PAYLOADS):
                    self._writer.learn(digest, reference)
        except (StoreError, PyMongoError) as error:
            # The store pipeline meets the same server and decides whether the run can go on.
            logger.warning("Earlier archived pages are not known, so pages may be archived twice: %s", error)

    def _closed(self) -> None:
        if self._writer is None:
            return
        try:
            self._writer.close()
        except OSError as error:
            self._crawler.stats.inc_value("archive/failed")
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        """One line per run: a full disk fails for every page."""
        if not self._has_failed:
            self._has_failed = True
            logger.error(
                "Raw pages cannot be archived in %s (%s); articles are stored without them. Make room or make the "
                "folder writable, or turn the archive off: ARCHIVE_ENABLED=0",
                archive_folder(self._config),
                error.strerror or error,
            )

    def _info(self, run_id: str) -> dict[str, str]:
        settings = self._crawler.settings
        packages = " ".join(f"{name}/{version(name)}" for name in ("scrapy", "warcio"))
        agent = str(settings.get("USER_AGENT") or "")
        return {
            "software": f"{agent.partition(' ')[0]} {packages}".strip(),
            "format": "WARC File Format 1.1",
            "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
            "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
            "http-header-user-agent": agent,
            "operator": str(settings.get("CONTACT") or settings.get("PROJECT_URL") or ""),
            "isPartOf": run_id,
        }


def _pairs(message: Request | Response) -> Headers:
    return [(name, value) for name, values in message.headers.items() for value in values]
