"""The files of deploy/: they are copied to machines where nobody looks at them again until something is wrong."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from crawler.store.config import PROJECT_ROOT, StoreConfig
from crawler.store.embedded import folder_of

DEPLOY = PROJECT_ROOT / "deploy"
HOME = "/srv/vnnews"
UNITS = ("vnnews.service", "vnnews.timer", "vnnews-store.service")
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "CapabilityBoundingSet": "",
    "User": "vnnews",
    "ReadWritePaths": "/var/lib/vnnews",
}


def unit(name: str) -> configparser.ConfigParser:
    """A unit, in which no key stands twice."""
    parser = configparser.ConfigParser(interpolation=None, comment_prefixes=("#",))
    parser.optionxform = str  # type: ignore[method-assign, assignment]
    parser.read_string((DEPLOY / name).read_text("utf-8"))
    return parser


@cache
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
    return found


@cache
def help_of(command: str) -> str:
    """`scrapy COMMAND -h`, empty for a command that there is not."""
    run = [sys.executable, "-m", "scrapy", command, "-h"]
    done = subprocess.run(run, cwd=PROJECT_ROOT, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout if done.returncode == 0 and f"scrapy {command}" in done.stdout else ""


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """A misspelt directive is a line in the journal that nobody reads, and no protection."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is not installed")
    for name in UNITS:
        text = (DEPLOY / name).read_text("utf-8")
        scrapy = Path(sys.executable).with_name("scrapy")
        text = text.replace(f"{HOME}/.venv/bin/scrapy", str(scrapy)).replace(HOME, str(PROJECT_ROOT))
        (tmp_path / name).write_text(text, "utf-8")
    verify = ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / name) for name in UNITS)]
    done = subprocess.run(verify, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_the_services_are_hardened(name: str) -> None:
    """A page that breaks the parser would own the machine."""
    service = unit(name)["Service"]
    assert {key: service.get(key) for key in HARDENED} == HARDENED
    assert service["Environment"] == f"CRAWLER_DATA={HARDENED['ReadWritePaths']}"


def test_the_timer_and_the_ends_of_the_service() -> None:
    """Every crawl with a blocked site would be a failed service; a stop would kill what is being written."""
    service = unit("vnnews.service")["Service"]
    assert service["SuccessExitStatus"].split() == ["3", "130"]
    assert 60 < int(service["TimeoutStopSec"]) <= 120
    assert compose()["services"]["crawl"]["stop_grace_period"] == f"{service['TimeoutStopSec']}s"
    assert unit("vnnews.timer")["Timer"]["OnCalendar"] == "*:0/5"
    assert "Unit" not in unit("vnnews.timer")["Timer"], "the service of the same name"


def test_no_port_is_open_to_the_world() -> None:
    """Databases without a closed port are emptied within hours."""
    for service in compose()["services"].values():
        for port in service.get("ports", []):
            assert str(port).startswith("127.0.0.1:"), port
        assert service.get("network_mode") != "host"
    assert compose()["services"]["mongo"]["networks"] == ["store"]
    assert compose()["networks"]["store"]["internal"] is True
    assert "--auth" in compose()["services"]["mongo"]["command"]


def test_no_secret_stands_in_a_file() -> None:
    """Whoever reads the repository reads the database."""
    ignored = (PROJECT_ROOT / ".gitignore").read_text().splitlines()
    crawl, mongo = compose()["services"]["crawl"], compose()["services"]["mongo"]
    assert crawl["env_file"] == ["vnnews.env"]
    assert "environment" not in crawl
    assert mongo["environment"]["MONGO_INITDB_ROOT_PASSWORD_FILE"] == "/run/secrets/mongo_password"
    assert compose()["secrets"]["mongo_password"]["file"] == "secrets/mongo_password"
    assert {"deploy/vnnews.env", "deploy/secrets/"} <= set(ignored)
    for file in DEPLOY.iterdir():
        if file.is_file() and file.name != "vnnews.env":
            for login in re.findall(r"mongodb(?:\+srv)?://([^@\s]*)@", file.read_text("utf-8")):
                assert "$(" in login, f"{file.name} holds a login"


def test_the_image_is_pinned_and_not_root() -> None:
    """An image that is built next year holds other packages, and a hole in one of them is root's."""
    lines = (DEPLOY / "Containerfile").read_text("utf-8").splitlines()
    assert "FROM python:3.11-slim" in lines
    assert any("pip install" in line and "-c constraints.txt" in line for line in lines)
    assert lines.index("USER vnnews") < lines.index('ENTRYPOINT ["scrapy"]')
    copied = {word for line in lines if line.startswith("COPY") for word in line.split()[1:-1]}
    assert all((PROJECT_ROOT / name).exists() for name in copied)
    ignore = (DEPLOY / "Containerfile.dockerignore").read_text("utf-8").splitlines()
    assert "*" in ignore
    assert {line[1:] for line in ignore if line.startswith("!")} == copied
    crawl = compose()["services"]["crawl"]
    assert (crawl["read_only"], crawl["cap_drop"]) == (True, ["ALL"])
    assert (DEPLOY / crawl["build"]["context"] / crawl["build"]["dockerfile"]).is_file()


def commands() -> list[tuple[str, ...]]:
    """Every call of `scrapy` that the files make, and those that the runbook tells people to make."""
    found = []
    for file in [*DEPLOY.iterdir(), PROJECT_ROOT / "docs" / "operating.md"]:
        if not file.is_file():
            continue
        text = file.read_text("utf-8")
        for call in re.findall(r"(?:^|[\s`/(])scrapy ([a-z]+(?:-[a-z]+)*(?: [^`\n|>#;&)]*)?)", text, re.MULTILINE):
            words = shlex.split(call, comments=True) if call.count('"') % 2 == 0 and "'" not in call else call.split()
            found.append(tuple(words))
    found.append(tuple(compose()["services"]["crawl"]["command"]))
    return sorted(set(found))


@pytest.mark.parametrize("call", commands(), ids=" ".join)
def test_every_command_that_is_named_exists(call: tuple[str, ...]) -> None:
    """A timer that calls a command of last year fails every five minutes."""
    command, *rest = call
    text = help_of(command)
    assert text, f"there is no `scrapy {command}`"
    for word in rest:
        if word.startswith("--"):
            assert word.partition("=")[0].rstrip(".,…") in text, f"`scrapy {command}` has no {word}"


def test_logs_are_rotated_where_they_are(tmp_path: Path) -> None:
    """The disk would be full after a year."""
    text = (DEPLOY / "logrotate.conf").read_text("utf-8")
    store = folder_of(StoreConfig.from_env({"CRAWLER_DATA": str(tmp_path)})).log
    files = next(line for line in text.splitlines() if line.endswith("{")).split()[:-1]
    assert f"/var/lib/vnnews/{store.relative_to(tmp_path).parent}/*.log" in files
    assert "copytruncate" in text
    assert text.count("{") == text.count("}") == 1
