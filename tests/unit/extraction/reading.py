"""What the tests of this folder share: real pages and elements made from short strings of markup."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import settings
from lxml.html import HtmlElement
from parsel import Selector
from scrapy.http import HtmlResponse

from crawler.extraction.body import Body, read_body
from crawler.extraction.layout import Layout
from crawler.extraction.page import Page

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
"""Fetch time of every page here: 10:00 on 22 November 2026 in Vietnam."""
URL = "https://vidu.gov.vn/tin-tuc/khanh-thanh-cau-moi-1234"

repeatable = settings(derandomize=True, deadline=None)


def page(markup: str | bytes, url: str = URL, *, content_type: str = "text/html; charset=utf-8") -> Page:
    """A page as the crawl sees it."""
    body = markup if isinstance(markup, bytes) else markup.encode()
    return Page(HtmlResponse(url, body=body, headers={"Content-Type": content_type}), NOW)


def element(markup: str) -> HtmlElement:
    """The first element of *markup*, parsed as a response is."""
    found = Selector(text=f"<html><body>{markup}</body></html>").root.find("body")[0]
    assert isinstance(found, HtmlElement)
    return found


def body(markup: str, layout: Layout | None = None, own_names: tuple[str, ...] = ()) -> Body:
    """The body of an article whose text is *markup*."""
    return read_body(element(f'<div id="noidung">{markup}</div>'), URL, layout, own_names=own_names)
