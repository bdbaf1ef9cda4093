"""What one run remembers of earlier ones: which articles it need not ask for, and where a listing may end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from crawler.discovery.known import Known
from crawler.discovery.schedule import is_due
from crawler.discovery.stop import StopRule, stop_rule
from crawler.discovery.validators import conditions
from crawler.known import KnownPage, Standing


class Memory:
    """The memory of one run. What was looked up once is not looked up again: a run takes minutes."""

    def __init__(self, *, wants_all: bool, rechecks: bool, stops: bool, max_pages: int) -> None:
        """``wants_all``: known articles are fetched as well. ``rechecks``: also those that are due. ``stops``: paging
        ends at known ground."""
        self._store: Known | None = None
        self._wants_all = wants_all
        self._rechecks = rechecks
        self._stops = stops and not wants_all
        self._max_pages = max_pages
        self._pages: dict[str, KnownPage | None] = {}
        self._skipped: set[str] = set()
        self._rules: dict[str, StopRule] = {}
        self.site = Standing()
        """How well the site was read by earlier runs."""

    def connect(self, store: Known) -> None:
        """Let *store* be what is asked."""
        self._store = store

    async def begin(self) -> None:
        """Read how well the site was read so far."""
        if self._store is not None:
            self.site = await self._store.standing()

    async def look_up(self, addresses: Mapping[str, str]) -> None:
        """Ask for all of these articles (canonical URL -> key) at once."""
        asked = {url: key for url, key in addresses.items() if key not in self._pages}
        if asked and self._store is not None:
            found = await self._store.look_up(asked)
            self._pages.update({key: found.get(key) for key in asked.values()})

    async def overdue(self, now: datetime, limit: int) -> list[KnownPage]:
        """Pages that are due, whether a listing still shows them or not."""
        if self._store is None or not self._rechecks or self._wants_all:
            return []
        return await self._store.due(now, limit)

    def learn(self, key: str, page: KnownPage) -> None:
        """Remember *page* as what is known of the article that its address names."""
        self._pages[key] = page

    def page(self, key: str) -> KnownPage | None:
        """What is known of an article that was looked up."""
        return self._pages.get(key)

    def skips(self, key: str, now: datetime) -> bool:
        """Whether an article is known and need not be asked for now."""
        page = self._pages.get(key)
        return page is not None and not self._wants_all and not (self._rechecks and is_due(page, now))

    def skip(self, key: str) -> bool:
        """Note that an article is not asked for; True the first time."""
        is_first = key not in self._skipped
        self._skipped.add(key)
        return is_first

    def conditions(self, key: str, url: str) -> dict[str, str]:
        """Headers by which the site may answer that the article at *url* did not change."""
        page = self._pages.get(key)
        return {} if page is None or self._wants_all else conditions(page, url, self.site)

    def is_end(self, root: str, keys: Sequence[str], now: datetime) -> bool:
        """Whether the listing *root* need not be followed after a page that shows *keys* anew."""
        if not self._stops:
            return False
        if root not in self._rules:
            self._rules[root] = stop_rule(self.site, max_pages=self._max_pages, now=now)
        return self._rules[root].is_end(keys, {key: page for key in keys if (page := self._pages.get(key))})
