"""Two `crawlall` of the same sites, the first one killed: judged by what the sites themselves saw."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import pytest

from crawler.store.config import StoreConfig
from crawler.store.leases import EXPIRY_S
from demo.editions import Edition
from demo.play import PlayRequest, PlayResponse, Site, Tls
from demo.playback import playing
from demo.sites import news_sites
from tests.integration.crawl.conftest import Scrapy

SITES = ("nbtv", "baolaocai", "ubdt")
FIRST, SECOND = "first-fleet", "second-fleet"
BEFORE_THE_KILL = 10
PATIENCE_S = 90.0


@dataclass(frozen=True)
class Visit:
    """A request that arrived."""

    host: str
    agent: str
    at: float
    """Seconds of the steady clock."""


class Watched:
    """A sample site that notes who asks."""

    def __init__(self, site: Site, visits: list[Visit], changed: threading.Condition) -> None:
        self.hosts: Sequence[str] = site.hosts
        self.tls: Tls = site.tls
        self._site, self._visits, self._changed = site, visits, changed

    def respond(self, request: PlayRequest) -> PlayResponse:
        """The site's own answer."""
        with self._changed:
            self._visits.append(Visit(request.host, request.headers["user-agent"], time.monotonic()))
            self._changed.notify_all()
        return self._site.respond(request)


@dataclass
class Web:
    """The sample sites, and who asked for what."""

    shell: Scrapy
    visits: list[Visit]
    changed: threading.Condition

    def fleet(self, agent: str, delay: float, *more: str) -> tuple[str, ...]:
        """Arguments of a crawl of all sites that gives itself a name; *delay* in seconds."""
        pace = ("-s", f"DOWNLOAD_DELAY={delay}", "-s", f"USER_AGENT={agent}", "-s", "STORE_BATCH_AGE=1")
        return ("crawlall", *SITES, "-a", "max_pages=0", *pace, *more)

    def wait_for(self, agent: str, visits: int) -> None:
        """Return when *agent* has asked so often."""
        with self.changed:
            assert self.changed.wait_for(lambda: sum(v.agent == agent for v in self.visits) >= visits, PATIENCE_S)


@pytest.fixture
def web(store: StoreConfig) -> Iterator[Web]:
    """The sites on loopback."""
    visits: list[Visit] = []
    changed = threading.Condition()
    with playing([Watched(site, visits, changed) for site in news_sites(Edition())]) as playback:
        yield Web(Scrapy(playback, store), visits, changed)


def test_no_host_is_ever_asked_by_two_and_the_dead_ones_hosts_are_taken_over(web: Web) -> None:
    """After each crash a small server would be asked twice as fast as promised, or by nobody until the next day."""
    first = web.shell.start(*web.fleet(FIRST, 1.0))
    try:
        web.wait_for(FIRST, BEFORE_THE_KILL)
        left = web.shell(*web.fleet(SECOND, 0.1, "--json"))
        assert left.returncode == 0, left.stderr
        assert left.stdout.count('"already_running"') == len(SITES)
        assert not [visit for visit in web.visits if visit.agent == SECOND]
        second = web.shell.start(*web.fleet(SECOND, 0.1, "-s", f"LEASE_WAIT={PATIENCE_S}", "--json"))
        web.wait_for(FIRST, len(web.visits) + 10)
    finally:
        killed = time.monotonic()
        first.kill()
        first.communicate()
    out, errors = second.communicate(timeout=PATIENCE_S)
    assert second.returncode == 0, errors
    assert out.count('"ok"') == len(SITES)
    recovered = []
    for host, visits in groupby(sorted(web.visits, key=lambda visit: (visit.host, visit.at)), lambda visit: visit.host):
        agents = [agent for agent, _ in groupby(visits, lambda visit: visit.agent)]
        assert agents in ([FIRST, SECOND], [SECOND], [FIRST]), f"{host} was asked by two at once: {agents}"
        recovered += [visit.at - killed for visit in web.visits if (visit.host, visit.agent) == (host, SECOND)][:1]
    assert max(recovered) < EXPIRY_S
    print(f"{len(recovered)} hosts, asked again {min(recovered):.1f} to {max(recovered):.1f} s after the kill")
