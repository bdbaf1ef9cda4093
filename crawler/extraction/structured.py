"""What the page says of itself to machines: JSON-LD, microdata, OpenGraph and Dublin Core.

Values come back as text with their origin; whether a platform's value can be trusted is the platform's to say
(`Platform.distrust`), because some families publish wrong machine data beside right visible data.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from parsel import Selector

from crawler.text.unicode import squeeze

ARTICLE_TYPES = frozenset({"NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "Report"})


@dataclass(frozen=True, slots=True)
class Statement:
    """One value and where the page states it, e.g. ``opengraph:og:title``."""

    value: str
    via: str


class StructuredData:
    """Machine-readable statements of one page, parsed on first use."""

    def __init__(self, selector: Selector) -> None:
        self._selector = selector
        self._jsonld: dict[str, Any] | None = None
        self._meta: dict[str, str] | None = None
        self._scope: Any = None

    @property
    def is_article(self) -> bool:
        """True if the page calls itself an article."""
        return bool(self.jsonld) or self.meta.get("og:type", "").lower() == "article"

    @property
    def jsonld(self) -> dict[str, Any]:
        """The first JSON-LD object of an article type; empty if there is none."""
        if self._jsonld is None:
            self._jsonld = next(_articles(self._selector), {})
        return self._jsonld

    @property
    def meta(self) -> dict[str, str]:
        """``<meta>`` name or property (lower case) -> content; the first of each name counts."""
        if self._meta is None:
            self._meta = {}
            for node in self._selector.css("meta[content]"):
                name = (node.attrib.get("property") or node.attrib.get("name") or "").strip().lower()
                content = squeeze(html.unescape(node.attrib["content"]))
                if name and content:
                    self._meta.setdefault(name, content)
        return self._meta

    def title(self) -> Iterator[Statement]:
        """Headlines, the most exact first."""
        yield from self._said("headline", "og:title", "dc.title", "twitter:title")

    def summary(self) -> Iterator[Statement]:
        yield from self._said("description", "og:description", "description")

    def published(self) -> Iterator[Statement]:
        yield from self._said("datePublished", "article:published_time", "dc.date", "dc.date.issued", "pubdate")

    def modified(self) -> Iterator[Statement]:
        yield from self._said("dateModified", "article:modified_time")

    def authors(self) -> Iterator[Statement]:
        for name in _names(self.jsonld.get("author")):
            yield Statement(name, "jsonld:author")
        for node in self._microdata("author"):
            inner = node.css('[itemprop="name"]')
            for part in inner or [node]:
                name = squeeze(part.attrib.get("content") or part.xpath("string()").get())
                if name:
                    yield Statement(name, "microdata:author")

    def sections(self) -> Iterator[Statement]:
        yield from self._said("articleSection", "article:section")

    def tags(self) -> list[Statement]:
        """Keywords, split at commas."""
        keywords = self.jsonld.get("keywords")
        if isinstance(keywords, list):
            return [Statement(squeeze(str(k)), "jsonld:keywords") for k in keywords if squeeze(str(k))]
        for text, via in ((keywords, "jsonld:keywords"), (self.meta.get("keywords"), "meta:keywords")):
            if isinstance(text, str):
                return [Statement(squeeze(part), via) for part in text.split(",") if squeeze(part)]
        return []

    def image(self) -> Statement | None:
        url = self.meta.get("og:image")
        return Statement(url, "opengraph:og:image") if url else None

    def publisher(self) -> str | None:
        """Name of the publishing office."""
        return next(iter(_names(self.jsonld.get("publisher"))), None) or self.meta.get("og:site_name")

    def _said(self, term: str, *metas: str) -> Iterator[Statement]:
        for value in _texts(self.jsonld.get(term)):
            yield Statement(value, f"jsonld:{term}")
        for node in self._microdata(term):
            value = squeeze(node.attrib.get("content") or node.attrib.get("datetime") or node.xpath("string()").get())
            if value:
                yield Statement(value, f"microdata:{term}")
        for name in metas:
            if name in self.meta:
                yield Statement(self.meta[name], f"{'opengraph' if ':' in name else 'meta'}:{name}")

    def _microdata(self, term: str) -> list[Selector]:
        """The properties of the page's own article: not those of a comment, a video or the card of another article."""
        nodes = self._selector.css(f'[itemprop="{term}"]')
        if self._scope is None:
            self._scope = _main_scope(self._selector)
        return [node for node in nodes if _scope_of(node) in (None, self._scope)]


def _main_scope(selector: Selector) -> Any:
    """The element of the article that holds the text; else the first article; else the page's first thing."""
    scopes = selector.css("[itemscope]")
    articles = [scope for scope in scopes if scope.attrib.get("itemtype", "").rsplit("/", 1)[-1] in ARTICLE_TYPES]
    whole = [scope for scope in articles if scope.css('[itemprop="articleBody"]')]
    found = next(iter([*whole, *articles, *scopes]), None)
    return found.root if found is not None else False


def _scope_of(node: Selector) -> Any:
    return next((above for above in node.root.iterancestors() if above.get("itemscope") is not None), None)


def _articles(selector: Selector) -> Iterator[dict[str, Any]]:
    for text in selector.css('script[type^="application/ld+json"]::text').getall():
        try:
            # strict=False: real pages put raw line breaks into JSON strings.
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            if any(
                kind in ARTICLE_TYPES
                for kind in (kinds if isinstance(kinds, list) else [kinds])
                if isinstance(kind, str)
            ):
                yield thing


def _things(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for part in data:
            yield from _things(part)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph", []))


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for text in (squeeze(html.unescape(v)) for v in values if isinstance(v, str)) if text]


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return _texts([v.get("name") if isinstance(v, dict) else v for v in values])
