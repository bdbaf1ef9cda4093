"""If these fail, `scrapy new-site` is said to be better than it is."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from benchmarks.disposable import copy_project
from benchmarks.new_site import fleet, main, saved_hosts, tally
from crawler.newsite.trial import load
from crawler.site import SiteSpider
from tests.unit.benchmarks.tiny import labelled

NAME = "laocaitv"


def hand() -> type[SiteSpider]:
    """The site as a person wrote it."""
    return next(site for site in fleet() if site.name == NAME)


def test_what_a_person_wrote_is_right() -> None:
    """Every other figure is compared with it."""
    found = tally(NAME, hand(), frozenset({"laravel-3s-2021"}))
    assert found.pages["counts"] == 4
    assert found.pages.total() == 6
    assert found.verdicts["counts", "right"] == sum(found.fields.values()) == 4 * 13
    assert found.deviations == []


def test_pages_that_a_file_cannot_know_are_counted_apart() -> None:
    """A layout that the site no longer shows, or an address on another host, would be held against the command."""
    source = Path(load.__code__.co_filename).parents[1].joinpath("spiders", f"{NAME}.py").read_text("utf-8")
    other = load(source.replace("class LaoCaiTv", "class Laocaitv").replace('("laocaitv.vn",)', '("khac.vn",)'), NAME)
    found = tally(NAME, other, frozenset({"laravel-3s-2021"}))
    assert (found.pages["counts"], found.pages["address"]) == (0, 6)
    assert found.apart("address").startswith("6, ")
    old = tally(NAME, hand(), frozenset())
    assert (old.pages["counts"], old.pages["layout"]) == (0, 6)


def test_the_copy_does_not_know_the_site(tmp_path: Path) -> None:
    """The command would find the file that it is to write, or the tests hold the pages that it is to save."""
    copy = copy_project(tmp_path / "copy", without=[NAME])
    assert not [path for path in copy.rglob(f"{NAME}*") if "__pycache__" not in path.parts and path.suffix != ".html"]
    assert (copy / "crawler" / "spiders" / "nbtv.py").is_file()


def test_a_sample_site_made_anew(capsys: pytest.CaptureFixture[str]) -> None:
    """The figures of the whole would be missing, or worse than those of the file that a person wrote."""
    assert main(["--site", NAME]) == 0
    out = capsys.readouterr().out
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in out.splitlines() if line.startswith("│")]
    files = {row[1]: row for row in rows if row[0] == NAME}
    assert files.keys() == {"hand-written", "recognised", "induced"}
    assert files["recognised"][2] == "laravel_3s"
    assert int(files["recognised"][4]) <= 15, "data lines of a site on a known platform"
    for row in files.values():
        assert row[6:10] == ["4", "52", "0", "0"]


def test_where_a_site_of_saved_pages_begins(tmp_path: Path) -> None:
    """A host of which only an article is saved would be asked for a home page that nobody has."""
    (tmp_path / "INDEX.tsv").write_text(
        "file\turl\tkind\n"
        "a.html\thttps://mot.vn/bai-1.html\tarticle\nb.html\thttps://mot.vn/tin/\tlisting\n"
        "c.html\thttps://hai.vn/\thome\nd.html\thttps://hai.vn/bai-2.html\tarticle\n"
        "e.html\thttps://ba.vn/bai-3.html\tarticle\n",
        "utf-8",
    )
    assert saved_hosts(tmp_path) == {
        "mot.vn": ("https://mot.vn/tin/", ["https://mot.vn/bai-1.html"]),
        "hai.vn": ("https://hai.vn/", []),
        "ba.vn": ("https://ba.vn/", ["https://ba.vn/bai-3.html"]),
    }


def test_a_labelled_folder_is_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The figures of real pages would be missing, or a site that cannot be made be passed over."""
    assert main([str(labelled(tmp_path / "pages"))]) == 0
    out = capsys.readouterr().out
    assert "without file" in out
    assert "scrapy: error: " in out or "recognised" in out


def test_a_folder_that_is_no_set_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A typo would end in a traceback."""
    assert main([str(tmp_path)]) == 1
    assert "new_site: " in capsys.readouterr().err


def test_logging_is_given_back() -> None:
    """Every test after it in the process would wait for a log line that never comes."""
    before = logging.root.manager.disable
    assert main(["/no/such/folder"]) == 1
    assert logging.root.manager.disable == before
