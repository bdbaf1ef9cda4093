"""A survey without a network: the sites of the demo and of the towns are asked in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime

from scrapy import Request
from scrapy.http import Headers, HtmlResponse, Response
from scrapy.responsetypes import responsetypes

from crawler.extraction.page import Page
from crawler.spiders.adhoc import Adhoc
from crawler.survey.asking import Answer, Asker, _parsed
from crawler.survey.look import Survey, Wanted, survey
from crawler.survey.problems import of_answer
from demo.play import PlayRequest, Site

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ROOT = "http://ben-gam.gov.vn"


class Shelf(Asker):
    """Asks *site* itself instead of its host."""

    def __init__(self, site: Site, url: str) -> None:
        super().__init__(Adhoc(url=url))
        self.site = site
        self.asked: list[str] = []

    async def _ask(self, request: Request, duty: str, *, html: bool) -> Answer:
        self.asked.append(request.url)
        given = self.site.respond(PlayRequest(request.method, request.url, {}, request.body))
        headers = Headers({"Content-Type": given.content_type, **dict(given.headers)})
        kind = responsetypes.from_args(headers=headers, url=request.url, body=given.body)
        response: Response = kind(request.url, status=given.status, headers=headers, body=given.body)
        problem = of_answer(response, request.url)
        page = None
        if problem is None and html:
            page, problem = _parsed(response, AT)
        return Answer(request.url, None if problem else response, problem, 0.0, AT, page)


def surveyed(site: Site, url: str, articles: Sequence[str] = (), count: int = 3, **wanted: object) -> Survey:
    """What a survey sees of *site*."""
    chosen = Wanted(url, tuple(articles), count=count, listings=3, **wanted)  # type: ignore[arg-type]
    return asyncio.run(survey(Shelf(site, url), chosen, None))


def page(markup: str, url: str = f"{ROOT}/") -> Page:
    """A page as a survey parses it."""
    body = markup if "<html" in markup else f"<html><body>{markup}</body></html>"
    return Page(HtmlResponse(url, body=body.encode(), encoding="utf-8"), AT)


def answer(url: str, body: bytes, content_type: str = "text/html; charset=utf-8") -> Answer:
    """What came of asking for *url*."""
    headers = Headers({"Content-Type": content_type})
    response = responsetypes.from_args(headers=headers, url=url, body=body)(url, headers=headers, body=body)
    parsed, problem = _parsed(response, AT)
    return Answer(url, response, problem, 0.0, AT, parsed)
