"""`scrapy record` as ops run it: a process, the playback as the web, a folder of cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from crawler.cases import Case
from demo.manifest import by_site
from tests.integration.crawl.conftest import Scrapy
from tests.integration.crawl.office import CASE, FAST, ROOT, SITE, Office
from tests.unit.cases.sample import PAGE, TITLE, URL


def facts(folder: Path) -> dict[str, Any]:
    """What request.json says."""
    said: dict[str, Any] = json.loads((folder / "request.json").read_text("utf-8"))
    return said


def leftovers(root: Path) -> list[Path]:
    """Everything below *root* that is no finished case."""
    return [
        path for path in root.rglob("*") if path.name.startswith(".") or (path.is_dir() and not any(path.iterdir()))
    ]


def test_record_a_live_page(shell: Scrapy, office: Office, tmp_path: Path) -> None:
    """A broken site could only be mended against pages that somebody saved and described by hand."""
    done = shell("record", SITE, f" {URL}\n", "--dir", str(tmp_path), "--note", "Tin ngắn", *FAST)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / SITE / CASE
    assert {file.name for file in folder.iterdir()} == {"page.html", "request.json", "item.json"}
    assert (folder / "page.html").read_bytes() == PAGE.encode()
    said = facts(folder)
    assert (said["url"], said["status"], said["note"]) == (URL, 200, "Tin ngắn")
    assert said["headers"]["Content-Type"] == "text/html; charset=utf-8"
    assert said["headers"]["Content-Language"] == "vi"
    assert {"Set-Cookie", "X-Powered-By"}.isdisjoint(said["headers"])
    assert said["captured_at"].endswith("+00:00")
    case = Case.load(folder)
    assert case.expected is not None
    assert (case.expected["title"], case.expected["published_at"]) == (TITLE, "2026-11-20T02:15:00+00:00")
    assert "Những tin mới hơn" in case.request.boilerplate
    assert [request.path for request in office.asked] == ["/robots.txt", URL.removeprefix(ROOT)]
    assert office.asked[1].headers["user-agent"].startswith("vnnews/")
    assert leftovers(tmp_path) == []
    with shell.open() as database:
        assert database.list_collection_names() == [], "recording stored something"
    for words in (TITLE, "nukeviet-2017:", "null or empty", "Look at:", f"-k {SITE}/{CASE}", str(folder)):
        assert words in done.stdout


def test_a_file_gives_the_case_of_the_live_page(shell: Scrapy, tmp_path: Path) -> None:
    """A page that only a browser can save would be read as another one."""
    shell("record", SITE, URL, "--dir", str(tmp_path), *FAST)
    live = Case.load(tmp_path / SITE / CASE)
    (tmp_path / "saved.html").write_bytes(PAGE.encode())
    arguments = ("--url", f" {URL}#binh-luan\n", "--dir", str(tmp_path), "--case", "tu-tep")
    done = shell("record", SITE, str(tmp_path / "saved.html"), *arguments, "--captured-at", "2026-11-21T09:00:00+07:00")
    assert done.returncode == 0, done.stderr
    saved = Case.load(tmp_path / SITE / "tu-tep")
    assert (saved.page, saved.expected, saved.request.url) == (live.page, live.expected, URL)
    assert saved.request.captured_at.isoformat() == "2026-11-21T09:00:00+07:00"


def test_record_a_site_without_file(scrapy: Scrapy, tmp_path: Path) -> None:
    """A new family could not begin with its pages."""
    entry = by_site()["ubmttqvn_quangtri"][0]
    done = scrapy(
        "record", "adhoc", entry.urls[0], "-a", "platform=nukeviet", "--dir", str(tmp_path), "-L", "INFO", *FAST
    )
    assert done.returncode == 0, done.stderr
    assert "ERROR" not in done.stderr, "one page was judged as a run"
    (folder,) = (tmp_path / "adhoc").iterdir()
    case = Case.load(folder)
    assert case.request.arguments == {"platform": "nukeviet"}
    assert case.expected is not None
    assert (case.expected["site"], case.expected["title"]) == ("adhoc", entry.title)
    assert case.read().item.title == entry.title


def test_recorded_again(shell: Scrapy, office: Office, tmp_path: Path) -> None:
    """Goldens that a person reviewed would be lost by a repeated command, or the site asked in vain."""
    command = ("record", SITE, URL, "--dir", str(tmp_path), *FAST)
    folder = tmp_path / SITE / CASE
    absent = shell(*command, "--capture")
    assert (absent.returncode, "is not there: record it without --capture" in absent.stderr) == (1, True)
    assert shell(*command).returncode == 0
    office.asked.clear()
    again = shell(*command)
    assert (again.returncode, again.stdout, office.asked) == (1, "", [])
    assert "--capture adds this page to it" in again.stderr
    before = (folder / "item.json").read_bytes()
    office.page = PAGE.replace("118", "204")
    more = shell(*command, "--capture")
    assert more.returncode == 0, more.stderr
    assert "page-2.html: reads the same" in more.stdout
    office.page = PAGE.replace("48 m²", "84 m²")
    edited = shell(*command, "--capture")
    assert edited.returncode == 3
    assert "page-3.html: DIFFERS in body, content_hash" in edited.stdout
    assert (folder / "item.json").read_bytes() == before
    assert len(Case.load(folder).captures) == 2
    other = shell("record", SITE, f"{ROOT}/news/tin/khac-1908.html", "--case", CASE, "--capture", *command[3:])
    assert (other.returncode, "is another article" in other.stderr) == (1, True)
    forced = shell(*command, "--force")
    assert forced.returncode == 0
    assert ("84 m²" in (folder / "item.json").read_text("utf-8"), Case.load(folder).captures) == (True, {})
    assert leftovers(tmp_path) == []


def test_a_redirected_article_is_kept_under_the_address_that_answered(shell: Scrapy, tmp_path: Path) -> None:
    """The case would have an address under which the page is not to be had."""
    done = shell("record", SITE, f"{ROOT}/news/tin/moi-1902.html", "--dir", str(tmp_path), *FAST)
    assert done.returncode == 0, done.stderr
    assert facts(tmp_path / SITE / "moi-1902")["url"] == URL
    assert "the site redirected" in done.stdout


def test_a_page_without_article_is_kept_but_told(shell: Scrapy, tmp_path: Path) -> None:
    """The page that breaks the reading is the very one that a repair needs."""
    done = shell("record", SITE, f"{ROOT}/news/tin/rong-1906.html", "--dir", str(tmp_path), *FAST)
    assert done.returncode == 3
    assert "would be rejected: title: is missing" in done.stdout
    assert Case.load(tmp_path / SITE / "rong-1906").expected is not None


def test_what_a_person_wrote_of_a_case_outlives_its_replacement(shell: Scrapy, office: Office, tmp_path: Path) -> None:
    """Why the page is kept and what is read wrong of it would be gone, and its tests fail for an unknown reason."""
    command = ("record", SITE, URL, "--dir", str(tmp_path), *FAST)
    folder = tmp_path / SITE / CASE
    assert shell(*command).returncode == 0
    assert shell(*command, "--force").returncode == 0
    assert facts(folder)["note"].startswith(f"Page of {SITE} (nukeviet-2017), captured on"), "nobody wrote that one"
    gaps = {"tags": "the list has no heading"}
    written = {**facts(folder), "note": "Nhà mới", "gaps": gaps, "review": True}
    (folder / "request.json").write_text(json.dumps(written), "utf-8")
    golden = json.loads((folder / "item.json").read_text("utf-8"))
    (folder / "item.json").write_text(json.dumps({**golden, "tags": ["bản Cheng"], "views": 7}), "utf-8")
    office.page = PAGE.replace("48 m²", "84 m²")
    done = shell(*command, "--force")
    assert done.returncode == 0, done.stderr
    assert (facts(folder)["note"], facts(folder)["gaps"]) == ("Nhà mới", gaps)
    assert facts(folder)["review"] is True, "nobody has looked at the new page either"
    expected = Case.load(folder).expected or {}
    assert ("84 m²" in expected["body"], expected["tags"], expected["views"]) == (True, ["bản Cheng"], 118)
    assert "kept of the case that was there: note, gaps (tags)" in done.stdout
    assert shell(*command, "--force", "--note", "Tin khác").returncode == 0
    assert (facts(folder)["note"], facts(folder)["gaps"]) == ("Tin khác", gaps)
    assert leftovers(tmp_path) == []
