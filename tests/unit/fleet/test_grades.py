"""If these fail, a guess passes for a fact: the lint reads another comment than the one that grades a selector."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.fleet.grades import facts_of


def grades(source: str) -> list[tuple[str, str | None]]:
    return [(fact.text, fact.grade) for fact in facts_of(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('L = Layout(title=("h1.a", "h1"),)  # A, cantho; D', [("h1.a", "A"), ("h1", "D")]),
        ('L = Layout(tags=("a", "b"),)  # A / D', [("a", "A"), ("b", "D")]),
        ('L = Layout(body=("a", "b", "c"),)  # B, TM', [("a", "B"), ("b", "B"), ("c", "B")]),
        ('L = Layout(body=("a", "b", "c"),)  # A; B/C', [("a", "A"), ("b", "A"), ("c", "A")]),
        ('L = Layout(\n    drop=(  # B, TM\n        "a",\n        "b",  # D\n    ),\n)', [("a", "B"), ("b", "D")]),
        (
            'L = Layout(\n    drop=(\n        # C: once\n        "a",\n        "b",\n    ),\n)',
            [("a", "C"), ("b", "C")],
        ),
        ('class S:\n    # B, NB\n    # and more\n    listings = ("/a", "/b")', [("/a", "B"), ("/b", "B")]),
        ('class P:\n    article_url = (\n        r"a"  # B\n        r"|b"  # D\n    )', [("a|b", "B")]),
        ('class P:\n    article_url: str = rf"^{X}-\\d+$"  # A', [("^{…}-\\d+$", "A")]),
        ('class P:\n    article_url = X.article_url + r"|b"  # B', [("|b", "B")]),
        ('class S:\n    platform = X(paging=NextLink(("a.next",)))  # A', [("a.next", "A")]),
        ('class S:\n    home = "/"\n    publisher = "Báo A"\n    name = "x"  # A', []),
        ('class P:\n    article_url = "a"  # as AMP pages have it, BBC too', [("a", None)]),
        ('class P:\n    article_url = "a"\n    listing_url = "b"  # B', [("a", None), ("b", "B")]),
        ('class P:\n    article_url = "a"  # B\n    listing_url = "b"', [("a", "B"), ("b", None)]),
        ('class P:\n    layouts = (Layout(title=("#b # A",)),)', [("#b # A", None)]),
    ],
)
def test_the_grade_is_the_one_beside_the_literal(source: str, expected: list[tuple[str, str | None]]) -> None:
    """Every form in which the families and site files write it."""
    assert grades(source) == expected


@given(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=6))
def test_one_grade_a_line_is_never_mixed_up(letters: list[str]) -> None:
    """However the formatter breaks a tuple, each selector keeps its own grade."""
    lines = "".join(f'        "s{number}",  # {letter}\n' for number, letter in enumerate(letters))
    apart = f"L = Layout(\n    title=(\n{lines}    ),\n)"
    entries = "".join(f'"s{number}", ' for number in range(len(letters)))
    together = f"L = Layout(title=({entries}))  # {'; '.join(letters)}"
    expected = [(f"s{number}", letter) for number, letter in enumerate(letters)]
    assert grades(apart) == grades(together) == expected
