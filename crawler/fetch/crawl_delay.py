"""Keeps to ``Crawl-delay`` of robots.txt, which Scrapy reads and leaves alone: one request at a time, never sooner."""

from __future__ import annotations

import logging
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.robotstxt import RobotParser

logger = logging.getLogger(__name__)


class CrawlDelay:
    """Scrapy extension. However long the delay is, it is kept: what a run cannot read in its time, the next one does.
    One that is shorter than ours changes nothing. Stat: ``robotstxt/crawl_delay`` (the longest, seconds).
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured("ROBOTSTXT_OBEY is off")
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        crawler.signals.connect(self._parsed, signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it."""
        return cls(crawler)

    def _parsed(self, robotparser: RobotParser, request: Request) -> None:
        asked = robotparser.crawl_delay(self._agent)
        downloader = self._crawler.engine.downloader if self._crawler.engine else None
        if asked is None or downloader is None:
            return
        host = downloader.get_slot_key(request)
        slot = downloader.slots.get(host)
        usual = slot.delay if slot is not None else self._crawler.settings.getfloat("DOWNLOAD_DELAY")
        if asked <= usual:
            return
        self._crawler.stats.max_value("robotstxt/crawl_delay", asked)
        logger.info("%s asks for %.1f s between requests (Crawl-delay)", host, asked)
        # For slots to come, since Scrapy drops idle ones; and without jitter, which would shorten it half the time.
        kept = {"delay": asked, "concurrency": 1, "jitter": 0.0}
        downloader.per_slot_settings[host] = {**downloader.per_slot_settings.get(host, {}), **kept}
        if slot is not None:
            slot.delay, slot.concurrency, slot.jitter = asked, 1, 0.0
