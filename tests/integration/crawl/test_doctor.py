"""If these fail, ops learn of a broken site what a log says: not what happened, and not what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from crawler.store.config import StoreConfig
from demo.editions import FIRST, Edition
from demo.play import redirect, text_response
from demo.playback import Playback, playing
from demo.sites.baolaocai import BaoLaoCai
from demo.sites.ubdt import Ubdt
from demo.sites.ubmttqvn_quangtri import UbmttqvnQuangTri
from tests.integration.crawl.conftest import FAST, Scrapy
from tests.integration.crawl.sick import (
    Change,
    Sick,
    answering,
    block_page,
    closed,
    forbidden,
    gone,
    moved_to,
    no_articles,
    replacing,
    stub,
)

PAPER, FRONT, BOARD = "baolaocai", "ubmttqvn_quangtri", "ubdt"
LISTING = "/tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban.htm"


class First(Edition):
    """Always the first edition."""

    def current(self) -> int:
        """The edition now."""
        return FIRST


@pytest.fixture(scope="module")
def patients() -> dict[str, Sick]:
    """Three sites: a paper on HTTPS, a union with feeds, a ministry with named listings."""
    made = (BaoLaoCai(First()), UbmttqvnQuangTri(First()), Ubdt(First()))
    return {site.name: Sick(site) for site in made}


@pytest.fixture(scope="module")
def ward(patients: dict[str, Sick]) -> Iterator[Playback]:
    """The sites on loopback."""
    with playing(list(patients.values())) as running:
        yield running


@pytest.fixture
def shell(ward: Playback, patients: dict[str, Sick], store: StoreConfig) -> Scrapy:
    """A shell in which the sites are the web, and well."""
    for patient in patients.values():
        patient.get_well()
    return Scrapy(ward, store)


def examined(shell: Scrapy, site: str, *options: str) -> tuple[int, dict[str, Any]]:
    """Exit code and facts of `scrapy doctor`."""
    done = shell("doctor", site, "--json", *FAST, *options)
    assert "Traceback" not in done.stderr, done.stderr
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout)


@pytest.mark.parametrize(
    "site", ["baolaocai", "baoquangtri", "hanhchinhcong", "laocaitv", "nbtv", "ubdt", "ubmttqvn_quangtri"]
)
def test_a_site_that_works_is_healthy(scrapy: Scrapy, site: str) -> None:
    """An alarm for a site that works teaches people not to look."""
    code, facts = examined(scrapy, site)
    assert (code, facts["healthy"], facts["verdicts"][0]["ill"]) == (0, True, "healthy"), facts["verdicts"]
    assert len(facts["articles"]) == 3


REDESIGN = replacing(
    (r"article__|cms-|zce-", "moi-"), (r' itemprop="[^"]*"', ""), (r'<script type="application/ld\+json">.*', "")
)


@pytest.mark.parametrize(
    ("site", "change", "ill", "evidence", "repair"),
    [
        (PAPER, REDESIGN, "layout_changed", "3 of 3 articles are known by no layout", "--suggest"),
        (
            FRONT,
            replacing(("newsdetailmetatop", "thong-tin"), (r'span class="h5"', 'span class="ngay"')),
            "selector_drift",
            "published_at used to be read by a selector",
            "--suggest",
        ),
        (
            FRONT,
            replacing((r"Thứ \w+ - \d+/\d+/\d{4} \d+:\d+|Chủ nhật - \d+/\d+/\d{4} \d+:\d+", "Nov 18th 2026, 1.15pm")),
            "date_format",
            "'Nov 18th 2026, 1.15pm'",
            "item.json",
        ),
        (PAPER, answering(forbidden), "wall", "answers HTTP 403", "scrapy sites pause"),
        (PAPER, answering(block_page), "wall", "từ chối truy cập", "scrapy sites pause"),
        (PAPER, answering(stub), "wall", "script_cookie", "answers_d1n = True"),
        (
            PAPER,
            answering(moved_to("baomoi.test")),
            "moved",
            "leads to https://baomoi.test/",
            "probe https://baomoi.test/",
        ),
        (FRONT, gone("/rss/", "/index.php/"), "feed_gone", "/rss/ answers HTTP 404", "names http://ubmttqvn"),
        (PAPER, no_articles, "articles_gone", "answers HTTP 404", "Open one in a browser"),
        (PAPER, closed, "robots", "robots.txt of the site forbids", "paused"),
    ],
    ids=["classes", "one-class", "date", "403", "refusal", "stub", "moved", "feed", "articles", "robots"],
)
def test_what_happened_is_told_with_its_repair(
    shell: Scrapy, patients: dict[str, Sick], site: str, change: Change, ill: str, evidence: str, repair: str
) -> None:
    """The first minutes of an incident would go into finding out what broke."""
    patients[site].change = change
    code, facts = examined(shell, site)
    first = facts["verdicts"][0]
    assert (code, first["ill"]) == (3, ill), facts["verdicts"]
    assert evidence in first["evidence"]
    assert repair in first["repair"]
    assert "SITE" not in first["repair"], "the repair is to be copied"


def test_a_listing_that_moved_is_found_again(shell: Scrapy, patients: dict[str, Sick]) -> None:
    """A listing that answers 404 is silence: its section would be missing for weeks."""
    patients[BOARD].moves = {LISTING: "/tin-moi/hoat-dong-cua-bo.htm"}
    code, facts = examined(shell, BOARD)
    told = [one for one in facts["verdicts"] if one["ill"] == "listing_moved"]
    assert (code, len(told)) == (3, 1), facts["verdicts"]
    assert f"{LISTING} answers HTTP 404" in told[0]["evidence"]
    assert "/tin-moi/hoat-dong-cua-bo.htm" in told[0]["repair"]


@pytest.mark.parametrize(
    ("certificate", "words"), [("expired", "has expired"), ("foreign", "for another host"), ("weak", "out of date")]
)
def test_a_wrong_certificate_is_told(shell: Scrapy, patients: dict[str, Sick], certificate: Any, words: str) -> None:
    """Of a download that fails Scrapy only says that it failed; the rest of the site is looked at all the same."""
    patients[PAPER].certificate = certificate
    code, facts = examined(shell, PAPER)
    first = facts["verdicts"][0]
    assert (code, first["ill"], len(facts["verdicts"])) == (3, "certificate", 1), facts["verdicts"]
    assert words in first["evidence"]
    assert len(facts["articles"]) == 3


def test_a_host_that_is_gone(store: StoreConfig, ward: Playback) -> None:
    """Whoever looks at an unreachable site should know at once that it is not the crawler."""
    code, facts = examined(Scrapy(ward, store), "laocaitv")
    assert (code, facts["verdicts"][0]["ill"]) == (3, "unreachable"), facts["verdicts"]
    assert facts["articles"] == []


def test_a_name_that_leads_nowhere(store: StoreConfig) -> None:
    """An office that moved would be waited for."""
    code, facts = examined(Scrapy(None, store), "laocaitv", "-s", "DNS_TIMEOUT=5")
    first = facts["verdicts"][0]
    assert (code, first["ill"], facts["dns"]) == (3, "moved", []), facts["verdicts"]
    assert "The register says baolaocai.vn" in first["repair"]


def test_suggested_selectors_read_the_new_design(shell: Scrapy, patients: dict[str, Sick]) -> None:
    """Without them a repair begins with reading HTML."""
    patients[PAPER].change = REDESIGN
    done = shell("doctor", PAPER, "--suggest", *FAST)
    assert done.returncode == 3, done.stderr
    lines = [line.split() for line in done.stdout.splitlines() if "->" in line]
    changed = {words[1].rstrip(":"): words[0] for words in lines}
    assert {"title", "body", "published"} <= {name for name, change in changed.items() if change == "replace"}, lines


def test_the_table_is_for_people(scrapy: Scrapy) -> None:
    """A page that nobody can read helps nobody."""
    done = scrapy("doctor", FRONT, *FAST)
    assert done.returncode == 0, done.stderr
    assert "title" in done.stdout
    assert "3 matched" in done.stdout
    assert done.stdout.rstrip().endswith("Nothing is to be done.")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "name one site"),
        (("nbtv", "ubdt"), "name one site"),
        (("nbvt",), "did you mean nbtv"),
        (("adhoc",), "scrapy probe"),
    ],
)
def test_wrong_usage(scrapy: Scrapy, arguments: tuple[str, ...], words: str) -> None:
    """A typing error would be looked for on the site."""
    done = scrapy("doctor", *arguments)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize(
    ("answer", "ill", "repair"),
    [
        (lambda _: text_response(403, "Forbidden"), "wall", "write to the office"),
        (lambda _: text_response(500, "Lỗi"), "unreachable", "Try again in an hour"),
    ],
    ids=["refused", "failing"],
)
def test_one_listing_that_does_not_answer_has_not_moved(
    shell: Scrapy, patients: dict[str, Sick], answer: Any, ill: str, repair: str
) -> None:
    """Somebody would mend regexes because a server had a bad hour, or take out a listing that is still there."""
    patients[BOARD].change = lambda request, response: answer(request) if request.path == LISTING else response
    code, facts = examined(shell, BOARD)
    assert (code, [one["ill"] for one in facts["verdicts"]]) == (3, [ill]), facts["verdicts"]
    assert repair in facts["verdicts"][0]["repair"]


def test_a_feed_that_is_refused_is_not_gone(shell: Scrapy, patients: dict[str, Sick]) -> None:
    """The one way in that works tomorrow would be deleted from the file."""
    patients[FRONT].change = lambda request, response: forbidden(request) if "rss" in request.path else response
    code, facts = examined(shell, FRONT)
    assert (code, {one["ill"] for one in facts["verdicts"]}) == (3, {"wall"}), facts["verdicts"]


def test_a_command_that_is_told_can_be_copied(shell: Scrapy, patients: dict[str, Sick]) -> None:
    """What a stranger's server wrote would run in the shell of whoever copies the repair."""
    patients[PAPER].change = lambda request, response: (
        response if request.path == "/robots.txt" else redirect("https://khac.test/$(id);x=1")
    )
    _, facts = examined(shell, PAPER)
    assert facts["verdicts"][0]["repair"].endswith("scrapy probe 'https://khac.test/$(id);x=1'"), facts["verdicts"]
