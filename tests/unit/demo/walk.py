"""Follows every link of a sample site the way a reader would, without sockets and without the crawler."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlencode, urljoin

from parsel import Selector

from demo.play import PlayRequest, PlayResponse
from demo.sites.base import SampleSite
from demo.sites.hanhchinhcong import LOAD_ARTICLE, HanhChinhCong


def get(site: SampleSite, url: str) -> PlayResponse:
    """One GET."""
    return site.respond(PlayRequest("GET", url, {}))


def walk(site: SampleSite) -> dict[str, int]:
    """Every URL of the site that is linked from its home page on, with its status."""
    seen: dict[str, int] = {}
    waiting = [f"{site.root}/"]
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        response = get(site, url)
        seen[url] = response.status
        if response.status == 301:
            waiting.append(dict(response.headers)["Location"])
        if response.status == 200 and response.content_type.startswith("text/html"):
            waiting += _links(site, url, response.body.decode())
    return seen


def _links(site: SampleSite, url: str, page: str) -> list[str]:
    pages = [page]
    if isinstance(site, HanhChinhCong):
        pages += _posted(site, page)
    found = []
    for text in pages:
        for link in Selector(text or "<html></html>").css("a:not([rel=nofollow])::attr(href)").getall():
            target = urldefrag(urljoin(url, link)).url
            if target.startswith(tuple(f"{site.scheme}://{host}/" for host in site.hosts)):
                found.append(target)
    return found


def _posted(site: HanhChinhCong, page: str) -> list[str]:
    """Pages 2.. of a VNPT listing, with the ids that its script holds."""
    last = re.search(r"maxPage = parseInt\((\d+)\)", page)
    if not last:
        return []
    fields = {name: _value(page, name) for name in ("categoryIds", "site_id", "page_size")}
    return [post_page(site, fields, number).body.decode() for number in range(2, int(last[1]) + 1)]


def _value(page: str, name: str) -> str:
    found = re.search(rf'\b{name}: "?(\d+)', page)
    assert found, name
    return found[1]


def post_page(site: HanhChinhCong, fields: dict[str, str], number: int) -> PlayResponse:
    """Ask the paging endpoint."""
    body = urlencode({**fields, "page": number}).encode()
    return site.respond(PlayRequest("POST", site.root + LOAD_ARTICLE, {}, body))
