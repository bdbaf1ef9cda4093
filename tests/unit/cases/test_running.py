"""If these fail, the tests of the golden pages overwrite what people wrote, or pass what is wrong."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from crawler.cases import GOLDEN_FIELDS, Case, dump_item
from crawler.cases import golden as golden_of
from crawler.store.config import PROJECT_ROOT
from tests.unit.cases.sample import PAGE, case, item

PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")


def run(
    root: Path, *arguments: str, tests: str = "tests/sites/test_golden.py", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the tests of the golden pages below *root* as a person would."""
    clean = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        [*PYTEST, tests, "--cases", str(root), *arguments],
        cwd=PROJECT_ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_missing_golden_is_written_then_fails_then_holds(tmp_path: Path) -> None:
    """An item that nobody reviewed would pass for the truth, or what a person wrote be overwritten."""
    folder = case(tmp_path)
    (folder / "item.json").write_text(json.dumps({"title": "Tên do người viết", "views": None}), "utf-8")
    first = run(tmp_path, "-k", "ban-giao-nha")
    assert first.returncode == 1
    assert f"body was written: review and commit {folder / 'item.json'}" in first.stdout
    assert "-Tên do người viết\n+Bàn giao nhà" in first.stdout
    assert item(folder)["title"] == "Tên do người viết"
    assert list(item(folder)) == list(GOLDEN_FIELDS)
    second = run(tmp_path, "-k", "ban-giao-nha")
    assert "was written" not in second.stdout
    assert "2 failed" in second.stdout, second.stdout
    assert "ubmttqvn_quangtri/ban-giao-nha::views" in second.stdout


def test_rebuild(tmp_path: Path) -> None:
    """After a change of a rule, hundreds of derived values would be mended by hand; or all truth be lost at once."""
    folder = case(tmp_path)
    run(tmp_path, "-k", "ban-giao-nha")
    right = item(folder)
    (folder / "item.json").write_text(dump_item({**right, "title": "Cũ", "layout": "cu-2001"}), "utf-8")
    derived = run(tmp_path, "-k", "ban-giao-nha", "--rebuild-goldens=derived")
    assert "layout was rebuilt: review the diff and commit" in derived.stdout
    assert (derived.returncode, item(folder)) == (1, {**right, "title": "Cũ"})
    every = run(tmp_path, "-k", "ban-giao-nha", "--rebuild-goldens")
    assert "title was rebuilt: review the diff and commit" in every.stdout
    assert (every.returncode, item(folder)) == (1, right)
    assert run(tmp_path, "-k", "ban-giao-nha").returncode == 0


def test_ci_writes_no_goldens(tmp_path: Path) -> None:
    """CI would make whatever is read the truth and pass."""
    folder = case(tmp_path)
    missing = run(tmp_path, "-k", "ban-giao-nha", CI="true")
    assert missing.returncode == 1
    assert "run the tests on your machine" in missing.stdout
    assert not (folder / "item.json").exists()
    refused = run(tmp_path, "--rebuild-goldens", CI="true")
    assert (refused.returncode, "refused where CI is set" in refused.stderr) == (4, True)
    assert not (folder / "item.json").exists()


def test_what_the_tests_of_a_case_find(tmp_path: Path) -> None:
    """A second capture that reads differently, a menu in the body and a case without purpose would pass unseen."""
    folder = case(tmp_path, boilerplate=["Trang nhất", "Lượt xem", "góp công dựng"], note="")
    run(tmp_path, "-k", "ban-giao-nha")
    other = PAGE.replace("118", "204").replace("\n", "\r\n").replace("Hồ Văn Cu", "Hồ&nbsp;Văn Cu")
    (folder / "page-2.html").write_bytes(unicodedata.normalize("NFD", other).encode())
    (folder / "page-3.html").write_bytes(other.replace("48 m²", "84 m²").encode())
    done = run(tmp_path)
    assert "4 failed" in done.stdout, done.stdout
    assert "page-3.html (+) differs from page.html (-) in" in done.stdout
    assert "page-2.html (+)" not in done.stdout
    assert "boilerplate in the body: ['góp công dựng']" in done.stdout
    assert "say in request.json, note, what the page tests" in done.stdout
    assert "fewer than 3 cases: {'ecm-2013': 0" in done.stdout


def test_the_drift_drill_is_of_the_folder_that_is_named(tmp_path: Path) -> None:
    """Other cases would not be drilled at all, and what is excused of the project's own would fail there."""
    folder = case(tmp_path)
    (folder / "item.json").write_text(dump_item(golden_of(Case.load(folder).read().item)), "utf-8")
    good = run(tmp_path, tests="tests/sites/test_drift.py")
    assert (good.returncode, "failed" in good.stdout) == (0, False), good.stdout
    assert "skipped" not in good.stdout, good.stdout
    (folder / "item.json").write_text(dump_item({**item(folder), "title": "Tên khác hẳn"}), "utf-8")
    wrong = run(tmp_path, tests="tests/sites/test_drift.py")
    assert "ubmttqvn_quangtri/ban-giao-nha: title is wrong" in wrong.stdout
    assert "1 failed" in wrong.stdout, wrong.stdout


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("request.json", '{"url": 3', "request.json: is no JSON"),
        ("page.html", None, "page.html is missing: `scrapy record` makes whole cases"),
    ],
)
def test_a_broken_case_fails_only_its_own_test(tmp_path: Path, file: str, text: str | None, words: str) -> None:
    """One comma too many would fail a test per field and those of all sites: nobody would find the file to mend."""
    good = case(tmp_path)
    (good / "item.json").write_text(dump_item(golden_of(Case.load(good).read().item)), "utf-8")
    broken = good.with_name("hong")
    shutil.copytree(good, broken)
    (broken / file).unlink()
    if text is not None:
        (broken / file).write_text(text, "utf-8")
    done = run(tmp_path, tests="tests/sites")
    assert re.findall(r"^FAILED \S+?\.py::(\S+)", done.stdout, re.MULTILINE) == [
        "test_a_case_can_be_read[ubmttqvn_quangtri/hong]",
        "test_every_layout_has_its_cases",
    ], done.stdout
    assert words in done.stdout
    assert str(broken / file) in done.stdout
    assert "Traceback" not in done.stdout
    assert "fewer than 3 cases: {'ecm-2013': 0" in done.stdout, "the layouts of the others are counted"
