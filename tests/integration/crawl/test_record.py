"""`scrapy record` as ops run it: a process, the playback as the web, a folder of cases."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from crawler.cases import Case
from crawler.store.config import StoreConfig
from demo.manifest import by_site
from demo.play import PlayRequest, PlayResponse, Tls, not_found, redirect, text_response
from demo.playback import Playback, playing
from tests.integration.crawl.conftest import Scrapy
from tests.unit.test_cases import PAGE, TITLE, URL

SITE = "ubmttqvn_quangtri"
ROOT = "http://ubmttqvn.quangtri.gov.vn"
CASE = "ban-giao-nha-dai-doan-ket-o-xa-huong-phung-1901"
FAST = ("-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0")


class Office:
    """An office's site with one good article and others that make no case."""

    hosts: Sequence[str] = ("ubmttqvn.quangtri.gov.vn",)
    tls: Tls = "none"

    def __init__(self) -> None:
        self.asked: list[PlayRequest] = []
        self.page = PAGE
        self.when_asked: Callable[[], None] | None = None

    def respond(self, request: PlayRequest) -> PlayResponse:
        """One page per way to fail."""
        self.asked.append(request)
        if self.when_asked and request.path != "/robots.txt":
            self.when_asked()
        if request.path == "/robots.txt":
            return text_response(200, "User-agent: *\nDisallow: /news/cam/")
        cookies = [("Set-Cookie", "phien=bi-mat"), ("X-Powered-By", "PHP"), ("Content-Language", "vi")]
        answers = {
            URL.removeprefix(ROOT): PlayResponse(self.page.encode(), headers=cookies),
            "/news/tin/moi-1902.html": redirect(URL),
            "/news/tin/ve-trang-chu-1903.html": redirect(f"{ROOT}/"),
            "/news/tin/di-noi-khac-1904.html": redirect("http://khac.vn/bai-1.html"),
            "/news/tin/tep-1905.html": PlayResponse(b"%PDF-1.7", content_type="application/pdf"),
            "/news/tin/rong-1906.html": PlayResponse("<html><body><p>Đang cập nhật</p></body></html>".encode()),
            "/news/tin/it-1907.html": PlayResponse(self.page.encode(), status=203),
            "/news/tin/khac-1908.html": PlayResponse(self.page.encode()),
        }
        return answers.get(request.path, not_found())


@pytest.fixture(scope="module")
def office() -> Office:
    """The site, to see what it was asked."""
    return Office()


@pytest.fixture(scope="module")
def web(office: Office) -> Iterator[Playback]:
    """The site on loopback."""
    with playing([office]) as running:
        yield running


@pytest.fixture
def shell(web: Playback, office: Office, store: StoreConfig) -> Scrapy:
    """A shell in which the office's site is the web."""
    office.asked.clear()
    office.page = PAGE
    office.when_asked = None
    return Scrapy(web, store)


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


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/news/cam/bai-1.html", "robots.txt of the site forbids"),
        ("/news/tin/mat-1.html", "answered HTTP 404"),
        ("/news/tin/it-1907.html", "answered HTTP 203"),
        ("/news/tin/ve-trang-chu-1903.html", "answered HTTP 302 to http://ubmttqvn.quangtri.gov.vn/, which is"),
        ("/news/tin/di-noi-khac-1904.html", "which is another host or no article"),
        ("/news/tin/tep-1905.html", "holds no HTML"),
    ],
)
def test_a_page_that_makes_no_case(shell: Scrapy, tmp_path: Path, path: str, words: str) -> None:
    """Half a case, or an error page as golden truth, would be committed."""
    done = shell("record", SITE, f"{ROOT}{path}", "--dir", str(tmp_path), *FAST)
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_site(store: StoreConfig, tmp_path: Path) -> None:
    """Without a network the reason would be lost in a log."""
    done = Scrapy(None, store)("record", SITE, URL, "--dir", str(tmp_path), *FAST, "-s", "DNS_TIMEOUT=5")
    assert (done.returncode, "could not be had" in done.stderr) == (1, True), done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


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


def test_what_is_no_case_is_not_replaced(shell: Scrapy, tmp_path: Path) -> None:
    """--force with a wrong --dir would delete somebody's files."""
    folder = tmp_path / SITE / CASE
    folder.mkdir(parents=True)
    (folder / "thesis.tex").write_text("x")
    done = shell("record", SITE, URL, "--dir", str(tmp_path), "--force", *FAST)
    assert (done.returncode, "is no case" in done.stderr) == (1, True)
    assert [file.name for file in folder.iterdir()] == ["thesis.tex"]


def test_a_folder_that_cannot_be_written(shell: Scrapy, tmp_path: Path) -> None:
    """A full disk would end in a traceback."""
    (tmp_path / "taken").write_text("")
    done = shell("record", SITE, URL, "--dir", str(tmp_path / "taken"), *FAST)
    assert (done.returncode, "could not be written" in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((SITE,), 2, "name a site and a page"),
        (("ubmttqvn", URL), 2, "did you mean ubmttqvn_quangtri"),
        ((SITE, "page.html"), 2, "for a file --url is missing"),
        ((SITE, URL, "--url", URL), 2, "--url belongs to a FILE"),
        ((SITE, URL, "--captured-at", "2026-11-21"), 2, "--captured-at belongs to a FILE"),
        ((SITE, "-", "--url", URL, "--captured-at", "2026-11-21"), 2, "time with zone"),
        ((SITE, "https://khac.vn/bai-1.html"), 2, "lies on khac.vn"),
        ((SITE, "http://an:mat-khau@ubmttqvn.quangtri.gov.vn/news/a/b-1.html"), 2, "leave out user and password"),
        ((SITE, "http://["), 2, "no web address"),
        ((SITE, URL, "--case", "../../etc"), 2, "write for example --case etc"),
        ((SITE, URL, "--case", "Bài Viết"), 2, "write for example --case bai-viet"),
        ((SITE, URL, "--capture", "--force"), 2, "leave out --force"),
        ((SITE, URL, "--forse"), 2, "unknown option --forse: did you mean --force?"),
        ((SITE, URL, "--xyz=1"), 2, "unknown option --xyz=1: `scrapy record -h`"),
        (("adhoc", URL, "-a", f"url={URL}"), 2, "-a url= is not for record"),
        ((SITE, "page.html", "--url", " "), 2, "for a file --url is missing"),
        ((SITE, URL, "-a", "platform=x"), 2, "Unknown argument 'platform'"),
        ((SITE, "no-such-file.html", "--url", URL), 1, "cannot read no-such-file.html"),
        ((SITE, "-", "--url", URL), 1, "holds no HTML"),
    ],
)
def test_wrong_usage_names_the_fix(
    shell: Scrapy, office: Office, tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """A typing mistake would end in a traceback, or in a case of the wrong thing."""
    done = shell("record", *arguments, "--dir", str(tmp_path), stdin="")
    assert (done.returncode, words in done.stderr) == (code, True), done.stderr
    assert "Traceback" not in done.stderr
    assert office.asked == []
    assert list(tmp_path.iterdir()) == []


def test_interrupted_while_the_page_is_asked_for(shell: Scrapy, office: Office, tmp_path: Path) -> None:
    """Ctrl-C would be a traceback, or write a case that nobody wants any more."""
    process = shell.start("record", SITE, URL, "--dir", str(tmp_path), *FAST)
    office.when_asked = lambda: process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "scrapy: interrupted: nothing was written\n")
    assert list(tmp_path.iterdir()) == []


def test_interrupted_while_a_pipe_is_read(shell: Scrapy, tmp_path: Path) -> None:
    """Whoever forgot to pipe a page in would be shown the program's insides."""
    feed = tmp_path / "feed"
    os.mkfifo(feed)
    process = shell.start("record", SITE, str(feed), "--url", URL, "--dir", str(tmp_path / "cases"))
    with feed.open("wb") as page:  # opens as soon as it is read
        page.write(PAGE.encode())
        page.flush()
        for _ in range(10):  # one that comes between Python's check and the blocking read is seen with the next only
            process.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                _, err = process.communicate(timeout=10)
                break
        else:
            pytest.fail("ten interrupts did not end the command")
    assert (process.returncode, err) == (130, "scrapy: interrupted: nothing was written\n")
    assert not (tmp_path / "cases").exists()
