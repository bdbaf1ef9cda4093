"""What a run took and where its values came from, read from Scrapy's stats: kept in `runs` beside the outcome."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

_STATUS = "downloader/response_status_count/"
_STRUCTURED = frozenset({"jsonld", "microdata", "opengraph", "meta"})


class Origin(StrEnum):
    """Who said it: from exact to guessed."""

    LAYOUT = "layout"
    """A selector of the site's layout."""
    STRUCTURED = "structured"
    """The page's own data for machines: JSON-LD, microdata, OpenGraph, meta."""
    TEXT = "text"
    """Its place or its label on the page."""
    GENERIC = "generic"
    """A reader that knows nothing of the site."""


def origin_of(via: str) -> Origin:
    """The origin that a value of `Article.via` names, e.g. ``jsonld:headline``."""
    scheme = via.partition(":")[0]
    if scheme in _STRUCTURED:
        return Origin.STRUCTURED
    return {"text": Origin.TEXT, "fallback": Origin.GENERIC}.get(scheme, Origin.LAYOUT)


class Shares:
    """Counts by field and origin over the articles of a run: a rising share of ``generic`` is a changed design."""

    def __init__(self) -> None:
        self._articles = 0
        self._counts: dict[str, Counter[str]] = {}

    def add(self, via: Mapping[str, str]) -> None:
        """Count one article."""
        self._articles += 1
        for field, said in via.items():
            self._counts.setdefault(field, Counter())[origin_of(said)] += 1

    def document(self) -> dict[str, Any]:
        """``{"articles": 40, "fields": {"title": {"layout": 38, "generic": 2}}}``; a field that is missing in some of
        the articles sums up to less."""
        return {"articles": self._articles, "fields": {name: dict(self._counts[name]) for name in sorted(self._counts)}}


def measures(stats: Mapping[str, Any], seconds: float) -> dict[str, Any]:
    """``timings`` (seconds: ``total_s`` of the run, ``store_s`` of it spent on writing), ``pages`` (HTTP responses,
    robots.txt included), ``bytes`` (of these, with headers, as sent) and ``status_codes`` (code -> responses)."""
    codes = {name.removeprefix(_STATUS): int(n) for name, n in stats.items() if name.startswith(_STATUS)}
    return {
        "timings": {"total_s": round(seconds, 1), "store_s": round(float(stats.get("store/seconds", 0.0)), 1)},
        "pages": int(stats.get("downloader/response_count", 0)),
        "bytes": int(stats.get("downloader/response_bytes", 0)),
        "status_codes": dict(sorted(codes.items())),
    }
