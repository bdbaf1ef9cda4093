"""A design that changed, and a source that dried up, through a real crawl."""

from __future__ import annotations

import dataclasses
import re
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from crawler.store.config import StoreConfig
from demo.editions import Edition
from demo.play import PlayRequest, PlayResponse
from demo.playback import playing
from demo.sites.baolaocai import BaoLaoCai
from tests.integration.crawl.conftest import Scrapy

SITE = "baolaocai"


class Redesigned(BaoLaoCai):
    """The site, before and after its classes got other names."""

    is_new = False

    def respond(self, request: PlayRequest) -> PlayResponse:
        """The page; in the new design the layout finds nothing of an article."""
        answer = super().respond(request)
        if self.is_new and re.search(r"-post\d+\.html$", request.path):
            answer.body = re.sub(rb'(class|id)="', rb'\1="moi-', answer.body)
        return answer


@pytest.fixture
def site(mongo: StoreConfig) -> Iterator[tuple[Redesigned, Scrapy]]:
    """The site on loopback, and a shell."""
    played = Redesigned(Edition())
    with playing([played]) as playback:
        shell = Scrapy(playback, dataclasses.replace(mongo, database=f"test_{uuid.uuid4().hex[:12]}"))
        yield played, shell
        with shell.open() as database:
            database.client.drop_database(database.name)


def test_a_new_design_is_selector_drift(site: tuple[Redesigned, Scrapy]) -> None:
    """Guessed texts would be stored for months as if a selector had found them."""
    played, shell = site
    assert shell.crawl(SITE).returncode == 0
    played.is_new = True
    done = shell.crawl(SITE, "-a", "full=1")
    assert done.returncode == 3, done.stderr[-2000:]
    with shell.open() as database:
        known = database.sites.find_one({"_id": SITE})
        assert known is not None
        assert known["last_outcome"] == "selector_drift"
        assert "was read by layout in" in known["last_reason"]
        assert known["last_success_at"] == known["last_run_at"], "all was read: that nothing else is new is proved"
        run = database.runs.find_one({"_id": known["last_run_id"]})
        assert run is not None
        assert run["evidence"]["drift"] in known["last_reason"]
    played.is_new = False
    assert shell.crawl(SITE, "-a", "full=1").returncode == 0


def test_a_site_that_shows_nothing_new_for_weeks_is_a_stale_source(site: tuple[Redesigned, Scrapy]) -> None:
    """A newspaper that moved would be "nothing new" for ever."""
    _, shell = site
    assert shell.crawl(SITE, "-a", "max_pages=1").returncode == 0
    with shell.open() as database:
        database.sites.update_one({"_id": SITE}, {"$set": {"last_new_at": datetime.now(UTC) - timedelta(days=20)}})
        done = shell.crawl(SITE, "-a", "max_pages=1")
        known = database.sites.find_one({"_id": SITE})
    assert done.returncode == 3, done.stderr[-2000:]
    assert known is not None
    assert known["last_outcome"] == "stale_source"
    assert known["last_reason"].startswith("Nothing new for 20 days")
