"""What `scrapy crawlall --due` leaves of the sites: those that are due by what `sites` and `runs` say."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from scrapy import Spider
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.health.due import BROKEN_EVERY, cadence, next_look
from crawler.health.freshness import local
from crawler.health.history import LONGEST_RUN
from crawler.health.report import SiteRun
from crawler.site import SiteSpider
from crawler.store import runs as store_runs
from crawler.store.config import StoreConfig
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.store.pauses import Pause
from crawler.store.sites import all_sites


def keep_due(ready: list[type[Spider]], broken: dict[str, SiteRun], settings: BaseSettings) -> str:
    """Take out of *ready* what is not due or paused, and of *broken* what was told within BROKEN_EVERY.

    Returns when the next one of the others is due, as the end of a sentence. Reads `sites` and the runs of a day, and
    writes nothing. Raises StoreError, and UsageError without a store.
    """
    if not settings.getbool("STORE_ENABLED"):
        raise UsageError("--due needs the store, which knows the last runs: leave out STORE_ENABLED=0", False)
    config = StoreConfig.from_env(os.environ)
    uri = resolve_uri(config)
    now = datetime.now(UTC)
    with open_sync(config, uri=uri) as database, explained(uri):
        sites = all_sites(database)
        recent = list(store_runs.past_runs(database, since=now - max(LONGEST_RUN, BROKEN_EVERY), now=now))
    unfinished: dict[str, dict[str, Any]] = {}
    told = {run["site"] for run in recent if run["outcome"] == "config_error" and not run["evidence"]}
    for run in recent:
        if run["finished_at"] is None:
            unfinished.setdefault(run["site"], run)  # newest first
    due = []
    waiting = []
    for cls in ready:
        if not issubclass(cls, SiteSpider) or Pause.of(sites.get(cls.name), now):
            continue
        look = next_look(cadence(cls.kind, cls.every), sites.get(cls.name), unfinished.get(cls.name), now)
        if look.by(now):
            due.append(cls)
        else:
            waiting.append((look.at, cls.name, look.why))
    ready[:] = due
    for name in [name for name in broken if name in told or Pause.of(sites.get(name), now)]:
        del broken[name]
    if not waiting:
        return ""
    at, name, why = min(waiting)
    return f"; next is {name}, {local(at)} ({why})"


def enter_not_run(not_run: Iterable[SiteRun], settings: BaseSettings) -> None:
    """Keep in `runs` which sites could not be tried and why. Raises StoreError."""
    entries = list(not_run)
    if not entries or not settings.getbool("STORE_ENABLED"):
        return
    config = StoreConfig.from_env(os.environ)
    uri = resolve_uri(config)
    with open_sync(config, uri=uri) as database, explained(uri):
        for run in entries:
            store_runs.enter_not_run(database, run.site, str(run.outcome), run.reason, datetime.now(UTC))
