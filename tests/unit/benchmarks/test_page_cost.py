"""If these fail, the cost of a page is compared with the wrong work."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy.sets import load
from benchmarks.page_cost import candidates_of, main, select
from crawler.platforms.nukeviet import NUKEVIET_2017
from tests.unit.benchmarks.tiny import GOLD, LEAD, PARAGRAPHS, labelled


def test_bare_parsel_finds_the_same_fields(tmp_path: Path) -> None:
    """Ours would be compared with a spider that reads nothing."""
    (page,) = load(labelled(tmp_path / "pages")).pages
    found = select(page, NUKEVIET_2017)
    assert (found["title"], found["summary"]) == (GOLD["title"], LEAD)
    assert found["body"] == "".join(PARAGRAPHS)
    assert found["byline"] == "Tác giả: Trần Thị Mẫu"
    assert "14/03/2026" in found["published"]
    assert set(found) == set(candidates_of(NUKEVIET_2017))


def test_every_kind_of_work_has_a_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table would lack what the claim is about."""
    assert main([str(labelled(tmp_path / "pages")), "--rounds", "1"]) == 0
    said = capsys.readouterr().out
    rows = ("parse", "bare parsel", "ours, by layout", "ours, layouts off", "trafilatura")
    assert all(row in said for row in rows)
    assert "1.00 x" in said


def test_pages_without_layout_are_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Pages without selectors would pass for cheap ones, or for a traceback."""
    folder = labelled(tmp_path / "pages")
    text = (folder / "cho.html").read_text("utf-8")
    (folder / "cho.html").write_text(text.replace("NukeViet", "Other"), "utf-8")
    assert main([str(folder)]) == 1
    assert "no layout reads any of these pages" in capsys.readouterr().err


def test_a_folder_that_is_no_set_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong path would be a traceback."""
    assert main([str(tmp_path)]) == 1
    assert "is no set" in capsys.readouterr().err
