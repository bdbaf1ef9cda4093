"""If these fail, Ctrl-C while a command starts shows the program's insides, or ends like a crawl that went well."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from crawler.store.config import StoreConfig
from tests.integration.crawl.conftest import Scrapy

SITE = """
import os, signal
from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


def interrupt():
    os.kill(os.getpid(), signal.SIGINT)
    for _ in range(10):  # Python looks for signals between two steps
        pass


class Site(SiteSpider):
    name = "ngat"
    publisher = "Báo Ví Dụ"
    kind = "tv"
    evidence = "D"
    verified = "never"
    hosts = ("ngat.vn",)
    home = "/"
    platform = MediaTech()

    def __init__(self, **arguments):
        {made}
        super().__init__(**arguments)


{loaded}
"""
COMMANDS = [
    ("crawl", "ngat"),
    ("crawlall", "ngat"),
    ("record", "ngat", "https://ngat.vn/bai-1.html"),
    ("extract", "ngat", "-", "--url", "https://ngat.vn/bai-1.html"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize(("loaded", "made"), [("interrupt()", "pass"), ("", "interrupt()")], ids=["load", "make"])
def test_interrupted_while_it_starts(
    store: StoreConfig, tmp_path: Path, command: tuple[str, ...], loaded: str, made: str
) -> None:
    """The folder of sites takes a second to load, and whoever sees his mistake by then presses Ctrl-C."""
    (tmp_path / "them_vao").mkdir()
    (tmp_path / "them_vao" / "__init__.py").touch()
    (tmp_path / "them_vao" / "ngat.py").write_text(SITE.format(loaded=loaded, made=made), "utf-8")
    shell = dataclasses.replace(Scrapy(None, store), extra={"PYTHONPATH": str(tmp_path)})
    more = ("--dir", str(tmp_path / "cases")) if command[0] == "record" else ()
    done = shell(*command, *more, "-s", "SPIDER_MODULES=them_vao", stdin="")
    assert (done.returncode, done.stdout) == (130, ""), done.stderr
    assert done.stderr.splitlines()[-1] in ("scrapy: interrupted", "scrapy: interrupted: nothing was written")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "cases").exists()
