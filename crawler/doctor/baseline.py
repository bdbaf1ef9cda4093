"""What a site used to give: its golden pages, and what the store knows of its runs. What is judged is the change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.cases import CASES, CaseError, load_facts, load_item
from crawler.health.measures import Origin, origin_of
from crawler.site import SiteSpider

USUAL = 0.5
"""Share of golden pages, or of stored articles, that makes an origin the usual one."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known of a site from before."""

    pages: int = 0
    """Golden pages that were read."""
    origins: Mapping[str, Counter[str]] = field(default_factory=dict)
    """Field -> origin (`crawler.health.measures.Origin`) -> golden pages that had it from there."""
    layouts: frozenset[str] = frozenset()
    addresses: tuple[str, ...] = ()
    """Articles that were there once: of the golden pages, then the file's examples."""
    last_success_at: datetime | None = None
    last_new_at: datetime | None = None
    last_outcome: str | None = None
    stored: Mapping[str, Any] = field(default_factory=dict)
    """``origins.usual`` of the site's document in `sites`; empty if there is none."""

    def usual(self, name: str) -> Origin | None:
        """Where the field usually came from; ``None`` if it did not, or nothing is known."""
        counts: Mapping[str, int] = self.stored.get("fields", {}).get(name, {})
        total = int(self.stored.get("articles", 0))
        if not total:
            counts, total = self.origins.get(name, Counter()), self.pages
        best = max(counts, key=lambda origin: counts[origin], default=None)
        return Origin(best) if best is not None and total and counts[best] >= USUAL * total else None


def baseline_of(site: type[SiteSpider], stored: Mapping[str, Any], root: Path = CASES) -> Baseline:
    """Read what there is; a broken golden page is left out. *stored*: the site's document of `sites`."""
    origins: dict[str, Counter[str]] = {}
    layouts: set[str] = set()
    addresses: list[str] = []
    pages = 0
    for folder in sorted((root / site.name).glob("*/")):
        try:
            facts, item = load_facts(folder), load_item(folder)
        except (CaseError, OSError):
            continue
        pages += 1
        addresses.append(facts.url)
        if item and item.get("layout"):
            layouts.add(item["layout"])
        for name, via in (item or {}).get("via", {}).items():
            origins.setdefault(name, Counter())[str(origin_of(via))] += 1
    return Baseline(
        pages=pages,
        origins=origins,
        layouts=frozenset(layouts),
        addresses=tuple(dict.fromkeys([*addresses, *site.article_examples])),
        last_success_at=stored.get("last_success_at"),
        last_new_at=stored.get("last_new_at"),
        last_outcome=stored.get("last_outcome"),
        stored=(stored.get("origins") or {}).get("usual") or {},
    )
