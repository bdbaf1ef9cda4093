"""docs/platforms.md, written from the families: ``python -m crawler.platforms.describe > docs/platforms.md``.

What a family is stands once, in its module; the page is for whoever looks for the family of a site.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields

from crawler.discovery.paging import FirstOf, NextLink, Paging
from crawler.extraction.layout import NO_SELECTORS, Layout
from crawler.platforms import PLATFORMS
from crawler.platforms.base import Platform

_INTRO = """# Platforms

Written by `python -m crawler.platforms.describe > docs/platforms.md`; do not edit. One section for each CMS family, in
the order in which a page is compared with them. Every value can be set per site: `NukeViet(paging=NoPaging())`.

How sure a fact is: A seen in a real page or in the product's own source; B in code that evidently ran against the site;
C in code without proof, or old; D inferred, never the only rule. The grade of each selector stands beside it in the
module.
"""


def document() -> str:
    """The whole page."""
    families = [family() for family in PLATFORMS.values()]
    index = "\n".join(f"- [{family.name}](#{family.name}): {_first_line(family)}" for family in families)
    return "\n".join([_INTRO, index, "", *(_section(family) for family in families)])


def _section(family: Platform) -> str:
    module = type(family).__module__
    text = inspect.cleandoc(sys.modules[module].__doc__ or "").replace("``", "`").replace("**What lies:**", "**Lies:**")
    facts = "\n".join(f"- {fact}" for fact in _facts(family))
    name = type(family).__name__
    return f"## {family.name}\n\n`{name}` in `{module.replace('.', '/')}.py`\n\n{text}\n\n{facts}\n"


def _facts(family: Platform) -> Iterator[str]:
    """What the family sets, each a line; what it leaves to the defaults is not told."""
    if family.fingerprint:
        yield f"marks: {_codes(family.fingerprint)}"
    yield f"address of an article: {_code(family.article_url)}"
    yield f"identity: {_codes(family.article_id) if family.article_id else 'the address'}"
    if family.listing_url:
        yield f"address of a listing: {_code(family.listing_url)}"
    elif family.parent_is_listing:
        yield "listings: what the articles' paths begin with"
    yield f"next page: {_paging(family.paging)}"
    if family.feeds:
        yield f"feeds: {_codes(family.feeds)}"
    if family.sitemaps:
        yield f"sitemaps: {_codes(family.sitemaps)}"
    if family.distrust:
        yield f"never believed: {_codes(tuple(sorted(family.distrust)))}"
    if family.needs_proof:
        yield "a page must show a date or call itself an article: addresses alone do not tell"
    for layout in family.layouts:
        yield f"layout {_code(layout.id)}, known since {layout.since}, asks for {_asked(layout)}"


def _asked(layout: Layout) -> str:
    names = [field.name for field in fields(layout) if field.name not in NO_SELECTORS]
    return ", ".join(name for name in names if getattr(layout, name))


def _paging(paging: Paging) -> str:
    if isinstance(paging, NextLink):
        return "a link to it" if paging == NextLink() else f"a link to it, {_codes(paging.candidates)}"
    if isinstance(paging, FirstOf):
        return "; else ".join(_paging(pager) for pager in paging.pagers)
    return _code(repr(paging)) if repr(paging).startswith(type(paging).__name__) else _code(type(paging).__name__)


def _first_line(family: Platform) -> str:
    text = inspect.cleandoc(sys.modules[type(family).__module__].__doc__ or "").split("\n\n")[0]
    return " ".join(text.replace("``", "`").split())


def _codes(values: tuple[str, ...]) -> str:
    return ", ".join(map(_code, values))


def _code(value: str) -> str:
    return f"`{value}`"


if __name__ == "__main__":
    sys.stdout.write(document())
