"""If these fail, a mistyped argument is silently ignored and the run does something else than was asked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from crawler.options import DEFAULT_MAX_PAGES, ArgumentError, RunOptions


def test_arguments_come_as_text_from_the_command_line() -> None:
    """``-a sample=3 -a start=2026-03-05``."""
    found = RunOptions.parse({"max_pages": "0", "sample": "3", "start": "2026-03-05", "end": "2026-03-05"})
    assert found == RunOptions(max_pages=0, sample=3, start=date(2026, 3, 5), end=date(2026, 3, 5))
    assert (found.window.start, found.window.end) == (date(2026, 3, 5), date(2026, 3, 5))
    assert RunOptions.parse({}) == RunOptions(max_pages=DEFAULT_MAX_PAGES)


def test_a_run_can_be_told_to_read_everything_or_only_what_is_new() -> None:
    """``-a full=1`` after a fix of a layout; ``-a recheck=0`` on a day when the site is slow."""
    assert not RunOptions.parse({}).is_whole_look
    assert RunOptions.parse({"full": "1"}).is_whole_look
    assert RunOptions.parse({"sample": "3"}).is_whole_look
    assert RunOptions.parse({}).recheck
    assert not RunOptions.parse({"recheck": "0"}).recheck


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"maxpages": "3"}, r"Unknown argument 'maxpages'. Did you mean 'max_pages'\? Known: max_pages, sample"),
        ({"von": "3"}, r"Unknown argument 'von'. Known:"),
        ({"urll": "x"}, r"Did you mean 'url'\?"),
        ({"max_pages": "viele"}, r"max_pages='viele' is no whole number: write for example max_pages=10"),
        ({"sample": ""}, r"sample='' is no whole number"),
        ({"sample": "2.5"}, r"sample='2.5' is no whole number"),
        ({"full": "yes"}, r"full='yes' is neither yes nor no: write full=1 or full=0"),
        ({"sample": "-1"}, r"sample=-1 is negative: write 0 for no limit"),
        ({"start": "05/03/2026"}, r"start='05/03/2026' is no day: write it as 2025-07-31"),
        ({"start": "2026-02-30"}, r"start='2026-02-30' is no day"),
        ({"end": ""}, r"end='' is no day"),
        ({"start": "2026-03-06", "end": "2026-03-05"}, r"start=2026-03-06 lies after end=2026-03-05: exchange them"),
    ],
)
def test_a_wrong_argument_is_told_with_its_fix(arguments: dict[str, Any], message: str) -> None:
    """A crawl of the wrong days is noticed a week later."""
    with pytest.raises(ArgumentError, match=message):
        RunOptions.parse(arguments, also=("url",))
