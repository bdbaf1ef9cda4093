"""A crawler without a crawl, as middlewares see it: settings, stats, signals, and slots that a test may look at."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from scrapy import Request
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from crawler import settings as project
from tests.unit.site.vidu import ViDu

URL = "https://vidu.vn/bai-viet-7.html"


def crawler(site: type[ViDu] = ViDu, **settings: Any) -> Crawler:
    """A crawler with the project's settings and one slot for the site's host."""
    ours = {name: value for name, value in vars(project).items() if name.isupper()}
    made = get_crawler(site, {**ours, "RETRY_PAUSE": 0.001, "RETRY_SEED": 7, **settings})
    made.spider = made._create_spider()
    made.crawling = True
    made.engine = SimpleNamespace(downloader=SimpleNamespace(slots={"vidu.vn": Slot(2, 0.5, 0.0)}))  # type: ignore[assignment]
    return made


def slot(of: Crawler) -> Slot:
    assert of.engine is not None
    return of.engine.downloader.slots["vidu.vn"]


def stats(of: Crawler) -> dict[str, Any]:
    return of.stats.get_stats()


def asked(url: str = URL, duty: str = "article", **meta: Any) -> Request:
    return Request(url, meta={"duty": duty, "download_slot": "vidu.vn", **meta})


def answered(status: int = 200, body: bytes = b"x", url: str = URL, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return HtmlResponse(url, status=status, body=body, headers=named, encoding="utf-8")
