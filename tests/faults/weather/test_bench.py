"""Every fault of the bench: the run ends in time, says what it met, and the good pages are stored."""

from __future__ import annotations

from crawler.store.collections import HOSTS, PAGES
from tests.faults.weather.conftest import Bench

MOST_SECONDS = 120
MOST_MB = 600


def test_debug(bench: Bench) -> None:
    for name, line in bench.sites.items():
        print(name, line["outcome"], line["seconds"], line["pages"], line["new"], line["reason"][:200])
    print(bench.code, bench.seconds, bench.peak_mb)
    open("/tmp/weather.log", "w").write(bench.log)
    for p in bench.database[PAGES].find({"site": "m_bai_hong"}):
        print(p["_id"], p.get("status"), p.get("article_id"))
    for h in bench.database[HOSTS].find({}).limit(3):
        print(h)
    assert 0
