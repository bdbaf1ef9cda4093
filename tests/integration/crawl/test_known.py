"""Known before fetched, end to end: what a site is really asked by the second run, by its own log."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.store.config import StoreConfig
from demo.play import PlayRequest, PlayResponse, Tls, not_found, text_response
from demo.playback import Playback, playing
from tests.integration.crawl.conftest import Scrapy

SITE = "mattran"
SITE_FILE = """
from crawler.platforms.nukeviet import NukeViet
from crawler.site import SiteSpider


class MatTran(SiteSpider):
    name = "mattran"
    publisher = "Mặt trận Tổ quốc tỉnh Ví Dụ"
    kind = "portal"
    evidence = "D"
    verified = "never"
    province = "Quảng Trị"
    hosts = ("mattran.vidu.vn",)
    scheme = "http"
    listings = ("/news/",)
    platform = NukeViet()
"""
MODULES = ("-s", "SPIDER_MODULES=them_vao")
PATH = "/news/tin-tuc/bai-viet-{}.html"
SIZE = 8
"""Articles per page of a listing."""


@dataclass
class Post:
    """One article of the office."""

    number: int
    text: str = "Cán bộ xã đến từng thôn để nghe bà con góp ý về việc làm đường, đào mương và trồng rừng."


class Office:
    """A NukeViet site with one listing; the tests edit it between runs."""

    hosts: Sequence[str] = ("mattran.vidu.vn",)
    tls: Tls = "none"

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.asked: list[PlayRequest] = []
        self.validators: dict[str, Any] = {}
        self.today = datetime.now(UTC)

    def respond(self, request: PlayRequest) -> PlayResponse:
        """Listings and articles; the rest is empty."""
        self.asked.append(request)
        if request.path == "/robots.txt":
            return text_response(200, "User-agent: *\nDisallow:")
        page = re.fullmatch(r"/news/(?:page-(\d+)/)?", request.path)
        if page:
            return self._listing(int(page[1] or 1))
        article = re.fullmatch(r"/news/tin-tuc/bai-viet-(\d+)\.html", request.path)
        post = next((post for post in self.posts if article and post.number == int(article[1])), None)
        if post is None:
            return not_found()
        return self._article(post)

    def _listing(self, number: int) -> PlayResponse:
        posts = self.posts[(number - 1) * SIZE : number * SIZE]
        links = "".join(f'<h3><a href="{PATH.format(post.number)}">Bài {post.number}</a></h3>' for post in posts)
        more = f'<a rel="next" href="/news/page-{number + 1}/">sau</a>' if len(self.posts) > number * SIZE else ""
        return PlayResponse(f"<html><body><div class=news_column>{links}</div>{more}</body></html>".encode())

    def _article(self, post: Post) -> PlayResponse:
        day = self.today - timedelta(days=2)
        title = f"Bài viết số {post.number}"
        page = (
            f"<html lang='vi'><head><title>{title}</title></head><body><div class=news_column>"
            f"<h1 class=title>{title}</h1>"
            f"<span class=h5>{day:%d/%m/%Y %H:%M}</span><div class='bodytext'><p>{post.text} Bài {post.number}.</p>"
            f"<p>{post.text} Đoạn thứ hai của bài số {post.number}.</p></div></div></body></html>"
        )
        answer = PlayResponse(page.encode())
        for name, value in self.validators.items():
            setattr(answer, name, value(post))
        return answer

    def since(self) -> list[str]:
        """Paths asked for since the last call, robots.txt left out."""
        paths = [request.path for request in self.asked if request.path != "/robots.txt"]
        self.asked.clear()
        return paths


@pytest.fixture(scope="module")
def office() -> Office:
    """The site."""
    return Office()


@pytest.fixture(scope="module")
def web(office: Office) -> Iterator[Playback]:
    """The site on loopback."""
    with playing([office]) as running:
        yield running


@pytest.fixture
def shell(web: Playback, office: Office, store: StoreConfig, tmp_path: Path) -> Scrapy:
    """A shell in which the office's site is the web, and 24 articles on three pages are stored."""
    office.posts = [Post(number) for number in range(124, 100, -1)]
    office.validators = {}
    office.asked.clear()
    folder = tmp_path / "them_vao"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "mattran.py").write_text(SITE_FILE, "utf-8")
    shell = Scrapy(web, store, {"PYTHONPATH": str(tmp_path)})
    run(shell)
    asked = office.since()
    assert len([path for path in asked if "bai-viet" in path]) == 24
    return shell


def run(shell: Scrapy, *arguments: str) -> str:
    """Crawl; returns the log."""
    done = shell.crawl(SITE, *MODULES, *arguments)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stderr


def later(shell: Scrapy, hours: float) -> None:
    """Let time pass for the store: everything it remembers of pages and sites lies further back."""
    span = timedelta(hours=hours)
    with shell.open() as database:
        for page in database.pages.find({}):
            times = {name: page[name] - span for name in ("fetched_at", "first_seen", "next_check") if page.get(name)}
            database.pages.update_one({"_id": page["_id"]}, {"$set": times})
        for site in database.sites.find({}):
            if site.get("settled_at"):
                database.sites.update_one({"_id": site["_id"]}, {"$set": {"settled_at": site["settled_at"] - span}})


def articles(paths: list[str]) -> list[int]:
    return sorted(int(re.search(r"(\d+)\.html", path)[1]) for path in paths if "bai-viet" in path)  # type: ignore[index]


def test_a_run_without_news_costs_one_request_per_listing(shell: Scrapy, office: Office) -> None:
    """Small servers would be asked for every article at every run of cron."""
    log = run(shell)
    asked = office.since()
    assert articles(asked) == []
    assert [path for path in asked if path.startswith("/news/page-")] == []
    assert "ok_nothing_new" in log


def test_five_new_articles_are_five_requests_more(shell: Scrapy, office: Office) -> None:
    """News would drown in requests for what is known, or not be found."""
    office.posts = [Post(number) for number in range(129, 124, -1)] + office.posts
    assert "5 new" in run(shell)
    assert articles(office.since()) == [125, 126, 127, 128, 129]


def test_news_below_pinned_articles_are_found(shell: Scrapy, office: Office) -> None:
    """A portal pins its campaign above the news for months."""
    office.posts = [*office.posts[12:18], Post(130), *office.posts[:12], *office.posts[18:]]
    run(shell)
    assert articles(office.since()) == [130]


def test_a_late_post_below_known_ones_is_found_on_the_next_day(shell: Scrapy, office: Office) -> None:
    """An article that was approved late stands on page two: paging stops above it."""
    office.posts.insert(SIZE + 3, Post(99))
    run(shell, "-a", "recheck=0")
    assert articles(office.since()) == [], "not seen by the next run"
    later(shell, 24)
    run(shell, "-a", "recheck=0")
    assert articles(office.since()) == [99]


def test_an_edit_is_found_when_the_article_is_due(shell: Scrapy, office: Office) -> None:
    """Consumers would keep the first version of a corrected report for ever, also below where paging stops."""
    office.posts[-1].text = "Bản đã sửa: con đường dài năm ki-lô-mét, không phải bốn như bài đã đưa hôm trước."
    run(shell)
    assert articles(office.since()) == []
    later(shell, 13)
    assert "1 edits" in run(shell)
    assert articles(office.since()) == list(range(101, 125))
    run(shell)
    assert articles(office.since()) == [], "and then it is quiet again"


def test_an_honest_server_answers_not_modified(shell: Scrapy, office: Office) -> None:
    """Whole pages would be sent although nothing changed; or an edit be taken for none."""
    office.validators = {"etag": lambda post: f"{hash(post.text)}"}
    run(shell, "-a", "full=1")
    office.since()
    with shell.open() as database:
        before = {article["_id"]: article for article in database.articles.find({})}
        archived = {page["_id"]: page["archive"] for page in database.pages.find({})}
    later(shell, 24)
    office.posts[0].text = "Bản đã sửa: lễ khởi công dời sang thứ hai tuần sau vì mưa lớn kéo dài nhiều ngày."
    log = run(shell)
    assert "1 edits" in log
    assert "'downloader/response_status_count/304': 23" in log
    with shell.open() as database:
        for article in database.articles.find({"revision": 1}):
            old = before[article["_id"]]
            assert article["fetched_at"] == old["fetched_at"]
            assert article["last_seen"] > old["last_seen"]
        pages = list(database.pages.find({"status": 304}))
        assert len(pages) == 23
        assert all(page["archive"] == archived[page["_id"]] for page in pages)
    assert shell("reparse", SITE, *MODULES).returncode == 0


def test_a_date_that_moves_with_the_clock_is_found_out(shell: Scrapy, office: Office) -> None:
    """NukeViet's date is always a day ago: asking with it is useless, and on other servers hides every edit."""
    moved = iter(range(10_000))
    office.validators = {
        "last_modified": lambda _post: format_datetime(
            datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(moved)), usegmt=True
        )
    }
    run(shell, "-a", "full=1")
    later(shell, 24)
    office.since()
    run(shell)
    assert any("if-modified-since" in request.headers for request in office.asked)
    with shell.open() as database:
        site = database.sites.find_one({"_id": SITE})
    assert site is not None
    assert site["validators"]["last_modified"]["moved"] == 24
    later(shell, 7 * 24)  # unchanged so often, they are left alone for longer
    office.asked.clear()
    run(shell)
    assert len(articles([request.path for request in office.asked])) == 24
    assert not any("if-modified-since" in request.headers for request in office.asked)


def test_a_withdrawn_article_is_proved_gone_by_daily_runs(shell: Scrapy, office: Office) -> None:
    """It would stand as current for ever, because no listing leads to it any more; and the run is no failure."""
    del office.posts[3]
    for _ in range(3):
        later(shell, 24)
        log = run(shell)
        assert "ok_nothing_new" in log
        assert 121 in articles(office.since())
    later(shell, 24)
    with shell.open() as database:
        page = database.pages.find_one({"key": {"$regex": "#.*121$"}})
    assert page is not None
    assert (page["status"], page["unchanged_checks"]) == (404, 3)


def test_a_full_run_asks_for_everything(shell: Scrapy, office: Office) -> None:
    """After a fix of a layout the articles must be read anew."""
    run(shell, "-a", "full=1")
    assert articles(office.since()) == list(range(101, 125))
