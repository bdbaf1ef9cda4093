"""The heart of a lease, with a driver that swallows a cancellation, as pymongo now and then does in a command."""

from __future__ import annotations

import asyncio
from typing import cast

from scrapy.utils.test import get_crawler

from crawler.running.lease import LeaseKeeper
from crawler.store.leases import HostLease


class StubbornLease:
    """Renews when it is told to, whatever happens meanwhile."""

    beat_s = 0.0

    def __init__(self) -> None:
        self.renewing = asyncio.Event()
        self.go_on = asyncio.Event()
        self.is_released = False

    async def renew(self) -> None:
        """Take a while, and let no cancellation through."""
        self.renewing.set()
        while not self.go_on.is_set():
            try:
                await self.go_on.wait()
            except asyncio.CancelledError:
                continue

    async def release(self) -> None:
        """Give it back."""
        self.is_released = True


def test_a_run_ends_although_the_driver_swallows_a_cancellation() -> None:
    """The heart would go on beating, and the process wait for it for ever: all sites done, and cron's run hangs."""

    async def end() -> bool:
        keeper, lease = LeaseKeeper(get_crawler()), StubbornLease()
        held = cast(HostLease, lease)
        keeper.lease = held
        keeper._heart = asyncio.create_task(keeper._beat(held))
        await lease.renewing.wait()
        releasing = asyncio.create_task(keeper._release())
        await asyncio.sleep(0)  # it is at it
        lease.go_on.set()
        done, _ = await asyncio.wait({releasing}, timeout=5)
        return bool(done) and lease.is_released

    assert asyncio.run(end())
