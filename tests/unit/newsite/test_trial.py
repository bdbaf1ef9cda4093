"""If these fail, a file is written that was not tried, or its doubts are not told."""

from __future__ import annotations

import pytest

from crawler.newsite.plan import Chosen, plan
from crawler.newsite.report import field_rows, next_steps, what_to_look_at
from crawler.newsite.source import render
from crawler.newsite.trial import Trial, load
from crawler.platforms.base import ConfigError
from crawler.survey.look import Survey


def test_reads_what_was_seen(trial: Trial) -> None:
    """Goldens would hold what some other reader found."""
    readings = [reading for _, reading in trial.readings]
    assert [reading.item.layout for reading in readings] == ["tot-thi-tran-test-2026"] * 3
    assert [reading.rejected for reading in readings] == [[]] * 3
    assert all(one.works for one in trial.listings)
    assert trial.differences() == {}
    shown = {name: count for name, count, _ in field_rows(trial)}
    assert (shown["title"], shown["tags"]) == ("3 of 3", "0 of 3")


def test_a_file_that_is_wrong_is_refused(seen: Survey) -> None:
    """A province that is none would be written, and the site fail at the next start."""
    source = render(plan(seen, Chosen(province="Bến Gâm")))
    with pytest.raises(ConfigError, match="Bến Gâm"):
        load(source, "tot_thi_tran_test")


def test_doubts(seen: Survey, trial: Trial) -> None:
    """Whoever made the site would not know which of its values are guesses."""
    site = plan(seen, Chosen())
    told = list(what_to_look_at(site, seen, trial))
    assert any(doubt.startswith("kind: nothing says") for doubt in told)
    assert any(doubt.startswith("body: likely") for doubt in told)
    assert len([doubt for doubt in told if doubt.startswith("paging")]) == 1
    assert any("-k tot_thi_tran_test/" in step for step in next_steps(site, []))
