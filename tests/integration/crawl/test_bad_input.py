"""Bad pages and bad stores: a typed outcome and a clear sentence, never silence, never a traceback as the only word."""

from __future__ import annotations

import dataclasses
import json
import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from crawler.store.config import StoreConfig
from demo.play import PlayRequest, PlayResponse, Tls, not_found, redirect
from demo.playback import Playback, playing
from tests.integration.crawl.conftest import Scrapy

BAD = "http://loi.demo.test"


def outcome(scrapy: Scrapy) -> tuple[str, str]:
    """Outcome and reason of the last run."""
    with scrapy.open() as database:
        runs = list(database.runs.find({}))
    assert len(runs) == 1
    return runs[0]["outcome"], runs[0]["reason"]


@pytest.mark.parametrize(
    ("path", "expected", "word"),
    [
        ("/200-rong", "unreachable", "empty"),
        ("/500", "unreachable", "500"),
        ("/404", "unreachable", "404"),
        ("/khong-lo", "unreachable", "No listing"),
        ("/chuyen-huong-ngoai", "unreachable", "another host"),
    ],
)
def test_page_that_gives_nothing(scrapy: Scrapy, path: str, expected: str, word: str) -> None:
    """ "Zero items" must say why: empty, refused, too large and redirected away are different things."""
    done = scrapy.crawl("adhoc", "-a", f"url={BAD}{path}", "-s", "DOWNLOAD_TIMEOUT=20")
    assert done.returncode == 3
    found, reason = outcome(scrapy)
    assert (found, word in reason) == (expected, True), reason
    assert "Traceback" not in done.stderr


def test_huge_answer_is_cut_off_early(scrapy: Scrapy, access_log: Path) -> None:
    """300 MB of one page would fill the memory of a small machine."""
    scrapy.crawl("adhoc", "-a", f"url={BAD}/khong-lo")
    line = [line for line in access_log.read_text().splitlines() if "/khong-lo" in line][-1]
    assert int(line.split()[-1]) < 60_000_000, "the download was not broken off near DOWNLOAD_MAXSIZE"


def test_broken_html_is_read_or_rejected_but_kept(scrapy: Scrapy, tmp_path: Path) -> None:
    """Half-broken pages of old portals would vanish without a trace."""
    file = tmp_path / "broken.html"
    file.write_bytes("<html><body><h1>Bài viết về đường làng mới mở".encode() + b"\xff<p><table><td><b></i>x<!-- ")
    done = scrapy("extract", "adhoc", str(file), "--url", f"{BAD}/html-vo")
    assert done.returncode == 3
    item = json.loads(done.stdout)
    assert (item["title"] or "").startswith("Bài viết về đường làng")
    assert any("encoding" in note for note in item["notes"])
    assert "Traceback" not in done.stderr


def test_wrong_charset_is_read_right_with_a_note(scrapy: Scrapy) -> None:
    """A page labelled UTF-8 in windows-1258 would be stored as question marks."""
    done = scrapy.crawl("adhoc", "-a", f"url={BAD}/sai-bang-ma", "-a", "platform=generic", "-o", "-:jsonl")
    items = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    text = json.dumps(items, ensure_ascii=False)
    assert "\ufffd" not in text
    if items:
        assert any("windows-1258" in note for note in items[0]["notes"])


class Hollow:
    """A broadcaster whose template broke over night: headlines without text, one article that leads home."""

    hosts: Sequence[str] = ("nbtv.vn",)
    tls: Tls = "own"

    def respond(self, request: PlayRequest) -> PlayResponse:
        """The home page links three articles; two are hollow, one is gone."""
        if request.path == "/robots.txt":
            return not_found()
        if request.path == "/":
            links = "".join(f'<h3><a href="/ban-tin-toi-{n}.html">Bản tin tối {n}</a></h3>' for n in (11, 12, 13))
            return PlayResponse(f"<html><meta charset='utf-8'><body>{links}</body></html>".encode())
        if request.path == "/ban-tin-toi-13.html":
            return redirect("https://nbtv.vn/")
        return PlayResponse("<html><meta charset='utf-8'><body><h1>Bản tin tối nay của đài</h1></body></html>".encode())


@pytest.fixture(scope="module")
def hollow() -> Iterator[Playback]:
    """The broken site on loopback."""
    with playing([Hollow()]) as running:
        yield running


def test_rejected_article_is_kept_with_its_reasons(hollow: Playback, store: StoreConfig) -> None:
    """An item that fails validation goes to `rejects`, never to nowhere; a broken template is not "nothing new"."""
    shell = Scrapy(hollow, store)
    assert shell.crawl("nbtv").returncode == 3
    with shell.open() as database:
        rejects = list(database.rejects.find({}))
        pages = {page["_id"]: page for page in database.pages.find({})}
        assert database.articles.count_documents({}) == 0
    assert outcome(shell)[0] == "schema_rejects"
    assert {reject["url"] for reject in rejects} == {f"https://nbtv.vn/ban-tin-toi-{n}.html" for n in (11, 12)}
    assert all(any(reason.startswith("body:") for reason in reject["reasons"]) for reject in rejects)
    assert rejects[0]["item"]["title"] == "Bản tin tối nay của đài"
    assert pages["https://nbtv.vn/ban-tin-toi-13.html"].get("article_id") is None, "home was taken for the article"


def arrived(access_log: Path) -> int:
    """Requests that have reached the playback."""
    return len(access_log.read_text().splitlines()) if access_log.exists() else 0


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("command", [("crawl", "nbtv"), ("crawlall",)])
def test_store_unreachable_fetches_nothing(scrapy: Scrapy, access_log: Path, command: tuple[str, ...]) -> None:
    """A site would be burdened for articles that cannot be stored."""
    before = arrived(access_log)
    port = free_port()
    lost = dataclasses.replace(scrapy, extra={"MONGO_URI": f"mongodb://ops:geheim@127.0.0.1:{port}/"})
    done = lost(*command)
    assert done.returncode == 1
    assert f"127.0.0.1:{port}" in done.stderr
    assert "MONGO_URI" in done.stderr
    assert "geheim" not in done.stderr + done.stdout
    assert arrived(access_log) == before


def test_refused_password_fetches_nothing(scrapy: Scrapy, access_log: Path, mongo: StoreConfig) -> None:
    """Ops would look for a network fault where the password is wrong."""
    from crawler.store import embedded

    before = arrived(access_log)
    right = embedded.uri(mongo)
    host = right.partition("@")[2]
    wrong = dataclasses.replace(scrapy, extra={"MONGO_URI": f"mongodb://crawler:geheim@{host}"})
    done = wrong("crawl", "nbtv")
    assert done.returncode == 1
    assert "refused the user name or password" in done.stderr
    assert "geheim" not in done.stderr
    assert arrived(access_log) == before


def test_data_folder_that_cannot_be_written(scrapy: Scrapy, tmp_path: Path, access_log: Path) -> None:
    """A full or misconfigured disk would show as a traceback of another program."""
    before = arrived(access_log)
    file = tmp_path / "a-file"
    file.write_text("")
    done = dataclasses.replace(scrapy, extra={"CRAWLER_DATA": str(file / "data")})("crawl", "nbtv")
    assert done.returncode == 1
    assert "CRAWLER_DATA" in done.stderr
    assert "Traceback" not in done.stderr
    assert arrived(access_log) == before


def test_site_that_does_not_resolve(store: StoreConfig) -> None:
    """A dead host would look like a site without news."""
    shell = Scrapy(None, store)
    done = shell.crawl("laocaitv", "-s", "DNS_TIMEOUT=5", "-s", "DOWNLOAD_TIMEOUT=10")
    assert done.returncode == 3
    assert outcome(shell)[0] == "unreachable"
