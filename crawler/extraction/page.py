"""One fetched page, parsed once, with what every field reader needs from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from lxml.html import HtmlElement
from parsel import Selector
from scrapy.http import TextResponse

from crawler.extraction.blocks import Block, text_blocks
from crawler.extraction.encoding import decoded
from crawler.extraction.legacy_fonts import mend_legacy_fonts
from crawler.extraction.media import absolute, unveil_images
from crawler.extraction.structured import StructuredData
from crawler.text.unicode import squeeze

# Control characters, which word processors leave behind, as themselves or as references: lxml cannot move a text that
# holds one, so the whole body was lost.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
    r"|&#0*(?:[0-8]|1[124-9]|2\d|3[01]|6553[45])(?!\d);?|&#x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef]|d[89a-f]..)(?![0-9a-f]);?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Match:
    """What a selector found: its element (``None`` for an attribute), its text and the selector itself."""

    text: str
    selector: str
    element: HtmlElement | None


class Page:
    """A response as fields are read from it: one parse, its URL and its fetch time (aware)."""

    def __init__(self, response: TextResponse, fetched_at: datetime) -> None:
        response, self.encoding_note = decoded(response)
        self.url = response.url
        self.fetched_at = fetched_at
        # Not `response.selector`: Scrapy's raises for a broken <base href> and cannot select in an answer called JSON.
        markup = _UNPRINTABLE.sub(" ", response.text)
        self.selector = Selector(text=markup, type="html")
        if isinstance(self.selector.root, HtmlElement):
            unveil_images(self.selector.root)
            fonts = mend_legacy_fonts(self.selector.root, markup)
            self.encoding_note = "; ".join(filter(None, (self.encoding_note, fonts))) or None
        self.base_url = self._base_url()

    @cached_property
    def structured(self) -> StructuredData:
        """The page's machine-readable statements."""
        return StructuredData(self.selector, self.url)

    @cached_property
    def blocks(self) -> list[Block]:
        """The page's visible text in reading order."""
        root = self.selector.root
        return text_blocks(root) if isinstance(root, HtmlElement) else []

    def matches(self, candidates: tuple[str, ...]) -> Iterator[Match]:
        """Yield what each candidate selector finds, candidates in order, nodes in page order, empty texts left out."""
        for selector in candidates:
            for node in self.selector.css(selector):
                element = node.root if isinstance(node.root, HtmlElement) else None
                text = squeeze(node.xpath("string()").get() if element is not None else node.get())
                if text:
                    yield Match(text, selector, element)

    def elements(self, candidates: tuple[str, ...]) -> Iterator[tuple[HtmlElement, str]]:
        """Yield the elements that the candidates find with their selector, empty ones too."""
        for selector in candidates:
            for node in self.selector.css(selector):
                if isinstance(node.root, HtmlElement):
                    yield node.root, selector

    def _base_url(self) -> str:
        # Only a <base> that names this site's root is believed: on baocantho.com.vn it points into a template folder
        # (SITE-FACTS 6.5, grade A), where no page lies.
        base = self.selector.css("base[href]::attr(href)").get("").strip()
        root = absolute(self.url, base)
        if not root or urlsplit(root).path not in ("", "/") or _bare_host(root) != _bare_host(self.url):
            return self.url
        return root


def _bare_host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
