"""What all sample sites are asked once they are known, by the playback's own log."""

from __future__ import annotations

from benchmarks.recrawl import measure
from demo.editions import NEW_SINCE_EARLIER
from demo.manifest import DISTINCT_ARTICLES, by_site

DEAD_LINKS = 1
"""laocaitv links an article that is not there; a dead link is tried again while it is young."""


def test_a_run_without_news_costs_a_request_per_listing_and_news_cost_themselves() -> None:
    """Small provincial servers would be asked for everything every hour; or the newest articles would be missed."""
    everything, quiet, news, again = measure()
    sites = len(by_site())
    assert (everything.robots, quiet.robots) == (sites, sites)
    for cost in (quiet, again):
        assert cost.new == 0
        assert cost.requests <= cost.robots + cost.listings + DEAD_LINKS
        assert cost.bytes < everything.bytes / 5
    assert everything.new + news.new == DISTINCT_ARTICLES
    # A page with news is not the last one; and some addresses redirect, or copies stand on two sites.
    assert news.requests - news.robots - news.listings <= NEW_SINCE_EARLIER * sites + 5
