"""The text of a site file: data only, formatted as the project's other ones, each induced value with its reason."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from crawler.discovery import paging
from crawler.extraction.layout import Layout
from crawler.newsite import literals
from crawler.newsite.literals import WIDTH, assigned, cut, one_line
from crawler.newsite.plan import NewSite
from crawler.platforms import PLATFORMS

_GRADED = ("home", "listings", "feeds", "sitemaps")
"""Addresses, which were all tried."""
_REGEXES = ("article_url", "listing_url", "sitemap_filter", "article_id")
_TAKEN = frozenset(
    {
        *keyword.kwlist,
        *("I", "O"),  # which the linter takes for figures
        *("SiteSpider", "Layout"),
        *(family.__name__ for family in PLATFORMS.values()),
        *(name for name, value in vars(paging).items() if isinstance(value, type)),
    }
)
"""Names that a site's class cannot have: the file needs them itself."""


def class_name(name: str) -> str:
    """``ubmttqvn_quangtri`` -> ``UbmttqvnQuangtri``; ``none`` -> ``NoneSite``."""
    said = "".join(word.capitalize() for word in name.split("_"))
    return f"{said}Site" if said in _TAKEN else said


def render(site: NewSite) -> str:
    """The whole file."""
    imports = {(site.family.__module__, site.family.__name__), ("crawler.site", "SiteSpider")}
    if site.layout is not None:
        imports.add(("crawler.extraction.layout", "Layout"))
    for value in site.differences.values():
        if is_dataclass(value):
            imports |= {(type(part).__module__, type(part).__name__) for part in _parts(value)}
    blocks = [f'"""{_docstring(site.publisher)}."""', ""]
    if site.layout is not None:
        blocks += ["from datetime import date", ""]
    blocks += [*_import_lines(imports), ""]
    if site.layout is None:
        blocks.append("")
    else:
        blocks += [f"{_constant(site)} = Layout(", *_layout_lines(site, site.layout), ")", "", ""]
    blocks += [f"class {class_name(site.name)}(SiteSpider):", *(f"    {line}".rstrip() for line in _class_lines(site))]
    return "\n".join(blocks).rstrip() + "\n"


def _class_lines(site: NewSite) -> Iterator[str]:
    base = "no platform that is known" if site.family.name == "generic" else f"platform {site.family.name}"
    yield f'"""Written by `scrapy new-site` on {site.seen_on} from pages of that day (A): {base}."""'
    yield ""
    values: list[tuple[str, object]] = [("name", site.name), ("publisher", site.publisher), ("kind", site.kind)]
    values += [("status", "unverified"), ("evidence", "A"), ("verified", "never")]
    if site.province:
        values.append(("province", site.province))
    values.append(("hosts", site.hosts))
    if site.scheme != "https":
        values.append(("scheme", site.scheme))
    ways = (("home", site.home), ("listings", site.listings), ("feeds", site.feeds), ("sitemaps", site.sitemaps))
    values += [(name, value) for name, value in ways if value]
    if site.weak_tls:
        values.append(("weak_tls", site.weak_tls))
    if not site.verify_certificates:
        values.append(("verify_certificates", False))
    if site.answers_d1n:
        values.append(("answers_d1n", True))
    values.append(("article_examples", site.examples))
    for name, value in values:
        if name == "article_examples":
            yield from _platform_lines(site)
        note = "A" if name in _GRADED else site.notes.get(name)
        yield from assigned(name, value, 4, note)


def _platform_lines(site: NewSite) -> Iterator[str]:
    family = site.family.__name__
    if not site.differences and site.layout is None:
        yield f"platform = {family}()"
        return
    yield f"platform = {family}("
    if site.layout is not None:
        more = f", *{family}.layouts" if site.family.layouts else ","
        yield f"    layouts=({_constant(site)}{more}),"
    for name, value in site.differences.items():
        note = site.notes.get(name)
        raw = name in _REGEXES
        yield from (f"    {line}" for line in literals.keyword(name, value, 8, note, raw=raw))
    yield ")"


def _layout_lines(site: NewSite, layout: Layout) -> Iterator[str]:
    for field in fields(Layout):
        value = getattr(layout, field.name)
        if value in (None, (), False):
            continue
        note = site.notes.get(f"layout.{field.name}")
        yield from (f"    {line}" for line in literals.keyword(field.name, value, 4, note))


def _parts(value: object) -> Iterator[object]:
    """A paging object and those inside it."""
    yield value
    for inner in getattr(value, "pagers", ()):
        yield from _parts(inner)


def _import_lines(wanted: set[tuple[str, str]]) -> Iterator[str]:
    by_module: dict[str, list[str]] = {}
    for module, name in sorted(wanted):
        by_module.setdefault(module, []).append(name)
    for module, names in by_module.items():
        yield f"from {module} import {', '.join(names)}"


def _constant(site: NewSite) -> str:
    assert site.layout is not None
    return re.sub(r"[^A-Z0-9]+", "_", site.layout.id.upper())


def _docstring(text: str) -> str:
    return cut(one_line(text).translate({ord("\\"): "/", ord('"'): "'"}), WIDTH - len('""".."""'))
