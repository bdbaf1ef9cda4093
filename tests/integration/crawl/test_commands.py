"""The command line as ops and any Scrapy user know it."""

from __future__ import annotations

import dataclasses
import gzip
import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from crawler.store.config import PROJECT_ROOT, StoreConfig
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
    assert (sites["adhoc"]["status"], sites["adhoc"]["evidence"]) == ("tool", None)
    assert (sites["nbtv"]["status"], sites["nbtv"]["evidence"], sites["nbtv"]["verified"]) == ("active", "B", "never")


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
        (("extract", "nbtv", "-", "--url", "notaurl"), 2, "no web address: write https://"),
        (("extract", "adhoc", "-", "--url", "notaurl"), 2, "no web address: write https://"),
        (("extract", "nbtv", "-", "--url", "http://["), 2, "no web address: write https://"),
        (("extract", "nbtv", "-", "--url", "https://nbtv.vn:port/a-1.html"), 2, "no web address: write https://"),
        (("extract", "nbtv", "-", "--url", "https://khac.vn/a-1.html"), 2, "lies on khac.vn, but nbtv is nbtv.vn"),
        (("extract", "nbtv", "-", "--url", "https://nbtv.vn/a-1.html", "-a", "x"), 2, "write -a NAME=VALUE"),
        (("extract", "nbtv", "-", "--url", "https://nbtv.vn/a-1.html", "-s", "DOWNLOAD_MAXSIZE=x"), 2, "whole number"),
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
    """Cron mails whatever is printed: one dead link among forty-seven is no reason to."""
    done = scrapy("crawlall", "laocaitv", "-a", "max_pages=0", "--quiet", *FAST)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_quiet_gives_the_reason_when_somebody_has_to_look(store: StoreConfig) -> None:
    """Without a network cron's mail would be hundreds of lines, or nothing."""
    done = Scrapy(None, store)("crawlall", "nbtv", "laocaitv", "--quiet", *FAST, "-s", "DNS_TIMEOUT=5")
    assert done.returncode == 3
    assert done.stdout.count("No listing or feed of the site could be read") == 2
    assert len((done.stdout + done.stderr).splitlines()) < 20


def test_extract_reads_a_page_as_it_was_sent(scrapy: Scrapy, tmp_path: Path) -> None:
    """A page kept with `curl` without --compressed was read as noise and rejected for want of a title."""
    entry = by_site()["ubdt"][0]
    file = tmp_path / "page.html"
    file.write_bytes(gzip.compress(page(scrapy, entry.urls[0])))
    done = scrapy("extract", "ubdt", str(file), "--url", entry.urls[0])
    assert (done.returncode, json.loads(done.stdout)["title"]) == (0, entry.title), done.stderr


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"x" * 3000, "more than 2000 bytes"),
        (gzip.compress(b"x" * 3000), "more than 2000 bytes"),
        (gzip.compress(b"x" * 1000)[:-9], "damaged gzip"),
        (b"\x1f\x8b\x08", "damaged gzip"),
    ],
    ids=["large", "large when unpacked", "cut off", "only a beginning"],
)
def test_extract_bounds_what_it_reads(scrapy: Scrapy, tmp_path: Path, body: bytes, words: str) -> None:
    """A small gzip file could fill the memory; a damaged one was a traceback."""
    file = tmp_path / "page.html"
    file.write_bytes(body)
    done = scrapy("extract", "nbtv", str(file), "--url", "https://nbtv.vn/a-1.html", "-s", "DOWNLOAD_MAXSIZE=2000")
    assert (done.returncode, words in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr


def shell(scrapy: Scrapy, line: str) -> subprocess.CompletedProcess[str]:
    """Run a shell's line in which $S is `scrapy`."""
    environment = {**scrapy.environment, "S": f"{sys.executable} -m scrapy"}
    return subprocess.run(
        ["bash", "-c", line], cwd=PROJECT_ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_extract_without_standard_input(scrapy: Scrapy) -> None:
    """Cron closes it: a traceback."""
    done = shell(scrapy, "$S extract nbtv - --url https://nbtv.vn/a-1.html <&-")
    assert (done.returncode, "standard input is closed" in done.stderr) == (1, True), done.stderr
    assert "Traceback" not in done.stderr


def test_extract_offers_no_export(scrapy: Scrapy) -> None:
    """`-o out.json` was taken and wrote nothing."""
    assert "--output" not in scrapy("extract", "-h").stdout


@pytest.mark.parametrize("end", [">&-", "| true; exit ${PIPESTATUS[0]}", "> /dev/full"])
@pytest.mark.parametrize("form", ["", "--json"])
def test_crawlall_whose_table_nobody_reads(scrapy: Scrapy, end: str, form: str) -> None:
    """A crawl that went well ended with exit code 1: cron's mail said that nothing was attempted."""
    done = shell(scrapy, f"$S crawlall nbtv -a sample=1 {form} {' '.join((*FAST, *NO_STORE))} {end}")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_crawlall_that_could_not_start_any_crawl(scrapy: Scrapy) -> None:
    """A wrong setting looked like all sites having crashed."""
    done = scrapy("crawlall", "nbtv", "ubdt", "-s", "DOWNLOAD_DELAY=abc", "--quiet", *NO_STORE)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no crawl could be started; nbtv (and 1 more sites): ValueError: could not convert" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "option", ["tlsCAFile=/khong/co.pem", "tlsCAFile=/etc/passwd", "tlsCertificateKeyFile=/khong/co.pem"]
)
@pytest.mark.parametrize("command", [("crawl", "nbtv"), ("db", "status")])
def test_a_wrong_certificate_file_of_the_store_is_told(scrapy: Scrapy, command: tuple[str, ...], option: str) -> None:
    """A traceback of the TLS library, which does not say that MONGO_URI is to be mended."""
    uri = f"mongodb://crawler:geheim@127.0.0.1:1/?tls=true&{option}"
    done = dataclasses.replace(scrapy, extra={"MONGO_URI": uri})(*command)
    assert done.returncode == 1
    assert "MONGO_URI names a certificate file that cannot be used" in done.stderr
    assert "correct tlsCAFile or tlsCertificateKeyFile" in done.stderr
    assert "Traceback" not in done.stderr
    assert "geheim" not in done.stderr
