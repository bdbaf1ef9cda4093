"""Lets a spider ask the store what is known; a store that does not answer ends the run as what it is."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping
from datetime import datetime
from typing import TypeVar

from scrapy.exceptions import CloseSpider

from crawler.discovery.known import Known
from crawler.known import KnownPage, Standing
from crawler.store.errors import StoreError

logger = logging.getLogger(__name__)

_T = TypeVar("_T")


class StoreMemory:
    """A memory whose failures close the spider: without answers everything would be fetched again, or nothing."""

    def __init__(self, pages: Known, failed_reason: str) -> None:
        """``failed_reason``: Scrapy's finish reason of a run that lost its store."""
        self._pages = pages
        self._failed_reason = failed_reason

    async def standing(self) -> Standing:
        """How well the site was read so far."""
        return await self._answer(self._pages.standing())

    async def look_up(self, addresses: Mapping[str, str]) -> Mapping[str, KnownPage]:
        """The known ones of these articles (canonical URL -> key), by key."""
        return await self._answer(self._pages.look_up(addresses))

    async def due(self, until: datetime, limit: int) -> list[KnownPage]:
        """At most *limit* pages of the site whose next check is not after *until*."""
        return await self._answer(self._pages.due(until, limit))

    async def _answer(self, question: Awaitable[_T]) -> _T:
        try:
            return await question
        except StoreError as error:
            logger.error("The store does not say what is known, the run ends: %s", error)
            raise CloseSpider(self._failed_reason) from error
