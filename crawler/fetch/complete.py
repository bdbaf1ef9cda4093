"""Tells a compressed answer that ends early: Scrapy unpacks what there is, and half an article would be stored.

Reads the packed body once more, at most to the size that Scrapy's own decompression allows.
"""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

TRUNCATED = "truncated"
"""Flag of a response whose packed body ends early."""

_CHUNK = 256 * 1024
_GZIP, _ZLIB = 31, 15
_HAS_BROTLI = importlib.util.find_spec("brotli") is not None  # without it Scrapy asks no site for it


def is_whole(body: bytes, encoding: str, limit: int) -> bool:
    """False if *body*, packed as *encoding*, ends early. True beyond *limit* unpacked bytes and for other encodings."""
    if encoding in ("gzip", "x-gzip"):
        return _inflates(body, _GZIP, limit)
    if encoding == "deflate" and body[:1] == b"\x78":  # raw deflate has no end that could be trusted
        return _inflates(body, _ZLIB, limit)
    return _unbrotlies(body, limit) if encoding == "br" and _HAS_BROTLI else True


def _inflates(body: bytes, window: int, limit: int) -> bool:
    unpacker = zlib.decompressobj(window)
    rest, size = body, 0
    try:
        while not unpacker.eof:
            if not rest:
                return False
            size += len(unpacker.decompress(rest, _CHUNK))
            if size > limit:
                return True
            rest = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return True


def _unbrotlies(body: bytes, limit: int) -> bool:
    brotli = importlib.import_module("brotli")
    unpacker = brotli.Decompressor()
    try:
        size = len(unpacker.process(body, output_buffer_limit=_CHUNK))
        while not unpacker.is_finished() and not unpacker.can_accept_more_data():
            size += len(unpacker.process(b"", output_buffer_limit=_CHUNK))
            if size > limit:
                return True
    except brotli.error:
        return False
    return bool(unpacker.is_finished())


class CompleteMiddleware:
    """Downloader middleware, nearer to the web than Scrapy's decompression (590): flags what ends early."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Flag an answer whose packed body ends early."""
        encodings = [value.strip().lower() for value in response.headers.getlist("Content-Encoding")]
        if len(encodings) == 1 and request.method != "HEAD" and response.body:
            limit = int(request.meta.get("download_maxsize", self._limit))
            if not is_whole(response.body, encodings[0].decode("latin-1"), limit):
                return response.replace(flags=[*response.flags, TRUNCATED])
        return response
