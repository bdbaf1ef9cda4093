"""If these fail, two captures pass for equal that are not, or the difference cannot be found."""

from __future__ import annotations

import unicodedata

from crawler.comparison import differences
from tests.differences import difference


def test_two_captures_agree_on_all_but_counters() -> None:
    """One article would be revised at every visit, or a real difference would pass for a counter."""
    one = {"title": "Hòa “bình”", "views": 1, "via": {"title": "a"}, "tags": ["hoà"], "published_at": "2026"}
    two = {
        "title": unicodedata.normalize("NFD", 'Hoà "bình"'),
        "views": 9,
        "via": {},
        "tags": ["hòa"],
        "published_at": "2026",
    }
    assert differences(one, two) == []
    assert differences(one, {**two, "tags": ["khác"], "published_at": None}) == ["tags", "published_at"]


def test_a_mapping_is_compared_key_by_key() -> None:
    """Who reads that one of fifteen ways changed would have to find it in one line of all."""
    before = {"body": "nukeviet:a", "tags": "meta:keywords", "title": "nukeviet:h1"}
    said = difference(before, {**before, "title": "opengraph:title"})
    assert said.splitlines()[1:] == ['-title: "nukeviet:h1"', '+title: "opengraph:title"']
    assert "body" not in said
