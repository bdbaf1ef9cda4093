"""What a server does for a query: by index, or by reading everything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pymongo import monitoring
from pymongo.database import Database

_READS = ("find", "aggregate")


class Recorder(monitoring.CommandListener):
    """Keeps the reads that clients made after it was registered send."""

    def __init__(self) -> None:
        self.commands: list[dict[str, Any]] = []

    def started(self, event: monitoring.CommandStartedEvent) -> None:
        """Keep it if it reads."""
        if event.command_name in _READS:
            fields = {
                n: v for n, v in event.command.items() if not n.startswith("$") and n not in ("lsid", "txnNumber")
            }
            self.commands.append(fields)

    def succeeded(self, event: monitoring.CommandSucceededEvent) -> None:
        """Nothing to do."""

    def failed(self, event: monitoring.CommandFailedEvent) -> None:
        """Nothing to do."""


def scanned(database: Database[dict[str, Any]], command: dict[str, Any]) -> bool:
    """Whether the server reads the whole collection for ``command``."""
    return "COLLSCAN" in set(_stages(database.command("explain", command, verbosity="queryPlanner")))


def index_of(database: Database[dict[str, Any]], command: dict[str, Any]) -> str | None:
    """Name of the index that serves ``command``."""
    return next(_values(database.command("explain", command, verbosity="queryPlanner"), "indexName"), None)


def _stages(node: Any) -> Iterator[str]:
    yield from _values(node, "stage")


def _values(node: Any, name: str) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == name and isinstance(value, str):
                yield value
            yield from _values(value, name)
    elif isinstance(node, list):
        for part in node:
            yield from _values(part, name)
