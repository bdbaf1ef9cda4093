"""The outcomes of a run, by the names of the design; the ones that need detectors of drift join with them."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How a run of one site ended."""

    OK = "ok"
    OK_NOTHING_NEW = "ok_nothing_new"
    ALREADY_RUNNING = "already_running"
    """Another run crawls one of the hosts: nothing was asked, and what the site shows is that run's to say."""
    LISTING_EMPTY = "listing_empty"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    STUB_PAGE = "stub_page"
    SELECTOR_DRIFT = "selector_drift"
    """Articles were read, but no longer by what used to read them: the design has changed, guesses take over."""
    SCHEMA_REJECTS = "schema_rejects"
    STALE_SOURCE = "stale_source"
    """All is well, and for too long nothing new: the source may have moved."""
    STORE_FAILED = "store_failed"
    TIMED_OUT = "timed_out"
    """A limit of time, pages or bytes ended the run."""
    INTERRUPTED = "interrupted"
    """Somebody stopped it. No crash, but not good either: it did not do what it was started for, whoever calls it must
    be able to tell, and a machine that goes down every night in the middle of the crawl must not stay unnoticed."""
    LEASE_LOST = "lease_lost"
    """It stood still for so long that another run took its hosts over. Not `crashed`: nothing is wrong with the
    program; what stops machines or keeps the database from answering is what has to be looked for."""
    CONFIG_ERROR = "config_error"
    CRASHED = "crashed"

    @property
    def complete(self) -> bool:
        """True if all that the site showed was read: "no news" is proved."""
        return self in (Outcome.OK, Outcome.OK_NOTHING_NEW, Outcome.SELECTOR_DRIFT, Outcome.STALE_SOURCE)

    @property
    def good(self) -> bool:
        """True if nobody has to look."""
        return self in (Outcome.OK, Outcome.OK_NOTHING_NEW, Outcome.ALREADY_RUNNING)
