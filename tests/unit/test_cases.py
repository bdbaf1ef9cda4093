"""Golden pages as files: what a case holds, how it is told wrong, and that its tests keep what people wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.cases import (
    GOLDEN_FIELDS,
    HAND_WRITTEN,
    RUN_BOUND,
    SLUG,
    Case,
    CaseError,
    RequestFacts,
    dump_item,
    find_all,
)
from crawler.cases import golden as golden_of
from crawler.commands.record import slug_of
from crawler.comparison import MAY_DIFFER, differences
from crawler.items import Article
from crawler.store.config import PROJECT_ROOT
from tests.sites.test_golden import difference

PYTEST = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider")
repeatable = settings(derandomize=True, deadline=None)

URL = "http://ubmttqvn.quangtri.gov.vn/news/tin-hoat-dong/ban-giao-nha-dai-doan-ket-o-xa-huong-phung-1901.html"
TITLE = "Bàn giao nhà đại đoàn kết ở xã Hướng Phùng"
PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><meta name="generator" content="NukeViet v4.5"><title>{TITLE}</title></head><body>
<nav><a href="/">Trang nhất</a> <a href="/lien-he/">Hộp thư bạn đọc</a></nav>
<div class="news_column" itemscope itemtype="http://schema.org/NewsArticle">
<h1 class="title" itemprop="headline">{TITLE}</h1>
<div class="newsdetailmetatop"><span class="h5">Thứ sáu - 20/11/2026 09:15</span></div>
<div class="hometext" itemprop="description">Hai hộ nghèo ở bản Cheng vừa nhận nhà mới trước mùa mưa.</div>
<div id="news-bodyhtml" class="bodytext"><p>Mỗi căn nhà rộng 48 m², do bà con trong bản góp công dựng suốt hai tháng.
</p>
<p>Chủ nhà là ông Hồ Văn Cu và bà Hồ Thị Lan, đều đã ngoài bảy mươi tuổi và lâu nay ở nhờ nhà con cháu.</p></div>
<p>Lượt xem: 118</p><p>Những tin mới hơn</p></div></body></html>
"""
FACTS = {
    "url": URL,
    "status": 200,
    "headers": {"Content-Type": "text/html; charset=utf-8"},
    "captured_at": "2026-11-21T02:00:00+00:00",
    "note": "Tin ngắn hai đoạn, không ảnh.",
    "boilerplate": ["Trang nhất", "Hộp thư bạn đọc", "Những tin mới hơn"],
}


def case(root: Path, **facts: Any) -> Path:
    """A case without golden item below *root*."""
    folder = root / "ubmttqvn_quangtri" / "ban-giao-nha"
    folder.mkdir(parents=True)
    (folder / "page.html").write_bytes(PAGE.encode())
    (folder / "request.json").write_text(json.dumps({**FACTS, **facts}, ensure_ascii=False), "utf-8")
    return folder


def item(folder: Path) -> dict[str, Any]:
    """What item.json says."""
    said: dict[str, Any] = json.loads((folder / "item.json").read_text("utf-8"))
    return said


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


def test_every_field_is_golden_or_run_bound() -> None:
    """A new field of the item would never be held by any page."""
    assert set(GOLDEN_FIELDS) | RUN_BOUND == {*Article.__dataclass_fields__}
    assert set(GOLDEN_FIELDS) > HAND_WRITTEN | MAY_DIFFER.keys()


def test_a_case_reads_as_the_crawl_would(tmp_path: Path) -> None:
    """A golden item that differs from the stored one proves nothing about what consumers get."""
    reading = Case.load(case(tmp_path)).read()
    values = golden_of(reading.item)
    assert reading.rejected == []
    assert values["title"] == TITLE
    assert values["published_at"] == "2026-11-20T02:15:00+00:00"
    assert (values["key"], values["layout"]) == ("ubmttqvn.quangtri.gov.vn#news/1901", "nukeviet-2017")
    assert list(values) == list(GOLDEN_FIELDS)
    assert len(values["content_hash"]) == 64


def test_arguments_reach_the_spider(tmp_path: Path) -> None:
    """A page of a site without a file could not be held as what it was recorded for."""
    folder = case(tmp_path, arguments={"platform": "generic"})
    adhoc = folder.rename(tmp_path / "adhoc-case")
    (tmp_path / "adhoc").mkdir()
    read = Case.load(adhoc.rename(tmp_path / "adhoc" / "bai")).read().item
    assert (read.site, read.platform, read.url, read.layout) == ("adhoc", "generic", URL, None)


def test_what_is_written_is_what_is_loaded(tmp_path: Path) -> None:
    """A case that changes when a program saves it would be a diff that nobody made."""
    folder = case(tmp_path)
    loaded = Case.load(folder)
    loaded.captures["page-2.html"] = PAGE.encode("utf-16")
    loaded.expected = {"views": None, "title": "Tên khác"}
    loaded.write()
    again = Case.load(folder)
    assert again == loaded
    text = (folder / "item.json").read_text("utf-8")
    assert text == '{\n  "title": "Tên khác",\n  "views": null\n}\n'
    assert not list(folder.glob(".*")), "temporary files were left"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"captured_at": "2026-11-21T02:00:00"}, "captured_at is wrong: write for example"),
        ({"captured_at": None}, "captured_at is wrong"),
        ({"status": "200"}, "status is wrong: write for example 200"),
        ({"boilerplate": "Trang nhất"}, 'boilerplate is wrong: write for example ["'),
        ({"boilerplate": [" "]}, "boilerplate is wrong"),
        ({"headers": {"Content-Type": 1}}, "headers is wrong"),
        ({"header": {}}, "write 'headers'"),
        ({"url": "https://khac.vn/bai-1.html"}, "lies on khac.vn, but ubmttqvn_quangtri is"),
        ({"url": "bai-1.html"}, "is no web address"),
        ({"url": "http://an:mat-khau@ubmttqvn.quangtri.gov.vn/news/a/b-1.html"}, "leave out user and password"),
        ({"arguments": {"platfrom": "generic"}}, "Unknown argument 'platfrom'"),
    ],
)
def test_wrong_facts_name_file_and_fix(tmp_path: Path, facts: dict[str, Any], words: str) -> None:
    """Whoever saves a page by hand would search for the mistake in a traceback."""
    folder = case(tmp_path, **facts)
    with pytest.raises(CaseError) as caught:
        Case.load(folder).read()
    assert words in str(caught.value)
    assert str(folder / "request.json") in str(caught.value)
    assert "mat-khau" not in str(caught.value)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("request.json", None, "request.json is missing: `scrapy record`"),
        ("page.html", None, "page.html is missing"),
        ("request.json", "{", "is no JSON"),
        ("request.json", "[]", "is no JSON object"),
        ("request.json", '{"url": "https://a.vn/"}', 'has no captured_at: add for example {"captured_at": "2026'),
        ("item.json", "{", "or delete it to have it written"),
        ("item.json", '{"sumary": null}', "write 'summary'"),
        ("item.json", '{"fetched_at": null}', "is no golden field"),
    ],
)
def test_incomplete_case_names_the_fix(tmp_path: Path, file: str, text: str | None, words: str) -> None:
    """Half a case would be skipped, or stop the tests of all sites."""
    folder = case(tmp_path)
    (folder / file).unlink(missing_ok=True)
    if text is not None:
        (folder / file).write_text(text)
    with pytest.raises(CaseError, match=words.replace("{", r"\{").replace("(", r"\(")):
        Case.load(folder)


def test_a_folder_that_is_no_site(tmp_path: Path) -> None:
    """A misspelt folder would look like a site without cases."""
    case(tmp_path)
    (tmp_path / "ubmttqvn_quangtri").rename(tmp_path / "ubmttqvn_quangtry")
    with pytest.raises(CaseError, match="perhaps 'ubmttqvn_quangtri'"):
        Case.load(find_all(tmp_path)[0]).read()


def test_order_of_an_item_does_not_depend_on_who_wrote_it() -> None:
    """Every rebuild would be a diff of all lines."""
    values: dict[str, Any] = dict.fromkeys(GOLDEN_FIELDS)
    assert dump_item(values) == dump_item(dict(reversed(values.items())))


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


@repeatable
@given(st.text(), st.text(alphabet="/.%?#abcĐẮ", max_size=80))
def test_a_case_name_never_leaves_its_folder(noise: str, path: str) -> None:
    """An address from the network would write anywhere on the disk."""
    for url in (f"https://nbtv.vn/{path}", f"https://nbtv.vn/{noise.replace('[', '')}"):
        assert SLUG.fullmatch(slug_of(url))


@pytest.mark.parametrize(
    ("url", "slug"),
    [
        ("https://nbtv.vn/Đường-về-bản-50151.html", "duong-ve-ban-50151"),
        ("https://nbtv.vn/%C4%90%C6%B0%E1%BB%9Dng.html", "duong"),
        ("https://nbtv.vn/tin/bai-viet/", "bai-viet"),
        ("https://nbtv.vn/chi-tiet.aspx?id=7", "chi-tiet-id-7"),
        ("https://nbtv.vn/..%2f..%2fetc%2fpasswd", "etc-passwd"),
        ("https://nbtv.vn/", "nbtv-vn"),
        (f"https://nbtv.vn/{'rat-dai-' * 20}1.html", "rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat"),
    ],
)
def test_case_names_can_be_read(url: str, slug: str) -> None:
    """Ops would not find the case of an article again."""
    assert slug_of(url) == slug


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


def test_a_mapping_is_compared_key_by_key() -> None:
    """Who reads that one of fifteen ways changed would have to find it in one line of all."""
    before = {"body": "nukeviet:a", "tags": "meta:keywords", "title": "nukeviet:h1"}
    said = difference(before, {**before, "title": "opengraph:title"})
    assert said.splitlines()[1:] == ['-title: "nukeviet:h1"', '+title: "opengraph:title"']
    assert "body" not in said


def test_the_drift_drill_is_of_the_folder_that_is_named(tmp_path: Path) -> None:
    """Other cases would not be drilled at all, and what is excused of the project's own would fail there."""
    folder = case(tmp_path)
    (folder / "item.json").write_text(dump_item(golden_of(Case.load(folder).read().item)), "utf-8")
    good = run(tmp_path, tests="tests/sites/test_drift.py")
    assert (good.returncode, "failed" in good.stdout) == (0, False), good.stdout
    assert "3 skipped" in good.stdout, good.stdout
    (folder / "item.json").write_text(dump_item({**item(folder), "title": "Tên khác hẳn"}), "utf-8")
    wrong = run(tmp_path, tests="tests/sites/test_drift.py")
    assert "ubmttqvn_quangtri/ban-giao-nha: title is wrong" in wrong.stdout
    assert "1 failed" in wrong.stdout, wrong.stdout


def test_request_facts_keep_their_form() -> None:
    """A recorded case would be written in another form than a hand-written one."""
    facts = RequestFacts.parse(json.dumps(FACTS))
    assert json.loads(facts.dump()) == FACTS
