"""If these fail, a dead host gets hundreds of requests, or one bad minute costs the rest of its night."""

from __future__ import annotations

import pytest

from crawler.fetch.breaker import Breaker, Leave


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(limit=3, cooldown=30.0, clock=clock)


def leave(breaker: Breaker) -> Leave:
    return breaker.admit()[0]


def fail(breaker: Breaker, times: int) -> list[bool]:
    return [breaker.failure("HTTP 502") for _ in range(times)]


def test_single_failures_change_nothing(breaker: Breaker) -> None:
    """Dead links are ordinary."""
    for _ in range(10):
        fail(breaker, 2)
        breaker.success()
    assert leave(breaker) is Leave.GO


def test_after_failures_in_a_row_one_probe_goes(breaker: Breaker, clock: Clock) -> None:
    """Everybody waits; then one finds out for all."""
    assert fail(breaker, 3) == [False] * 3
    assert breaker.admit(poll=1.0) == (Leave.WAIT, 1.0)
    clock.now += 29.5
    assert breaker.admit(poll=1.0) == (Leave.WAIT, 0.5)
    clock.now += 0.5
    assert [leave(breaker) for _ in range(3)] == [Leave.PROBE, Leave.WAIT, Leave.WAIT]


def test_a_good_probe_opens_the_way_again(breaker: Breaker, clock: Clock) -> None:
    """A server that was restarted keeps its news of the night."""
    fail(breaker, 3)
    clock.now += 31
    assert leave(breaker) is Leave.PROBE
    breaker.success()
    assert leave(breaker) is Leave.GO
    assert breaker.failures == 0


def test_a_failed_probe_ends_it_and_is_told_once(breaker: Breaker, clock: Clock) -> None:
    """One line in the log, not five hundred."""
    fail(breaker, 3)
    clock.now += 31
    leave(breaker)
    assert breaker.failure("timeout at /x") is True
    assert leave(breaker) is Leave.DROP
    assert breaker.evidence == "timeout at /x"
    assert fail(breaker, 5) == [False] * 5
    breaker.success()  # one that was still on its way
    assert leave(breaker) is Leave.DROP


def test_failures_on_their_way_do_not_count_as_the_probe(breaker: Breaker, clock: Clock) -> None:
    """Requests sent before the pause come back in it."""
    assert fail(breaker, 6) == [False] * 6
    assert leave(breaker) is Leave.WAIT
    clock.now += 31
    assert leave(breaker) is Leave.PROBE


@pytest.mark.parametrize("lost", [True, False])
def test_a_probe_that_comes_to_nothing_blocks_nobody_for_ever(breaker: Breaker, clock: Clock, lost: bool) -> None:
    """A probe that robots.txt forbids, or of which nothing is heard, would hang the run."""
    fail(breaker, 3)
    clock.now += 31
    leave(breaker)
    if lost:
        clock.now += breaker.patience
    else:
        breaker.abandon()
    assert leave(breaker) is Leave.PROBE


def test_a_host_may_ask_to_be_left_alone(breaker: Breaker) -> None:
    """``Retry-After: 86400`` is a no for this run."""
    assert breaker.give_up("Retry-After 86400 s") is True
    assert breaker.give_up("again") is False
    assert leave(breaker) is Leave.DROP


def test_more_probes_come_after_longer_pauses(clock: Clock) -> None:
    """A host that needs minutes is asked less and less."""
    breaker = Breaker(limit=1, cooldown=10.0, clock=clock, probes=2)
    fail(breaker, 1)
    clock.now += 10
    assert leave(breaker) is Leave.PROBE
    assert fail(breaker, 1) == [False]
    clock.now += 19
    assert leave(breaker) is Leave.WAIT
    clock.now += 1
    assert leave(breaker) is Leave.PROBE
    assert fail(breaker, 1) == [True]
