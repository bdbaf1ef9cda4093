"""What the page says of itself to machines: JSON-LD, microdata, OpenGraph and Dublin Core.

Values come back as text with their origin; whether a platform's value can be trusted is the platform's to say
(`Platform.distrust`), because some families publish wrong machine data beside right visible data.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from parsel import Selector

from crawler.text.unicode import fold_punctuation, squeeze

ARTICLE_TYPES = frozenset({"NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "Report"})
_POSTED = re.compile(r"(?:người đăng|đăng bởi|người nhập|posted by)\b", re.IGNORECASE)
_ENOUGH = 20  # characters; a shorter common beginning is a category's name or a usual phrase
_SURELY_ALIKE = 40  # characters; headlines that agree so far are one, though an editor changed the rest
BEFORE_SITE_NAME = ("-", "|", "::", "»", "·", "•")
"""What stands between a headline and the site's name, once every dash is a hyphen."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One value and where the page states it, e.g. ``opengraph:og:title``."""

    value: str
    via: str


class StructuredData:
    """Machine-readable statements of one page, parsed on first use."""

    def __init__(self, selector: Selector, url: str = "") -> None:
        self._selector = selector
        self._url = url
        self._jsonld: dict[str, Any] | None = None
        self._meta: dict[str, str] | None = None
        self._scope: Any = None

    @property
    def is_article(self) -> bool:
        """True if the page calls itself an article."""
        return bool(self.jsonld) or self.meta.get("og:type", "").lower() == "article"

    @property
    def jsonld(self) -> dict[str, Any]:
        """The first JSON-LD object that is this page's article; empty if there is none."""
        if self._jsonld is None:
            self._jsonld = next(filter(self._is_own_object, _articles(self._selector)), {})
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
        for node in self.own("author"):
            if _POSTED.match(squeeze(node.root.getparent().text_content())):
                continue  # whoever typed the text in (Blogger)
            inner = node.css('[itemprop="name"]')
            for part in inner or [node]:
                name = squeeze(part.attrib.get("content") or part.xpath("string()").get())
                if name:
                    yield Statement(name, "microdata:author")

    def sections(self) -> Iterator[Statement]:
        yield from self._said("articleSection", "article:section")

    def tags(self) -> list[Statement]:
        """Keywords, split at commas; not ``meta[name=keywords]``, which most portals fill with words for all pages."""
        keywords = self.jsonld.get("keywords")
        words = keywords.split(",") if isinstance(keywords, str) else keywords if isinstance(keywords, list) else []
        return [Statement(word, "jsonld:keywords") for word in (squeeze(str(word)) for word in words) if word]

    def image(self) -> Statement | None:
        url = self.meta.get("og:image")
        return Statement(url, "opengraph:og:image") if url else None

    def publisher(self) -> str | None:
        """Name of the publishing office."""
        return next(iter(_names(self.jsonld.get("publisher"))), None) or self.meta.get("og:site_name")

    def _said(self, term: str, *metas: str) -> Iterator[Statement]:
        for value in _texts(self.jsonld.get(term)):
            yield Statement(value, f"jsonld:{term}")
        for node in self.own(term):
            title = node.attrib.get("title") if node.root.tag == "abbr" else None  # Blogger
            exact = node.attrib.get("content") or node.attrib.get("datetime") or title
            value = squeeze(exact or node.xpath("string()").get())
            if value:
                yield Statement(value, f"microdata:{term}")
        for name in metas:
            if name in self.meta:
                yield Statement(self.meta[name], f"{'opengraph' if ':' in name else 'meta'}:{name}")

    def own(self, term: str) -> list[Selector]:
        """The microdata of the page's own article: not those of a comment, a video or the card of another article."""
        nodes = self._selector.css(f'[itemprop~="{term}"]')
        if self._scope is None:
            self._scope = self._main_scope()
        return [node for node in nodes if _scope_of(node) in (None, self._scope)]

    def _main_scope(self) -> Any:
        """The element of the page's article that holds the text; else its article; else the page's first thing."""
        scopes = self._selector.css("[itemscope]")
        stories = [scope for scope in scopes if scope.attrib.get("itemtype", "").rsplit("/", 1)[-1] in ARTICLE_TYPES]
        foreign = {scope.root for scope in stories}
        articles = [scope for scope in stories if self._is_own_scope(scope)]
        whole = [scope for scope in articles if scope.css('[itemprop~="articleBody"]')]
        others = (scope for scope in scopes if scope.root not in foreign)
        found = next(iter(whole or articles), None) or next(others, None)
        return found.root if found is not None else False

    def _is_own_object(self, thing: dict[str, Any]) -> bool:
        """False for a related story: pages describe those to machines as well, some nothing else."""
        if any(self._is_own_title(text) for term in ("headline", "name") for text in _texts(thing.get(term))):
            return True
        said = [thing.get("url"), thing.get("@id"), thing.get("mainEntityOfPage")]
        return any(
            self._is_own_url(place.get("@id") or place.get("url") if isinstance(place, dict) else place)
            for place in said
        )

    def _is_own_scope(self, scope: Selector) -> bool:
        own = [node for node in scope.css("[itemprop]") if _scope_of(node) is scope.root]
        terms: dict[str, list[Selector]] = {}
        for node in own:
            for term in node.attrib["itemprop"].split():
                terms.setdefault(term, []).append(node)
        headlines = [*terms.get("headline", ()), *terms.get("name", ())]
        if any(self._is_own_title(node.attrib.get("content") or node.xpath("string()").get("")) for node in headlines):
            return True
        if not headlines and scope.css('h1, [itemprop~="articleBody"]'):
            return True
        addresses = (
            node.attrib.get(name)
            for node in [*terms.get("url", ()), *terms.get("mainEntityOfPage", ())]
            for name in ("href", "content", "itemid")
        )
        return any(self._is_own_url(address) for address in addresses)

    @cached_property
    def _titles(self) -> list[str]:
        """What the page shows as its headline, folded."""
        shown = [node.xpath("string()").get("") for node in self._selector.css("h1, title")]
        folded = (_folded(text) for text in dict.fromkeys([*shown, self.meta.get("og:title", "")]))
        return [text for text in folded if text]

    def _is_own_title(self, said: str) -> bool:
        told = _folded(html.unescape(said)).removesuffix("...").rstrip()
        return bool(told) and any(_begin_alike(told, own) for own in self._titles)

    def _is_own_url(self, said: Any) -> bool:
        if not isinstance(said, str) or not said.strip() or not self._url:
            return False
        try:
            return _place(urljoin(self._url, said.strip())) == _place(self._url)
        except ValueError:
            return False


def _folded(text: str) -> str:
    return fold_punctuation(squeeze(text)).casefold()


def _begin_alike(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter):
        rest = longer[len(shorter) :].strip()
        return len(shorter) >= _ENOUGH or not rest or rest.startswith(BEFORE_SITE_NAME)
    return len(shorter) >= _SURELY_ALIKE and one[:_SURELY_ALIKE] == other[:_SURELY_ALIKE]


def _place(url: str) -> tuple[str, str, str]:
    """An address without what does not tell pages apart: scheme, ``www.``, last slash, fragment."""
    parts = urlsplit(url)
    return (parts.hostname or "").removeprefix("www."), parts.path.rstrip("/"), parts.query


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
