"""If these fail, a dead host is asked again and again, or a living one is given up for its second tries."""

from __future__ import annotations

import asyncio

import pytest
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest

from crawler import signals
from crawler.fetch.circuit import CircuitMiddleware, HostGivenUp
from crawler.fetch.weather import FAILED_WITH
from tests.unit.fetch.crawling import answered, asked, crawler, stats


def middleware() -> CircuitMiddleware:
    return CircuitMiddleware.from_crawler(crawler(CIRCUIT_FAILURES=3, CIRCUIT_COOLDOWN=0))


def given_up() -> CircuitMiddleware:
    """A host that failed three times, and its probe."""
    circuit = middleware()
    for _ in range(3):
        circuit.process_response(asked(), answered(502))
    probe = asked()
    asyncio.run(circuit.process_request(probe))
    circuit.process_exception(probe, DownloadTimeoutError("60 s"))
    return circuit


def test_what_is_left_is_dropped_with_what_it_met(caplog: pytest.LogCaptureFixture) -> None:
    """The outcome would say "given up" instead of "429"."""
    circuit = given_up()
    with pytest.raises(HostGivenUp, match="60 s") as fresh:
        asyncio.run(circuit.process_request(asked()))
    with pytest.raises(HostGivenUp) as again:
        asyncio.run(circuit.process_request(asked(**{FAILED_WITH: "429"})))
    assert (fresh.value.met, again.value.met) == (None, "429")
    assert stats(circuit._crawler)["circuit/dropped"] == 2
    assert stats(circuit._crawler)["circuit/opened"] == 1
    assert "60 s" in stats(circuit._crawler)["circuit/evidence/vidu.vn"]
    assert len([r for r in caplog.records if "vidu.vn is left alone" in r.getMessage()]) == 1


def test_the_tries_that_follow_from_a_probe_are_dropped_too() -> None:
    """They carry the probe's leave."""
    circuit = middleware()
    for _ in range(3):
        circuit.process_response(asked(), answered(503))
    probe = asked()
    asyncio.run(circuit.process_request(probe))
    circuit._crawler.signals.send_catch_log(signals.try_failed, request=probe, evidence="HTTP 503")
    with pytest.raises(HostGivenUp):
        asyncio.run(circuit.process_request(probe.replace()))


def test_other_hosts_and_robots_txt_are_not_touched() -> None:
    """One broken file server would take the newspaper with it."""
    circuit = given_up()
    asyncio.run(circuit.process_request(asked("https://khac.vn/bai-7.html")))
    robots = asked()
    del robots.meta["duty"]
    asyncio.run(circuit.process_request(robots))


@pytest.mark.parametrize("status", [200, 302, 404, 410])
def test_an_answer_is_no_failure(status: int) -> None:
    """Dead links are ordinary."""
    circuit = middleware()
    for _ in range(10):
        circuit.process_response(asked(), answered(502))
        circuit.process_response(asked(), answered(502))
        circuit.process_response(asked(), answered(status))
    asyncio.run(circuit.process_request(asked()))
    assert "circuit/opened" not in stats(circuit._crawler)


def test_second_tries_and_our_own_refusals_do_not_count() -> None:
    """Scrapy puts second tries at the end, where ten bad pages among a hundred good ones fail in a row."""
    circuit = middleware()
    for _ in range(10):
        circuit.process_response(asked(retry_times=2), answered(502))
        circuit.process_exception(asked(), IgnoreRequest("robots.txt"))
    request = asked()
    asyncio.run(circuit.process_request(request))
    assert "circuit_probe" not in request.meta


def test_walls_count_and_a_hosts_no_is_taken() -> None:
    """Forty block pages in a row make the block permanent."""
    circuit = middleware()
    for _ in range(3):
        circuit._crawler.signals.send_catch_log(signals.wall_met, host="vidu.vn", evidence="block_page")
    probe = asked()
    asyncio.run(circuit.process_request(probe))
    assert probe.meta["circuit_probe"] is True
    circuit._crawler.signals.send_catch_log(signals.host_unwilling, host="khac.vn", evidence="Retry-After 86400 s")
    with pytest.raises(HostGivenUp, match="86400"):
        asyncio.run(circuit.process_request(asked("https://khac.vn/bai-7.html")))
