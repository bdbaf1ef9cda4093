"""If these fail, a wrong site file passes CI and is found out by weeks of silence, or by an office that complains."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scrapy.settings import Settings

from crawler.cases import CASES
from crawler.fleet.finding import RULES
from crawler.fleet.lint import lint
from crawler.listing_cases import LISTINGS
from crawler.loader import SiteLoader
from tests.unit.cases.sample import FACTS
from tests.unit.fleet.conftest import Lint, site, with_line


def settings(values: str) -> str:
    return with_line(f"custom_settings = {values}")


WRONG: list[tuple[str, str, str]] = [
    ("not-loaded", site("vidu", ('kind = "newspaper"', 'kind = "blog"')), "kind is 'blog'"),
    ("not-loaded", site("vidu", ("article_url=", "article_ulr=")), "did you mean 'article_url'?"),
    ("not-loaded", site("vidu", (r"-\d+\.html", r"-(\d+\.html")), "no valid regex"),
    ("name", site("khac"), "the file is called vidu.py"),
    ("name", site("vidu", cls="BaoKhac"), "the class is called BaoKhac"),
    ("no-example", site("vidu", ('("/bai-viet-12345.html",)', "()")), "no address of an article"),
    ("example-refused", site("vidu", ("/bai-viet-12345.html", "/bai-viet/12345")), "https://vidu.vn/bai-viet/12345"),
    ("example-refused", site("vidu", ("/bai-viet-12345", "https://vidu.vn:99999/a-12345")), "no web address"),
    (
        "example-as-listing",
        site("vidu", ("        article_id", '        listing_url=r"^/[a-z0-9-]+",  # B\n        article_id')),
        "is a listing by",
    ),
    (
        "one-identity",
        site("vidu", ("12345.html", '12345.html", "/bai-khac-12345.html')),
        "has the key of https://vidu.vn/bai-viet-12345.html",
    ),
    ("listing-as-article", with_line('listings = ("/muc-1.html",)  # B'), "/muc-1.html would be read as an article"),
    ("listing-as-article", with_line('feeds = ("/rss-1.html",)  # B'), "/rss-1.html would be read as an article"),
    ("too-fast", settings('{"DOWNLOAD_DELAY": 0.5}'), "asked every 0.5 s, the project's delay is 1 s"),
    ("too-fast", settings('{"DOWNLOAD_SLOTS": {"vidu.vn": {"delay": 0.1}}}'), "asked every 0.1 s"),
    ("too-many", settings('{"CONCURRENT_REQUESTS_PER_DOMAIN": 8}'), "CONCURRENT_REQUESTS_PER_DOMAIN is 8"),
    ("too-many", settings('{"DOWNLOAD_SLOTS": {"vidu.vn": {"concurrency": 9}}}'), "PER_DOMAIN is 9"),
    ("too-many", settings('{"CONCURRENT_REQUESTS": 0}'), "CONCURRENT_REQUESTS is 0"),
    ("no-robots", settings('{"ROBOTSTXT_OBEY": False}'), "ROBOTSTXT_OBEY is turned off"),
    ("unread-setting", with_line("download_delay = 5"), "which Scrapy does not read"),
    ("ungraded", with_line('listings = ("/tin-tuc/",)'), "listings '/tin-tuc/' has no grade"),
    ("ungraded", site("vidu", ('.html$",  # B', '.html$",')), r"article_url '-\\d+\\.html$' has no grade"),
    ("only-d", site("vidu", ('.html$",  # B', '.html$",  # D: as its sister has it')), "article_url is inferred"),
    ("only-d", site("vidu", ('.html$",),  # B', '.html$",),  # D')), "is inferred (D)"),
    ("only-d", site("vidu", ('    home = "/"', '    feeds = ("/rss/",)  # D')), "every way into the site"),
    ("says-both", site("vidu", ('verified = "never"', 'verified = "2026-01-02"')), "was verified on 2026-01-02"),
    ("gave-way", site("vidu", ('("vidu.vn",)', '("nbtv.vn",)')), "nbtv.vn gave way to baoninhbinh.org.vn in 2025"),
    ("never-seen", site("vidu", ('status = "unverified"', 'status = "active"')), "nobody has seen it work"),
    (
        "only-inferred",
        site("vidu", ('status = "unverified"', 'status = "active"'), ('evidence = "B"', 'evidence = "D"')),
        "inferred (D)",
    ),
]


@pytest.mark.parametrize(("rule", "source", "words"), WRONG, ids=[f"{rule}-{n}" for n, (rule, *_) in enumerate(WRONG)])
def test_a_breach_is_told_with_its_rule_and_its_fix(check: Lint, rule: str, source: str, words: str) -> None:
    """Each rule has a site file that only it refuses."""
    found = {finding.rule: finding for finding in check(vidu=source)}
    assert rule in found
    assert words in found[rule].sentence
    assert found[rule].fix
    expected = {rule, "never-seen"} if rule == "only-inferred" else {rule}
    assert found.keys() == expected


def test_every_rule_has_a_wrong_file_or_a_test_of_its_own() -> None:
    """A rule that nothing breaks may have stopped to work."""
    assert {rule for rule, *_ in WRONG} | {"host-twice", "review", "bad-case"} == RULES.keys()


def test_a_right_file_is_not_refused(check: Lint) -> None:
    """A lint that cries wolf is turned off."""
    slower = with_line('custom_settings = {"DOWNLOAD_DELAY": 3, "CONCURRENT_REQUESTS_PER_DOMAIN": 1}')
    faster = with_line('custom_settings = {"DOWNLOAD_DELAY": 0}', "nhanh").replace(
        "    home", '    faster_because = "its office asked us to, ticket 12"\n    home'
    )
    merged = site("cu", ('("cu.vn",)', '("baothaibinh.com.vn",)'), ('"unverified"', '"retired"'))
    seen = site("da_xem", ('status = "unverified"', ""), ('"never"', '"2026-01-02"'), ('("da_xem.vn",)', '("x.vn",)'))
    assert check(vidu=slower, nhanh=faster, cu=merged, da_xem=seen) == []


def test_a_d_address_is_allowed_where_pages_must_prove_themselves(check: Lint) -> None:
    """Generic sites have no better fact; a page without date and statement is then no article."""
    proved = site("vidu", ("Platform(", "Generic("), ('.html$",  # B', '.html$",  # D'))
    two_facts = (r"-(?P<id>\d{5,7})", r"(?P<space>\d{6})/.*-(?P<id>\d{5,7})")
    spaced = site("hai", two_facts, ('.html$",),  # B', '.html$",),  # D'))
    assert check(vidu=proved, hai=spaced) == []


def test_a_host_of_two_sites_is_told_of_both(check: Lint) -> None:
    """Two crawls of one small server, and each article under two names."""
    other = site("hai", ('("hai.vn",)', '("www.vidu.vn", "hai.vn")'))
    found = check(vidu=site("vidu"), hai=other)
    assert [(f.rule, f.subject) for f in found] == [("host-twice", "hai"), ("host-twice", "vidu")]
    assert "'vidu.vn' is a host of 'hai' as well" in found[1].sentence


def test_only_what_is_named_is_told(check: Lint) -> None:
    """Whoever adds a site reads about that site."""
    wrong = site("vidu", ('("/bai-viet-12345.html",)', "()"))
    same_host = site("hai", ('("hai.vn",)', '("vidu.vn",)'))
    assert [(f.rule, f.subject) for f in check("hai", vidu=wrong, hai=same_host)] == [("host-twice", "hai")]


@pytest.mark.parametrize(
    ("facts", "rule", "words"),
    [({"review": True}, "review", "nobody has looked"), ({"status": "ok"}, "bad-case", "status is wrong")],
)
def test_cases_that_wait_for_a_person_are_told(
    check: Lint, tmp_path: Path, facts: dict[str, object], rule: str, words: str
) -> None:
    """A golden page that a command wrote proves only that nothing changed since."""
    folder = tmp_path / "cases" / "vidu" / "bai-1"
    folder.mkdir(parents=True)
    (folder / "request.json").write_text(json.dumps({**FACTS, **facts}), "utf-8")
    found = check(vidu=site("vidu"))
    assert [(f.rule, f.subject) for f in found] == [(rule, "vidu")]
    assert words in found[0].sentence
    assert str(found[0].file).endswith("vidu/bai-1/request.json")


def test_the_fleet_has_no_errors() -> None:
    """What CI would refuse, seen before the push."""
    of_project = Settings()
    of_project.setmodule("crawler.settings")
    errors = [finding for finding in lint(SiteLoader(of_project), (CASES, LISTINGS)) if finding.level == "error"]
    assert errors == []
