"""If these fail, an article is asked for twice, or never although it lives on at another address."""

from __future__ import annotations

from crawler.discovery.frontier import Frontier


def test_an_article_is_asked_for_once_and_again_only_where_it_failed() -> None:
    """Requests are what small servers suffer from; a dead category must not cost the article."""
    frontier = Frontier()
    assert frontier.admit("a#1", "/x/1")
    assert not frontier.admit("a#1", "/x/1")
    assert not frontier.admit("a#1", "/y/1")
    assert frontier.fail("a#1") == "/y/1"
    assert frontier.fail("a#1") is None
    assert not frontier.admit("a#1", "/x/1")
    assert frontier.admit("a#1", "/z/1")
    assert not frontier.admit("a#1", "/w/1")
    assert len(frontier) == 1


def test_the_number_of_addresses_kept_is_bounded() -> None:
    """A link farm must not fill the memory, nor be walked through on failure."""
    frontier = Frontier()
    assert not any([frontier.admit("a#1", f"/{i}/1") for i in range(100)][1:])
    asked = 0
    while frontier.fail("a#1"):
        asked += 1
    assert asked == 4


def test_a_failure_of_something_never_asked_for_is_no_error() -> None:
    """An errback may carry a redirected request."""
    frontier = Frontier()
    assert frontier.fail("a#1") is None
    assert frontier.admit("a#1", "/x/1")
