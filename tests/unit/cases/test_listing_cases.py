"""If these fail, golden listings hold what nobody wrote, or a broken one hides what is wrong with it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from crawler.cases import CaseError
from crawler.listing_cases import LINKS, ListingCase, dump_links
from tests.unit.cases.test_running import run

SITE = "ubmttqvn_quangtri"
ROOT = "http://ubmttqvn.quangtri.gov.vn"
URL = f"{ROOT}/news/tin-hoat-dong/"
ARTICLES = [f"{ROOT}/news/tin-hoat-dong/khoi-cong-tram-y-te-{number}.html" for number in (312, 311)]
PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Tin hoạt động</title></head><body>
<div class="news_column"><h3><a href="{ARTICLES[0]}?utm_source=zalo">Khởi công trạm y tế</a></h3></div>
<div class="news_column"><h3>
<a href="/news/tin-hoat-dong/khoi-cong-tram-y-te-311.html">Khánh thành trạm y tế</a></h3></div>
<div class="news_column"><h3><a href="{ARTICLES[0]}">Khởi công trạm y tế</a></h3></div>
<div class="news_column"><h3><a href="{ROOT}:999999/news/tin-hoat-dong/hong-310.html">Cổng hỏng</a></h3></div>
<ul class="pagination"><li class="active"><a href="#">1</a></li>
<li><a href="/news/tin-hoat-dong/page-2/">2</a></li></ul>
</body></html>
"""
LEADS_TO = {"articles": ARTICLES, "next": f"{URL}page-2/"}
FACTS = {
    "url": URL,
    "status": 200,
    "headers": {"Content-Type": "text/html; charset=utf-8"},
    "captured_at": "2026-11-21T02:00:00+00:00",
    "note": "Hai bài, có trang sau.",
}


def listing(root: Path, links: dict[str, Any] | None = None, *, name: str = "tin-hoat-dong", **facts: Any) -> Path:
    """A golden listing below *root*."""
    folder = root / SITE / name
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(PAGE.encode())
    (folder / "request.json").write_text(json.dumps({**FACTS, **facts}, ensure_ascii=False), "utf-8")
    if links is not None:
        (folder / LINKS).write_text(dump_links(links), "utf-8")
    return folder


def check(root: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run the tests of the golden listings below *root* as a person would: exit code and what was printed."""
    done = run(root, "--listings", str(root), *arguments, tests="tests/listings", **environment)
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout


def test_what_a_listing_leads_to(tmp_path: Path) -> None:
    """Addresses in another form than those of the store would be compared, and one bad link would end the reading."""
    assert ListingCase.load(listing(tmp_path)).links() == LEADS_TO


def test_written_and_read_again(tmp_path: Path) -> None:
    """A case that new-site writes could not be read by its own test."""
    case = ListingCase.load(listing(tmp_path, LEADS_TO, review=True))
    case.folder = tmp_path / SITE / "khac"
    case.folder.mkdir()
    case.write()
    assert ListingCase.load(case.folder) == case
    assert case.request.review


def test_a_missing_golden_is_written_then_held(tmp_path: Path) -> None:
    """Who adds a listing by hand would have to write every address, or what nobody reviewed would pass."""
    folder = listing(tmp_path)
    refused, said = check(tmp_path, CI="true")
    assert (refused, (folder / LINKS).exists()) == (1, False)
    assert f"{folder / LINKS} is missing: run the tests on your machine" in said
    code, said = check(tmp_path)
    assert code == 1
    assert f"the links were written: review and commit {folder / LINKS}" in said
    assert json.loads((folder / LINKS).read_text("utf-8")) == LEADS_TO
    assert check(tmp_path)[0] == 0


def test_a_difference_is_shown_and_rebuilt_on_demand_only(tmp_path: Path) -> None:
    """A site whose news are no longer found would pass, or a failing test would not say which address is lost."""
    lost = {"articles": [*ARTICLES, f"{ROOT}/news/tin/mat-309.html"], "next": None}
    folder = listing(tmp_path, lost)
    for arguments in ((), ("--rebuild-goldens=derived",)):
        code, said = check(tmp_path, *arguments)
        assert (code, json.loads((folder / LINKS).read_text("utf-8"))) == (1, lost)
        assert f'-"{ROOT}/news/tin/mat-309.html"\n-null\n+"{URL}page-2/"' in said
    code, said = check(tmp_path, "--rebuild-goldens")
    assert (code, "the links were rebuilt: review the diff and commit" in said) == (1, True)
    assert check(tmp_path)[0] == 0


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("page.html", None, "page.html is missing: `scrapy new-site` makes whole cases"),
        ("request.json", None, "request.json is missing"),
        ("request.json", '{"url": 3', "request.json: is no JSON"),
        ("request.json", json.dumps({**FACTS, "url": "http://khac.gov.vn/"}), "give the page's own address"),
        (LINKS, "{", "links.json is no JSON in UTF-8"),
        (LINKS, "[]", 'links.json: write {"articles": [address, …], "next": address or null}'),
        (LINKS, '{"articles": [3], "next": null}', "links.json: articles is no list of addresses"),
        (LINKS, '{"articles": [], "next": 3}', "links.json: next is no address"),
    ],
)
def test_a_broken_case_says_which_file_to_mend(tmp_path: Path, file: str, text: str | None, words: str) -> None:
    """Whoever broke a case by one comma would read a traceback of this project's code."""
    folder = listing(tmp_path, LEADS_TO)
    (folder / file).unlink()
    if text is not None:
        (folder / file).write_text(text, "utf-8")
    with pytest.raises(CaseError, match=re.escape(words)):
        ListingCase.load(folder).links()


def test_a_broken_case_fails_once_and_alone(tmp_path: Path) -> None:
    """A missing file or a site of another name would fail several tests, or those of the other listings."""
    listing(tmp_path, LEADS_TO)
    (listing(tmp_path, LEADS_TO, name="hong") / "page.html").unlink()
    (tmp_path / SITE / "hong").rename(tmp_path / SITE / "mat-trang")
    (tmp_path / "ubmttqvn_quangtr").mkdir()
    (listing(tmp_path, LEADS_TO, name="lac").rename(tmp_path / "ubmttqvn_quangtr" / "lac"))
    code, said = check(tmp_path)
    assert code == 1
    assert re.findall(r"^FAILED \S+?\.py::(\S+)", said, re.MULTILINE) == [
        "test_listing[ubmttqvn_quangtr/lac]",
        f"test_listing[{SITE}/mat-trang]",
    ], said
    assert f"perhaps '{SITE}'" in said
    assert "page.html is missing" in said
