"""What is no site, or cannot be read: `probe` and `new-site` say what they saw and what to do, and write nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest

from tests.integration.crawl.conftest import Scrapy
from tests.integration.newsite.conftest import tree
from tests.integration.newsite.town import ZONE, Town

QUICK = ("-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_TIMEOUT=5")


@dataclass(frozen=True)
class Said:
    """How a command ended."""

    code: int
    out: str
    err: str


def side_by_side(shell: Scrapy, *commands: tuple[str, ...]) -> list[Said]:
    """Run several commands at once: nine tenths of such a command is the start of Python."""
    started = [shell.start(*command) for command in commands]
    ended = [process.communicate(timeout=120) for process in started]
    return [Said(process.returncode, *texts) for process, texts in zip(started, ended, strict=True)]


def both(shell: Scrapy, *arguments: str) -> tuple[Said, Said]:
    """`probe` and `new-site` with the same arguments; the project must be as before."""
    before = tree(shell.root)
    probe, made = side_by_side(shell, ("probe", *arguments, *QUICK), ("new-site", *arguments, *QUICK))
    assert tree(shell.root) == before, "a file was left"
    for said in (probe, made):
        assert "Traceback" not in said.out + said.err, said
    assert "\x1b" not in probe.out + probe.err + made.out + made.err
    return probe, made


REFUSED = [
    ("cam", "answers HTTP 403", "Ask the office to let it in, with CRAWLER_CONTACT set"),
    ("chan", 'stands in for it, block_page: "Truy cập bị từ chối"', "Ask the office to let it in"),
    ("nghi", 'stands in for it, maintenance: "Hệ thống đang bảo trì"', "Try again when it is over"),
    ("stub", "a script sets D1N and reloads", "--answers-d1n sends the cookie back, as every browser does"),
    ("robot", "robots.txt of the site forbids", "A crawl obeys that, too: ask the office for leave"),
    ("pdf", "the answer is application/pdf", "Give the address of a page: the home page or a listing"),
    ("json", "answers application/json, which is no HTML", "Give the address of a page: the home page or a listing"),
    ("loi", "answers HTTP 500", "Try again later"),
    ("trong", "empty: HTTP 200 with 0 bytes", "Try again later"),
    ("mat", "answers HTTP 404", "Give an address that is there"),
    ("di", f"leads to http://tot.{ZONE}/", f"Give that address, if it is the same office: http://tot.{ZONE}/"),
    ("treo", "was not answered in time", "Try again in an hour, or from another network"),
    ("lon", "is larger than a page may be, 4 MB", "Give the address of a listing"),
]


@pytest.mark.parametrize(("name", "seen", "repair"), REFUSED, ids=[name for name, *_ in REFUSED])
def test_a_host_that_gives_no_page(shell: Scrapy, towns: dict[str, Town], name: str, seen: str, repair: str) -> None:
    """Somebody would look for the fault in selectors, where the host gave nothing to select from."""
    town = towns[name]
    probe, made = both(shell, town.url)
    assert (probe.code, made.code) == (3, 1)
    assert made.out == ""
    assert made.err.startswith("scrapy: error: The site could not be read. ")
    assert len(made.err.splitlines()) == 1
    for text in (probe.out, made.err):
        assert seen in text
        assert repair in text
    assert probe.err == ""
    assert "publisher" not in probe.out, "something is said of a site of which nothing was seen"
    assert len(town.asked) <= 4, "a host that gives no page was asked again and again"


UNREADABLE = [
    ("vang", "No link on", "Give addresses of articles as well: scrapy new-site URL ARTICLE"),
    ("kin", "No link on", "if their pages hold no text, the site draws them by script"),
    ("khongten", "title: is missing", "pages that look like articles can be stored, for example"),
    ("anh", "The articles are not in Vietnamese", "give the address of the Vietnamese edition"),
    ("le", "Articles can be read, but no listing, feed or sitemap leads to them", "give the address of a listing"),
]


@pytest.mark.parametrize(("name", "seen", "repair"), UNREADABLE, ids=[name for name, *_ in UNREADABLE])
def test_a_site_of_which_nothing_can_be_made(
    shell: Scrapy, towns: dict[str, Town], name: str, seen: str, repair: str
) -> None:
    """The file would be of a site that no crawl can read, or nobody know what is missing."""
    probe, made = both(shell, towns[name].url)
    assert (probe.code, made.code) == (0 if name in ("anh", "le") else 3, 1)
    assert (made.out, len(made.err.splitlines())) == ("", 1)
    for text in (probe.out, made.err):
        assert seen in text
        assert repair in text
    assert "/lien-he/" not in made.err, "a menu's dead link is given as the reason"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name a site: scrapy"),
        (("khong phai dia chi",), "is no web address: write https://example.gov.vn/"),
        (("ftp://x.gov.vn/",), "is no web address"),
        (("http://",), "is no web address"),
        (("https://[::1",), "is no web address"),
        (("http://x.gov.vn:99999/",), "is no web address"),
        (("nbtv",), "names no host on the web"),
        (("https://ops:geheim@x.gov.vn/",), "holds a login: leave out user and password"),
        ((f"https://{'a' * 70}.vn/",), "is no web address"),
        (("https://x..vn/",), "is no web address"),
        (("https://x.gov.vn\\tin/",), "is no web address"),
        (("https://x.gov.vn/", "https://y.gov.vn/bai-1.html"), "lies on y.gov.vn, not on x.gov.vn"),
        (("https://x.gov.vn/", "--platform", "nukevet"), "nukeviet"),
    ],
)
def test_wrong_usage(shell: Scrapy, arguments: tuple[str, ...], words: str) -> None:
    """A misspelt address would be asked for, or answered with a traceback."""
    for said in both(shell, *arguments):
        assert said.code == 2
        assert words in said.err
        assert "geheim" not in said.err


def test_a_host_that_is_not_there(shell: Scrapy) -> None:
    """A misspelt host would be reported in the words of a library."""
    probe, made = both(shell, f"https://khong-co.{ZONE}/")
    assert (probe.code, made.code) == (3, 1)
    for text in (probe.out, made.err):
        assert f"https://khong-co.{ZONE}/: the proxy 127.0.0.1:" in text
        assert "cannot reach the host (HTTP 502)" in text
        assert "Look whether the name is right" in text
        assert f"http://khong-co.{ZONE}/" in text, "a site without TLS would not be found"


def test_only_http_where_https_was_asked_for(shell: Scrapy, towns: dict[str, Town]) -> None:
    """Whoever writes the host alone means HTTPS, which some offices do not have."""
    probe, made = both(shell, towns["tot"].host)
    assert (probe.code, made.code) == (3, 1)
    for text in (probe.out, made.err):
        assert f"http://{towns['tot'].host}/" in text


def test_as_json(shell: Scrapy, towns: dict[str, Town]) -> None:
    """A program could not tell a site that gave nothing from one without articles."""
    gone, here = side_by_side(
        shell, ("probe", "--json", towns["cam"].url, *QUICK), ("probe", "--json", towns["tot"].url, *QUICK)
    )
    said = json.loads(gone.out)
    assert (said["platform"], said["publisher"], said["articles"]) == (None, None, [])
    assert [problem["kind"] for problem in said["problems"]] == ["http"]
    assert said["advice"].startswith("The site could not be read.")
    said = json.loads(here.out)
    assert said["platform"] == {"name": "generic", "proof": None}
    assert said["articles"][0]["fields"]["title"] == "Khánh thành cầu treo mới nối hai bờ sông Gâm"
    assert said["robots"] == {"found": True, "crawl_delay": None}


def test_a_name_or_a_host_that_is_taken(shell: Scrapy, towns: dict[str, Town]) -> None:
    """What a person corrected would be overwritten, or one host crawled as two sites; or the site asked in vain."""
    town = towns["tot"]
    before = tree(shell.root)
    taken, known, old = side_by_side(
        shell,
        ("new-site", town.url, "--name", "nbtv", *QUICK),
        ("new-site", "https://www.nbtv.vn/", "--name", "moi", *QUICK),
        ("new-site", town.url, "--name", "Bao Moi", *QUICK),
    )
    assert (taken.code, known.code, old.code) == (1, 1, 2)
    assert "crawler/spiders/nbtv.py exists: --name NAME gives the new site another name" in taken.err
    assert "www.nbtv.vn is the site 'nbtv' already: scrapy doctor nbtv says how it is" in known.err
    assert "--name 'Bao Moi' is no site name: a small letter" in old.err
    assert tree(shell.root) == before
    assert town.asked == []


def test_a_site_that_is_known(shell: Scrapy, towns: dict[str, Town]) -> None:
    """Whoever probes a site of the fleet would be told to make it anew."""
    file = shell.root / "crawler" / "spiders" / "thi_tran_quen.py"
    source = (shell.root / "crawler" / "spiders" / "laocaitv.py").read_text("utf-8")
    file.write_text(
        source.replace('name = "laocaitv"', 'name = "thi_tran_quen"').replace(
            '"laocaitv.vn"', f'"{towns["quen"].host}"'
        ),
        "utf-8",
    )
    try:
        done = shell("probe", towns["quen"].url, *QUICK)
    finally:
        file.unlink()
    assert done.returncode == 0, done.stderr
    assert "thi_tran_quen (crawler/spiders/thi_tran_quen.py)" in done.stdout
    assert "scrapy doctor thi_tran_quen" in done.stdout
    assert f"scrapy new-site {towns['quen'].url}" not in done.stdout


def test_a_place_that_cannot_be_written(shell: Scrapy, towns: dict[str, Town]) -> None:
    """A full disk would leave half a site, which the next crawl takes for a whole one."""
    blocked = shell.root / "tests" / "listings" / "day"
    before = tree(shell.root)
    limited = subprocess.run(
        [
            "bash",
            "-c",
            'ulimit -f 1; exec "$@"',
            "-",
            sys.executable,
            "-m",
            "scrapy",
            "new-site",
            towns["tot"].url,
            "--name",
            "day",
            *QUICK,
        ],
        cwd=shell.root,
        env={**shell.environment, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert limited.returncode == 1, limited.stderr
    assert "the site could not be written: " in limited.stderr
    assert "nothing was" in limited.stderr
    assert "Traceback" not in limited.stderr
    assert not blocked.exists()
    assert tree(shell.root) == before
