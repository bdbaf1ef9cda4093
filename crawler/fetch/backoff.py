"""How long to wait: growing pauses with chance in them, and what a server asks for in ``Retry-After``."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def pause(attempt: int, base: float, most: float, chance: random.Random) -> float:
    """Seconds before try *attempt* + 1: base, twice, four times …, at most *most*, of that a random half to all.

    The chance keeps requests that failed together from coming back together.
    """
    whole = min(most, base * 2 ** min(attempt - 1, 30))
    return float(whole * chance.uniform(0.5, 1.0))


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a ``Retry-After`` header asks for, as a number or as an HTTP date; ``None`` if it asks nothing.

    A date that has passed asks for 0 seconds.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
