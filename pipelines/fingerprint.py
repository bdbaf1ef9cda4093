"""Gives every item its content hash, the identity by which copies and edits are recognised."""

from __future__ import annotations

from typing import Any

from crawler.items import Article
from crawler.text.canonical import HASH_VERSION, article_hash


class FingerprintPipeline:
    """After validation, because it needs a title, and after normalisation, because it hashes text."""

    def process_item(self, item: Any) -> Any:
        """Set ``content_hash`` and ``hash_version`` of an Article."""
        if isinstance(item, Article):
            item.content_hash = article_hash(
                title=item.title,
                body=item.body,
                attachments=[attachment.url for attachment in item.attachments],
                images=[image.url for image in item.images],
                body_html=item.body_html,
            )
            item.hash_version = HASH_VERSION
        return item
