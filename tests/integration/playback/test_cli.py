"""``python -m demo.playback`` as a process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from demo.child import PROJECT, playback_child
from demo.editions import write_edition
from demo.manifest import EDITED_URL
from tests.integration.playback.client import TIMEOUT_SECONDS

COMMAND = (sys.executable, "-m", "demo.playback")


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], cwd=PROJECT, capture_output=True, text=True, timeout=30, check=False)


def test_busy_port_is_one_clear_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = _run("--port", str(port))
    assert ended.returncode == 1
    expected = f"playback: port {port} of 127.0.0.1 is in use: choose another --port, or 0 for a free one.\n"
    assert ended.stderr == expected
    assert ended.stdout == ""


def test_folder_without_index(tmp_path: Path) -> None:
    ended = _run(str(tmp_path))
    assert ended.returncode == 1
    assert "has no INDEX.tsv" in ended.stderr


def test_wrong_port_is_wrong_usage() -> None:
    assert _run("--port", "70000").returncode == 2


def test_help_names_the_variables() -> None:
    ended = _run("--help")
    assert ended.returncode == 0
    assert "https_proxy" in ended.stdout


def test_plain_ready_line_and_clean_end(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>A</p>", encoding="utf-8")
    (tmp_path / "INDEX.tsv").write_text("file\turl\tkind\na.html\thttp://127.0.0.1:8098/a\tarticle\n", encoding="utf-8")
    process = subprocess.Popen([*COMMAND, str(tmp_path)], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    words = process.stdout.readline().split()
    assert words[:2] == ["playback", "ready"]
    facts = dict(word.split("=", 1) for word in words[2:])
    assert facts["sites"] == "127.0.0.1:8098"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": facts["http_proxy"]}))
    with opener.open("http://127.0.0.1:8098/a", timeout=TIMEOUT_SECONDS) as response:
        assert response.read() == b"<p>A</p>"
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    process.stdout.close()
    assert not Path(facts["ca"]).exists()


def test_child_plays_https_and_follows_the_edition_file(tmp_path: Path) -> None:
    edition = tmp_path / "edition"
    with playback_child("--edition-file", edition) as child:
        environment = child.environment({"HTTPS_PROXY": "http://wrong.invalid:1", "PATH": os.environ["PATH"]})
        assert "HTTPS_PROXY" not in environment
        assert b"45 ng" not in _get(EDITED_URL, environment)
        write_edition(edition, 2)
        assert b"45 ng" in _get(EDITED_URL, environment)


def _get(url: str, environment: dict[str, str]) -> bytes:
    """Fetch in a process that knows of the playback by environment variables alone, as a crawl does."""
    code = "import sys, urllib.request as u; sys.stdout.buffer.write(u.urlopen(sys.argv[1], timeout=10).read())"
    return subprocess.run([sys.executable, "-c", code, url], env=environment, capture_output=True, check=True).stdout


def test_demo_with_a_wrong_configuration_is_one_clear_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "MONGO_URI": "postgres://wrong", "CRAWLER_DATA": str(tmp_path)}
    command = [sys.executable, "-m", "demo"]
    ended = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 1
    assert "MONGO_URI" in ended.stderr
    assert "Traceback" not in ended.stderr
