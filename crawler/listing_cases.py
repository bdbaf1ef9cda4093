"""Golden listings: saved listing pages with the articles and the next page that each must lead to.

A case is a folder ``tests/listings/<spider>/<case>/`` with ``page.html`` (raw bytes), ``request.json`` (as golden pages
have it, `crawler.cases`) and ``links.json``: ``articles``, the canonical addresses in order, and ``next``, the request
for the next page or null. `scrapy new-site` writes them; docs/golden-pages.md tells people how to work with them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scrapy.http import HtmlResponse, TextResponse

from crawler.cases import PAGE, REQUEST, CaseError, RequestFacts, load_facts
from crawler.discovery.links import article_links
from crawler.discovery.paging import ListingPage
from crawler.extraction.page import Page
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

    @classmethod
    def load(cls, folder: Path) -> ListingCase:
        """Read the case in *folder*; `CaseError` naming file and fix if it is not whole."""
        for needed in (PAGE, REQUEST, LINKS):
            if not (folder / needed).is_file():
                raise CaseError(f"{folder / needed} is missing: `scrapy new-site` makes whole cases")
        try:
            expected = json.loads((folder / LINKS).read_text("utf-8"))
        except ValueError as error:
            raise CaseError(f"{folder / LINKS} is no JSON in UTF-8 ({error}): mend it") from error
        if not isinstance(expected, dict) or expected.keys() != {"articles", "next"}:
            raise CaseError(f'{folder / LINKS}: write {{"articles": [address, …], "next": address or null}}')
        return cls(folder=folder, request=load_facts(folder), page=(folder / PAGE).read_bytes(), expected=expected)

    def links(self, spider: SiteSpider) -> dict[str, Any]:
        """What *spider* finds on the page: the form of ``links.json``."""
        headers = {"Content-Type": "text/html", **self.request.headers}
        response = HtmlResponse(self.request.url, status=self.request.status, headers=headers, body=self.page)
        return links_of(spider, Page(response, self.request.captured_at), response)

    def write(self, place: Path) -> None:
        """Write the case's files into the folder *place*."""
        (place / PAGE).write_bytes(self.page)
        (place / REQUEST).write_text(self.request.dump(), "utf-8")
        (place / LINKS).write_text(json.dumps(self.expected, ensure_ascii=False, indent=2) + "\n", "utf-8")


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
    canonical = (platform.canonical(url, spider.hosts, spider.scheme) for url in found)
    return {"articles": list(dict.fromkeys(canonical)), "next": after}


def find_listings(root: Path) -> list[Path]:
    """The folders of all cases below *root*, in order of their names."""
    visible = (f for f in root.glob("*/*") if f.is_dir() and not {f.name[0], f.parent.name[0]} & {".", "_"})
    return sorted(visible)
