"""When golden values count as the same: between two captures of one page, and between a page and its item."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import Any

from scrapy.http import TextResponse

from crawler.extraction.encoding import decoded
from crawler.extraction.page import Page
from crawler.text.canonical import canonical_text

MAY_DIFFER: Mapping[str, str] = {
    "views": "a counter counts",
    "published_raw": "the printed form of the same time, for example with the weekday or another white space",
    "body_html": "markup around the same text; the text is compared as body",
    "via": "another place of the page may say the same",
    "notes": "one capture may be damaged or labelled wrong without losing anything",
}
"""Fields in which two captures of one page may differ, each with its reason."""


def differences(first: Mapping[str, Any], second: Mapping[str, Any]) -> list[str]:
    """Names of the golden fields in which two captures of one page differ, though they must not."""
    names = [name for name in first if name not in MAY_DIFFER]
    return [name for name in names if folded(first[name]) != folded(second.get(name))]


def folded(value: Any) -> Any:
    """*value* with every text in the canonical form that the content hash uses (NFC, tone placement, quotes …)."""
    if isinstance(value, str):
        return canonical_text(value)
    if isinstance(value, Mapping):
        return {name: folded(part) for name, part in value.items()}
    return [folded(part) for part in value] if isinstance(value, list) else value


class PageText:
    """All that a page says, visible or not, to look up whether a text stands on it."""

    def __init__(self, page: Page, response: TextResponse) -> None:
        self._text = canonical_text(page.selector.xpath("string()").get() or "")
        self._source = canonical_text(html.unescape(decoded(response)[0].text))

    def holds(self, text: str) -> bool:
        """True if *text* stands on the page, in whatever spelling of the same characters."""
        return canonical_text(text) in self._text or canonical_text(text) in self._source
