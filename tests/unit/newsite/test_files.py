"""If these fail, a new site is written by halves, or over what a person has corrected."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from crawler.cases import Case, find_all
from crawler.listing_cases import ListingCase
from crawler.newsite.cases import listing_cases, page_cases
from crawler.newsite.files import Places, TakenError, put
from crawler.newsite.trial import Trial


def made(trial: Trial, places: Places) -> tuple[list[Case], list[ListingCase]]:
    """Its cases."""
    pages = page_cases(
        trial,
        places,
        slug_of=lambda url: url.rsplit("-", 1)[1].removesuffix(".html"),
        headers=lambda headers: {"Content-Type": "text/html; charset=utf-8"},
        boilerplate=lambda case, item: ("Liên hệ",),
        note=lambda case, item: f"Page of {item.layout}.",
    )
    return pages, listing_cases(trial, places, headers=lambda headers: {})


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A project that is empty but for its folders."""
    for folder in ("crawler/spiders", "tests/sites"):
        (tmp_path / folder).mkdir(parents=True)
    return Places(tmp_path, "ben_gam")


def test_what_is_written_is_read_again(trial: Trial, places: Places) -> None:
    """The new tests would hold other pages than those that were seen."""
    pages, listings = made(trial, places)
    written = put(places, "# file\n", pages, listings)
    assert written == [places.pages, places.listings, places.site_file]
    assert [Case.load(folder) for folder in find_all(places.pages.parent)] == sorted(pages, key=lambda c: c.folder)
    again = [ListingCase.load(folder) for folder in find_all(places.listings.parent)]
    assert again == sorted(listings, key=lambda case: case.folder)
    assert all(request.review for request in (*(case.request for case in pages), *(case.request for case in listings)))
    assert all(case.request.captured_at.tzinfo is UTC for case in pages)
    assert sorted(path.name for path in places.root.iterdir()) == ["crawler", "tests"]


@pytest.mark.parametrize("taken", ["crawler/spiders/ben_gam.py", "tests/sites/ben_gam", "tests/listings/ben_gam"])
def test_what_is_there_is_not_touched(trial: Trial, places: Places, taken: str) -> None:
    """What a person corrected would be gone."""
    (places.root / taken).parent.mkdir(parents=True, exist_ok=True)
    (places.root / taken).write_text("của tôi", "utf-8")
    with pytest.raises(TakenError, match=f"{taken} exists: --name NAME"):
        put(places, "# file\n", *made(trial, places))
    assert (places.root / taken).read_text("utf-8") == "của tôi"
    assert [path for path in places.root.rglob("*") if path.is_file()] == [places.root / taken]


@pytest.mark.parametrize("blocked", ["tests/listings", "crawler/spiders"])
def test_nothing_is_left_where_one_place_cannot_be_written(trial: Trial, places: Places, blocked: str) -> None:
    """Golden pages without a site would fail every test run of everybody."""
    place = places.root / blocked
    if place.exists():
        place.rmdir()
    place.write_text("tệp", "utf-8")
    with pytest.raises((NotADirectoryError, FileExistsError)):
        put(places, "# file\n", *made(trial, places))
    assert [path for path in places.root.rglob("*") if path.is_file()] == [place]
    assert not places.pages.exists()


def test_two_articles_of_one_name(trial: Trial, places: Places) -> None:
    """The second would replace the first."""
    pages = page_cases(
        trial,
        places,
        slug_of=lambda url: "bai-viet",
        headers=lambda headers: {},
        boilerplate=lambda case, item: (),
        note=lambda case, item: "x",
    )
    assert [case.folder.name for case in pages] == ["bai-viet", "bai-viet-2", "bai-viet-3"]
