"""Gives every item its content hash, the identity by which copies and edits are recognised."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from parsel import Selector

from crawler.items import Article
from crawler.text.canonical import HASH_VERSION, content_hash


class FingerprintPipeline:
    """After validation, because it needs a title, and after normalisation, because it hashes text."""

    def process_item(self, item: Any) -> Any:
        """Set ``content_hash`` and ``hash_version`` of an Article."""
        if isinstance(item, Article):
            item.content_hash = content_hash(
                item.title or "",
                item.body or "",
                attachments=[attachment.url for attachment in item.attachments],
                companions=companions(item),
            )
            item.hash_version = HASH_VERSION
        return item


def companions(item: Article) -> Iterator[str]:
    """URLs of what a short notice may really consist of besides its files: pictures, links in the body."""
    yield from (image.url for image in item.images)
    if item.body_html:
        yield from Selector(text=item.body_html).css("a::attr(href)").getall()
