"""If these fail, extraction may get worse, or floors be lowered, and CI stays green."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.accuracy.__main__ import main
from benchmarks.accuracy.readers import LAYOUTS_OFF, OURS, READERS, Reader, Reading, read_ours
from benchmarks.accuracy.sets import SavedPage
from tests.unit.benchmarks.tiny import case, labelled, markup

TWO = f"{OURS},{LAYOUTS_OFF}"


class Own:
    """A project's own set of one page, with its floors."""

    def __init__(self, folder: Path) -> None:
        self.set, self.floors = folder / "sites", folder / "floors.json"
        self.case = case(self.set)

    def run(self, *arguments: str) -> int:
        return main([*arguments, "--readers", TWO], own=self.set, floors=self.floors)

    def pinned(self, reader: str, column: str) -> float:
        figure = json.loads(self.floors.read_text("utf-8"))["figures"][reader][column]
        assert isinstance(figure, float | int)
        return figure


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Own:
    monkeypatch.delenv("CI", raising=False)  # there nothing can be pinned
    return Own(tmp_path)


def without_body(page: SavedPage) -> Reading:
    """A broken reader: the title is right, the text is lost and the furniture kept."""
    return Reading(title=read_ours(page).title, body=page.gold.boilerplate[0])


def crashing(page: SavedPage) -> Reading:
    raise RuntimeError("no tree")


def test_pinned_figures_hold(own: Own, capsys: pytest.CaptureFixture[str]) -> None:
    """Every run would fail, so nobody would look at failures."""
    assert own.run("--pin") == 0
    assert own.pinned(OURS, "title") == own.pinned(OURS, "body") == own.pinned(OURS, "authors") == 1
    assert own.run() == 0
    assert "ours, layouts off" in capsys.readouterr().out


def test_a_broken_reader_fails_the_run(
    own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A change that loses bodies would pass CI."""
    own.run("--pin")
    monkeypatch.setitem(READERS, OURS, Reader(OURS, without_body))
    assert own.run() == 1
    said = capsys.readouterr().err
    assert "ours, body: 0, floor 1; fell: adhoc/phien-cho/page.html" in said
    assert "ours, authors: 0, floor 1; fell: adhoc/phien-cho/page.html" in said
    assert "ours, boilerplate: 1, ceiling 0; fell: adhoc/phien-cho/page.html" in said
    assert "ours, title" not in said


def test_a_crashing_reader_fails_the_run_and_is_told(
    own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad page would end the measurement of all, or be left out of it."""
    own.run("--pin")
    monkeypatch.setitem(READERS, OURS, Reader(OURS, crashing))
    assert own.run() == 1
    assert "ours failed on adhoc/phien-cho/page.html: RuntimeError: no tree" in capsys.readouterr().err


def test_a_crash_of_another_reader_is_told_but_is_not_our_failure(
    own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bug of theirs would stop our CI, or be taken for a bad reading."""
    own.run("--pin")
    monkeypatch.setitem(READERS, "newspaper4k", Reader("newspaper4k", crashing, ours=False))
    assert main(["--readers", f"{TWO},newspaper4k"], own=own.set, floors=own.floors) == 0
    assert "newspaper4k failed on adhoc/phien-cho/page.html" in capsys.readouterr().err


def test_a_field_that_could_not_be_read_fails_the_run(
    own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An exception in one field's reader would be a wrong value among others, or nothing where none is expected."""
    own.run("--pin")
    monkeypatch.setattr("crawler.extraction.extractor.read_tags", None)
    assert own.run() == 1
    assert "ours failed on adhoc/phien-cho/page.html: tags: reader failed (TypeError)" in capsys.readouterr().err


def test_floors_are_not_lowered_without_the_flag(
    own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever broke extraction could pin the damage by the way."""
    own.run("--pin")
    before = own.floors.read_bytes()
    monkeypatch.setitem(READERS, OURS, Reader(OURS, without_body))
    assert own.run("--pin") == 1
    assert own.floors.read_bytes() == before
    said = capsys.readouterr().err
    assert "falls: ours body: 1 -> 0" in said
    assert "--pin --lower" in said
    assert own.run("--pin", "--lower") == 0
    assert own.pinned(OURS, "body") == 0


def test_floors_rise_without_a_flag(
    own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Improvements would not be held."""
    with monkeypatch.context() as broken:
        broken.setitem(READERS, OURS, Reader(OURS, without_body))
        own.run("--pin")
    assert own.run("--pin") == 0
    assert "rises: ours body: 0 -> 1" in capsys.readouterr().err
    assert own.pinned(OURS, "body") == 1


def test_a_changed_set_needs_floors_anew(own: Own, capsys: pytest.CaptureFixture[str]) -> None:
    """Easier pages, or new ones that are read wrong, would hide behind old floors."""
    own.run("--pin")
    (own.case / "page-2.html").write_text(markup(), "utf-8")
    assert own.run() == 1
    assert "run --pin" in capsys.readouterr().err
    assert own.run("--pin") == 0
    assert own.run() == 0


def test_a_set_without_floors_fails(own: Own, capsys: pytest.CaptureFixture[str]) -> None:
    """Deleting the file would switch the guard off."""
    assert own.run() == 1
    assert "no floors yet" in capsys.readouterr().err


def test_pages_known_to_be_wrong_are_not_named_again(
    own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The page that fell would be lost among those that were never right."""
    case(own.set, "never-right", title="Another headline")
    own.run("--pin")
    monkeypatch.setitem(READERS, OURS, Reader(OURS, lambda page: Reading(body=page.gold.body)))
    own.run()
    line = next(line for line in capsys.readouterr().err.splitlines() if "ours, title" in line)
    assert line.endswith("ours, title: 0, floor 0.5; fell: adhoc/phien-cho/page.html")


def test_behind_a_generic_extractor_the_run_fails(own: Own, capsys: pytest.CaptureFixture[str]) -> None:
    """The README would go on claiming what is no longer so."""
    own.run("--pin")
    readers = f"{TWO},trafilatura"
    with pytest.MonkeyPatch.context() as broken:
        broken.setitem(READERS, "trafilatura", Reader("trafilatura", read_ours, ours=False))
        broken.setitem(READERS, LAYOUTS_OFF, Reader(LAYOUTS_OFF, without_body))
        assert main(["--readers", readers], own=own.set, floors=own.floors) == 1
    said = capsys.readouterr().err
    assert "layouts-off is behind trafilatura in body: 0, trafilatura 1" in said
    assert "layouts-off is behind trafilatura in boilerplate: 1, trafilatura 0" in said
    assert "in source" not in said


def test_other_sets_have_no_floors(own: Own, tmp_path: Path) -> None:
    """Nobody could look at pages of their own without pinning them."""
    assert own.run(str(labelled(tmp_path / "other"))) == 0


def test_the_own_set_is_held_under_any_name(own: Own, capsys: pytest.CaptureFixture[str]) -> None:
    """Naming the set on the command line would be a way round its floors."""
    assert own.run(str(own.set / "..") + "/sites") == 1
    assert "no floors yet" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["--lower"], ["--pin", "--platform", "nukeviet"], ["--pin", "--readers", "trafilatura"]]
)
def test_pinning_something_else_is_refused(own: Own, arguments: list[str]) -> None:
    """Figures of another reading would become the floors."""
    with pytest.raises(SystemExit, match="2"):
        main(arguments, own=own.set, floors=own.floors)
    assert not own.floors.exists()


def test_damaged_floors_are_told(own: Own, capsys: pytest.CaptureFixture[str]) -> None:
    """A merge conflict in the file would be a traceback."""
    own.floors.write_text("<<<<<<< HEAD", "utf-8")
    assert own.run() == 1
    assert "floors.json cannot be read as floors" in capsys.readouterr().err


def test_ci_pins_nothing(own: Own, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """CI would make whatever is read the floor, and pass."""
    monkeypatch.setenv("CI", "true")
    with pytest.raises(SystemExit, match="2"):
        own.run("--pin")
    assert "--pin is refused where CI is set" in capsys.readouterr().err
    assert not own.floors.exists()
