"""The text of a site file: data only, formatted as the project's other ones, each induced value with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

from crawler.extraction.layout import Layout
from crawler.newsite.plan import NewSite

_WIDTH = 120
_GRADED = ("home", "listings", "feeds", "sitemaps")
"""Addresses, which were all tried."""


def class_name(name: str) -> str:
    """``ubmttqvn_quangtri`` -> ``UbmttqvnQuangtri``."""
    return "".join(word.capitalize() for word in name.split("_"))


def render(site: NewSite) -> str:
    """The whole file."""
    imports = {(site.family.__module__, site.family.__name__), ("crawler.site", "SiteSpider")}
    if site.layout is not None:
        imports.add(("crawler.extraction.layout", "Layout"))
    for value in site.differences.values():
        if is_dataclass(value):
            imports |= {(type(part).__module__, type(part).__name__) for part in _parts(value)}
    blocks = [f'"""{_docstring(f"{site.publisher}.")}"""', ""]
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
    values.append(("article_examples", site.examples))
    for name, value in values:
        if name == "article_examples":
            yield from _platform_lines(site)
        note = "A" if name in _GRADED else site.notes.get(name)
        yield from _assigned(name, value, 4, note)


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
        raw = name in ("article_url", "listing_url", "sitemap_filter", "article_id")
        yield from (f"    {line}" for line in _keyword(name, value, 8, note, raw=raw))
    yield ")"


def _layout_lines(site: NewSite, layout: Layout) -> Iterator[str]:
    for field in fields(Layout):
        value = getattr(layout, field.name)
        if value in (None, ()):
            continue
        note = site.notes.get(f"layout.{field.name}")
        yield from (f"    {line}" for line in _keyword(field.name, value, 4, note))


def _assigned(name: str, value: object, indent: int, note: str | None) -> Iterator[str]:
    yield from _written(f"{name} = ", value, "", indent, note)


def _keyword(name: str, value: object, indent: int, note: str | None, *, raw: bool = False) -> Iterator[str]:
    yield from _written(f"{name}=", value, ",", indent, note, raw=raw)


def _written(
    before: str, value: object, after: str, indent: int, note: str | None, *, raw: bool = False
) -> Iterator[str]:
    """Lines for one value; the note stands behind it where there is room, else above."""
    comment = f"  # {_one_line(note)}" if note else ""
    whole = f"{before}{_literal(value, raw=raw)}{after}"
    if indent + len(whole) <= _WIDTH:
        if comment and indent + len(whole) + len(comment) > _WIDTH:
            yield f"# {_cut(_one_line(note), _WIDTH - indent - 2)}"
            # The grade stands beside the selector all the same: that is where it is looked for.
            grade = f"  # {_one_line(note)[:1]}"
            comment = grade if indent + len(whole) + len(grade) <= _WIDTH else ""
        yield whole + comment
        return
    if not isinstance(value, tuple):
        yield whole + "  # noqa: E501"
        return
    yield f"{before}(" + (f"  # {_cut(_one_line(note), _WIDTH - indent - len(before) - 5)}" if note else "")
    grade = f"  # {_one_line(note)[:1]}" if note else ""
    yield from (f"    {_literal(entry, raw=raw)},{grade}" for entry in value)
    yield f"){after}"


def _literal(value: object, *, raw: bool = False) -> str:
    match value:
        case str():
            return f'r"{value}"' if raw and '"' not in value else _quoted(value)
        case bool() | int() | float():
            return repr(value)
        case date():
            return f"date({value.year}, {value.month}, {value.day})"
        case tuple():
            inner = ", ".join(_literal(entry, raw=raw) for entry in value)
            return f"({inner},)" if len(value) == 1 else f"({inner})"
    if is_dataclass(value):
        parts = (
            f"{f.name}={_literal(getattr(value, f.name))}" for f in fields(value) if not _is_default(value, f.name)
        )
        return f"{type(value).__name__}({', '.join(parts)})"
    return repr(value)


def _quoted(text: str) -> str:
    """A literal in the quotes that the formatter likes."""
    plain = repr(text)
    return plain if '"' in text else f'"{plain[1:-1]}"'.replace("\\'", "'")


def _is_default(value: object, name: str) -> bool:
    default = next(f.default for f in fields(value) if f.name == name)  # type: ignore[arg-type]
    return bool(getattr(value, name) == default)


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
    return _one_line(text).replace("\\", "").replace('"""', "'")


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: room - 1]}…"
