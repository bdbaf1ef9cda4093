"""Runs `scrapy` as its users do: as a process, with nothing but environment variables."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from crawler.store import embedded
from crawler.store.config import PROJECT_ROOT, StoreConfig
from crawler.store.connect import open_sync
from demo.editions import Edition
from demo.playback import Playback, playing
from demo.sites import sample_sites
from tests.integration.crawl.office import Office
from tests.unit.cases.sample import PAGE

FAST = (
    *("-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS=16", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8"),
    *("-s", "RETRY_TIMES=0"),
)
TIMEOUT_SECONDS = 120


@dataclass(frozen=True)
class Scrapy:
    """A shell in which the sample sites are the web and one database is the store."""

    playback: Playback | None
    store: StoreConfig
    extra: dict[str, str] = field(default_factory=dict)
    root: Path = PROJECT_ROOT
    """The project in which it is called."""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a crawl."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith(("MONGO_", "CRAWLER_")) and "proxy" not in k}
        env = {**clean, "CRAWLER_DATA": str(self.store.data_dir), "MONGO_DATABASE": self.store.database}
        if self.store.uri:
            env["MONGO_URI"] = self.store.uri
        if self.playback:
            proxy = {"http_proxy": self.playback.url, "https_proxy": self.playback.url, "no_proxy": ""}
            env |= {**proxy, "SSL_CERT_FILE": str(self.playback.ca_file)}
        return {**env, **self.extra}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `scrapy` and return at once."""
        return subprocess.Popen(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *arguments: str, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run `scrapy` to its end."""
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments],
            cwd=self.root,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )

    def crawl(self, site: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`scrapy crawl` without politeness, which loopback does not need."""
        return self("crawl", site, *FAST, *arguments)

    def crawl_all(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """`scrapy crawlall` over everything the sample sites publish."""
        return self("crawlall", "-a", "max_pages=0", *FAST, *arguments)

    def open(self) -> AbstractContextManager[Database[dict[str, Any]]]:
        """The database of this shell."""
        return open_sync(self.store)


def with_own_folder(server: StoreConfig, folder: Path, database: str) -> StoreConfig:
    """A database of the server with a data folder of its own: the archives of other tests lie in the server's."""
    return dataclasses.replace(server, uri=embedded.uri(server), data_dir=folder, database=database)


class EditionSwitch(Edition):
    """An edition that a test turns by hand."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 1

    def current(self) -> int:
        """The edition now."""
        return self.number


@pytest.fixture(scope="session")
def edition() -> EditionSwitch:
    """Which edition the sample sites of this session play."""
    return EditionSwitch()


@pytest.fixture(scope="session")
def access_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The playback's log: one line per request that really arrived."""
    return tmp_path_factory.mktemp("playback") / "access.log"


@pytest.fixture(scope="session")
def playback(edition: EditionSwitch, access_log: Path) -> Iterator[Playback]:
    """The sample sites on loopback."""
    with playing(sample_sites(edition), access_log=access_log) as running:
        yield running


@pytest.fixture
def scrapy(playback: Playback, store: StoreConfig) -> Scrapy:
    """A shell with an empty database."""
    return Scrapy(playback, store)


@pytest.fixture(scope="module")
def office() -> Office:
    """The site, to see what it was asked."""
    return Office()


@pytest.fixture(scope="module")
def web(office: Office) -> Iterator[Playback]:
    """The site on loopback."""
    with playing([office]) as running:
        yield running


@pytest.fixture
def shell(web: Playback, office: Office, store: StoreConfig) -> Scrapy:
    """A shell in which the office's site is the web."""
    office.asked.clear()
    office.page = PAGE
    office.when_asked = None
    return Scrapy(web, store)


@pytest.fixture(scope="session")
def crawled(
    playback: Playback, mongo: StoreConfig, edition: EditionSwitch
) -> Iterator[tuple[Scrapy, list[list[dict[str, Any]]]]]:
    """The sample sites crawled in edition 1, in edition 2 all over, and once more with nothing new."""
    shell = Scrapy(playback, dataclasses.replace(mongo, database=f"test_{uuid.uuid4().hex[:12]}"))
    runs = []
    for number, *arguments in ((1,), (2, "-a", "full=1"), (2,)):
        edition.number = number
        done = shell.crawl_all("--json", *arguments)
        assert done.returncode == 0, done.stderr[-3000:]
        runs.append([json.loads(line) for line in done.stdout.splitlines()])
    edition.number = 1
    yield shell, runs
    with shell.open() as database:
        database.client.drop_database(database.name)


@pytest.fixture
def state_of() -> Callable[[Database[dict[str, Any]]], dict[str, Any]]:
    """What consumers would see, without what legitimately differs between two runs (times, run ids, counters)."""
    return end_state


def end_state(database: Database[dict[str, Any]]) -> dict[str, Any]:
    """The end state of a crawl, comparable between runs."""
    volatile = ("first_seen", "last_seen", "fetched_at", "run_id", "views", "sources", "archive")
    articles = {}
    for document in database.articles.find({}):
        sources = sorted(source["key"] for source in document["sources"])
        # Which of two simultaneous publishers of one text came first is chance; that it is one article is not.
        shared = len({source["site"] for source in document["sources"]}) > 1
        facts = {} if shared else {name: value for name, value in document.items() if name not in volatile}
        articles[document["content_hash"]] = {**facts, "sources": sources}
    revisions = sorted((r["article_id"], r["revision"], r["content_hash"]) for r in database.revisions.find({}))
    pages = sorted((p["_id"], p.get("status"), str(p.get("content_hash"))) for p in database.pages.find({}))
    return {"articles": articles, "revisions": revisions, "pages": pages}
