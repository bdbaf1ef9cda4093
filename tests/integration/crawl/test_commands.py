"""The command line as ops and any Scrapy user know it."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest

from demo.manifest import by_site
from tests.integration.crawl.conftest import FAST, Scrapy

NO_STORE = ("-s", "STORE_ENABLED=0")


def page(scrapy: Scrapy, url: str) -> bytes:
    """Fetch a sample page as the crawl would."""
    assert scrapy.playback
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": scrapy.playback.url}))
    body: bytes = opener.open(url, timeout=10).read()
    return body


def test_list(scrapy: Scrapy) -> None:
    """A Scrapy user could not find the spiders."""
    done = scrapy("list")
    assert done.returncode == 0
    assert {"nbtv", "ubdt", "adhoc"} <= set(done.stdout.split())


def test_sites_as_json(scrapy: Scrapy) -> None:
    """A program could not read the register."""
    done = scrapy("sites", "--json")
    sites = {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert sites["nbtv"]["platform"] == "mediatech"
    assert sites["ubdt"]["province"] is None
    assert sites["adhoc"]["status"] == "tool"


def test_crawl_into_a_file_without_database(scrapy: Scrapy, tmp_path: Path) -> None:
    """`-o out.jsonl` is the first thing that a Scrapy user tries."""
    out = tmp_path / "out.jsonl"
    done = scrapy.crawl("nbtv", "-a", "sample=5", "-o", str(out), *NO_STORE)
    assert done.returncode == 0, done.stderr[-2000:]
    items = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(items) == 5
    assert all(item["site"] == "nbtv" and item["content_hash"] for item in items)
    assert "Ninh B" in out.read_text("utf-8"), "Vietnamese must stay readable in files"
    assert items[0]["published_at"].endswith("+00:00")


def test_shell(scrapy: Scrapy) -> None:
    """`scrapy shell` is how selectors are tried out."""
    done = scrapy("shell", "https://nbtv.vn/", "-c", "response.css('title::text').get()")
    assert done.returncode == 0
    assert "Ninh Bình" in done.stdout


def test_window_of_days(scrapy: Scrapy, tmp_path: Path) -> None:
    """A consumer who asks for a year would get others."""
    out = tmp_path / "out.jsonl"
    arguments = ("-a", "start=2024-01-01", "-a", "end=2024-12-31", "-a", "max_pages=0")
    done = scrapy.crawl("ubdt", *arguments, "-o", str(out), *NO_STORE)
    assert done.returncode == 0, done.stderr[-2000:]
    found = {json.loads(line)["title"] for line in out.read_text("utf-8").splitlines()}
    assert found == {e.title for e in by_site()["ubdt"] if e.published and e.published.year == 2024}


def test_max_pages_bounds_the_walk(scrapy: Scrapy, access_log: Path) -> None:
    """An ordinary run would walk a whole archive of a small server."""
    before = len(access_log.read_text().splitlines()) if access_log.exists() else 0
    done = scrapy.crawl("ubdt", "-a", "max_pages=1", *NO_STORE)
    assert done.returncode == 0
    asked = [line for line in access_log.read_text().splitlines()[before:] if "?p=" in line]
    assert asked == []


def test_extract_a_saved_page(scrapy: Scrapy, tmp_path: Path) -> None:
    """Ops could not see what a selector change does to a saved page."""
    entry = by_site()["ubdt"][0]
    file = tmp_path / "page.html"
    file.write_bytes(page(scrapy, entry.urls[0]))
    for arguments, stdin in (((str(file),), None), (("-",), file.read_text("utf-8"))):
        done = scrapy("extract", "ubdt", *arguments, "--url", entry.urls[0], stdin=stdin)
        assert done.returncode == 0, done.stderr
        item = json.loads(done.stdout)
        assert item["title"] == entry.title
        assert item["layout"] == "ecm-2013"
        assert item["via"]["published_at"].startswith("ecm-2013:")


def test_extract_adhoc_recognises_the_family(scrapy: Scrapy, tmp_path: Path) -> None:
    """A page of a site without a file would be read worse than it could be."""
    entry = by_site()["ubmttqvn_quangtri"][0]
    file = tmp_path / "page.html"
    file.write_bytes(page(scrapy, entry.urls[0]))
    done = scrapy("extract", "adhoc", str(file), "--url", entry.urls[0])
    item = json.loads(done.stdout)
    assert (item["platform"], item["title"]) == ("nukeviet", entry.title)


def test_extract_says_why_a_page_would_be_rejected(scrapy: Scrapy, tmp_path: Path) -> None:
    """Ops would look for the item in the database in vain."""
    file = tmp_path / "empty.html"
    file.write_text("<html><body></body></html>")
    done = scrapy("extract", "nbtv", str(file), "--url", "https://nbtv.vn/a-1.html")
    assert done.returncode == 3
    assert "would be rejected: title: is missing" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("crawl", "nbt"), 2, "did you mean nbtv"),
        (("crawl",), 2, "name one site"),
        (("crawl", "nbtv", "-a", "smaple=3"), 2, "Did you mean 'sample'"),
        (("crawl", "nbtv", "-a", "start=31/12/2024"), 2, "write it as 2025-07-31"),
        (("crawl", "nbtv", "-a", "max_pages=many"), 2, "no whole number"),
        (("crawl", "adhoc"), 2, "no web address"),
        (("crawl", "adhoc", "-a", "url=nbtv.vn"), 2, "no web address"),
        (("crawl", "adhoc", "-a", "url=https://nbtv.vn:port/"), 2, "no web address"),
        (("crawl", "adhoc", "-a", "url=https://nbtv.vn/", "-a", "platform=nukeviet4"), 1, "Did you mean 'nukeviet'"),
        (("crawlall", "nbtv", "wrong"), 2, "unknown site 'wrong'"),
        (("crawlall", "-a", "sample=x"), 2, "no whole number"),
        (("extract", "nbtv", "no-such-file.html", "--url", "https://nbtv.vn/a-1.html"), 1, "cannot read"),
        (("extract", "nbtv", "setup.html"), 2, "--url is missing"),
        (("extract", "nbtv", "-", "--url", "https://nbtv.vn/a-1.html", "--fetched-at", "gestern"), 2, "time with zone"),
    ],
)
def test_wrong_usage_names_the_fix(scrapy: Scrapy, arguments: tuple[str, ...], code: int, words: str) -> None:
    """A typing mistake would end in a traceback, or worse in a crawl of the wrong thing."""
    done = scrapy(*arguments, stdin="")
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_named_sites_only(scrapy: Scrapy) -> None:
    """`crawlall SITE SITE` would crawl what was not asked for."""
    done = scrapy("crawlall", "nbtv", "ubdt", "-a", "sample=2", "--json", *FAST)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["site"] for row in rows] == ["nbtv", "ubdt"]
    assert all(row["new"] == 2 for row in rows)


def test_quiet_says_nothing_when_all_is_well(scrapy: Scrapy) -> None:
    """Cron mails whatever is printed."""
    done = scrapy("crawlall", "nbtv", "-a", "sample=2", "--quiet", *FAST)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
