"""Drift drill over every golden page: if it fails, a site's new design makes the crawler store what nobody wrote.

`benchmarks.drift` renames and compares; ``python -m benchmarks.drift`` prints the table. Where the reader is wrong
today stands in drift.json: case -> field -> the reason, and what is said that item.json does not say. That list only
shrinks.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from parsel import Selector

from benchmarks.drift import FIELDS, NAMING, Drill, deviations, drill, rename
from crawler.cases import CASES, GOLDEN_FIELDS, HAND_WRITTEN, Case, find_all
from tests.sites.whole import name_of, whole

KNOWN_FILE = CASES / "drift.json"
KNOWN: dict[str, dict[str, dict[str, Any]]] = json.loads(KNOWN_FILE.read_text("utf-8"))
LOST = {
    # No h1, no machine data, a title that names the site: only a class or id called the line a headline.
    "title": [
        "adhoc/aspnet-webforms-schedule",
        "adhoc/liferay-eportal-plan",
        "adhoc/sharepoint-commune-party",
        "adhoc/table-layout-asp-no-date",
    ],
    "body": [],
}
"""Pages that lose what no article can do without, and why."""
SOURCES = ("jsonld:", "microdata:", "opengraph:", "meta:", "text:", "fallback:")
"""What ``via`` may begin with where no layout matches."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test per whole case of the folder that --cases names; of the others test_golden.py tells what is wrong."""
    if "folder" in metafunc.fixturenames:
        metafunc.parametrize("folder", whole(metafunc.config.getoption("--cases")), ids=name_of)


@pytest.fixture
def own_folders(pytestconfig: pytest.Config) -> list[Path]:
    """The project's own among the cases; what is known of them says nothing of another folder's."""
    return [folder for folder in whole(pytestconfig.getoption("--cases")) if is_own(folder)]


@cache
def drilled(folder: Path) -> Drill:
    """Load, rename and read a case once for all tests."""
    return drill(Case.load(folder))


def is_own(folder: Path) -> bool:
    """True for a case of the project, of which `KNOWN` and `LOST` tell."""
    return folder.resolve().is_relative_to(CASES.resolve())


def test_nothing_wrong_is_said(folder: Path) -> None:
    """A changed design must cost fields, never put other articles, menus or counters into them."""
    done = drilled(folder)
    known = KNOWN.get(done.case.name, {}) if is_own(folder) else {}
    for field, verdict in done.verdicts.items():
        said = deviations(done.case, field, done.found[field]) if verdict == "wrong" else ()
        new = [text for text in said if text not in known.get(field, {}).get("got", ())]
        assert not new, f"{done.case.name}: {field} is wrong, mend the reader or give the reason in {KNOWN_FILE}: {new}"
        assert verdict == "wrong" or field not in known, f"{field} is {verdict} now: take it out of {KNOWN_FILE}"


def test_where_values_come_from(folder: Path) -> None:
    """Health reports tell a changed design by fields that come from no layout any more."""
    found = drilled(folder).found
    assert found["layout"] is None
    assert not {name: via for name, via in found["via"].items() if not via.startswith(SOURCES)}


@pytest.mark.parametrize("field", LOST)
def test_no_more_pages_are_lost(field: str, own_folders: list[Path]) -> None:
    """An article without title or body is rejected: after a site's redesign all its news would be missing."""
    lost = [done.case.name for done in map(drilled, own_folders) if done.verdicts[field] == "null"]
    known = LOST[field] if own_folders else []
    assert lost == known, "mend the reader; or, if a page is read again, take it out of LOST"


def test_known_errors_are_of_cases_and_have_their_reasons() -> None:
    """A list of excuses that nobody can follow excuses everything."""
    assert {*KNOWN, *LOST["title"], *LOST["body"]} <= {name_of(folder) for folder in find_all(CASES)}
    for case, fields in KNOWN.items():
        assert fields.keys() <= set(FIELDS), case
        for field, entry in fields.items():
            assert entry.keys() == {"reason", "got"}, f"{case} {field}"
            assert entry["reason"].strip(), f"{case} {field}"


def test_only_names_are_changed(folder: Path) -> None:
    """The drill would prove nothing if names stayed, or if it changed what the page says."""
    case = Case.load(folder)
    before, after = (Selector(text=page.decode("utf-8", "replace")) for page in (case.page, rename(case.page)))
    names, renamed = names_of(before), names_of(after)
    assert len(names) == len(renamed)
    assert not names & renamed
    texts = "//text()[not(ancestor::style or ancestor::script[not(contains(@type, 'json'))])]"
    assert after.xpath(texts).getall() == before.xpath(texts).getall()
    assert other_attributes(after) == other_attributes(before)


def names_of(page: Selector) -> set[str]:
    return {name for value in page.xpath("//@class | //@id").getall() for name in value.split()}


def other_attributes(page: Selector) -> list[tuple[str, str]]:
    elements = page.xpath("//*")
    return [(n, v) for e in elements for n, v in e.attrib.items() if n not in NAMING and not v.startswith("#")]


def test_references_follow_their_names() -> None:
    """A label or a style sheet that points to nothing is another page than the site would have."""
    page = (
        b"<style>.ad, p#x > .\xe1n{color:#fff}</style><label for=ad>a</label><a href='#x'>b</a>"
        b"<p id=\"x\" class='ad \xe1n'>"
        b"<script>$('.ad').hide(); document.getElementById(\"x\"); say('ad')</script>"
        b'<script type="application/ld+json">{"ad": "#x"}</script><!-- .ad --><a href="/x#x">c</a><i data-k="ad">'
    )
    assert rename(page) == (
        b"<style>.z2, p#z1 > .z3{color:#fff}</style><label for=z2>a</label><a href='#z1'>b</a>"
        b"<p id=\"z1\" class='z2 z3'>"
        b"<script>$('.z2').hide(); document.getElementById(\"z1\"); say('ad')</script>"
        b'<script type="application/ld+json">{"ad": "#x"}</script><!-- .ad --><a href="/x#x">c</a><i data-k="ad">'
    )


def test_the_golden_fields_that_people_answer_for_are_compared() -> None:
    """A new field would be drilled by nobody."""
    assert [name for name in GOLDEN_FIELDS if name in HAND_WRITTEN] == list(FIELDS)
