"""If these fail, a site whose layout stands in its own file loses a field of every article."""

from __future__ import annotations

import pytest

from crawler.platforms import PLATFORMS
from crawler.site import SiteSpider
from crawler.text.dates import VIETNAM
from tests.unit.platforms.samples import P1, P2, TITLE, renamed
from tests.unit.site.own_layouts import OWN_SAMPLES, OwnSample
from tests.unit.site.test_every_site import absolute, loader, sites
from tests.unit.site.vidu import NOW, html, spider

each = pytest.mark.parametrize("sample", OWN_SAMPLES, ids=lambda sample: sample.site)


def named(sample: OwnSample) -> type[SiteSpider]:
    site = loader().load(sample.site)
    assert issubclass(site, SiteSpider)
    return site


def own_layouts() -> set[str]:
    """Ids of the layouts that no family has and no saved page of a site shows."""
    families = {layout.id for family in PLATFORMS.values() for layout in family.layouts}
    return {layout.id for site in sites() for layout in site.platform.layouts} - families


def test_every_layout_of_a_site_file_has_its_page() -> None:
    """A layout without a page can break unseen, and with it every article of its site."""
    recorded = {"quangtri-2021"}  # tests/sites/baoquangtri
    assert {sample.layout for sample in OWN_SAMPLES} == own_layouts() - recorded


@each
def test_every_field_of_the_sites_page(sample: OwnSample) -> None:
    """The markup is the one that somebody's reader of the site asks for."""
    site = named(sample)
    found = spider(site).article(html(absolute(site, site.article_examples[0]), sample.markup), NOW)
    assert found.layout == sample.layout
    assert found.title == TITLE
    assert found.body == f"{P1}\n\n{P2}"
    assert found.summary == sample.summary
    assert found.published_at is not None
    assert found.published_at.astimezone(VIETNAM).isoformat() == "2026-03-05T08:15:00+07:00"
    assert set(sample.sections) <= set(found.sections)
    assert [image.url.rpartition("/")[2] for image in found.images] == ["cau.jpg"]
    assert found.images[0].credit == "Minh Đức"


@each
def test_a_new_theme_of_the_site_invents_nothing(sample: OwnSample) -> None:
    """The selectors rest on written facts: where they find nothing, the article is read another way, and rightly."""
    site = named(sample)
    page = html(absolute(site, site.article_examples[0]), renamed(sample.markup))
    found = spider(site).article(page, NOW)
    assert found.title == TITLE
    assert found.body is not None
    assert P1 in found.body
    assert P2 in found.body
    for strange in ("Bài khác", "Giấy phép", "Tin liên quan", "21/11/2026"):
        assert strange not in found.body, strange
