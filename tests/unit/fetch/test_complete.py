"""If these fail, half an article is stored where the connection broke off inside a compressed page."""

from __future__ import annotations

import gzip
import zlib

import brotli
import pytest

from crawler.fetch.complete import is_whole
from demo.sites.misbehaving import article

PAGE = article(7).encode()
PACKED = {"gzip": gzip.compress(PAGE), "x-gzip": gzip.compress(PAGE), "deflate": zlib.compress(PAGE)}
PACKED["br"] = brotli.compress(PAGE)


@pytest.mark.parametrize("encoding", PACKED)
def test_what_ends_early_is_told(encoding: str) -> None:
    """Scrapy hands on what it could unpack."""
    body = PACKED[encoding]
    assert is_whole(body, encoding, 1_000_000)
    assert not any(is_whole(body[:-n], encoding, 1_000_000) for n in (1, 8, len(body) // 2))


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_bomb_is_not_unpacked(encoding: str) -> None:
    """A gigabyte of zeros must cost neither time nor memory; its size is refused elsewhere."""
    zeros = bytes(50_000_000)
    body = gzip.compress(zeros) if encoding == "gzip" else brotli.compress(zeros, quality=1)
    assert is_whole(body[:-9], encoding, 1_000_000)


def test_what_is_not_known_passes() -> None:
    """Raw deflate has no end that could be trusted, and zstd is Scrapy's own matter."""
    raw = zlib.compress(PAGE)[2:-4]
    assert is_whole(raw[:-5], "deflate", 1_000_000)
    assert is_whole(b"x", "zstd", 1_000_000)


def test_garbage_is_not_whole() -> None:
    """Bytes that are no gzip at all come from a broken proxy."""
    assert not is_whole(b"\x1f\x8b\x08" + b"garbage" * 20, "gzip", 1_000_000)
