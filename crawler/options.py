"""Arguments that every spider takes (``-a NAME=VALUE``), checked before anything is fetched."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from crawler.discovery.window import Window
from crawler.platforms.base import ConfigError

DEFAULT_MAX_PAGES = 5
"""Pages of a listing that an ordinary run walks: more than the news of a day, few requests on small servers."""


class ArgumentError(ConfigError):
    """An argument of a spider is unknown or has a wrong value."""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run asks of its site."""

    max_pages: int = DEFAULT_MAX_PAGES
    """Pages per listing; 0 = all."""
    sample: int = 0
    """Stop after so many articles were asked for; 0 = no limit."""
    start: date | None = None
    """First publication day (Vietnam), ISO 8601."""
    end: date | None = None
    """Last publication day (Vietnam), ISO 8601."""

    full: bool = False
    """Also fetch what is known, and walk every listing down to ``max_pages``."""
    recheck: bool = True
    """Look again at known articles that are due; ``recheck=0`` asks for new ones only."""

    @property
    def is_whole_look(self) -> bool:
        """Whether what is known is fetched as well: a sample is a look at the site, not at its news."""
        return self.full or bool(self.sample)

    @property
    def window(self) -> Window:
        """The span of publication days."""
        return Window(self.start, self.end)

    @classmethod
    def parse(cls, arguments: dict[str, Any], *, also: tuple[str, ...] = ()) -> RunOptions:
        """Read the arguments of a command line; *also* names further ones that the spider itself takes.

        Raises `ArgumentError` with the fix in its message.
        """
        known = [f.name for f in fields(cls)]
        for name in arguments:
            if name not in known and name not in also:
                near = difflib.get_close_matches(name, [*known, *also], n=1)
                hint = f" Did you mean {near[0]!r}?" if near else ""
                raise ArgumentError(f"Unknown argument {name!r}.{hint} Known: {', '.join([*known, *also])}.")
        options = cls(
            max_pages=_count(arguments, "max_pages", DEFAULT_MAX_PAGES),
            sample=_count(arguments, "sample", 0),
            start=day(arguments, "start"),
            end=day(arguments, "end"),
            full=_flag(arguments, "full", False),
            recheck=_flag(arguments, "recheck", True),
        )
        if options.start and options.end and options.start > options.end:
            raise ArgumentError(f"start={options.start} lies after end={options.end}: exchange them.")
        return options


def _count(arguments: dict[str, Any], name: str, default: int) -> int:
    value = arguments.get(name, default)
    try:
        number = int(value)
    except (TypeError, ValueError):
        raise ArgumentError(f"{name}={value!r} is no whole number: write for example {name}=10.") from None
    if number < 0:
        raise ArgumentError(f"{name}={number} is negative: write 0 for no limit.")
    return number


def _flag(arguments: dict[str, Any], name: str, default: bool) -> bool:
    value = arguments.get(name, default)
    if isinstance(value, bool):
        return value
    if value not in ("0", "1"):
        raise ArgumentError(f"{name}={value!r} is neither yes nor no: write {name}=1 or {name}=0.")
    return bool(value == "1")


def day(arguments: dict[str, Any], name: str) -> date | None:
    """The day (ISO 8601) that the argument *name* gives, ``None`` without it. Raises `ArgumentError`."""
    value = arguments.get(name)
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ArgumentError(f"{name}={value!r} is no day: write it as 2025-07-31.") from None
