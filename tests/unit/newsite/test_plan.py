"""If these fail, `scrapy new-site` writes a site that no crawl can read, or one that is called wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from crawler.newsite.plan import Chosen, NoSiteError, plan
from crawler.newsite.source import render
from crawler.newsite.trial import load
from crawler.platforms.generic import Generic
from crawler.survey.look import Survey
from crawler.survey.tls import Tls, TlsState
from demo.play import PlayResponse
from tests.integration.newsite.town import EnglishTown, Town, article_path
from tests.integration.newsite.towns import Untitled
from tests.unit.survey.web import surveyed


def test_a_known_family_needs_no_selectors(known: Survey) -> None:
    """Each new site would bring selectors of its own, which one change of the product breaks one by one."""
    site = plan(known, Chosen())
    assert (site.family.name, site.layout, site.differences) == ("nukeviet", None, {})
    assert (site.home, site.listings) == ("/", ())
    assert site.sitemaps == ("/sitemap.xml",)
    assert len(site.examples) == 1, "one of each form"
    assert site.examples[0].startswith("/news/")
    assert len(render(site).splitlines()) < 32


def test_what_a_person_says_counts_more_than_what_was_seen(known: Survey) -> None:
    """A wrong guess could only be mended by hand, in three kinds of files."""
    site = plan(known, Chosen(name="mat_tran", publisher="Mặt trận", kind="tv", province="Ninh Bình"))
    assert (site.name, site.publisher, site.kind, site.province) == ("mat_tran", "Mặt trận", "tv", "Ninh Bình")
    assert not [doubt for doubt in site.look_at if doubt.startswith(("publisher", "kind", "province"))]


def test_an_unknown_family_brings_a_layout_with_reasons(seen: Survey) -> None:
    """A site on no known platform would be read by guesses only, or by selectors that nobody can judge."""
    site = plan(seen, Chosen())
    assert site.family is Generic
    assert site.layout is not None
    assert site.layout.title == ("h1.entry-title",)
    assert all(site.notes[f"layout.{name}"].startswith("A, ") for name in ("title", "body", "published", "summary"))
    assert site.differences["article_url"] == r"^/[^/]+/[^/]+-\d+\.html$"
    assert site.platform.layouts == (site.layout,)


def test_one_article_induces_nothing() -> None:
    """What stands on one page only would be taken for the site's own form."""
    town = Town("tot", faults={article_path(n): lambda _: PlayResponse(b"", 500) for n in range(1, 6)})
    site = plan(surveyed(town, town.url), Chosen())
    assert site.layout is None
    assert "layout: one article is too few to induce selectors; the generic reader reads the site" in site.look_at


@pytest.mark.parametrize(
    ("state", "verified", "weak"),
    [("ok", True, False), ("expired", False, False), ("untrusted", False, False), ("weak", False, True)],
)
def test_certificates(seen: Survey, state: TlsState, verified: bool, weak: bool) -> None:
    """The first crawl would fail, or verification be off and nobody know why."""
    town = replace(seen, tls=Tls(state, expires_at=seen.at - timedelta(days=1)))
    site = plan(town, Chosen())
    assert (site.verify_certificates, site.weak_tls is not None) == (verified, weak)
    assert bool([doubt for doubt in site.look_at if doubt.startswith("certificate: ")]) == (not verified)
    assert load(render(site), site.name).verify_certificates == verified


@pytest.mark.parametrize(
    ("town", "words"),
    [
        (Untitled("khongten"), "No article was found"),
        (EnglishTown("anh"), "not in Vietnamese"),
        (Town("vang", articles=0), "No link on"),
        (Town("le", articles=2), "no listing, feed or sitemap leads to them"),
        (Town("loi", faults={"*": lambda _: PlayResponse(b"", 500)}), "The site could not be read."),
    ],
)
def test_no_site(town: Town, words: str) -> None:
    """A file would be written of which no crawl can make anything."""
    with pytest.raises(NoSiteError, match=words):
        plan(surveyed(town, town.url), Chosen())


def test_listings_that_the_home_page_does_not_lead_to_are_named() -> None:
    """The crawl would begin at a page that leads nowhere."""
    town = Town("kin", faults={"/": lambda _: PlayResponse(b"<html><body><div id=app></div></body></html>")})
    site = plan(surveyed(town, town.url, [town.url.rstrip("/") + article_path(0)]), Chosen())
    assert site.home is None
    assert site.listings == ("/tin-tuc/", "/doi-song/", "/van-hoa/")
    assert "parent_is_listing" not in site.differences


def test_a_host_on_a_port_of_its_own() -> None:
    """Addresses relative to the host would lead to another server."""
    site = plan(surveyed(Town("tot"), "http://tot.thi-tran.test:8080/"), Chosen())
    assert site.home == "http://tot.thi-tran.test:8080/"
    assert all(example.startswith("http://tot.thi-tran.test:8080/") for example in site.examples)


def test_a_plan_without_layout_has_the_layouts_of_its_family(known: Survey) -> None:
    """A site of a known family would be read without its selectors."""
    site = plan(known, Chosen())
    assert site.platform.layouts == type(site.platform).layouts


def test_one_example_of_each_form_of_address() -> None:
    """The linter would try one form thrice, and the other not at all."""
    town = Town("hai")
    old, new = town.url.rstrip("/") + article_path(0), town.url + "news/401/48578/cau-treo-moi"
    town.faults["/news/401/48578/cau-treo-moi"] = lambda _: town.page(town.article(1))
    site = plan(surveyed(town, town.url, [old, new]), Chosen())
    assert site.examples == (article_path(0), "/news/401/48578/cau-treo-moi")
