"""If these fail, induced layouts are said to be better than they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.induction import LEARNT_FROM, bare, groups, main, measure, threes
from tests.unit.benchmarks.tiny import labelled, markup


@pytest.mark.parametrize("count", [4, 7])
def test_no_page_is_measured_that_was_learnt_from(count: int) -> None:
    """The figures would say that a layout fits the pages it was made of."""
    for learnt, others in threes(count):
        assert len(set(learnt)) == LEARNT_FROM
        assert sorted(learnt + others) == list(range(count))


def test_layouts_of_one_site_are_not_mixed() -> None:
    """One host serves several designs; a layout is of one."""
    assert all(len({case.expected["layout"] for case in group if case.expected}) == 1 for group in groups().values())
    assert "adhoc" not in {group[0].site for group in groups().values()}


def test_an_induced_layout_is_nowhere_worse_than_none() -> None:
    """The claim: with three pages the site's other pages are read at least as well as without a layout."""
    figures = measure({name: group for name, group in groups().items() if "laravel" in name})
    assert figures.layouts == figures.threes > 0
    assert figures.differences == []


def test_a_bare_page_tells_machines_nothing() -> None:
    """What is measured with --bare would be what the page still says of itself."""
    page = markup().replace("<title>", '<script type="application/ld+json">{"a": 1}</script><title>').encode()
    assert b"ld+json" not in bare(page)
    assert b"<title>" not in bare(page)
    assert b'class="title"' in bare(page)


def test_a_labelled_folder_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The figures of real pages would be missing."""
    assert main([str(labelled(tmp_path / "pages"))]) == 0
    assert "hand-written" in capsys.readouterr().out


def test_a_folder_that_is_no_set_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A typo would end in a traceback."""
    assert main([str(tmp_path)]) == 1
    assert "is no set" in capsys.readouterr().err
