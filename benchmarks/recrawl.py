"""What a run costs the sites once they are known: ``python -m benchmarks.recrawl``.

Crawls the sample sites four times as cron would: everything, again with nothing new, with five new articles on every
site, and again with nothing new. Requests and bytes are counted by the playback's own log of what really arrived,
robots.txt included; seconds are without politeness, so of them only the ratio says something.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from crawler.store import embedded
from crawler.store.config import PROJECT_ROOT, StoreConfig
from demo.access_log import read_log
from demo.editions import EARLIER, FIRST, Edition
from demo.playback import playing
from demo.sites import sample_sites

CRAWL = (
    *(sys.executable, "-m", "scrapy", "crawlall", "--json", "-L", "ERROR"),
    *("-s", "DOWNLOAD_DELAY=0", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=8", "-s", "CONCURRENT_REQUESTS=16"),
)


class Turned(Edition):
    """An edition that is turned between two crawls."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def current(self) -> int:
        """The edition now."""
        return self.number


@dataclass(frozen=True, slots=True)
class Cost:
    """What one crawl of all sites took."""

    what: str
    requests: int
    """That arrived, robots.txt included."""
    robots: int
    bytes: int
    """Of the answers' bodies, as sent."""
    seconds: float
    new: int
    listings: int
    """Listings, feeds and pages of them that were read."""


def crawl(environment: dict[str, str], log: Path, what: str, *arguments: str) -> Cost:
    """One `scrapy crawlall`. Raises CalledProcessError if it ends badly."""
    before = len(read_log(log))
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 - our own command
        [*CRAWL, *arguments], cwd=PROJECT_ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    took = time.monotonic() - began
    arrived = read_log(log)[before:]
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    return Cost(
        what,
        len(arrived),
        sum(entry.path == "/robots.txt" for entry in arrived),
        sum(entry.size for entry in arrived),
        took,
        sum(run["new"] for run in runs),
        sum(run["listings"] for run in runs),
    )


def measure() -> list[Cost]:
    """The four crawls, on an embedded server and a playback of their own."""
    edition = Turned(EARLIER)
    with tempfile.TemporaryDirectory(prefix="recrawl-") as folder:
        log = Path(folder) / "access.log"
        with playing(sample_sites(edition), access_log=log) as playback:
            proxy = {"http_proxy": playback.url, "https_proxy": playback.url, "no_proxy": ""}
            environment = {**os.environ, **proxy, "SSL_CERT_FILE": str(playback.ca_file), "CRAWLER_DATA": folder}
            environment.pop("MONGO_URI", None)
            config = StoreConfig.from_env({"CRAWLER_DATA": folder})
            embedded.start(config)
            try:
                costs = [crawl(environment, log, "everything", "-a", "max_pages=0")]
                costs.append(crawl(environment, log, "nothing new"))
                edition.number = FIRST
                costs.append(crawl(environment, log, "5 new a site"))
                costs.append(crawl(environment, log, "nothing new"))
            finally:
                embedded.stop(config)
    return costs


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    table = Table("crawl", "requests", "of these robots.txt", "listings read", "new", "kB", "seconds")
    for cost in measure():
        figures = (cost.requests, cost.robots, cost.listings, cost.new, cost.bytes // 1000, f"{cost.seconds:.1f}")
        table.add_row(cost.what, *map(str, figures))
    Console().print(table)


if __name__ == "__main__":
    main()
