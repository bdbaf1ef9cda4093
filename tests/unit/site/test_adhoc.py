"""If these fail, the first look at a site without a file ends in a traceback, or finds nothing."""

from __future__ import annotations

from typing import Any

import pytest
from scrapy.http import Response

from crawler.options import ArgumentError
from crawler.platforms.base import ConfigError
from crawler.platforms.generic import Generic
from crawler.site import SiteSpider
from crawler.spiders.adhoc import Adhoc
from tests.unit.site.vidu import HOST, PAGE, all_of, html, spider, stats


def given(url: str, body: str, **arguments: str) -> tuple[SiteSpider, list[Any]]:
    of = spider(Adhoc, url=url, **arguments)
    assert isinstance(of, Adhoc)
    return of, all_of(of.parse_given(html(url, body)))


@pytest.mark.parametrize("url", ["", "vidu.vn", "ftp://vidu.vn", "http://", "http://[", "http://a:b"])
def test_adhoc_refuses_what_is_no_address(url: str) -> None:
    """A typo is told before anything is fetched."""
    with pytest.raises(ArgumentError, match="write -a url="):
        Adhoc(url=url)


@pytest.mark.parametrize("login", ["admin:geheim@", "admin@", ":geheim@", "@"])
def test_adhoc_refuses_a_login(login: str) -> None:
    """The password went into the logs, the articles' addresses and the database."""
    with pytest.raises(ArgumentError, match="leave out user and password") as caught:
        Adhoc(url=f"https://{login}vidu.vn/tin/")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("host", ["vi du.vn", "vidu.vn%20", "báo\u00a0mới.vn", "báo..vn", "ế" * 70 + ".vn"])
def test_adhoc_refuses_a_host_that_cannot_be(host: str) -> None:
    """A traceback of the codec, or a crawl of nothing."""
    with pytest.raises(ArgumentError, match="write -a url="):
        Adhoc(url=f"https://{host}/tin/")


def test_adhoc_reads_a_site_with_a_vietnamese_host_name() -> None:
    """Scrapy asks under the encoded name: every link was off-site."""
    of = spider(Adhoc, url="https://Báo.vn:8080/tin/?a=1")
    assert isinstance(of, Adhoc)
    assert (of.hosts, of.allowed_domains) == (("xn--bo-mia.vn",), ["xn--bo-mia.vn"])
    assert of.url == "https://xn--bo-mia.vn:8080/tin/?a=1"
    assert Adhoc(url="https://vidu.vn./tin/").url == "https://vidu.vn/tin/"


def test_adhoc_refuses_unknown_platforms_kinds_and_arguments() -> None:
    """With the nearest known name."""
    with pytest.raises(ConfigError, match="Did you mean 'nukeviet'"):
        Adhoc(url=HOST, platform="nukevit")
    with pytest.raises(ArgumentError, match="portal, tv or newspaper"):
        Adhoc(url=HOST, kind="blog")
    with pytest.raises(ArgumentError, match="Did you mean 'platform'"):
        Adhoc(url=HOST, platfrom="nukeviet")


def test_adhoc_reads_an_article() -> None:
    """The first look at a site."""
    head = '<meta property="og:type" content="article"><meta property="og:site_name" content="Báo Ví Dụ">'
    of, found = given(f"{HOST}/khanh-thanh-cau-moi-qua-song-7.html", PAGE.format(head=head))
    assert [item.title for item in found] == ["Khánh thành cầu mới"]
    assert (found[0].publisher, found[0].site, found[0].kind) == ("Báo Ví Dụ", "adhoc", "newspaper")
    assert stats(of)["articles/requested"] == stats(of)["articles/fetched"] == 1


def test_adhoc_walks_a_listing_with_its_feeds() -> None:
    """A listing without a site file; broken feed links are passed over."""
    links = "<link rel=alternate type=application/rss+xml href='{}'>"
    head = links.format("/rss/xa-hoi.rss") + links.format("http://[") + "<base href='http://['>"
    body = f"<html><head>{head}</head><a href='/tin/xa-hoa-binh-khanh-thanh-cau-7.html'></a>"
    _, found = given(f"{HOST}/tin/", body)
    assert [request.url for request in found] == [
        f"{HOST}/tin/xa-hoa-binh-khanh-thanh-cau-7.html",
        f"{HOST}/rss/xa-hoi.rss",
    ]


def test_adhoc_recognises_the_family_and_its_default_feeds() -> None:
    """A commune on NukeViet needs no argument."""
    of, found = given("http://xa.vidu.gov.vn/", "<meta name=generator content='NukeViet v4.5'><p>x")
    assert of.platform.name == "nukeviet"
    assert of.kind == "portal"
    asked = [request.url for request in found]
    assert {"http://xa.vidu.gov.vn/rss/", "http://xa.vidu.gov.vn/sitemap.xml"} <= set(asked)
    of, _ = given(HOST + "/tin/", "<meta name=generator content='NukeViet v4.5'><p>x", platform="generic")
    assert isinstance(of.platform, Generic)


@pytest.mark.parametrize(
    "body", [b"%PDF-1.4 \xe2", b"", b"<rss><item><link>https://vidu.vn/a-b-c-d-1.html</link></item></rss>"]
)
def test_adhoc_takes_a_feed_and_survives_a_file(body: bytes) -> None:
    """A PDF's address given by mistake is an empty run, no crash."""
    of = spider(Adhoc, url=f"{HOST}/rss")
    assert isinstance(of, Adhoc)
    assert len(all_of(of.parse_given(Response(f"{HOST}/rss", body=body)))) == body.count(b"<item>")
