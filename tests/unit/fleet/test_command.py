"""If these fail, CI does not see what is wrong with the fleet, or a program cannot read it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.fleet.finding import RULES
from crawler.store.config import PROJECT_ROOT
from tests.unit.fleet.conftest import PACKAGE, package, site


def lint_sites(*arguments: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a shell does, over the package in *path* if it is given."""
    mine = ("-s", f"SPIDER_MODULES={PACKAGE}") if path else ()
    environment = {**os.environ, "PYTHONPATH": str(path)} if path else dict(os.environ)
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "lint-sites", *arguments, *mine],
        cwd=PROJECT_ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_fleet_of_the_project_passes() -> None:
    """`make lint` would refuse every change."""
    done = lint_sites()
    assert (done.returncode, done.stderr) == (0, "")
    *_, last = done.stdout.splitlines()
    assert last.startswith("0 errors, ")
    assert "sites (" in last
    assert "on the base of a family" in last


def test_an_error_is_told_and_ends_with_3(tmp_path: Path) -> None:
    """CI would go on with a site that finds nothing."""
    package(tmp_path, vidu=site("vidu", ('("/bai-viet-12345.html",)', "()")), hong="x = 1\n")
    done = lint_sites(path=tmp_path)
    assert done.returncode == 3
    lines = done.stdout.splitlines()
    assert any(line.startswith("error: vidu: no-example: no address of an article is given (") for line in lines)
    assert any(line.startswith("error: hong: not-loaded: ") and "holds no site" in line for line in lines)
    assert all("Fix: " in line for line in lines[:-1])
    assert lines[-1].startswith("2 errors, 0 warnings. 1 sites (1 unverified)")
    rows = [json.loads(line) for line in lint_sites("--json", path=tmp_path).stdout.splitlines()]
    assert {(row["level"], row["rule"], row["subject"]) for row in rows} == {
        ("error", "no-example", "vidu"),
        ("error", "not-loaded", "hong"),
    }
    named = lint_sites("vidu", "--json", path=tmp_path)
    assert [json.loads(line)["subject"] for line in named.stdout.splitlines()] == ["vidu"]
    assert lint_sites("hong", path=tmp_path).returncode == 3


@pytest.mark.parametrize(
    ("arguments", "words"), [(("nbtvv",), "did you mean nbtv"), (("--rules", "nbtv"), "leave the sites out")]
)
def test_wrong_usage_names_the_fix(arguments: tuple[str, ...], words: str) -> None:
    """A site that nobody checked, because its name was mistyped."""
    done = lint_sites(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_the_command_is_known_under_its_name() -> None:
    """A command whose module has a dash: help and the list of commands show it."""
    rules = [json.loads(line)["rule"] for line in lint_sites("--rules", "--json").stdout.splitlines()]
    assert rules == list(RULES)
    assert "scrapy lint-sites [--json]" in lint_sites("-h").stdout
