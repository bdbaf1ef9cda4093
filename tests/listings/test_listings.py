"""Golden listings: the articles and the next page of every saved listing. docs/golden-pages.md says how to work with
them."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Literal, NoReturn

import pytest

from crawler.cases import SLUG, CaseError, find_all
from crawler.listing_cases import LINKS, ListingCase
from tests.conftest import in_ci
from tests.differences import difference
from tests.sites.whole import name_of

Rebuild = Literal["all", "derived"] | None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test per case."""
    if "folder" in metafunc.fixturenames:
        metafunc.parametrize("folder", find_all(metafunc.config.getoption("--listings")), ids=name_of)


@pytest.fixture(scope="session")
def rebuild(pytestconfig: pytest.Config) -> Rebuild:
    """Which goldens are to be written anew."""
    chosen: Rebuild = pytestconfig.getoption("--rebuild-goldens")
    return chosen


def fail(sentence: str) -> NoReturn:
    """Fail with a sentence instead of a traceback: what happened is in the page, not in this file."""
    pytest.fail(sentence, pytrace=False)


def test_listing(folder: Path, rebuild: Rebuild) -> None:
    """The site's news would no longer be found, or pages that are none be asked for as articles."""
    try:
        case = ListingCase.load(folder)
        found = case.links()
    except CaseError as error:
        fail(str(error))
    if case.expected is None:
        if in_ci():
            fail(f"{folder / LINKS} is missing: run the tests on your machine, review what they write, commit")
        case.expected = found
        case.write()
        fail(f"the links were written: review and commit {folder / LINKS}")
    if found == case.expected:
        return
    changes = difference([*case.expected["articles"], case.expected["next"]], [*found["articles"], found["next"]])
    if rebuild == "all":
        case.expected = found
        case.write()
        fail(f"the links were rebuilt: review the diff and commit {folder / LINKS}\n{changes}")
    fail(f"{case.name}: the articles and the next page, last, are not what {LINKS} says\n{changes}")


def test_request_facts(folder: Path) -> None:
    """A case whose purpose nobody knows proves nothing."""
    with suppress(CaseError):  # test_listing says what is wrong with its files
        case = ListingCase.load(folder)
        assert SLUG.fullmatch(folder.name), f"{folder}: small letters, digits and dashes, 60 at most"
        assert case.request.note.strip(), f"{case.name}: say in request.json, note, what the page tests"
