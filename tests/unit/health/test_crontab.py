"""The generated crontab: cron does not complain, it just does not run."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.health import crontab
from crawler.site_file import LONGEST_EVERY, SHORTEST_EVERY
from tests.unit.health.cron import week

names = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)


@given(names, st.timedeltas(min_value=SHORTEST_EVERY, max_value=LONGEST_EVERY))
def test_the_line_keeps_the_cadence_all_week(name: str, every: timedelta) -> None:
    """`*/45` runs at :00 and :45, and then after 15 minutes; a list that ends at midnight leaves a gap."""
    moments = sorted(week(crontab.schedule(name, every).split(" ")))
    gaps = {later - sooner for sooner, later in zip(moments, [*moments[1:], moments[0] + 7 * 1440], strict=True)}
    assert len(gaps) == 1
    gap = timedelta(minutes=gaps.pop())
    assert gap <= every
    assert gap * 2 > every or gap == timedelta(days=1)


def test_the_minutes_are_spread_and_stay() -> None:
    """Two hundred sites would begin in one minute, or move with every deploy."""
    lines = [crontab.schedule(f"site{n}", timedelta(hours=1)) for n in range(240)]
    counts = [lines.count(f"{minute} * * * *") for minute in range(60)]
    assert sum(counts) == 240
    assert max(counts) < 15
    assert crontab.schedule("nbtv", timedelta(hours=1)) == "41 * * * *"
    assert crontab.schedule("ubdt", timedelta(hours=3)) == "26 2,5,8,11,14,17,20,23 * * *"


@given(st.integers(min_value=-5, max_value=70))
def test_only_parts_of_the_hour_are_taken(step: int) -> None:
    """Every seven minutes would mean every seven minutes but for the full hour."""
    if step < 1 or 60 % step:
        with pytest.raises(ValueError, match="do not divide the hour: use 1, 2"):
            crontab.every_minutes(step)
    else:
        assert len(week(crontab.every_minutes(step).split(" "))) == 7 * 1440 // step


def test_hostile_paths_reach_the_shell_whole(tmp_path: Path) -> None:
    """A folder with a blank or a percent sign: the crawl never starts, and cron says nothing."""
    folder = tmp_path / "tin tức 100% $HOME 'x'"
    folder.mkdir()
    env_file = folder / "env"
    env_file.write_text('GREETING="xin chào"\n')
    script = "import os; print(os.getcwd(), os.environ['GREETING'])"
    line = crontab.command(str(folder), sys.executable, ["-c", script], env_file=str(env_file))
    assert "%" not in line.replace(r"\%", "")
    done = subprocess.run(["/bin/sh", "-c", line.replace(r"\%", "%")], capture_output=True, text=True, check=True)
    assert done.stdout == f"{folder} xin chào\n"
    with pytest.raises(ValueError, match="line break"):
        crontab.command("/srv/a\nb", "/usr/bin/scrapy", [])
    assert crontab.variables({"A": "x y", "B": "", "C": 'x"y', "D": "x\ny"}) == ['A="x y"']
