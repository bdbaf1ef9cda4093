"""Golden listings: saved listing pages with the articles and the next page that each must lead to.

A case is a folder ``tests/listings/<spider>/<case>/`` with ``page.html`` (raw bytes), ``request.json`` (as golden pages
have it, `crawler.cases`) and ``links.json``: ``articles``, the canonical addresses in order, and ``next``, the request
for the next page or null. `scrapy new-site` writes them; docs/golden-pages.md tells people how to work with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.http import HtmlResponse, TextResponse

from crawler.cases import PAGE, REQUEST, CaseError, RequestFacts, load_facts, replace_file, site_named
from crawler.discovery.links import article_links
from crawler.discovery.paging import ListingPage
from crawler.extraction.page import Page
from crawler.platforms.base import ConfigError
from crawler.saved import AddressError, spider_for
from crawler.site import SiteSpider
from crawler.store.config import PROJECT_ROOT

LISTINGS = PROJECT_ROOT / "tests" / "listings"
"""Where the project keeps its golden listings."""
LINKS = "links.json"


@dataclass(slots=True, kw_only=True)
class ListingCase:
    """One golden listing."""

    folder: Path
    """``…/<spider>/<case>``."""
    request: RequestFacts
    page: bytes
    expected: dict[str, Any] | None = None
    """What ``links.json`` says, ``None`` if there is none yet."""

    @property
    def site(self) -> str:
        """Name of the spider."""
        return self.folder.parent.name

    @property
    def name(self) -> str:
        """``<spider>/<case>``."""
        return f"{self.site}/{self.folder.name}"

    @classmethod
    def load(cls, folder: Path) -> ListingCase:
        """Read the case in *folder*; `CaseError` naming file and fix if it is not whole."""
        for needed in (PAGE, REQUEST):
            if not (folder / needed).is_file():
                raise CaseError(f"{folder / needed} is missing: `scrapy new-site` makes whole cases")
        page = (folder / PAGE).read_bytes()
        return cls(folder=folder, request=load_facts(folder), page=page, expected=_load_links(folder / LINKS))

    def spider(self, spidercls: type[SiteSpider] | None = None) -> SiteSpider:
        """The spider that reads the page: the project's one of that name, or *spidercls*; `CaseError` with the fix."""
        try:
            spider, _ = spider_for(spidercls or site_named(self.site), self.request.url, self.request.arguments)
        except (AddressError, ConfigError) as error:
            raise CaseError(f"{self.folder / REQUEST}: {error}") from error
        return spider

    def links(self, spidercls: type[SiteSpider] | None = None) -> dict[str, Any]:
        """What the spider finds on the page: the form of ``links.json``."""
        headers = {"Content-Type": "text/html", **self.request.headers}
        response = HtmlResponse(self.request.url, status=self.request.status, headers=headers, body=self.page)
        return links_of(self.spider(spidercls), Page(response, self.request.captured_at), response)

    def write(self, into: Path | None = None) -> None:
        """Write the case's files into *into* (an existing folder; the case's own if not given)."""
        place = into or self.folder
        replace_file(place / PAGE, self.page)
        replace_file(place / REQUEST, self.request.dump().encode())
        if self.expected is not None:
            replace_file(place / LINKS, dump_links(self.expected).encode())


def links_of(spider: SiteSpider, page: Page, response: TextResponse) -> dict[str, Any]:
    """The articles and the next page that *spider* finds on a listing."""
    platform = spider.platform
    found = article_links(
        page.selector, platform.listing_links, page.base_url, pattern=platform.article_url, hosts=spider.hosts
    )
    following = platform.paging.next_request(ListingPage(response, page.selector, response.url, 1, page.base_url, {}))
    after = None
    if following is not None:
        body = following.body.decode("utf-8", errors="replace")
        after = following.url if following.method == "GET" else f"{following.method} {following.url} {body}".strip()
    return {"articles": list(dict.fromkeys(_canonical(spider, found))), "next": after}


def _canonical(spider: SiteSpider, urls: Sequence[str]) -> Iterator[str]:
    for url in urls:
        with suppress(ValueError):  # of an impossible port: a crawl leaves it out, too
            yield spider.platform.canonical(url, spider.hosts, spider.scheme)


def dump_links(links: Mapping[str, Any]) -> str:
    """The text of ``links.json``."""
    return json.dumps({name: links[name] for name in ("articles", "next")}, ensure_ascii=False, indent=2) + "\n"


def _load_links(file: Path) -> dict[str, Any] | None:
    """What ``links.json`` says, ``None`` if there is none; `CaseError` naming file and fix."""
    if not file.is_file():
        return None
    try:
        links = json.loads(file.read_text("utf-8"))
    except ValueError as error:
        raise CaseError(f"{file} is no JSON in UTF-8 ({error}): mend it, or delete it to have it written") from error
    if not isinstance(links, dict) or links.keys() != {"articles", "next"}:
        raise CaseError(f'{file}: write {{"articles": [address, …], "next": address or null}}')
    articles, after = links["articles"], links["next"]
    if not isinstance(articles, list) or not all(isinstance(url, str) for url in articles):
        raise CaseError(f"{file}: articles is no list of addresses: mend it, or delete the file to have it written")
    if after is not None and not isinstance(after, str):
        raise CaseError(f"{file}: next is no address: write one, or null")
    return links
