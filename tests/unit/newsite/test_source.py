"""If these fail, `scrapy new-site` writes a file that does not load, says something else than was seen, or runs what a
page wrote."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.discovery.paging import FirstOf, NextLink, NoPaging, Paging, PathSuffix, QueryParameter
from crawler.extraction.layout import Layout
from crawler.fleet.grades import facts_of
from crawler.newsite.plan import NewSite
from crawler.newsite.source import class_name, render
from crawler.platforms import PLATFORMS
from crawler.platforms.base import Platform
from crawler.platforms.generic import Generic
from crawler.platforms.nukeviet import NukeViet
from crawler.site import SiteSpider
from crawler.store.config import PROJECT_ROOT
from tests.unit.text import repeatable

_RUFF = Path(sys.executable).with_name("ruff")
HOSTILE = (
    'Báo "Gâm"',
    "Báo 'Gâm' và \"Lô\"",
    "\\",
    "\\'",
    'x\\"',
    '"""',
    '"""; import os; os.abort()  #',
    "'''",
    "{0.__class__}",
    "a\nb\r\nc\x0bd\x0ce",
    "nul\0l",
    "\x1b[2J\x07",
    "\u202egnurt\u2066",
    "\ud800",
    "\x85\u2028\u2029",
    "ế\u0323e\u0302",
    "漢字" * 60,
    "# noqa",
    "x" * 300,
    "# A",
    "\ufeff",
)
"""What a page may say of itself, or have in its addresses."""

texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=150), st.text("\"'\\\n {}#ếx", max_size=130))
lists = st.lists(texts, max_size=4).map(tuple)
attributes = texts.map(lambda text: "[id$=" + '"' + re.sub(r'["\\\n\r\f\0]', "", text) + '"]')
"""Selectors with any text in them."""
selectors = st.lists(st.one_of(attributes, st.sampled_from(("h1.title", "#news-bodyhtml p > b"))), max_size=4).map(
    tuple
)
patterns = texts.map(re.escape)
simple_pagers: st.SearchStrategy[Paging] = st.one_of(
    st.just(NoPaging()),
    st.just(NextLink()),
    selectors.map(NextLink),
    texts.map(QueryParameter),
    texts.map(PathSuffix),
)
pagers: st.SearchStrategy[Paging] = st.one_of(
    simple_pagers, st.lists(simple_pagers, min_size=1, max_size=3).map(tuple).map(FirstOf)
)


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """A layout with any selectors."""
    bare = Layout(id="ben-gam-2026", since=draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))))
    names = ("title", "body", "published", "caption", "lead_in_body")
    some: dict[str, Any] = {name: draw(selectors) for name in names if draw(st.booleans())}
    return replace(bare, partial=draw(st.booleans()), **some)


@st.composite
def sites(draw: st.DrawFn) -> NewSite:
    """A site as a plan may be, and worse."""
    name = draw(st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True))
    family = draw(st.sampled_from(sorted(PLATFORMS.values(), key=lambda one: one.name)))
    possible: dict[str, st.SearchStrategy[Any]] = {
        "article_url": patterns,
        "article_id": st.lists(patterns.map(lambda p: f"{p}(?P<id>\\d+)"), max_size=3).map(tuple),
        "listing_links": selectors,
        "listing_url": patterns,
        "paging": pagers,
        "needs_proof": st.booleans(),
    }
    differences: dict[str, object] = {key: draw(values) for key, values in possible.items() if draw(st.booleans())}
    noted = st.sampled_from(("article_url", "paging", "layout.title", "layout.body", "verify_certificates"))
    return NewSite(
        name=name,
        publisher=draw(texts),
        kind=draw(st.sampled_from(("portal", "tv", "newspaper"))),
        province=draw(st.one_of(st.none(), texts)),
        hosts=("ben-gam.gov.vn",),
        scheme=draw(st.sampled_from(("http", "https"))),
        family=family,
        differences=differences,
        layout=draw(st.one_of(st.none(), layouts())),
        notes=draw(st.dictionaries(noted, texts.map(lambda text: f"A, {text}"))),
        home=draw(st.one_of(st.none(), texts)),
        listings=draw(lists),
        feeds=draw(lists),
        sitemaps=draw(lists),
        verify_certificates=draw(st.booleans()),
        weak_tls=draw(st.one_of(st.none(), texts)),
        examples=draw(lists),
        seen_on="2026-11-22",
    )


def loaded(source: str) -> Mapping[str, Any]:
    """What the file defines."""
    names: dict[str, Any] = {"__name__": "crawler.spiders.ben_gam"}
    exec(compile(source, "ben_gam.py", "exec"), names)
    return names


@settings(repeatable, max_examples=300)
@given(sites())
def test_any_text_is_only_data(site: NewSite) -> None:
    """A quotation mark in an office's name would break the file, and a clever one be run by every crawl."""
    source = render(site)
    tree = ast.parse(source.encode())
    for node in ast.walk(tree):
        assert not isinstance(node, ast.JoinedStr | ast.Lambda | ast.Import | ast.BinOp), ast.dump(node)
        assert not isinstance(node, ast.Attribute) or ast.unparse(node) == f"{site.family.__name__}.layouts"
        assert not isinstance(node, ast.Call) or isinstance(node.func, ast.Name)
    names = loaded(source)
    cls: type[SiteSpider] = names[class_name(site.name)]
    layouts = (site.layout, *site.family.layouts) if site.layout else site.family.layouts
    said = {name: getattr(cls, name) or None for name in ("name", "publisher", "province", "kind", "hosts", "scheme")}
    assert said == {name: getattr(site, name) or None for name in said}
    for name, empty in (("home", None), ("listings", ()), ("feeds", ()), ("sitemaps", ()), ("weak_tls", None)):
        assert getattr(cls, name) == (getattr(site, name) or empty), name
    assert cls.article_examples == site.examples
    assert cls.verify_certificates == site.verify_certificates
    assert type(cls.platform) is type(site.platform)
    assert cls.platform.layouts == layouts
    for name in Platform.__annotations__:
        assert getattr(cls.platform, name) == getattr(site.platform, name), name


@settings(repeatable, max_examples=60)
@given(sites())
def test_any_text_stays_within_its_line(site: NewSite) -> None:
    """A page could write lines of its own into the file, or move what a reader of it sees."""
    source = render(site)
    assert all(char.isprintable() or char == "\n" for char in source)
    long = [line for line in source.splitlines() if len(line) > 120 and len(line.split()) > 1]
    assert [line for line in long if not line.endswith("# noqa: E501") and "://" not in line] == []


@pytest.mark.skipif(not _RUFF.exists(), reason="ruff is not installed beside this Python")
@settings(repeatable, max_examples=200)
@given(sites())
def test_the_file_has_the_form_of_the_others(site: NewSite) -> None:
    """The first CI run after a new site would fail at style, and somebody have to format what a command wrote."""
    file = ("--stdin-filename", str(PROJECT_ROOT / "crawler" / "spiders" / "ben_gam.py"), "-")
    for command in (("format", "--diff"), ("check", "--quiet", "--no-cache")):
        done = subprocess.run([_RUFF, *command, *file], input=render(site).encode(), capture_output=True, check=False)
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def site(**values: Any) -> NewSite:
    """An ordinary site."""
    given: dict[str, Any] = {
        "name": "ben_gam",
        "publisher": "Trang thông tin thị trấn Bến Gâm",
        "kind": "portal",
        "province": "Tuyên Quang",
        "hosts": ("ben-gam.gov.vn",),
        "scheme": "https",
        "family": NukeViet,
        "home": "/",
        "examples": ("/news/tin/bai-1.html",),
        "seen_on": "2026-11-22",
    }
    return NewSite(**{**given, **values})


def test_a_site_on_a_known_platform_is_a_dozen_lines_of_data() -> None:
    """What makes a fleet of sites cheap to keep would be gone."""
    assert (
        render(site())
        == '''"""Trang thông tin thị trấn Bến Gâm."""

from crawler.platforms.nukeviet import NukeViet
from crawler.site import SiteSpider


class BenGam(SiteSpider):
    """Written by `scrapy new-site` on 2026-11-22 from pages of that day (A): platform nukeviet."""

    name = "ben_gam"
    publisher = "Trang thông tin thị trấn Bến Gâm"
    kind = "portal"
    status = "unverified"
    evidence = "A"
    verified = "never"
    province = "Tuyên Quang"
    hosts = ("ben-gam.gov.vn",)
    home = "/"  # A
    platform = NukeViet()
    article_examples = ("/news/tin/bai-1.html",)
'''
    )


def test_each_induced_value_has_its_grade_and_its_reason() -> None:
    """Nobody could tell what to look at, and `scrapy lint-sites` would find facts without a grade."""
    long = "A, sure: " + "equals the words of the address on 3 of 3 pages, " * 3
    source = render(
        site(
            family=Generic,
            layout=Layout(id="ben-gam-2026", since=date(2026, 11, 22), title=("h1.title",), body=("#body", "#old")),
            differences={"article_url": r"^/tin-tuc/[^/]+-\d+\.html$", "needs_proof": False},
            notes={"layout.title": "A, sure: equals og:title", "layout.body": long, "article_url": "A, induced: fits"},
        )
    )
    assert '    title=("h1.title",),  # A, sure: equals og:title\n' in source
    assert f'    # {long[:113]}…\n    body=("#body", "#old"),  # A\n' in source
    assert '        article_url=r"^/tin-tuc/[^/]+-\\d+\\.html$",  # A, induced: fits\n' in source
    assert "layouts=(BEN_GAM_2026,)," in source
    assert [fact for fact in facts_of(source) if fact.grade is None] == []


@pytest.mark.parametrize(
    ("name", "cls"),
    [
        ("ubmttqvn_quangtri", "UbmttqvnQuangtri"),
        ("none", "NoneSite"),
        ("true", "TrueSite"),
        ("site_spider", "SiteSpiderSite"),
        ("layout", "LayoutSite"),
        ("nuke_viet", "NukeVietSite"),
        ("a__b_", "AB"),
    ],
)
def test_a_class_has_a_name_of_its_own(name: str, cls: str) -> None:
    """The site none.vn would be a file that is no Python, and layout.vn one that hides what it imports."""
    assert class_name(name) == cls
    assert loaded(render(site(name=name)))[cls].name == name
