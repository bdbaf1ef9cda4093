"""Asks a site for single pages in the order that a survey wants, through all that a crawl goes through: robots.txt,
delays, limits, walls, redirects.

A survey is a coroutine that runs as the start of a spider: it asks, looks, and decides what to ask next.
"""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.http import JsonResponse, Response, TextResponse, XmlResponse
from scrapy.robotstxt import RobotParser

from crawler.discovery.urls import on_site
from crawler.extraction.page import Page
from crawler.site import SiteSpider
from crawler.survey.problems import Kind, Problem, of_answer, of_error
from crawler.walk import PAGE_MAXSIZE

MOST_REQUESTS = 40
"""Pages that one survey may ask for: a look, no crawl."""
ENOUGH_REFUSALS = 3
"""A host that has answered so many requests with nothing but refusals is left alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for one page."""

    asked: str
    response: Response | None
    problem: Problem | None
    """``None`` exactly if there is a response to read."""
    seconds: float
    at: datetime
    page: Page | None = None
    """The parsed page, if it is one."""


class Asker:
    """Asks for the pages of one survey; remembers what was asked, so that no page is asked for twice."""

    def __init__(self, spider: SiteSpider) -> None:
        self.spider = spider
        self.robots: RobotParser | None = None
        """As the middleware parsed it; ``None``: none was read."""
        self.robots_status: int | None = None
        """HTTP status of the site's robots.txt: what came with another one than 200 is none."""
        self.answers: dict[str, Answer] = {}

    def robots_parsed(self, robotparser: RobotParser) -> None:
        """Scrapy has read the robots.txt of the host."""
        self.robots = robotparser

    @property
    def is_hopeless(self) -> bool:
        """Whether the host has answered nothing so far but refusals, often enough to leave it alone."""
        met = [answer.problem for answer in self.answers.values()]
        return len(met) >= ENOUGH_REFUSALS and all(problem is not None and problem.is_of_the_host for problem in met)

    def answered(self, response: Response, request: Request) -> None:
        """Anything was answered, also what the middlewares asked for."""
        if urlsplit(request.url).path == "/robots.txt":
            self.robots_status = response.status

    async def page(self, url: str, duty: str = "listing") -> Answer:
        """Ask for an HTML page: the answer holds a `Page`, or says why not. *duty* as in a crawl."""
        return await self.request(Request(url), duty, html=True)

    async def raw(self, url: str, duty: str = "feed") -> Answer:
        """Ask for anything."""
        return await self.request(Request(url), duty, html=False)

    async def request(self, request: Request, duty: str, *, html: bool = True) -> Answer:
        """Ask for what *request* says, unless its address was asked for before (GET only)."""
        plain = request.method == "GET"
        before = self.answers.get(request.url) if plain else None
        # What is no page may be the feed that is looked for.
        if before is not None and (html or before.problem is None or before.problem.kind is not Kind.NOT_HTML):
            return before
        if not on_site(urlsplit(request.url).hostname, self.spider.hosts):
            sentence = f"{request.url} lies on another host, and was not asked for."
            return Answer(request.url, None, Problem(Kind.OTHER, sentence), 0.0, datetime.now(UTC))
        refused = self._refused(request.url)
        if refused is not None:
            return Answer(request.url, None, refused, 0.0, datetime.now(UTC))
        answer = await self._ask(request, duty, html=html)
        self.answers[request.url if plain else f"{request.method} {request.url} {len(self.answers)}"] = answer
        return answer

    def _refused(self, url: str) -> Problem | None:
        """Why *url* is not asked for any more: the survey was long enough, or the host has not answered at all."""
        if len(self.answers) >= MOST_REQUESTS:
            return Problem(Kind.OTHER, f"{url} was not asked for: a survey asks for {MOST_REQUESTS} pages at most.")
        if not self.is_hopeless:
            return None
        last = list(self.answers.values())[-1].problem
        assert last is not None
        sentence = f"{url} was not asked for, because nothing before it was answered: {last.sentence}"
        return replace(last, sentence=sentence)

    async def _ask(self, request: Request, duty: str, *, html: bool) -> Answer:
        meta = {"duty": duty} if duty == "feed" else {"duty": duty, "download_maxsize": PAGE_MAXSIZE}
        request = request.replace(meta={**request.meta, **meta}, dont_filter=True)
        begun, at = time.monotonic(), datetime.now(UTC)
        response: Response | None = None
        try:
            response = await self.spider.crawler.engine.download_async(request)
            problem = of_answer(response, request.url)
        except Exception as error:
            problem = of_error(error, request.url)
        page = None
        if problem is None and html:
            page, problem = _parsed(cast(Response, response), at)
        kept = None if problem else response
        return Answer(request.url, kept, problem, round(time.monotonic() - begun, 2), at, page)


def surveying(spidercls: type[SiteSpider], plan: Callable[[Asker], Awaitable[None]]) -> type[SiteSpider]:
    """The spider of a site with another start: it carries *plan* out and ends."""

    async def start(self: SiteSpider) -> AsyncIterator[Any]:
        asker = Asker(self)
        self.crawler.signals.connect(asker.robots_parsed, signals.robots_parsed)
        self.crawler.signals.connect(asker.answered, signals.response_received)
        await plan(asker)
        nothing: tuple[Request, ...] = ()
        for request in nothing:  # Scrapy wants a generator
            yield request

    return type(spidercls.__name__, (spidercls,), {"start": start, "__module__": spidercls.__module__})


def _parsed(response: Response, at: datetime) -> tuple[Page | None, Problem | None]:
    if (
        not isinstance(response, TextResponse)
        or isinstance(response, JsonResponse | XmlResponse)
        or not response.body.strip()
    ):
        kind = (response.headers.get("Content-Type") or b"nothing").decode("latin-1").partition(";")[0][:80]
        what = f"answers {kind}, which is no HTML" if response.body.strip() else "answers with an empty page"
        return None, Problem(Kind.NOT_HTML, f"{response.url} {what}.", response.status)
    return Page(response, at), None
