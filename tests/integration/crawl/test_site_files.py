"""If these fail, one mistyped site file takes every other site with it, or is passed over in silence."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from tests.integration.crawl.conftest import FAST, Scrapy

SITE = """
from crawler.platforms.mediatech import MediaTech
from crawler.site import SiteSpider


class Site(SiteSpider):
    name = {name!r}
    publisher = "Báo Ví Dụ"
    kind = "tv"
    evidence = "D"
    verified = "never"
    hosts = ("nbtv.vn",)
    home = "/"
    platform = MediaTech({arguments})
"""
MODULES = ("-s", "SPIDER_MODULES=them_vao")


@pytest.fixture
def mixed(scrapy: Scrapy, tmp_path: Path) -> Scrapy:
    """A shell with one good site file, one with a typo, one without a name and one that copies the good one's name."""
    folder = tmp_path / "them_vao"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "tot.py").write_text(SITE.format(name="tot", arguments=""), "utf-8")
    (folder / "sai.py").write_text(SITE.format(name="sai", arguments="article_ulr='x'"), "utf-8")
    (folder / "quen.py").write_text(SITE.format(name=None, arguments=""), "utf-8")
    (folder / "ban_sao.py").write_text(SITE.format(name="tot", arguments=""), "utf-8")
    return dataclasses.replace(scrapy, extra={"PYTHONPATH": str(tmp_path)})


def test_list_and_sites_go_on(mixed: Scrapy) -> None:
    """`list` and `sites` were forty lines of traceback."""
    for command in (("list",), ("sites", "--json")):
        done = mixed(*command, *MODULES)
        assert done.returncode == 0, done.stderr
        assert len(done.stdout.splitlines()) == 1
        assert "tot" in done.stdout
        assert "did you mean 'article_url'?" in done.stderr
        assert len(done.stderr.splitlines()) == 3


def test_the_good_site_is_crawled_and_the_broken_ones_say_why(mixed: Scrapy) -> None:
    """`crawl OTHER` died of a file that it had nothing to do with."""
    done = mixed("crawl", "tot", "-a", "sample=2", *FAST, *MODULES)
    assert done.returncode == 0, done.stderr
    for name, word in (("sai", "article_url"), ("quen", "has no name"), ("ban_sao", "give each its own name")):
        for command in (("crawl", name), ("extract", name, "x.html", "--url", "https://nbtv.vn/a-1.html")):
            done = mixed(*command, *MODULES)
            assert done.returncode == 1, done.stderr
            assert word in done.stderr
            assert "Traceback" not in done.stderr


def test_crawlall_crawls_the_others_and_reports_the_broken(mixed: Scrapy) -> None:
    """Cron crawled nothing at all for a week, or left a site out without a word."""
    done = mixed("crawlall", "-a", "sample=2", "--json", *FAST, *MODULES)
    rows = {row["site"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 3, done.stderr
    assert {name: row["outcome"] for name, row in rows.items()} == {
        "tot": "ok",
        "sai": "config_error",
        "quen": "config_error",
        "ban_sao": "config_error",
    }
    assert "sai.py" in rows["sai"]["reason"]
    assert "Traceback" not in done.stderr


def test_sites_shows_a_mistake_in_its_row(mixed: Scrapy, tmp_path: Path) -> None:
    """One site without publisher hid the whole register behind a traceback."""
    file = tmp_path / "them_vao" / "tot.py"
    file.write_text(file.read_text("utf-8").replace('("nbtv.vn",)', '"nbtv.vn"'), "utf-8")
    done = mixed("sites", "--json", *MODULES)
    assert done.returncode == 0, done.stderr
    (row,) = map(json.loads, done.stdout.splitlines())
    assert row["name"] == "tot"
    assert row["error"].endswith("hosts is no tuple: write ('nbtv.vn',).")
    done = mixed("sites", *MODULES)
    assert (done.returncode, "BROKEN" in done.stdout) == (0, True)
    assert "Traceback" not in done.stderr
