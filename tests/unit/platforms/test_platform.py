"""If these fail, a mistake in a site file is found by nobody, or a family's selectors do not even compile."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import cssselect
import pytest
from parsel import Selector

from crawler.extraction.layout import NO_SELECTORS
from crawler.platforms import PLATFORMS, platform_named, recognise
from crawler.platforms.base import ConfigError, Platform
from crawler.platforms.generic import Generic
from crawler.platforms.month_hex import QUANGTRI_2021
from crawler.platforms.nukeviet import NukeViet
from tests.unit.extraction.reading import page


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"article_ulr": "x"}, r"NukeViet has no attribute 'article_ulr'; did you mean 'article_url'\?"),
        ({"listings_links": ()}, r"did you mean 'listing_links'\?"),
        ({"zzz": 1}, r"NukeViet has no attribute 'zzz'$"),
        ({"_article": 1}, r"NukeViet has no attribute '_article'"),
        ({"key": 1}, r"NukeViet has no attribute 'key'"),
        ({"article_url": "("}, r"NukeViet.article_url is no valid regex"),
        ({"listing_url": "["}, r"NukeViet.listing_url is no valid regex"),
        ({"article_id": (r"-(\d+)",)}, r"NukeViet.article_id has no group 'id': write \(\?P<id>"),
        ({"article_id": r"-(?P<id>\d+)"}, r"NukeViet.article_id is no tuple: write \('-"),
        ({"feeds": "/rss/"}, r"NukeViet.feeds is no tuple: write \('/rss/',\)"),
        ({"listing_links": ["h2 a"]}, r"NukeViet.listing_links is no tuple: write \('h2 a',\)"),
    ],
)
def test_a_mistake_in_a_difference_is_told_with_its_fix(wrong: dict[str, Any], message: str) -> None:
    """Ignored, the site would be crawled with the family's default for months."""
    with pytest.raises(ConfigError, match=message):
        NukeViet(**wrong)


def test_a_difference_changes_this_site_only() -> None:
    """Two sites of one family must not share what differs."""
    assert list(NukeViet(feeds=("/tin.rss",)).feeds) == ["/tin.rss"]
    assert "/rss/" in NukeViet().feeds


def test_an_unknown_family_is_told_with_the_nearest() -> None:
    """``-a platform=nukevit``."""
    with pytest.raises(ConfigError, match=r"Unknown platform 'nukevit'. Did you mean 'nukeviet'\? Known platforms:"):
        platform_named("nukevit")
    with pytest.raises(ConfigError, match=r"Unknown platform 'zzz'. Known"):
        platform_named("zzz")


def test_the_register_holds_every_family_under_its_own_name() -> None:
    """The name is stored with each article."""
    for name, family in PLATFORMS.items():
        assert platform_named(name).name == name == family.name
        assert family.__module__.rsplit(".", 1)[1] == name


@pytest.mark.parametrize("name", PLATFORMS)
def test_every_selector_and_layout_of_a_family_is_sound(name: str) -> None:
    """A typo in a selector is an exception on each page; two layouts of one name cannot be told apart."""
    family = platform_named(name)
    anything = Selector("<p>x</p>")
    for selector in (*family.listing_links, *family.menu_links, *family.fingerprint):
        anything.css(selector)
    layouts = (*family.layouts, QUANGTRI_2021)
    assert len({layout.id for layout in layouts}) == len(layouts)
    assert [layout.since for layout in family.layouts] == sorted((i.since for i in family.layouts), reverse=True)
    for layout in layouts:
        for field in fields(layout):
            if field.name in NO_SELECTORS:
                continue
            for selector in getattr(layout, field.name):
                anything.css(selector)
                if field.name in ("drop", "caption", "lead_in_body", "body", "attachments"):
                    cssselect.HTMLTranslator().css_to_xpath(selector)  # these need elements, not attributes


def test_an_unknown_page_is_of_no_family() -> None:
    """A wrong family reads nonsense."""
    assert type(recognise(page("<h1>Một trang nào đó</h1><p>Văn bản.</p>"))) is Generic
    assert type(recognise(page(b""))) is Generic
    assert Platform().recognises(page("<p>")) is None
