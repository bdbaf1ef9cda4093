"""The same shell and playback as the integration tests of crawls."""

from tests.integration.crawl.conftest import access_log, edition, playback, scrapy

__all__ = ["access_log", "edition", "playback", "scrapy"]
