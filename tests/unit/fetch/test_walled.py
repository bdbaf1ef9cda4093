"""If these fail, a wall reaches the spider, or a stub is answered without end or without leave."""

from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.http import Response

from crawler import signals
from crawler.fetch.walled import WallMet, WallMiddleware
from demo.sites.misbehaving import BLOCKED, D1N_VALUE, NOT_THERE, STUB, article
from tests.unit.fetch.crawling import URL, answered, asked, crawler, stats
from tests.unit.site.vidu import ViDu

COOKIE = b"D1N=" + D1N_VALUE.encode()


class Open(ViDu):
    answers_d1n = True


def test_a_wall_goes_to_the_errback_with_its_evidence() -> None:
    """The first of a kind is kept; that there were fifty is counted."""
    of = crawler()
    told: list[str] = []

    def met(host: str, evidence: str) -> None:
        told.append(f"{host} {evidence}")

    of.signals.connect(met, signals.wall_met)
    middleware = WallMiddleware(of)
    for n in (7, 8):
        url = URL.replace("7", str(n))
        with pytest.raises(WallMet, match=r"block_page.*bị từ chối"):
            middleware.process_response(asked(url), answered(body=BLOCKED, url=url))
    assert stats(of)["walls/block_page"] == 2
    assert stats(of)["walls/evidence/block_page/vidu.vn"].startswith(URL)
    assert told[0] == f"vidu.vn block_page at {URL}"


@pytest.mark.parametrize(
    ("request_", "response"),
    [
        (asked(), answered(body=article(7).encode())),
        (Request("https://vidu.vn/robots.txt"), answered(body=BLOCKED)),
        (asked(), answered(404, body=NOT_THERE)),
        (asked(), answered(302, body=b"", Location="/")),  # Scrapy follows it
    ],
)
def test_everything_else_goes_on(request_: Request, response: Response) -> None:
    """Errors speak for themselves, and robots.txt is Scrapy's."""
    assert WallMiddleware(crawler()).process_response(request_, response) is response


def test_past_the_end_of_a_listing_is_no_wall_worth_telling() -> None:
    """Sites answer page 9 of 8 with an empty page or the home page."""
    of = crawler()
    past = asked("https://vidu.vn/xa-hoi/?page=9", duty="listing").replace(cb_kwargs={"number": 9})
    with pytest.raises(WallMet):
        WallMiddleware(of).process_response(past, answered(body=b"", url=past.url))
    assert "walls/empty" not in stats(of)


def test_the_stub_is_answered_once_and_known_from_then_on() -> None:
    """Every page would cost two requests."""
    middleware = WallMiddleware(crawler(Open))
    request = asked()
    again = middleware.process_response(request, answered(body=STUB))
    assert isinstance(again, Request)
    assert (again.headers["Cookie"], again.dont_filter, again.callback) == (COOKIE, True, request.callback)
    other = asked("https://vidu.vn/bai-viet-8.html")
    middleware.process_request(other)
    assert other.headers["Cookie"] == COOKIE
    foreign = asked("https://khac.vn/bai-viet-8.html")
    middleware.process_request(foreign)
    assert "Cookie" not in foreign.headers


def test_a_stub_that_does_not_go_away_is_a_wall() -> None:
    """Asked for ever, the site would block us, and the run would not end."""
    of = crawler(Open)
    middleware = WallMiddleware(of)
    again = middleware.process_response(asked(), answered(body=STUB))
    assert isinstance(again, Request)
    with pytest.raises(WallMet, match="script_cookie"):
        middleware.process_response(again, answered(body=STUB))
    other_value = STUB.replace(D1N_VALUE.encode(), b"0" * 32)
    with pytest.raises(WallMet, match="script_cookie"):
        middleware.process_response(again, answered(body=other_value))
    assert stats(of)["walls/d1n"] == 1


def test_two_pages_that_meet_the_stub_at_once_are_both_asked_again() -> None:
    """The second was sent before the cookie was known."""
    middleware = WallMiddleware(crawler(Open))
    pages = [asked(), asked("https://vidu.vn/bai-viet-8.html")]
    assert all(isinstance(middleware.process_response(page, answered(body=STUB)), Request) for page in pages)


def test_robots_txt_behind_a_stub_is_asked_for_again() -> None:
    """A stub in the place of robots.txt would read as "everything is allowed"."""
    robots = Request("https://vidu.vn/robots.txt")
    again = WallMiddleware(crawler(Open)).process_response(robots, answered(body=STUB, url=robots.url))
    assert isinstance(again, Request)


def test_without_leave_of_the_site_file_no_cookie_is_sent() -> None:
    """It is the site's decision whom it lets in, and ops' to answer."""
    middleware = WallMiddleware(crawler())
    with pytest.raises(WallMet, match="script_cookie"):
        middleware.process_response(asked(), answered(body=STUB))
    request = asked()
    middleware.process_request(request)
    assert "Cookie" not in request.headers
