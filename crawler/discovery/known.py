"""What discovery asks of whoever remembers earlier runs.

Without a store there is nobody to ask: nothing is known and all is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from crawler.known import KnownPage, Standing


class Known(Protocol):
    """The memory of earlier runs."""

    async def standing(self) -> Standing:
        """How well the site was read so far."""
        ...

    async def look_up(self, addresses: Mapping[str, str]) -> Mapping[str, KnownPage]:
        """The known ones of these articles (canonical URL -> key), by key, each as its newest visit left it."""
        ...

    async def due(self, until: datetime, limit: int) -> list[KnownPage]:
        """At most *limit* pages of the site whose next check is not after *until*, the longest overdue first."""
        ...
