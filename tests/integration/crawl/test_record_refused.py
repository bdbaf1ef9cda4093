"""If these fail, `scrapy record` writes half a case or an unwanted one, or says in a traceback why it does not."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from pathlib import Path

import pytest

from crawler.store.config import StoreConfig
from tests.integration.crawl.conftest import Scrapy
from tests.integration.crawl.office import CASE, FAST, ROOT, SITE, Office
from tests.unit.cases.sample import PAGE, URL


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


def test_what_is_no_case_is_not_replaced(shell: Scrapy, tmp_path: Path) -> None:
    """--force with a wrong --dir would delete somebody's files."""
    folder = tmp_path / SITE / CASE
    folder.mkdir(parents=True)
    (folder / "thesis.tex").write_text("x")
    done = shell("record", SITE, URL, "--dir", str(tmp_path), "--force", *FAST)
    assert (done.returncode, "is no case" in done.stderr) == (1, True)
    assert [file.name for file in folder.iterdir()] == ["thesis.tex"]


def test_what_cannot_be_read_is_not_replaced(shell: Scrapy, office: Office, tmp_path: Path) -> None:
    """The note and the gaps that a person wrote into it would be lost for one comma too many."""
    command = ("record", SITE, URL, "--dir", str(tmp_path), *FAST)
    assert shell(*command).returncode == 0
    office.asked.clear()
    broken = tmp_path / SITE / CASE / "request.json"
    broken.write_text("{")
    done = shell(*command, "--force")
    assert (done.returncode, office.asked, broken.read_text()) == (1, [], "{")
    assert f"{broken}" in done.stderr
    assert "is no JSON" in done.stderr
    assert "Traceback" not in done.stderr


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
