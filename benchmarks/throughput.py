"""What storing costs: ``python -m benchmarks.throughput`` crawls the sample sites with and without the store, in turn.

One process crawls all sites over loopback without delay. The figures hold for one machine and moment; the ratio of the
two, taken in the same run, is what can be compared.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

from crawler.store import embedded
from crawler.store.config import PROJECT_ROOT, StoreConfig
from demo.playback import playing

CRAWL = [
    *(sys.executable, "-m", "scrapy", "crawlall", "--quiet", "-a", "max_pages=0"),
    *(
        "-s",
        "DOWNLOAD_DELAY=0",
        "-s",
        "CONCURRENT_REQUESTS_PER_DOMAIN=8",
        "-s",
        "CONCURRENT_REQUESTS=16",
        "-L",
        "ERROR",
    ),
]


def seconds(environment: dict[str, str], *arguments: str) -> float:
    """Wall time of one crawl, start of the process included."""
    began = time.monotonic()
    subprocess.run([*CRAWL, *arguments], cwd=PROJECT_ROOT, env=environment, check=True)  # noqa: S603 - our own command
    return time.monotonic() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="crawls of each kind (default: 3)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="throughput-") as folder, playing() as playback:
        proxy = {"http_proxy": playback.url, "https_proxy": playback.url, "no_proxy": ""}
        environment = {**os.environ, **proxy, "SSL_CERT_FILE": str(playback.ca_file), "CRAWLER_DATA": folder}
        environment.pop("MONGO_URI", None)
        config = StoreConfig.from_env({"CRAWLER_DATA": folder})
        embedded.start(config)
        try:
            rows: dict[str, list[float]] = {"no store": [], "all new": [], "all known": []}
            for number in range(options.rounds):
                database = {**environment, "MONGO_DATABASE": f"round_{number}"}
                rows["no store"].append(seconds(environment, "-s", "STORE_ENABLED=0"))
                rows["all new"].append(seconds(database))
                rows["all known"].append(seconds(database))
        finally:
            embedded.stop(config)
    base = statistics.median(rows["no store"])
    for name, values in rows.items():
        middle = statistics.median(values)
        print(f"{name:10} {middle:6.2f} s  {base / middle:5.2f} of the speed without store  {values_of(values)}")


def values_of(values: list[float]) -> str:
    """The single measurements."""
    return " ".join(f"{value:.2f}" for value in values)


if __name__ == "__main__":
    main()
