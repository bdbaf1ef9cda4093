"""What `scrapy sites pause` and `scrapy sites resume` do, and what crawls are told of pauses."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, TextIO

from scrapy import Spider
from scrapy.exceptions import UsageError
from scrapy.settings import BaseSettings

from crawler.store.config import StoreConfig
from crawler.store.connect import explained, open_sync, resolve_uri
from crawler.store.pauses import Pause, pause_site, pauses, resume_site
from crawler.text.dates import VIETNAM

PAUSED = "paused"
"""Stands in the place of an outcome where a site was left out; nobody has to look."""


def pause(names: Sequence[str], *, reason: str | None, until: str | None) -> list[str]:
    """Pause the sites; returns a line for each. Raises UsageError, and StoreError if the store cannot be written."""
    if not reason or not reason.strip():
        raise UsageError('--reason is missing: write --reason "why", for whoever finds the site silent', False)
    now = datetime.now(UTC)
    entry = Pause(reason=" ".join(reason.split()), at=now, until=_day("--until", until, now), by=_who())
    config = StoreConfig.from_env(os.environ)
    uri = resolve_uri(config)
    with open_sync(config, uri=uri) as database, explained(uri):
        for name in names:
            pause_site(database, name, entry)
    return [f"{name}: {entry}" for name in names]


def resume(names: Sequence[str]) -> list[str]:
    """Resume the sites; returns a line for each. Raises StoreError if the store cannot be written."""
    config = StoreConfig.from_env(os.environ)
    uri = resolve_uri(config)
    with open_sync(config, uri=uri) as database, explained(uri):
        return [f"{name}: {'resumed' if resume_site(database, name) else 'was not paused'}" for name in names]


def paused_now(settings: BaseSettings) -> dict[str, Pause]:
    """The pauses that hold now; none where nothing is to be stored. Raises StoreError."""
    if not settings.getbool("STORE_ENABLED"):
        return {}
    config = StoreConfig.from_env(os.environ)
    uri = resolve_uri(config)
    with open_sync(config, uri=uri) as database, explained(uri):
        return pauses(database, datetime.now(UTC))


def leave_out(
    ready: list[type[Spider]], runs: dict[str, Any], paused: Mapping[str, Pause], *, named: bool
) -> dict[str, Pause]:
    """Take the paused sites out of *ready* and *runs* (of those that were not run) and return their pauses; who names
    a site (*named*) gets it, after a line that says so."""
    here = {cls.name for cls in ready} | runs.keys()
    found = {name: pause for name, pause in sorted(paused.items()) if name in here}
    if named:
        for name, pause in found.items():
            warn_of(pause, name)
        return {}
    ready[:] = [cls for cls in ready if cls.name not in found]
    for name in found:
        runs.pop(name, None)  # its file may be the reason
    return found


def warn_of(pause: Pause, name: str) -> None:
    """Say that a site which somebody named is paused: who types its name knows what he does, but perhaps not this."""
    print(f"{name} is {pause}; crawled all the same, because it was named", file=sys.stderr)


def tell_left_out(paused: Mapping[str, Pause], out: TextIO, *, as_json: bool) -> None:
    """A line for each site that was left out: an object with the outcome ``paused``, or a sentence."""
    for name, pause in paused.items():
        row = {"site": name, "outcome": PAUSED, "reason": str(pause)}
        out.write(f"{json.dumps(row, ensure_ascii=False)}\n" if as_json else f"{name}: {pause}\n")


def _day(option: str, value: str | None, now: datetime) -> datetime | None:
    """The beginning of a day to come in Vietnam, in UTC. Raises UsageError."""
    if value is None:
        return None
    try:
        moment = datetime.combine(date.fromisoformat(value), time(), VIETNAM).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(f"{option} {value}: write a day as 2026-12-24", print_help=False) from None
    if moment <= now:
        raise UsageError(f"{option} {value} is not to come: write the day on which crawls begin again", False)
    return moment


def _who() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user without a name
        user = str(os.getuid())
    return f"{user}@{socket.gethostname()}"
