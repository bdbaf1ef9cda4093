"""Log lines for people: one line per event."""

from __future__ import annotations

import logging
from typing import Any, Self

from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

from crawler.health.log_handler import SITE


class QuietFormatter(LogFormatter):
    """Scrapy's messages without whole articles in them."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Scrapy's way to build it, in the task of the run: what follows from there belongs to its site."""
        SITE.set(crawler.spidercls.name)
        return cls()

    def dropped(
        self, item: Any, exception: BaseException, response: Response | Failure | None, spider: Spider | None = None
    ) -> LogFormatterResult:
        """A dropped item as one line: its address and the reasons."""
        return {
            "level": logging.WARNING,
            "msg": "Rejected %(url)s: %(exception)s",
            "args": {"url": getattr(item, "url", "?"), "exception": exception},
        }

    def scraped(self, item: Any, response: Any, spider: Spider | None = None) -> LogFormatterResult:
        """A scraped item as one line at DEBUG."""
        return {
            "level": logging.DEBUG,
            "msg": "Article %(url)s: %(title)s",
            "args": {"url": getattr(item, "url", "?"), "title": getattr(item, "title", "?")},
        }


class _OneLine(logging.Filter):
    """Takes the traceback off a record and makes it a warning: what could not be downloaded is no error of ours."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, in one line."""
        record.exc_info = record.exc_text = None
        if record.levelno > logging.WARNING:
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


_ONE_LINE = _OneLine()


def install_filters() -> None:
    """Make Scrapy's robots.txt failures one line each; safe to repeat."""
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").addFilter(_ONE_LINE)
