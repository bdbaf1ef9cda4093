"""If these fail, a site of a family without a crawled site so far walks listings as articles, or reads page 1 only."""

from __future__ import annotations

import re

import pytest
from parsel import Selector
from scrapy.http import HtmlResponse

from crawler.discovery.paging import ListingPage
from crawler.platforms import PLATFORMS, recognise
from tests.unit.extraction.reading import page
from tests.unit.platforms.more_addresses import ARTICLES, NO_ARTICLES


def address(path: str) -> str:
    return f"https://vidu.gov.vn{path}"


@pytest.mark.parametrize(("family", "path"), ARTICLES)
def test_the_address_of_an_article(family: str, path: str) -> None:
    """The article would never be asked for."""
    assert PLATFORMS[family]().is_article_url(address(path))


@pytest.mark.parametrize(("family", "path"), NO_ARTICLES)
def test_the_address_of_something_else(family: str, path: str) -> None:
    """A listing would be stored as an article, and what it lists would never be found."""
    assert not PLATFORMS[family]().is_article_url(address(path))


@pytest.mark.parametrize(
    ("family", "path"),
    [
        ("a_id", "/thoi-su/can-tho/"),
        ("vccorp", "/chinh-sach-va-cuoc-song/chinh-sach-moi.htm"),
        ("liferay", "/web/guest/tin-tuc"),
        ("sharepoint", "/portal/Pages/tin-tuc.aspx"),
        ("news_detail_layout", "/tin-tuc/khuyen-nong.html"),
        ("wordpress", "/category/hoat-dong-doan/"),
        ("drupal", "/vi/taxonomy/term/12"),
        ("joomla", "/tin-tuc/tri-an"),
    ],
)
def test_the_address_of_a_listing(family: str, path: str) -> None:
    """The home page's menu would lead nowhere."""
    listing = PLATFORMS[family]().listing_url
    assert listing
    assert re.search(listing, path)


@pytest.mark.parametrize(
    ("family", "one", "other", "same"),
    [
        ("a_id", "/tua-cu-a196670.html", "/thoi-su/tua-moi-a196670.html", True),
        ("b_grid", "/tua-cu-10418822.html", "/tua-moi-10418822.html", True),
        ("b_grid", "/ke-hoach-nam-2026.html", "/bao-cao-nam-2026.html", False),
        ("vccorp", "/tua-cu-102260228093004191.htm", "/tua-moi-102260228093004191.htm", True),
        ("vccorp", "/lich-cup-dien-20261120.htm", "/lich-tiep-dan-20261120.htm", False),
        ("liferay", "/chi-tiet-tin/-/view-article/1/301/41348", "/tin/-/view-article/1/302/41348", True),
        ("liferay", "/web/guest/-/hoi-nghi", "/web/guest/-/hoi-nghi-2", False),
        ("drupal", "/node/12", "/vi/node/12", True),
        ("joomla", "/di-san/item/345-cu.html", "/tin/item/345-moi", True),
        # A number before the words is no id on a site without ids: "10 năm ...", "10 điều ...".
        ("joomla", "/tin/10-nam-xay-dung-nong-thon-moi", "/tin/10-dieu-can-biet", False),
        ("wordpress", "/archives/640", "/archives/641", False),
    ],
)
def test_one_article_or_two(family: str, one: str, other: str, same: bool) -> None:
    """Taken for two, an article is stored twice; taken for one, a text is lost."""
    platform = PLATFORMS[family]()
    assert (platform.key(address(one)) == platform.key(address(other))) is same


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/-/hoi-nghi?redirect=%2Fweb%2Fguest&inheritRedirect=true", "/-/hoi-nghi"),
        ("/-/hoi-nghi;jsessionid=A1?p_p_state=normal&p_p_id=101_x", "/-/hoi-nghi"),
        ("/tin/-/asset_publisher/Content/hoi-nghi?4012", "/tin/-/asset_publisher/Content/hoi-nghi?4012="),
        ("/tin-tuc?p_p_id=x_cur", "/tin-tuc?p_p_id=x_cur"),
    ],
)
def test_liferay_addresses_without_the_readers_way(asked: str, canonical: str) -> None:
    """Each link to an article would be another article; without its number thanhtra.gov.vn shows none (B)."""
    found = PLATFORMS["liferay"]().canonical(address(asked), ("vidu.gov.vn",), "https")
    assert found in (address(canonical), address(canonical).removesuffix("="))


@pytest.mark.parametrize(
    ("family", "markup", "following"),
    [
        ("wordpress", "<a class='next page-numbers' href='/category/tin/page/2/'>Sau</a>", "/category/tin/page/2/"),
        ("wordpress", "<div class='nav-previous'><a href='/page/2/'>Bài cũ hơn</a></div>", "/page/2/"),
        ("drupal", "<li class='pager__item pager__item--next'><a href='?page=1'>Sau</a></li>", "/tin?page=1"),
        ("drupal", "<li class='pager-next'><a href='/tin?page=1'>sau</a></li>", "/tin?page=1"),
        (
            "joomla",
            "<ul class='pagination'><li class='active'><a>1</a></li><li><a href='?start=10'>2</a></li></ul>",
            "/tin?start=10",
        ),
        (
            "liferay",
            "<ul class='lfr-pagination-buttons pager'><li><a href='javascript:;'>Trước</a></li>"
            "<li><a href='/tin?cur=2'>Tiếp theo</a></li></ul>",
            "/tin?cur=2",
        ),
        (
            "news_detail_layout",
            "<div class='default-pagination'><a class='next' href='?page=2'>»</a></div>",
            "/tin?page=2",
        ),
        ("news_detail_layout", "<div class='default-pagination'><span class='current next'>»</span></div>", None),
        ("vccorp", "<a class='list__viewmore' href='/x'>Xem thêm</a>", None),
        ("a_id", "<p>Hết</p>", None),
    ],
)
def test_the_next_page_of_a_listing(family: str, markup: str, following: str | None) -> None:
    """Older articles would never be found. Drupal counts from 0 and Joomla in articles: a computed page would skip."""
    url = address("/tin")
    response = HtmlResponse(url, body=markup.encode(), encoding="utf-8")
    request = PLATFORMS[family]().paging.next_request(ListingPage(response, Selector(markup), url, 1, url, {}))
    assert (request.url if request else None) == (address(following) if following else None)


@pytest.mark.parametrize(
    ("family", "markup"),
    [
        ("a_id", "<ul><li class='news-img'><a class='b-title' href='/x-a1.html'>Tin</a></li></ul>"),
        ("b_grid", "<h3 class='b-grid__title'><a href='/x-10418822.html'>Tin</a></h3>"),
        ("vccorp", "<div class='box-stream-item'><a class='box-stream-link-title' href=' /x.htm'>Tin</a></div>"),
        ("liferay", "<div id='p_p_id_56_INSTANCE_x_' class='portlet-boundary'></div>"),
        ("sharepoint", "<link rel='stylesheet' href='/_layouts/15/1066/styles/corev15.css'>"),
        ("news_detail_layout", "<section class='Article-Detail-listType10'></section>"),
        ("wordpress", "<link rel='https://api.w.org/' href='/wp-json/'>"),
        (
            "wordpress",
            "<p class='td-post-content'></p><script src='/wp-includes/js/a.js'></script>",
        ),
        ("drupal", "<script data-drupal-selector='drupal-settings-json'>{}</script>"),
        ("joomla", "<script class='joomla-script-options new'>{}</script>"),
        ("month_hex", "<div class='td-post-content'></div>"),
        ("generic", "<img src='https://cantho.vn/wp-content/uploads/2026/02/anh.jpg'>"),
    ],
)
def test_the_mark_of_a_family(family: str, markup: str) -> None:
    """Home pages and listings must tell their family too: a picture of another site must not."""
    assert recognise(page(f"<html><body>{markup}</body></html>")).name == family
