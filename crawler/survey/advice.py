"""What to do about what a survey saw: a repair for each problem, and for the whole one sentence on what comes next."""

from __future__ import annotations

import shlex
from urllib.parse import urlsplit

from crawler.fetch.walls import Kind as WallKind
from crawler.survey.articles import ArticleLook
from crawler.survey.look import Survey
from crawler.survey.problems import Kind, Problem

_ASK = "Ask the office to let it in, with CRAWLER_CONTACT set so that it sees who asks; or try from another network."
_A_PAGE = "Give the address of a page: the home page or a listing."
_LATER = "Try again later; in a browser you see what others see."
_THERE = "Give an address that is there: the home page or a listing."
_REPAIRS: dict[Kind, str] = {
    Kind.DNS: "Look whether the name is right; if it is, the office publishes elsewhere now.",
    Kind.REFUSED: "Try again in an hour, or from another network.",
    Kind.TIMEOUT: "Try again in an hour, or from another network; -s DOWNLOAD_TIMEOUT=120 waits longer.",
    Kind.TLS: "Try again in an hour, or from another network.",
    Kind.PROXY: "Look whether the name is right, and whether the proxy may reach it.",
    Kind.ROBOTS: "A crawl obeys that, too: ask the office for leave, or leave the site alone.",
    Kind.TOO_LARGE: "Give the address of a listing, which is smaller.",
    Kind.NOT_HTML: _A_PAGE,
}
_BEHIND_WALLS: dict[str | None, str] = {
    WallKind.BLOCK_PAGE: _ASK,
    WallKind.LOGIN: "Give the address of a page that is open to all.",
    WallKind.MAINTENANCE: "Try again when it is over.",
    WallKind.HOME: _THERE,
    WallKind.SOFT_404: _THERE,
    WallKind.WRONG_TYPE: _A_PAGE,
}
_WITHOUT_TLS = frozenset({Kind.REFUSED, Kind.TIMEOUT, Kind.TLS, Kind.PROXY})
GIVE_ARTICLES = (
    "Give addresses of articles as well: scrapy new-site URL ARTICLE ARTICLE ARTICLE; if their pages hold no text, the "
    "site draws them by script, and cannot be read before its own interface is known."
)
GIVE_LISTING = (
    "Articles can be read, but no listing, feed or sitemap leads to them: give the address of a listing, "
    "scrapy new-site LISTING-URL."
)
FOREIGN = "The articles are not in Vietnamese: give the address of the Vietnamese edition."


def repair(problem: Problem, asked: str) -> str:
    """What to do about *problem*, met when *asked* was asked for."""
    said = _repair(problem)
    parts = urlsplit(asked)
    if parts.scheme == "https" and problem.kind in _WITHOUT_TLS:
        said += f" If the site answers without TLS: http://{parts.hostname}/"
    return said


def _repair(problem: Problem) -> str:
    if problem.kind is Kind.REDIRECT:
        return f"Give that address, if it is the same office: {problem.location}"
    if problem.kind is Kind.WALL:
        if problem.wall == WallKind.SCRIPT_COOKIE:
            d1n = "D1N" in problem.sentence
            return "--answers-d1n sends the cookie back, as every browser does." if d1n else _ASK
        return _BEHIND_WALLS.get(problem.wall, _LATER)
    if problem.kind is Kind.HTTP:
        return _ASK if problem.is_wall else _THERE if problem.status in (404, 410) else _LATER
    return _REPAIRS.get(problem.kind, _LATER)


def unreadable(seen: Survey) -> str | None:
    """Why nothing could be read of the site, and what to do; ``None`` if a page was."""
    if seen.pages():
        return None
    first = seen.problems[0] if seen.problems else None
    if first is None:
        return "The site could not be read."
    return f"The site could not be read. {first.sentence} {repair(first, seen.wanted.url)}"


def no_articles(seen: Survey) -> str:
    """Why no page of a site that could be read is an article, and what to do."""
    given = [problem for problem in seen.article_problems if problem is not None]
    if seen.others:
        one = seen.others[0]
        count = f"None of the {len(seen.others)} pages that look like articles" if len(seen.others) > 1 else "The page"
        why = f"{count} can be stored, for example {one.url}: {why_not(one)}."
    elif given:
        why = f"No article could be had. {given[0].sentence}"
    else:
        why = f"No link on {seen.wanted.url} looks like one to an article: a headline in a list of its like."
    return f"No article was found. {why} {GIVE_ARTICLES}"


def why_not(look: ArticleLook) -> str:
    """Why a page is none of an article."""
    if look.rejected:
        return "; ".join(look.rejected)
    return "" if look.proved else "it shows no date and does not call itself an article"


def advice(seen: Survey, site: str | None = None) -> str:
    """What to do next; *site*: the name of the site file that has the host already."""
    nothing = unreadable(seen)
    if nothing is not None:
        return nothing
    if site is not None:
        return f"It is the site {site!r} already: scrapy doctor {site} examines it with its own file."
    if not seen.articles:
        return no_articles(seen)
    if any(one.foreign for one in seen.articles):
        return FOREIGN
    if not seen.listings and not any(feed.articles for feed in (*seen.feeds, *seen.sitemaps)):
        return GIVE_LISTING
    given = seen.given
    works = given is not None and given.page is not None and any(one.answer is given for one in seen.listings)
    url = seen.wanted.url if works or seen.home is None or seen.home.page is None else seen.home.asked
    return f"Make a site of it: scrapy new-site {shlex.quote(url)}"
