"""A site of one newspaper, as the tests of its walk need it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.http import HtmlResponse
from scrapy.utils.test import get_crawler

from crawler.items import Article
from crawler.platforms.base import Platform
from crawler.site import SiteSpider

HOST = "https://vidu.vn"
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
FAMILY = Platform(article_url=r"-\d+\.html$", article_id=(r"-(?P<id>\d+)\.html$",), listing_url=r"^/[a-z-]+/$")
TEXT = "Sáng nay, xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm nay. " * 3
PAGE = (
    "<html><head>{head}</head><body><h1>Khánh thành cầu mới</h1><div>05/03/2026 08:15</div><div class=b><p>"
    + TEXT
    + "</p></div>"
)


class ViDu(SiteSpider):
    name = "vidu"
    publisher = "Báo Ví Dụ"
    kind = "newspaper"
    evidence = "D"
    verified = "never"
    hosts = ("vidu.vn",)
    listings = ("/xa-hoi/",)
    platform: Platform = FAMILY


def spider(cls: type[SiteSpider] = ViDu, **arguments: Any) -> SiteSpider:
    """A spider as Scrapy makes it, with stats and signals."""
    found = cls.from_crawler(get_crawler(cls), **arguments)
    assert isinstance(found, SiteSpider)
    return found


def stats(of: SiteSpider) -> dict[str, Any]:
    assert of.crawler.stats is not None
    return of.crawler.stats.get_stats()


def html(url: str, body: str, **kwargs: Any) -> HtmlResponse:
    return HtmlResponse(url, body=body.encode(), encoding="utf-8", **kwargs)


def listing(*ids: int, more: str = "") -> str:
    return "".join(f"<h3><a href='/bai-viet-{i}.html'>Bài {i}</a></h3>" for i in ids) + more


def all_of(results: AsyncIterator[Any]) -> list[Any]:
    """What an asynchronous callback yields."""

    async def collect() -> list[Any]:
        return [result async for result in results]

    return asyncio.run(collect())


def walk(of: SiteSpider, body: str, number: int = 1, url: str = f"{HOST}/xa-hoi/") -> list[Request]:
    return all_of(of.parse_listing(html(url, body), root=f"{HOST}/xa-hoi/", number=number, memory={}))


def articles(requests: list[Request]) -> list[str]:
    return [request.url for request in requests if request.meta["duty"] == "article"]


def listings(requests: list[Request]) -> list[str]:
    return [request.url for request in requests if request.meta["duty"] == "listing"]


def read(of: SiteSpider, head: str = "", url: str = f"{HOST}/bai-viet-7.html", **kwargs: Any) -> Article:
    return of.article(html(url, PAGE.format(head=head), **kwargs), NOW)
