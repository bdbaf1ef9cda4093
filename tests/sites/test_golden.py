"""Golden pages: every field of every saved page, one test each. docs/golden-pages.md says how to work with them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NoReturn

import pytest
from scrapy.settings import Settings

from crawler.cases import GOLDEN_FIELDS, HAND_WRITTEN, ITEM, SLUG, Case, find_all, golden
from crawler.comparison import PageText, differences
from crawler.extraction.page import Page
from crawler.loader import SiteLoader
from crawler.platforms import PLATFORMS
from crawler.saved import Reading
from crawler.site import SiteSpider
from crawler.text.canonical import canonical_text
from tests.conftest import in_ci
from tests.differences import difference
from tests.sites.whole import name_of, problem_of, readable

CASES_PER_LAYOUT = 3
_NO_PAGE = "none of its sites was seen: its pages are read in tests/unit/platforms (test_pages, test_family_goldens)"
_OWN = "the site was not seen yet: its page is read in tests/unit/site/test_own_layouts.py"
FEW_CASES: dict[str, str] = dict.fromkeys(
    (
        *("a-id-2026", "b-grid-2026", "drupal-7", "drupal-8", "joomla-3", "joomla-k2", "liferay-6"),
        *("news-detail-2025", "sharepoint-2021", "vccorp-2026", "wordpress-2011"),
    ),
    _NO_PAGE,
) | dict.fromkeys(
    (
        *("bacninh-2026", "haugiang-2026", "khanhhoa-2026", "laichau-2026", "mofa-2026", "moha-2026", "ninhbinh-2026"),
        *("phutho-2026", "sonla-2026", "thainguyen-2026", "thanhhoa-2026"),
    ),
    _OWN,
)
"""Layouts that may have fewer cases, each with its reason."""

Rebuild = Literal["all", "derived"] | None


@dataclass(frozen=True, slots=True)
class Read:
    """A case and what its page gives now."""

    case: Case
    reading: Reading
    values: dict[str, Any]


@cache
def read(folder: Path) -> Read:
    """Load and read a case once for all tests of its fields."""
    case = Case.load(folder)
    reading = case.read()
    return Read(case, reading, golden(reading.item))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test per case; one per case and field where the test asks for a field, per further capture for one."""
    root = metafunc.config.getoption("--cases")
    if "any_folder" in metafunc.fixturenames:
        metafunc.parametrize("any_folder", find_all(root), ids=name_of)
        return
    named = [(folder, name_of(folder)) for folder in readable(root)]
    if "name" in metafunc.fixturenames:
        fields = [(f, name, f"{case}::{name}") for f, case in named for name in GOLDEN_FIELDS]
        metafunc.parametrize(("folder", "name"), [f[:2] for f in fields], ids=[f[2] for f in fields])
    elif "capture" in metafunc.fixturenames:
        captures = [(f, p.name, f"{case}::{p.stem}") for f, case in named for p in sorted(f.glob("page-*"))]
        metafunc.parametrize(("folder", "capture"), [c[:2] for c in captures], ids=[c[2] for c in captures])
    elif "folder" in metafunc.fixturenames:
        metafunc.parametrize("folder", [f for f, _ in named], ids=[case for _, case in named])


@pytest.fixture(scope="session")
def rebuild(pytestconfig: pytest.Config) -> Rebuild:
    """Which goldens are to be written anew."""
    chosen: Rebuild = pytestconfig.getoption("--rebuild-goldens")
    return chosen


def fail(sentence: str) -> NoReturn:
    """Fail with a sentence instead of a traceback: what happened is in the page, not in this file."""
    pytest.fail(sentence, pytrace=False)


def test_a_case_can_be_read(any_folder: Path) -> None:
    """None of the fields of a case whose files are broken would be held any more."""
    if problem := problem_of(any_folder):
        fail(problem)


def test_field(folder: Path, name: str, rebuild: Rebuild) -> None:
    """Consumers of this kind of page would get this field wrong, or no longer at all."""
    case, values = read(folder).case, read(folder).values
    known = case.expected or {}
    if name not in known:
        if in_ci():
            fail(f"{folder / ITEM} has no {name}: run the tests on your machine, review what they write, commit")
        case.put(name, values[name])
        fail(f"{name} was written: review and commit {folder / ITEM}")
    gap = case.request.gaps.get(name)
    if values[name] == known[name]:
        if gap:
            fail(f"{case.name}: {name} is right now: take it out of gaps in request.json")
        return
    if gap:
        pytest.xfail(gap)
    changes = difference(known[name], values[name])
    if rebuild == "all" or (rebuild == "derived" and name not in HAND_WRITTEN):
        case.put(name, values[name])
        fail(f"{name} was rebuilt: review the diff and commit {folder / ITEM}\n{changes}")
    via = read(folder).reading.item.via.get(name)
    fail(f"{case.name}: {name}{f' (via {via})' if via else ''} is not what item.json says\n{changes}")


def test_page_gives_a_valid_item(folder: Path) -> None:
    """The article would be rejected and never reach a consumer."""
    assert read(folder).reading.rejected == []


def test_further_capture(folder: Path, capture: str) -> None:
    """The same article would be stored twice, or revised whenever a counter or a related list moves."""
    first = read(folder)
    assert capture in first.case.captures, f"{capture}: further captures are called page-2.html, page-3.html …"
    second = golden(first.case.read(first.case.captures[capture]).item)
    wrong = differences(first.values, second)
    if wrong:
        shown = "\n".join(f"{name}:\n{difference(first.values[name], second[name])}" for name in wrong)
        fail(f"{first.case.name}: {capture} (+) differs from page.html (-) in {', '.join(wrong)}\n{shown}")


def test_boilerplate_stays_out(folder: Path) -> None:
    """Menus, counters and related headlines would be searched, hashed and read as part of the article."""
    case = read(folder).case
    response = case.response()
    page = PageText(Page(response, case.request.captured_at), response)
    body = canonical_text(read(folder).values["body"] or "")
    absent = [text for text in case.request.boilerplate if not page.holds(text)]
    inside = [text for text in case.request.boilerplate if canonical_text(text) in body]
    if absent:
        fail(f"{case.name}: boilerplate that stands nowhere on the page, mend request.json: {absent}")
    if inside:
        fail(f"{case.name}: boilerplate in the body: {inside}")


def test_request_facts(folder: Path) -> None:
    """A case that no crawl could meet, or whose purpose nobody knows, proves nothing."""
    case = read(folder).case
    assert SLUG.fullmatch(folder.name), f"{folder}: small letters, digits and dashes, 60 at most"
    assert case.request.note.strip(), f"{case.name}: say in request.json, note, what the page tests"
    assert len(case.request.boilerplate) >= 3, f"{case.name}: name 3 to 8 texts in request.json, boilerplate"
    spider = case.spider()
    if not case.request.arguments and "url" not in spider.arguments:
        assert spider.platform.is_article_url(case.request.url), f"{case.name}: no crawl would ask for this address"


def test_every_layout_has_its_cases(pytestconfig: pytest.Config) -> None:
    """A layout without saved pages can break unseen, and with it every article of its sites."""
    cases = Counter(read(folder).values["layout"] for folder in readable(pytestconfig.getoption("--cases")))
    few = {layout: cases[layout] for layout in known_layouts() if cases[layout] < CASES_PER_LAYOUT}
    wrong = {layout: count for layout, count in few.items() if layout not in FEW_CASES}
    assert not wrong, f"fewer than {CASES_PER_LAYOUT} cases: {wrong}; add some with `scrapy record`"
    assert FEW_CASES.keys() <= few.keys(), "FEW_CASES excuses layouts that have enough cases, or are gone"


def known_layouts() -> list[str]:
    """Ids of the layouts of every family and of every site file."""
    settings = Settings()
    settings.setmodule("crawler.settings")
    loader = SiteLoader(settings)
    sites = [cls for name in loader.list() if issubclass(cls := loader.load(name), SiteSpider)]
    platforms = [*(family() for family in PLATFORMS.values()), *(site.platform for site in sites)]
    return sorted({layout.id for platform in platforms for layout in platform.layouts})
