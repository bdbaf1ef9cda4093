"""If these fail, a wrong site file runs and finds nothing, or a right one is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any, cast

import pytest
from scrapy import Request
from scrapy.settings import Settings

from crawler.discovery.paging import FirstOf, NextLink, NoPaging
from crawler.extraction.layout import Layout
from crawler.platforms.base import ConfigError
from crawler.platforms.nukeviet import NukeViet
from crawler.site import SiteSpider
from tests.unit.site.vidu import HOST, NOW, ViDu, spider

LAYOUT: Any = Layout(id="vidu-2026", since=NOW.date(), title=("h1",))


@pytest.mark.parametrize(
    ("change", "fix"),
    [
        ({"publisher": ""}, r"has no publisher: set it, for example publisher ="),
        ({"kind": None}, r"has no kind: set it, for example"),
        ({"kind": "blog"}, r"kind is 'blog': use 'portal', 'tv' or 'newspaper'"),
        ({"hosts": ()}, r"has no hosts: set it, for example hosts ="),
        ({"hosts": "vidu.vn"}, r"hosts is no tuple: write \('vidu.vn',\)"),
        ({"hosts": ("https://vidu.vn/",)}, r"hosts.*'https://vidu.vn/'.*write 'vidu.vn'"),
        ({"hosts": ("ViDu.vn",)}, r"hosts.*'ViDu.vn'.*write 'vidu.vn'"),
        ({"platform": None}, r"has no platform: set it, for example platform ="),
        ({"platform": NukeViet}, r"platform must be a platform object: write NukeViet\(\)"),
        ({"platform": "nukeviet"}, r"platform must be a platform object: write NukeViet\(\)"),
        ({"platform": "wordpress"}, r"platform must be a platform object"),
        ({"listings": ()}, r"has no way in: set listings, home, feeds or sitemaps"),
        ({"listings": "/xa-hoi/"}, r"listings is no tuple: write \('/xa-hoi/',\)"),
        ({"feeds": "/rss/"}, r"feeds is no tuple: write \('/rss/',\)"),
        ({"scheme": "htps"}, r"scheme is 'htps': use 'https' or 'http'"),
        ({"sitemaps": ["/sitemap.xml"]}, r"sitemaps is no tuple: write \('/sitemap.xml',\)"),
        ({"hosts": ["baolaocai.vn"]}, r"hosts is no tuple: write \('baolaocai.vn',\)"),
        ({"listings": ("/a/", 7)}, r"listings holds 7, which is no text"),
        ({"listings": ("/a/", "")}, r"listings holds '', which is no text"),
        ({"hosts": ("vidu.vn:8080",)}, r"hosts holds 'vidu.vn:8080', which is no host name: write 'vidu.vn'"),
        ({"hosts": ("vidu.vn/tin",)}, r"hosts holds 'vidu.vn/tin'.*write 'vidu.vn'"),
        ({"hosts": ("vidu.vn ",)}, r"hosts holds 'vidu.vn '.*write 'vidu.vn'"),
        ({"hosts": ("vidu.vn.",)}, r"hosts holds 'vidu.vn.'.*write 'vidu.vn'"),
        ({"hosts": ("http://[",)}, r"hosts holds 'http://\['"),
        ({"hosts": ("báo.vn",)}, r"in punycode: write 'xn--bo-mia.vn'"),
        ({"home": "https://khac.vn/"}, r"home holds .*none of the hosts: add 'khac.vn' to hosts"),
        ({"home": 5}, r"home is 5, which is no text"),
        ({"listings": ("//khac.vn/tin/",)}, r"listings holds .*none of the hosts"),
        ({"listings": ("vidu.vn/tin/",)}, r"read as a path: write 'https://vidu.vn/tin/'"),
        ({"feeds": ("ftp://vidu.vn/rss",)}, r"feeds holds .*no web address"),
        ({"feeds": ("http:/rss",)}, r"feeds holds .*no web address"),
        ({"sitemaps": ("/site map.xml",)}, r"sitemaps holds .*white space"),
        ({"status": "activ"}, r"status is 'activ': use 'active', 'unverified', 'paused', 'retired' or 'tool'"),
        ({"evidence": None}, r'has no evidence: set it, for example evidence = "B"'),
        ({"evidence": "E"}, r"evidence is 'E': write how sure"),
        ({"evidence": "AB"}, r"evidence is 'AB': write how sure"),
        ({"verified": None}, r'has no verified: set it, for example verified = "never"'),
        ({"verified": "2026-02-30"}, r"verified is '2026-02-30': write the day as '\d{4}-\d\d-\d\d', or 'never'"),
        ({"verified": "20260101"}, r"verified is '20260101': write the day as"),
        ({"verified": "2026-W01-1"}, r"verified is '2026-W01-1': write the day as"),
        ({"verified": NOW.date()}, r"verified is datetime.date\(2026, 11, 22\): write the day as"),
        ({"verified": "9999-12-31"}, r"verified is '9999-12-31', which is still to come"),
        ({"article_examples": "/bai-1.html"}, r"article_examples is no tuple: write \('/bai-1.html',\)"),
        ({"article_examples": ("https://khac.vn/bai-1.html",)}, r"article_examples holds .*none of the hosts"),
        ({"faster_because": " "}, r"faster_because is ' ': write why"),
        ({"publisher": ("Báo",)}, r"publisher is \('Báo',\), which is no text"),
        ({"publisher": " "}, r"publisher is blank"),
        ({"province": 7}, r"province is 7, which is no text"),
        ({"province": "Lao Cay"}, r"province is 'Lao Cay', which .*units.csv does not know: write 'Lào Cai'"),
        ({"province": "Thành phố Lào Cai"}, r"province is 'Thành phố Lào Cai', which .* write 'Lào Cai'"),
        ({"province": "Kiến Giang"}, r"write 'Kiên Giang' or"),
        ({"province": "Ủy ban"}, r"write the name of a province or city, for example 'Ninh Bình'"),
        ({"province": " "}, r"province is blank"),
        (
            {"province": "Yên Bái", "province_current": "Yên Bái"},
            r"province_current is 'Yên Bái', but 'Yên Bái' is Tỉnh Lào Cai since 2025-07-01 .*: leave it out",
        ),
        ({"province": "Hà Nội", "province_current": "Huế"}, r"'Hà Nội' is Thành phố Hà Nội \(crawler/data/units.csv\)"),
        ({"province_current": "Lào Cai"}, r"province_current stands alone: set province"),
        ({"answers_d1n": "yes"}, r"answers_d1n is 'yes': write True or False"),
        ({"weak_tls": True}, r"weak_tls is True: write why"),
        ({"weak_tls": " "}, r"weak_tls is ' ': write why"),
        ({"answers_d1": True}, r"has no attribute 'answers_d1': write 'answers_d1n'"),
        ({"verify_certificates": "False"}, r"verify_certificates is 'False': write True or False"),
        ({"every": 30}, r"every is 30: write timedelta\(minutes=30\), with `from datetime import timedelta`"),
        ({"every": timedelta(seconds=30)}, r"every is 0:00:30: write a time between timedelta\(minutes=5\) and"),
        ({"evry": timedelta(hours=1)}, r"has no attribute 'evry': write 'every'"),
        ({"provinse": "Ninh Bình"}, r"has no attribute 'provinse': write 'province'"),
        ({"listing": ("/a/",)}, r"has no attribute 'listing': write 'listings'"),
        ({"Hosts": ("vidu.vn",)}, r"has no attribute 'Hosts': write 'hosts'"),
    ],
)
def test_a_mistake_in_a_site_file_is_told_with_its_fix(change: dict[str, Any], fix: str) -> None:
    """Run with it, the site would be silent for weeks: "/xa-hoi/" as a string asks for "/", "x", "a" …"""
    wrong = type("Sai", (ViDu,), change)
    with pytest.raises(ConfigError, match=fix):
        wrong()


@pytest.mark.parametrize(
    "change",
    [
        {
            "home": "https://www.vidu.vn/",
            "feeds": ("//vidu.vn/rss", "?rss=1"),
            "sitemaps": ("http://vidu.vn:8080/s.xml",),
        },
        {"every": timedelta(minutes=15)},
        {"status": "unverified", "evidence": "A", "verified": "2026-01-31", "article_examples": ("/a-1.html",)},
        {"status": "tool", "evidence": None, "verified": None},
        {"province": "Yên Bái"},
        {"province": "TP. Hồ Chí Minh"},
        {"province": "tỉnh Hoà Bình", "province_current": "Phú Thọ"},
        {"hosts": ("vidu.vn", "xn--bo-mia.vn", "a_b.vidu.vn", "10.0.0.1")},
        {"custom_settings": {"DOWNLOAD_DELAY": 3}, "note": "x", "parse_feeds": lambda self: None, "status": "retired"},
    ],
)
def test_a_right_site_file_is_not_refused(change: dict[str, Any]) -> None:
    """A check that refuses what works is worse than none."""
    type("Dung", (ViDu,), change)()


@pytest.mark.parametrize(
    ("differences", "fix"),
    [
        ({"paging": NoPaging}, r"NukeViet.paging is a class: write NoPaging\(\)"),
        ({"paging": "page"}, r"NukeViet.paging is 'page', which is no paging: write NoPaging\(\)"),
        ({"paging": FirstOf((NextLink(), cast(Any, NoPaging)))}, r"NukeViet.paging is a class: write NoPaging\(\)"),
        ({"paging": NextLink(cast(Any, "a.next"))}, r"NukeViet.paging is no tuple: write \('a.next',\)"),
        ({"paging": NextLink(("a[",))}, r"NukeViet.paging holds 'a\[', which is no CSS selector"),
        ({"article_url": re.compile("x")}, r"NukeViet.article_url is a compiled regex: write its text, 'x'"),
        ({"article_url": None}, r"NukeViet.article_url is None, which is no text"),
        ({"listing_url": ("x",)}, r"NukeViet.listing_url is \('x',\), which is no text"),
        ({"article_id": ("(?P<id>",)}, r"NukeViet.article_id is no valid regex"),
        ({"article_id": (7,)}, r"NukeViet.article_id holds 7"),
        ({"strip_slash": "no"}, r"NukeViet.strip_slash is 'no': write True or False"),
        ({"distrust": {"meta"}}, r"NukeViet.distrust is no frozenset of texts: write frozenset\(\{'meta'\}\)"),
        ({"listing_links": ("h2 > > a",)}, r"NukeViet.listing_links holds 'h2 > > a', which is no CSS selector"),
        ({"listing_links": ("h2 a::attr(href)",)}, r"NukeViet.listing_links holds .* leave out '::attr\(href\)'"),
        ({"layouts": LAYOUT}, r"NukeViet.layouts is no tuple: write a comma"),
        ({"layouts": ("x",)}, r"NukeViet.layouts holds 'x', which is no layout"),
        ({"layouts": (replace(LAYOUT, title="h1"),)}, r"layouts 'vidu-2026': title is no tuple: write \('h1',\)"),
        ({"layouts": (replace(LAYOUT, title=("h1[",)),)}, r"layouts 'vidu-2026': title holds 'h1\['"),
    ],
)
def test_a_mistake_in_a_platforms_arguments_is_told_with_its_fix(differences: dict[str, Any], fix: str) -> None:
    """Told only by a traceback per page, in the middle of the night, or by no article at all."""
    with pytest.raises(ConfigError, match=fix):
        NukeViet(**differences)


def test_a_site_without_a_name_is_refused() -> None:
    """Scrapy's own message says so."""
    with pytest.raises(ValueError, match="name"):
        type("KhongTen", (ViDu,), {"name": None})()


def test_certificates_are_only_unchecked_where_the_site_file_says_so() -> None:
    """One site's broken certificate must not open the others."""
    settings, other = (Settings({"DOWNLOAD_VERIFY_CERTIFICATES": True}) for _ in range(2))

    class Ho(ViDu):
        verify_certificates = False

    Ho.update_settings(settings)
    ViDu.update_settings(other)
    assert settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES") is False
    assert other.getbool("DOWNLOAD_VERIFY_CERTIFICATES") is True


def test_old_tls_is_only_spoken_where_the_site_file_says_why() -> None:
    """One ministry's server of 2009 must not weaken the others."""
    settings, other = Settings(), Settings()
    type("Cu", (ViDu,), {"weak_tls": "small Diffie-Hellman key (B)"}).update_settings(settings)  # type: ignore[attr-defined]
    ViDu.update_settings(other)
    assert settings["DOWNLOAD_TLS_MIN_VERSION"] == "TLSv1.0"
    assert "OldTlsHandler" in str(settings["DOWNLOAD_HANDLERS"].get("https"))
    assert other["DOWNLOAD_TLS_MIN_VERSION"] is None
    assert "OldTlsHandler" not in str(other["DOWNLOAD_HANDLERS"].get("https"))


async def ways_in(of: SiteSpider) -> list[Request]:
    return [request async for request in of.start()]


def test_a_site_begins_at_every_way_in() -> None:
    """A forgotten feed is forgotten news; addresses may be relative."""
    import asyncio

    site = type("Du", (ViDu,), {"home": "/", "feeds": ("/rss/",), "sitemaps": ("https://vidu.vn/sitemap.xml",)})
    asked = asyncio.run(ways_in(spider(site)))
    assert [request.url for request in asked] == [f"{HOST}/xa-hoi/", f"{HOST}/rss/", f"{HOST}/sitemap.xml"]
    assert not any(request.dont_filter for request in asked)
    home = asyncio.run(ways_in(spider(type("Nha", (ViDu,), {"home": "/", "listings": ()}))))
    assert [request.url for request in home] == [f"{HOST}/"]
