"""A survey from end to end, without a network. If these fail, a look takes a site for another one, or burdens it."""

from __future__ import annotations

import asyncio
import json

import pytest

from crawler.platforms import platform_named
from crawler.platforms.generic import Generic
from crawler.survey import asking
from crawler.survey.advice import advice
from crawler.survey.look import Wanted, survey
from crawler.survey.report import facts, rows
from demo.editions import Edition
from demo.play import PlayResponse, not_found
from demo.sites import sample_sites
from tests.integration.newsite.town import Town, article_path
from tests.integration.newsite.towns import Untitled
from tests.unit.survey.web import Shelf, surveyed

FAMILIES = {
    "baolaocai.vn": "onecms",
    "baoquangtri.vn": "month_hex",
    "hanhchinhcong.ninhbinh.gov.vn": "vnpt_portal",
    "laocaitv.vn": "laravel_3s",
    "nbtv.vn": "generic",
    "ubdt.gov.vn": "ecm",
    "ubmttqvn.quangtri.gov.vn": "nukeviet",
}
"""What proves each family on its pages; the two generations of MediaTech have no mark that others lack (see there)."""


@pytest.mark.parametrize("host", FAMILIES)
def test_each_sample_site(host: str) -> None:
    """A known site would be made from nothing, at the cost of selectors that nobody has proved."""
    site = next(one for one in sample_sites(Edition()) if host in one.hosts)
    scheme = getattr(site, "scheme", "https")
    seen = surveyed(site, f"{scheme}://{host}/")
    assert seen.platform.name == FAMILIES[host]
    assert (seen.proof == "") == (seen.platform.name == "generic")
    assert len(seen.articles) == 3
    assert all(one.is_article for one in seen.articles)
    assert sum(one.works for one in seen.listings) >= 3
    assert advice(seen) == f"Make a site of it: scrapy new-site {scheme}://{host}/"
    said = json.loads(json.dumps(facts(seen), default=str))
    assert said["platform"]["name"] == FAMILIES[host]
    assert {"platform", "article", "listing"} <= {row[0] for row in rows(seen)}
    assert len(seen.articles[0].values()) == 13


def test_a_family_that_is_told_is_not_proved() -> None:
    """Who knows better than the marks could not say so."""
    seen = surveyed(Town("tot"), "http://tot.thi-tran.test/", platform=platform_named("nukeviet"))
    assert (seen.platform.name, seen.proof) == ("nukeviet", "as told")
    induced = surveyed(Town("tot"), "http://tot.thi-tran.test/", platform=Generic())
    assert induced.addresses is not None
    assert induced.addresses.article_url == r"^/[^/]+/[^/]+-\d+\.html$"
    assert induced.addresses.sure == "sure"


def test_what_is_asked_for_is_asked_once_and_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look would be a crawl."""
    monkeypatch.setattr(asking, "MOST_REQUESTS", 5)
    town = Town("tot")
    shelf = Shelf(town, town.url)
    seen = asyncio.run(survey(shelf, Wanted(town.url, count=10, listings=10), None))
    assert len(shelf.asked) == 5
    assert len(set(shelf.asked)) == 5
    assert any("a survey asks for 5 pages at most" in problem.sentence for problem in seen.problems)


def test_pages_that_look_like_articles_are_kept_with_their_reason() -> None:
    """A site without headlines would be one without articles, and the reason be lost."""
    town = Untitled("khongten")
    seen = surveyed(town, town.url)
    assert seen.articles == []
    assert {one.rejected for one in seen.others} == {("title: is missing",)}
    assert "title: is missing" in advice(seen)


def test_problems_of_articles_are_told_apart_from_those_of_menus() -> None:
    """A dead link in a menu would be given as the reason that no article was found."""
    broken = {article_path(number): lambda _: PlayResponse(b"x", 500) for number in range(6)}
    town = Town("loi", faults={**broken, "/lien-he/": lambda _: not_found()})
    seen = surveyed(town, town.url)
    assert seen.articles == []
    assert {problem.status for problem in seen.article_problems} == {500}
    assert f"No article could be had. {town.url.rstrip('/')}{article_path(0)} answers HTTP 500." in advice(seen)


def test_a_listing_that_repeats_another_is_not_taken() -> None:
    """The home page under two names would be crawled twice."""
    town = Town("tot")
    town.faults["/tin-tuc/"] = town.faults["/van-hoa/"] = lambda _: town.page(town.listing(range(6)))
    seen = surveyed(town, town.url)
    assert [one.url for one in seen.listings] == [town.url, f"{town.url}doi-song/"]


def test_advice_for_a_site_of_the_fleet() -> None:
    """A second file for one host would be the advice."""
    town = Town("tot")
    seen = surveyed(town, town.url)
    assert advice(seen, "ben_gam") == (
        "It is the site 'ben_gam' already: scrapy doctor ben_gam examines it with its own file."
    )
