"""If these fail, whoever looks at a site is sent after the wrong fault."""

from __future__ import annotations

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import HtmlResponse

from crawler.fetch.walled import WallMet
from crawler.fetch.walls import Kind as WallKind
from crawler.fetch.walls import Wall
from crawler.survey.advice import repair
from crawler.survey.problems import Kind, Problem, of_answer, of_error
from crawler.walk import PAGE_MAXSIZE

URL = "https://ben-gam.gov.vn/"
STUB = Wall(WallKind.SCRIPT_COOKIE, "177 characters: a script sets D1N and reloads")
TOO_LARGE = (
    f"Ignored response <200 {URL}> because its body (4931 B compressed, 4259840 B decompressed so far) exceeded "
    f"DOWNLOAD_MAXSIZE ({PAGE_MAXSIZE} B) during decompression."
)
TUNNEL = "Could not open CONNECT tunnel with proxy 10.0.0.7:3128 [{'status': 502, 'reason': b'Bad Gateway'}]"


def met(kind: WallKind, status: int = 200, **headers: str) -> WallMet:
    """A wall."""
    return WallMet(Wall(kind, "evidence"), HtmlResponse(URL, status=status, headers=headers))


@pytest.mark.parametrize(
    ("error", "kind", "said", "fix"),
    [
        (CannotResolveHostError("no such host"), Kind.DNS, "has no address", "Look whether the name is right"),
        (DownloadTimeoutError("60 s"), Kind.TIMEOUT, "was not answered in time", "-s DOWNLOAD_TIMEOUT=120"),
        (DownloadConnectionRefusedError(""), Kind.REFUSED, "refuses the connection", "from another network"),
        (DownloadCancelledError("DOWNLOAD_MAXSIZE"), Kind.TOO_LARGE, "larger than a page may be.", "a listing"),
        (IgnoreRequest(TOO_LARGE), Kind.TOO_LARGE, "larger than a page may be, 4 MB.", "a listing"),
        (IgnoreRequest("Forbidden by robots.txt"), Kind.ROBOTS, "forbids", "ask the office for leave"),
        (OSError(TUNNEL), Kind.PROXY, "the proxy 10.0.0.7:3128 cannot reach the host (HTTP 502)", "name is right"),
        (OSError("certificate verify failed"), Kind.TLS, "no TLS connection", "http://ben-gam.gov.vn/"),
        (OSError(), Kind.OTHER, "could not be had: OSError", "Try again later"),
        (met(WallKind.BLOCK_PAGE), Kind.WALL, "stands in for it, block_page: evidence", "CRAWLER_CONTACT"),
        (met(WallKind.LOGIN), Kind.WALL, "login", "open to all"),
        (met(WallKind.SOFT_404), Kind.WALL, "soft_404", "that is there"),
        (met(WallKind.EMPTY), Kind.WALL, "empty", "Try again later"),
        (WallMet(STUB, HtmlResponse(URL)), Kind.WALL, "sets D1N", "--answers-d1n"),
        (met(WallKind.SCRIPT_COOKIE), Kind.WALL, "script_cookie", "CRAWLER_CONTACT"),
        (met(WallKind.HOME, 302, Location="/"), Kind.REDIRECT, "leads to https://ben-gam.gov.vn/", "Give that address"),
    ],
)
def test_errors(error: Exception, kind: Kind, said: str, fix: str) -> None:
    """Each fault has its own repair: one for all would be right for none."""
    problem = of_error(error, URL)
    assert problem.kind is kind
    assert problem.sentence.startswith((URL, "robots.txt"))
    assert problem.sentence.endswith(".")
    assert not problem.sentence.endswith("..")
    assert said in problem.sentence
    assert fix in repair(problem, URL)


@pytest.mark.parametrize(
    ("status", "is_wall", "fix"),
    [
        (401, True, "CRAWLER_CONTACT"),
        (403, True, "CRAWLER_CONTACT"),
        (404, False, "that is there"),
        (410, False, "that is there"),
        (429, True, "CRAWLER_CONTACT"),
        (500, False, "Try again later"),
    ],
)
def test_statuses(status: int, is_wall: bool, fix: str) -> None:
    """A host that keeps us out would be taken for one that has lost a page, or the other way round."""
    problem = of_answer(HtmlResponse(URL, status=status), URL)
    assert problem is not None
    assert (problem.kind, problem.status, problem.is_wall) == (Kind.HTTP, status, is_wall)
    assert fix in repair(problem, URL)


def test_a_page_is_no_problem_and_a_redirect_says_where_to() -> None:
    """A site that moved would be reported as gone."""
    assert of_answer(HtmlResponse(URL, status=203), URL) is None
    away = of_answer(HtmlResponse(URL, status=301, headers={"Location": "//khac.vn/tin"}), URL)
    assert away is not None
    assert (away.kind, away.location) == (Kind.REDIRECT, "https://khac.vn/tin")
    broken = of_answer(HtmlResponse(URL, status=301, headers={"Location": "http://[khac"}), URL)
    assert broken is not None
    assert broken.location == "http://[khac"


def test_http_is_proposed_only_for_https() -> None:
    """Whoever asked by HTTP would be told to ask by HTTP."""
    refused = Problem(Kind.REFUSED, "")
    assert "without TLS" in repair(refused, URL)
    assert "without TLS" not in repair(refused, "http://ben-gam.gov.vn/")
