"""The history: a killed run must not look like one at work, nor one at work like a killed one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawler.health.history import KILLED, LONGEST_RUN, RUNNING, UNFINISHED, PastRun, needs_a_look, state_of
from crawler.store.holders import whoami
from crawler.store.runs import run_document

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
OPEN = run_document("r1", "nbtv", NOW - timedelta(minutes=5), {})
NOBODY = {**whoami(), "pid": 2**22 + 1, "started": "1"}
ELSEWHERE = {**whoami(), "machine": "elsewhere", "host": "worker-2"}


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({}, RUNNING),
        ({"process": NOBODY}, KILLED),
        ({"process": ELSEWHERE}, UNFINISHED),
        ({"process": ELSEWHERE, "started_at": NOW - LONGEST_RUN * 2}, KILLED),
        ({"process": None}, UNFINISHED),
        ({"finished_at": NOW, "outcome": "ok"}, "ok"),
        ({"finished_at": NOW, "outcome": "of_a_newer_version", "process": NOBODY}, "of_a_newer_version"),
    ],
)
def test_a_run_without_an_end_is_told_by_its_process(fields: dict[str, Any], state: str) -> None:
    """Ops would look for a hanging crawl that was killed days ago, or kill one that works."""
    assert state_of({**OPEN, **fields}, NOW) == state


def test_what_needs_a_look() -> None:
    """`scrapy runs --bad` would miss what it is for."""
    good = {state: needs_a_look(state) for state in ("ok", "ok_nothing_new", RUNNING)}
    bad = {state: needs_a_look(state) for state in ("blocked", "crashed", KILLED, UNFINISHED, "of_a_newer_version")}
    assert not any(good.values())
    assert all(bad.values())


def test_a_run_of_an_earlier_version_is_shown() -> None:
    """History would end at the upgrade."""
    old = {name: value for name, value in OPEN.items() if name != "process"}
    end = {"finished_at": NOW, "outcome": "ok", "reason": "3 new.", "counts": {"new": 3}}
    run = PastRun.of({**old, **end, "evidence": {"responses": 7, "bytes": 900}}, NOW)
    assert (run.seconds, run.pages, run.bytes, run.new, run.status_codes) == (300.0, 7, 900, 3, {})


def test_a_killed_run_says_so_in_a_sentence() -> None:
    """The reason is what is read first; an empty one says nothing."""
    run = PastRun.of({**OPEN, "process": NOBODY}, NOW)
    assert (run.outcome, run.bad, run.seconds) == (KILLED, True, None)
    assert f"process {NOBODY['pid']} on" in run.reason
    assert "was killed" in run.reason
