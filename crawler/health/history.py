"""Past runs for people and programs: what became of each, and its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Self

from crawler.health.outcomes import Outcome
from crawler.store.holders import holder, is_dead, whoami

RUNNING = "running"
"""No end yet, and its process is at work."""
KILLED = "killed"
"""No end, and its process is gone."""
UNFINISHED = "unfinished"
"""No end, and its process was on another machine (or this one was started anew): nobody can tell from here."""
STATES = (RUNNING, KILLED, UNFINISHED)

LONGEST_RUN = timedelta(days=1)
"""A run without an end that began before this is gone, wherever it was."""

_REASONS = {
    RUNNING: "At work: {holder}.",
    KILLED: "Without an end, and {holder} is gone: the run was killed. What it stored is whole, the next one goes on.",
    UNFINISHED: "Without an end; {holder} cannot be seen from here.",
}


def state_of(run: Mapping[str, Any], now: datetime) -> str:
    """The outcome of *run*, a document of `runs`; one of STATES where it has no end."""
    if run.get("finished_at") is not None:
        return str(run.get("outcome"))
    process = run.get("process")
    if now - run["started_at"] > LONGEST_RUN or (process is not None and is_dead(process)):
        return KILLED
    return RUNNING if process is not None and process["machine"] == whoami()["machine"] else UNFINISHED


def needs_a_look(state: str) -> bool:
    """Whether somebody should look. An outcome that this version does not know is one of them."""
    if state == RUNNING:
        return False
    try:
        return not Outcome(state).good
    except ValueError:
        return True


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run; counts are 0 and ``seconds`` is None as long as it has no end."""

    run_id: str
    site: str
    started_at: datetime
    seconds: float | None
    """From start to end."""
    outcome: str
    """An `Outcome`, or one of STATES."""
    bad: bool
    pages: int
    """HTTP responses, robots.txt included."""
    bytes: int
    """Of these, as sent."""
    new: int
    edits: int
    copies: int
    rejects: int
    status_codes: Mapping[str, int]
    via: Mapping[str, Any]
    """From `crawler.health.measures.Shares`; empty for a run before these were kept."""
    timings: Mapping[str, float]
    reason: str

    @classmethod
    def of(cls, run: Mapping[str, Any], now: datetime) -> Self:
        """Read a document of `runs`, also one that an earlier version wrote."""
        state = state_of(run, now)
        end: datetime | None = run.get("finished_at")
        counts, evidence = run.get("counts", {}), run.get("evidence", {})
        process = run.get("process")
        unseen = _REASONS.get(state, "").format(holder=holder(process) if process else "its process")
        return cls(
            run_id=run["_id"],
            site=run["site"],
            started_at=run["started_at"],
            seconds=None if end is None else round((end - run["started_at"]).total_seconds(), 1),
            outcome=state,
            bad=needs_a_look(state),
            pages=run.get("pages", evidence.get("responses", 0)),
            bytes=run.get("bytes", evidence.get("bytes", 0)),
            new=counts.get("new", 0),
            edits=counts.get("edits", 0),
            copies=counts.get("copies", 0),
            rejects=counts.get("rejects", 0),
            status_codes=run.get("status_codes", {}),
            via=run.get("via", {}),
            timings=run.get("timings", {}),
            reason=run.get("reason") or unseen,
        )
