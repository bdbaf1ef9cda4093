"""If these fail, only the newest fifteen articles of every VNPT portal are ever read."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from parsel import Selector
from scrapy import Request
from scrapy.http import HtmlResponse

from crawler.discovery.links import article_links
from crawler.discovery.paging import ListingPage
from crawler.platforms.vnpt_portal import VnptPaging, VnptPortal

ROOT = "https://ninhbinh.gov.vn/kinh-te"
FIELDS = {
    *("article_category_id", "categoryIds", "site_id", "page", "page_size", "keyword", "date_begin", "date_end"),
    *("show_no", "show_post_date", "num_of_text", "show_view_count", "filter_order_in_list", "is_default", "new"),
    *("number_of_day", "no", "lang", "articlelang", "is_authenticated"),
}
JSON = (
    'article_category_id: 11495, categoryIds: "11495,11496", site_id: 100765, page_size: 20, x; '
    "var maxPage = parseInt(3);"
)


def following(script: str, number: int = 1, memory: dict[str, str] | None = None) -> Request | None:
    markup = f"<ul class=ArticleList></ul><script>{script}</script>"
    response = HtmlResponse(ROOT, body=markup.encode(), encoding="utf-8")
    kept = {} if memory is None else memory
    return VnptPaging().next_request(ListingPage(response, Selector(markup), ROOT, number, ROOT, kept))


def form(request: Request | None) -> dict[str, str]:
    assert request is not None
    return {name: values[0] for name, values in parse_qs(request.body.decode(), keep_blank_values=True).items()}


def test_the_second_page_is_a_complete_form() -> None:
    """The endpoint answers nothing when a field is missing (HP and NB sent all of these)."""
    request = following(JSON)
    assert request is not None
    assert (
        request.url == "https://ninhbinh.gov.vn/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle"
    )
    assert request.method == "POST"
    assert request.headers["Referer"] == ROOT.encode()
    assert request.headers["Content-Type"] == b"application/x-www-form-urlencoded; charset=UTF-8"
    sent = form(request)
    assert {
        "article_category_id": "11495",
        "categoryIds": "11495,11496",
        "site_id": "100765",
        "page": "2",
    }.items() <= sent.items()
    assert (sent["page_size"], sent["no"]) == ("20", "-20")
    assert sent.keys() == FIELDS


@pytest.mark.parametrize(
    "script",
    [
        JSON,
        "{'article_category_id': '11495', 'site_id': '100765'}",
        '{"article_category_id":"11495","categoryIds":"","site_id":"100765"}',
        "var article_category_id = 11495; var site_id=100765;",
        "article_category_id\n:\n11495,\nsite_id :100765",
        "data.article_category_id = parseInt('11495'); data.site_id = parseInt(100765)",
    ],
)
def test_ids_are_found_in_every_spelling_of_the_script(script: str) -> None:
    """Skins differ; without the ids the walk ends at page 1."""
    sent = form(following(script))
    assert (sent["article_category_id"], sent["site_id"]) == ("11495", "100765")
    assert sent["categoryIds"].startswith("11495")


@pytest.mark.parametrize(
    "script", ["", "article_category_id: 11495", "site_id: 100765", "article_category_id: abc, site_id: 1"]
)
def test_without_ids_the_walk_ends(script: str) -> None:
    """A guess would ask another site's category."""
    assert following(script) is None


def test_the_last_page_ends_the_walk_and_ids_are_kept() -> None:
    """The answers are fragments without script: the first page's ids must last."""
    memory: dict[str, str] = {}
    assert form(following(JSON, 1, memory))["page"] == "2"
    assert form(following("", 2, memory))["page"] == "3"
    assert following("", 3, memory) is None
    assert following(JSON.replace("parseInt(3)", "parseInt('1')")) is None
    assert following(JSON.replace("parseInt(3)", "parseInt(0)")) is None


def test_the_items_of_a_fragment_are_found() -> None:
    """The endpoint's answer is list items without the list."""
    fragment = "<li class=row><div class=col-lg-10><h2 class=Title><a href='/kinh-te/bai-12'>Bài</a></h2></div></li>"
    family = VnptPortal()
    assert article_links(
        Selector(fragment), family.listing_links, ROOT, pattern=family.article_url, hosts=("ninhbinh.gov.vn",)
    ) == ["https://ninhbinh.gov.vn/kinh-te/bai-12"]
