"""Items for the tests of the store, and the way to write them with the real writer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.items import Article, Attachment, Image, PageFacts
from crawler.store.batch import BatchResult
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.pages import PageRecord
from crawler.store.writer import ArticleWriter
from crawler.text.canonical import HASH_VERSION, content_hash

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def article(number: int = 1, *, text: str | None = None, site: str = "nbtv", minute: int = 0, **fields: Any) -> Article:
    """A valid item: article ``number`` of ``site`` with ``text``, fetched ``minute`` minutes after START."""
    body = text if text is not None else f"Nội dung bài viết số {number}. " * 12
    title = fields.pop("title", f"Bài viết số {number}")
    url = fields.pop("url", f"https://{site}.vn/tin/{number}.html")
    values: dict[str, Any] = {
        "url": url,
        "key": f"{site}.vn#{number}",
        "site": site,
        "publisher": "Đài Phát thanh và Truyền hình Ninh Bình",
        "platform": "mediatech",
        "kind": "tv",
        "province": "Ninh Bình",
        "province_current": "Ninh Bình",
        "title": title,
        "summary": "Tóm tắt",
        "body": body,
        "body_html": f"<p>{body}</p>",
        "authors": ["Nguyễn Văn A"],
        "published_at": START - timedelta(days=1),
        "published_precision": "minute",
        "published_raw": "19/11/2026 15:00",
        "sections": ["Thời sự"],
        "tags": ["Ninh Bình"],
        "images": [Image(url="https://nbtv.vn/a.jpg", caption="Ảnh")],
        "attachments": [Attachment(url="https://nbtv.vn/a.pdf", name="a.pdf", media_type="application/pdf")],
        "views": 10,
        "fetched_at": START + timedelta(minutes=minute),
        "via": {"title": "mediatech-2024:h1"},
        "layout": "mediatech-2024",
        "page": PageFacts(status=200, url=url, size=1000, etag='"abc"'),
        "content_hash": content_hash(title, body),
        "hash_version": HASH_VERSION,
    }
    return Article(**(values | fields))


def write(store: StoreConfig, *batches: Sequence[Article], run_id: str = "run-1") -> list[BatchResult]:
    """Write the batches one after the other with one writer on the real server."""

    async def run() -> list[BatchResult]:
        async with open_async(store, resolve_uri(store)) as database:
            writer = ArticleWriter(database, run_id=run_id)
            results = []
            for batch in batches:
                results.append(await writer.write(batch))
                await writer.publish()
            return results

    return asyncio.run(run())


def miss(store: StoreConfig, *records: PageRecord) -> None:
    """Report pages that a site does not show any more, one after the other, and publish what follows from it."""

    async def run() -> None:
        async with open_async(store, resolve_uri(store)) as database:
            writer = ArticleWriter(database, run_id="run-gone")
            for record in records:
                await writer.seen([record])
                await writer.publish()

    asyncio.run(run())


def gone(number: int = 1, *, site: str = "nbtv", days: float = 0.0, status: int = 404) -> PageRecord:
    """A check of the page of ``article(number, site=site)``, ``days`` after START."""
    url, key = f"https://{site}.vn/tin/{number}.html", f"{site}.vn#{number}"
    return PageRecord(url=url, key=key, site=site, fetched_at=START + timedelta(days=days), status=status)
