"""One saved page, read as the crawl would read it: its bytes, the site's own spider for its address, the item."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from scrapy.http import TextResponse

from crawler.discovery.urls import on_site
from crawler.items import Article
from crawler.site import SiteSpider
from crawler.store.documents import content
from crawler.store.schema import reasons
from pipelines.fingerprint import FingerprintPipeline
from pipelines.normalise import normalise

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p)\b", re.IGNORECASE)


class AddressError(ValueError):
    """An address is none, or another site's; the message begins with the address and names the fix."""


class FileError(Exception):
    """A file cannot be read; the message says why and how to mend it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one page gave."""

    item: Article
    """Normalised; with its content hash if it is valid."""
    rejected: list[str]
    """Why a crawl would reject it, ``field: reason`` each; empty if it would not."""


def read_article(spider: SiteSpider, response: TextResponse, captured_at: datetime) -> Reading:
    """Read *response* as *spider* does, then normalise, judge and fingerprint it as the pipelines do."""
    item = spider.article(response, captured_at)
    normalise(item)
    rejected = reasons(content(item))
    if not rejected:
        FingerprintPipeline().process_item(item)
    return Reading(item, rejected)


def spider_for(spidercls: type[SiteSpider], url: str, arguments: Mapping[str, Any]) -> tuple[SiteSpider, str]:
    """Return the spider that reads the page at *url*, and the address as that spider writes it.

    Raises `AddressError`, or `ConfigError` for a wrong site file or argument.
    """
    host = _host_of(url)
    takes_url = "url" in spidercls.arguments
    spider = spidercls(**{**arguments, "url": url}) if takes_url else spidercls(**arguments)
    if takes_url:
        # adhoc encodes Vietnamese host names.
        return spider, str(getattr(spider, "url", url))
    if not on_site(host, spider.hosts):
        raise AddressError(
            f"{url!r} lies on {host}, but {spider.name} is {' or '.join(spider.hosts)}: give the page's own address, "
            "or adhoc as SITE"
        )
    return spider, url


def _host_of(url: str) -> str:
    """The host of an address; `AddressError` if it is none or would give a password away."""
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises if it is no number
        if parts.username is not None or parts.password is not None:
            raise AddressError(f"the address on {parts.hostname!r} holds a login: leave out user and password")
        if parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", parts.netloc):
            return parts.hostname
    except AddressError:
        raise
    except ValueError:
        pass
    raise AddressError(f"{url!r} is no web address: write https://example.gov.vn/tin/bai-1.html")


def looks_like_html(body: bytes) -> bool:
    """True if *body* has any markup of a web page, in whatever encoding."""
    return _MARKUP.search(body.replace(b"\0", b"")) is not None


def read_file(file: str, maxsize: int) -> bytes:
    """The page in *file* (``-`` is standard input), unpacked if it is gzip, of at most *maxsize* bytes."""
    if file == "-" and sys.stdin is None:
        raise FileError("standard input is closed; give a file, or pipe the page in")
    try:
        with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as source:
            body = _bounded(source, maxsize)
    except (OSError, ValueError) as error:
        raise FileError(f"{getattr(error, 'strerror', None) or error}") from error
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return _bounded(gzip.GzipFile(fileobj=io.BytesIO(body)), maxsize)
    except (OSError, EOFError, zlib.error) as error:
        raise FileError(f"it is damaged gzip ({error}); save it again") from error


def _bounded(source: BinaryIO | gzip.GzipFile, maxsize: int) -> bytes:
    body = source.read(maxsize + 1)
    if len(body) > maxsize:
        raise FileError(f"it holds more than {maxsize} bytes, which no crawl would take; raise -s DOWNLOAD_MAXSIZE=N")
    return body
