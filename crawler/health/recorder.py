"""Judges every run when it ends, keeps it in `runs`, and enters in `sites` how fresh the site's articles are.

An unfinished record in `runs` is the trace of a killed run.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any, Self

from pymongo.asynchronous.database import AsyncDatabase
from pymongo.errors import PyMongoError
from scrapy import Spider, signals
from scrapy.crawler import Crawler

from crawler import endings
from crawler.health.drift import drift, origins_after, quiet_days
from crawler.health.evidence import Evidence
from crawler.health.freshness import ARCHIVE_AFTER, Sight, SiteRun, after, lag
from crawler.health.log import install_filters
from crawler.health.measures import Shares, measures
from crawler.health.verdict import Verdict, judge
from crawler.items import Article
from crawler.site import SiteSpider
from crawler.store.collections import SITES, Document
from crawler.store.config import StoreConfig
from crawler.store.connect import open_async, resolve_uri
from crawler.store.errors import StoreError
from crawler.store.runs import finish_run, run_document, start_run
from crawler.store.sites import new_articles, update_site
from crawler.text.dates import VIETNAM

logger = logging.getLogger(__name__)

OUTCOME_STAT = "outcome"
REASON_STAT = "outcome_reason"
NEWEST_STAT = "articles/newest_published"
"""Set by the store pipeline: latest publication among the articles of the run."""

TOKEN_STAT = "lease/token"  # noqa: S105
"""Set by whoever takes the lease of the hosts: its fencing token."""

_SETTINGS_OF_INTEREST = ("DOWNLOAD_DELAY", "CONCURRENT_REQUESTS_PER_DOMAIN", "ROBOTSTXT_OBEY", "USER_AGENT")


class RunRecorder:
    """Scrapy extension. Sets the stats ``outcome`` and ``outcome_reason`` of every `SiteSpider` run."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._config = StoreConfig.from_env(os.environ) if crawler.settings.getbool("STORE_ENABLED") else None
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)
        crawler.signals.connect(self._item_error, signals.item_error)
        crawler.signals.connect(self._item_scraped, signals.item_scraped)
        self._shares = Shares()
        self._site: Document = {}
        """`sites` when the run began."""
        install_filters()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def _item_error(self) -> None:
        # Scrapy logs an error in a pipeline but keeps no count of it: the run would look as if all were known.
        self._crawler.stats.inc_value("item_errors")

    def _item_scraped(self, item: Any) -> None:
        if isinstance(item, Article):
            self._shares.add(item.via)

    async def _opened(self, spider: Spider) -> None:
        if not isinstance(spider, SiteSpider) or self._config is None:
            return
        settings = {name: self._crawler.settings.get(name) for name in _SETTINGS_OF_INTEREST}
        options = {name: str(value) for name, value in asdict(spider.options).items() if value is not None}
        document = run_document(spider.run_id, spider.name, spider.started_at, {**settings, **options})
        try:
            uri = await asyncio.to_thread(resolve_uri, self._config)
            async with open_async(self._config, uri) as db:
                await start_run(db, document)
                self._site = await db[SITES].find_one({"_id": spider.name}) or {}
        except (StoreError, PyMongoError) as error:
            # The store pipeline meets the same server; it decides whether the run can go on.
            logger.error("The run could not be entered in `runs`: %s", error)

    async def _closed(self, spider: Spider, reason: str) -> None:
        if not isinstance(spider, SiteSpider):
            return
        stats = self._crawler.stats
        evidence = self._with_history(Evidence.from_stats(stats.get_stats(), reason), spider)
        verdict = judge(evidence)
        stats.set_value(OUTCOME_STAT, str(verdict.outcome))
        stats.set_value(REASON_STAT, verdict.reason)
        log = logger.info if verdict.outcome.good else logger.error
        log("%s: %s. %s", spider.name, verdict.outcome, verdict.reason)
        if self._config is None:
            return
        counts = asdict(evidence)
        ended_at = datetime.now(UTC)
        fields = {
            "finished_at": ended_at,
            "outcome": str(verdict.outcome),
            "reason": verdict.reason,
            "lease_token": stats.get_value(TOKEN_STAT),
            "counts": {
                name: counts.pop(name) for name in ("new", "copies", "edits", "touched", "rejects", "conflicts")
            },
            "evidence": counts,
            "via": self._shares.document(),
            **measures(stats.get_stats(), (ended_at - spider.started_at).total_seconds()),
        }
        try:
            uri = await asyncio.to_thread(resolve_uri, self._config)
            async with open_async(self._config, uri) as db:
                await finish_run(db, spider.run_id, fields)
                # A tool reads any host: there is no site whose news it could miss. Of a site that another run crawls,
                # that one tells.
                if spider.status != "tool" and reason not in (endings.ALREADY_RUNNING, endings.LEASE_LOST):
                    await self._note_site(db, spider, evidence, verdict)
        except (StoreError, PyMongoError) as error:
            logger.error("The end of the run could not be entered in `runs`: %s", error)

    def _with_history(self, evidence: Evidence, spider: SiteSpider) -> Evidence:
        """What the run alone cannot say: how it compares with earlier ones."""
        if spider.status == "tool":  # it reads whatever it is given
            return evidence
        quiet = quiet_days(self._site, spider.kind, spider.stale_after, spider.started_at) if _is_whole(spider) else 0
        return replace(evidence, drift=drift(self._site, self._shares.document()), quiet_days=quiet)

    async def _note_site(
        self, db: AsyncDatabase[Document], spider: SiteSpider, evidence: Evidence, verdict: Verdict
    ) -> None:
        """Enter in `sites` what the run says of how fresh the site's articles are."""
        known = await db[SITES].find_one({"_id": spider.name}) or {}
        last_success: datetime | None = known.get("last_success_at")
        sights: list[Sight] = []
        if evidence.new and last_success is not None:
            found = await new_articles(
                db, spider.name, seen_from=spider.started_at, published_from=last_success - ARCHIVE_AFTER
            )
            sights = [Sight(a["published_at"], a.get("published_precision"), a["first_seen"]) for a in found]
        options = spider.options
        stats: Mapping[str, Any] = self._crawler.stats.get_stats()
        run = SiteRun(
            run_id=spider.run_id,
            site=spider.name,
            publisher=spider.publisher,
            kind=spider.kind,
            province_current=spider.current_province(),
            started_at=spider.started_at,
            outcome=str(verdict.outcome),
            good=verdict.outcome.good,
            reason=verdict.reason,
            new=evidence.new + evidence.copies,
            complete=verdict.outcome.complete,
            is_whole=_is_whole(spider),
            reads_from=options.start,
            newest_published_at=stats.get(NEWEST_STAT),
            lag_s=lag(sights, last_success),
            ended_at=datetime.now(UTC),
            depth=options.max_pages,
            missed_listings=_missed_listings(stats),
            checks=stats.get("recheck/checks", 0),
            edits=stats.get("recheck/edits", 0),
            validators=_validators(stats),
            origins=origins_after(known, self._shares.document()),
        )
        await update_site(db, spider.name, lambda old: after(old, run))


def _is_whole(spider: SiteSpider) -> bool:
    """Whether the run was to see the newest articles, and all of them."""
    options = spider.options
    return not options.sample and (options.end is None or options.end >= spider.started_at.astimezone(VIETNAM).date())


def _missed_listings(stats: Mapping[str, Any]) -> int:
    """Listings that could not be read; one that is not found has nothing to show."""
    return sum(
        int(times)
        for name, times in stats.items()
        if name.startswith(("missed/listing/", "missed/feed/")) and not name.endswith(("/404", "/410"))
    )


def _validators(stats: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Counts by validator and finding."""
    tallies: dict[str, dict[str, int]] = {}
    for name, times in stats.items():
        if name.startswith("validators/"):
            _, validator, found = name.split("/")
            tallies.setdefault(validator, {})[found] = int(times)
    return tallies
