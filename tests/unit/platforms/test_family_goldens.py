"""Golden pages of sites without a file, read once more as the family that they are recognised as.

``tests/sites/adhoc`` reads them as generic. If these fail, recognising a family makes its articles worse than not
knowing it at all.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from crawler.cases import CASES, HAND_WRITTEN, Case, golden
from crawler.extraction.page import Page
from crawler.platforms import PLATFORMS

FAMILY = {
    "1cdn-longform": "b_grid",
    "astra-youth-union": "wordpress",
    "cantho-type-long-report": "a_id",
    "drupal-9-recruitment": "drupal",
    "drupal-hospital": "drupal",
    "flatsome-school-letter": "wordpress",
    "joomla-3-k2": "joomla",
    "joomla-4-letter": "joomla",
    "joomla-union-schedule": "joomla",
    "liferay-eportal-plan": "liferay",
    "liferay-short-notice": "liferay",
    "newsmag-tv-station": "wordpress",
    "nukeviet-legal-document": "nukeviet",
    "onecms-newspaper": "b_grid",
    "sharepoint-commune": "sharepoint",
    "sharepoint-commune-party": "sharepoint",
    "soledad-travel-feature": "wordpress",
    "vccorp-government": "vccorp",
    "vccorp-photo-story": "vccorp",
    "vhv-news-detail-layout": "news_detail_layout",
    "vinhlong-skin-interview": "month_hex",
    "wordpress-elementor": "wordpress",
    "wordpress-flatsome-poem": "wordpress",
    "wordpress-generatepress": "wordpress",
    "wordpress-jannah": "wordpress",
    "wordpress-newspaper": "wordpress",
    "zce-interview": "onecms",
}
"""What each golden page of ``adhoc`` is; one that is not named here is of no known family."""

WORSE = {
    "wordpress-flatsome-poem": ("body", "authors"),  # the poet's name is the first line of the theme's text element
}
"""What a family reads worse than the generic reader, and why; this list only shrinks."""


SITES_OF = {"vnpt_portal": "hanhchinhcong", "mediatech": "nbtv", "ecm": "ubdt", "laravel_3s": "laocaitv"}
"""The other families: golden pages of sites that run on them."""


def test_every_family_has_golden_pages() -> None:
    """A family whose fields nobody wrote down can change what it reads unseen."""
    assert set(FAMILY.values()) | SITES_OF.keys() == PLATFORMS.keys() - {"generic"}
    for family, site in SITES_OF.items():
        folders = [folder for folder in (CASES / site).iterdir() if (folder / "item.json").is_file()]
        assert folders
        assert {Case.load(folder).spider().platform.name for folder in folders} == {family}


@cache
def case_named(name: str) -> Case:
    return Case.load(CASES / "adhoc" / name)


@pytest.mark.parametrize("name", sorted(folder.name for folder in (CASES / "adhoc").iterdir()))
def test_a_page_is_claimed_by_its_own_family_only(name: str) -> None:
    """A site read by another family's selectors and addresses yields nothing, or nonsense."""
    case = case_named(name)
    page = Page(case.response(), case.request.captured_at)
    claimed = [family for family, cls in PLATFORMS.items() if cls().recognises(page)]
    assert claimed == ([FAMILY[name]] if name in FAMILY else [])


@pytest.mark.parametrize("name", FAMILY)
def test_a_family_reads_what_the_generic_reader_reads(name: str) -> None:
    """A field that was right without the family would be wrong with it."""
    case = case_named(name)
    known = case.expected or {}
    told = replace(case, request=replace(case.request, arguments={"platform": FAMILY[name]}))
    found = golden(told.read().item)
    assert PLATFORMS[FAMILY[name]]().is_article_url(case.request.url)
    wrong = [field for field in HAND_WRITTEN if comparable(field, found) != comparable(field, known)]
    assert sorted(wrong) == sorted(WORSE.get(name, ()))


def comparable(field: str, values: dict[str, object]) -> object:
    """Shown times have minutes, machine data seconds: which of the two is read is the layout's choice."""
    if field == "published_at" and values[field]:
        return str(values[field])[:16]
    if field == "published_precision" and values[field] == "second":
        return "minute"
    return values[field]
