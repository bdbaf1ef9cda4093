"""When to leave a host alone: after so many failures in a row one probe, after a failed probe nothing more.

Knows nothing of Scrapy; the clock is handed in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum


class Leave(Enum):
    """What a request may do."""

    GO = "go"
    PROBE = "probe"
    """It goes, and the others wait for what it meets; what follows from it (retries, redirects) need not ask."""
    WAIT = "wait"
    """Ask again after the seconds that stand beside it."""
    DROP = "drop"


@dataclass(slots=True)
class Breaker:
    """The circuit breaker of one host.

    Closed: requests go. After ``limit`` failures in a row: nobody goes for ``cooldown`` seconds, then one as a probe,
    and the others wait for what it meets. A good probe closes the circuit again, a failed one opens it for good, or
    until ``probes`` have failed, each after twice the pause of the one before.
    """

    limit: int
    cooldown: float
    clock: Callable[[], float]
    probes: int = 1
    patience: float = 300.0
    """Seconds after which a probe of which nothing was heard counts for nothing."""
    failures: int = 0
    """In a row."""
    evidence: str = ""
    """The last failure."""
    _rest_until: float | None = None
    _probing_since: float | None = None
    _probed: int = 0

    @property
    def is_open(self) -> bool:
        """True once the host is given up for this run."""
        return self._probed >= self.probes and self._rest_until is None and self.failures >= self.limit

    def admit(self, poll: float = 1.0) -> tuple[Leave, float]:
        """Whether a request may go now; with WAIT, after how many seconds it may ask again."""
        if self.is_open:
            return Leave.DROP, 0.0
        if self._rest_until is None:
            return Leave.GO, 0.0
        now = self.clock()
        if now < self._rest_until:
            return Leave.WAIT, min(self._rest_until - now, poll)
        if self._probing_since is not None and now < self._probing_since + self.patience:
            return Leave.WAIT, poll
        self._probing_since = now
        return Leave.PROBE, 0.0

    def abandon(self) -> None:
        """The probe came to nothing (dropped before it was sent): the next request is the probe."""
        self._probing_since = None

    def success(self) -> None:
        """The host answered; whatever was before is forgotten, unless it has been given up."""
        if not self.is_open:
            self.failures, self.evidence, self._rest_until, self._probing_since, self._probed = 0, "", None, None, 0

    def failure(self, evidence: str) -> bool:
        """A request failed. True at the moment at which the host is given up."""
        if self.is_open:
            return False
        self.failures += 1
        self.evidence = evidence
        if self.failures < self.limit:
            return False
        if self._probing_since is not None:
            self._probing_since = None
            self._probed += 1
            if self._probed >= self.probes:
                self._rest_until = None
                return True
        elif self._rest_until is not None:
            return False  # sent before the pause began
        self._rest_until = self.clock() + self.cooldown * 2**self._probed
        return False

    def give_up(self, evidence: str) -> bool:
        """The host asks to be left alone for longer than the run can wait. True if it was not given up before."""
        if self.is_open:
            return False
        self.failures = max(self.failures, self.limit)
        self.evidence, self._rest_until, self._probing_since, self._probed = evidence, None, None, self.probes
        return True
