"""The manifest tells the truth about the pages, and the pages hold what a crawl is meant to cope with."""

from __future__ import annotations

import html
import unicodedata
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from demo import manifest
from demo.corpus.stories import SITES
from demo.editions import Edition
from demo.manifest import Expected, by_site, expected
from demo.sites import news_sites
from demo.sites.base import SampleSite
from demo.sites.hanhchinhcong import HanhChinhCong
from tests.unit.demo.walk import get, post_page, walk

NAMES = list(SITES)
NOT_PLAYED = ("/tim-kiem", "/tag/", "/news/tag/", "/tu-khoa/", "/doc-bao-in/", "/users/")
"""Linked as on real sites, but of no use to a news crawler: search, keyword pages, the printed paper, accounts."""


@pytest.fixture(scope="module")
def sites() -> dict[str, SampleSite]:
    return {site.name: site for site in news_sites(Edition(manifest.LAST_EDITION))}


@pytest.fixture(scope="module")
def walked(sites: dict[str, SampleSite]) -> dict[str, dict[str, int]]:
    return {name: walk(site) for name, site in sites.items()}


@pytest.mark.parametrize("name", NAMES)
def test_site_has_enough_articles_over_several_listings(name: str) -> None:
    entries = by_site()[name]
    assert len(entries) >= 40
    assert len({section for entry in entries for section in entry.sections}) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_articles_are_reachable_and_answer(name: str, walked: dict[str, dict[str, int]]) -> None:
    reached = walked[name]
    for entry in by_site()[name]:
        statuses = {url: reached.get(url) for url in entry.urls}
        assert 200 in statuses.values(), entry.urls
    bad = {
        url
        for url, status in reached.items()
        if status not in {200, 301} and not urlsplit(url).path.startswith(NOT_PLAYED)
    }
    assert bad <= {manifest.DEAD_LINK_URL}


@pytest.mark.parametrize("name", NAMES)
def test_every_url_answers_with_its_text(name: str, sites: dict[str, SampleSite]) -> None:
    for entry in by_site()[name]:
        for url in entry.urls:
            page = unicodedata.normalize("NFC", html.unescape(get(sites[name], url).body.decode()))
            assert entry.title in page
            assert all(text in page for text in entry.body), url
            assert all(caption in page and image in page for image, caption, _credit in _relative(entry, sites[name]))


def _relative(entry: Expected, site: SampleSite) -> list[tuple[str, str, str | None]]:
    return [(url.removeprefix(site.root), caption, credit) for url, caption, credit in entry.images]


def test_titles_and_texts_are_distinct() -> None:
    entries = [entry for entry in expected() if "same-text-other-file" not in entry.flags]
    groups = {entry.group: entry for entry in entries}
    assert max(Counter(entry.title for entry in groups.values()).values()) == 1
    assert max(Counter(entry.body for entry in groups.values()).values()) == 1
    assert len(groups) + len(manifest.NOTICE_URLS) == manifest.DISTINCT_ARTICLES == 324
    assert len(expected()) == 326


def test_corpus_is_the_same_every_time() -> None:
    assert expected() == expected()
    assert expected()[0].title == "Trạm y tế xã Thanh Sơn triển khai hồ sơ sức khỏe điện tử"


def test_view_counter_moves_between_two_fetches(sites: dict[str, SampleSite]) -> None:
    url = by_site()["nbtv"][3].urls[0]
    assert get(sites["nbtv"], url).body != get(sites["nbtv"], url).body


def test_edited_article_differs_between_editions_only_where_it_was_edited() -> None:
    first, second = expected(1), expected(2)
    changed = [b.urls[0] for a, b in zip(first, second, strict=True) if a.body != b.body]
    assert changed == [manifest.EDITED_URL]


def test_syndicated_copy_is_decomposed_and_in_the_other_tone_style(sites: dict[str, SampleSite]) -> None:
    portal, broadcaster = manifest.SYNDICATED_TV_URLS
    page = get(sites["hanhchinhcong"], portal).body.decode()
    assert "Hoà giải" not in page
    assert unicodedata.normalize("NFD", "Hoà giải") in page
    assert "Hòa giải" in get(sites["nbtv"], broadcaster).body.decode()
    words = sum(len(text.split()) for text in next(e for e in expected() if portal in e.urls).body)
    assert words > 100


def test_notices_share_title_and_text_and_differ_in_their_file() -> None:
    one, two = (entry for entry in expected() if entry.urls[0] in manifest.NOTICE_URLS)
    assert (one.title, one.body) == (two.title, two.body)
    assert one.attachments != two.attachments


def test_pages_without_a_date_do_not_show_it(sites: dict[str, SampleSite]) -> None:
    assert len(manifest.NO_DATE_URLS) >= 2
    for entry in expected():
        if entry.urls[0] in manifest.NO_DATE_URLS:
            assert entry.published is None
            page = get(sites[entry.site], entry.urls[0]).body.decode()
            assert 'class="PostDate"' not in page
            assert '<div class="date">' not in page


def test_redirect_and_dead_link(sites: dict[str, SampleSite]) -> None:
    source, target = manifest.REDIRECTED_LINK
    response = get(sites["ubdt"], source)
    assert response.status == 301
    assert dict(response.headers)["Location"] == target
    assert get(sites["laocaitv"], manifest.DEAD_LINK_URL).status == 404


def test_past_the_end_is_an_empty_page(sites: dict[str, SampleSite]) -> None:
    for name, url in (
        ("nbtv", "https://nbtv.vn/tin-tuc/kinh-te?page=99"),
        ("laocaitv", "http://laocaitv.vn/kinh-te?page=99"),
        ("ubdt", "http://ubdt.gov.vn/tin-tuc/tin-tuc-su-kien/kinh-te-xa-hoi.htm?p=99"),
        ("ubmttqvn_quangtri", "http://ubmttqvn.quangtri.gov.vn/news/tin-hoat-dong/page-99/"),
    ):
        response = get(sites[name], url)
        assert response.status == 200, url
        assert not any(f'<h3><a href="{entry.urls[0]}' in response.body.decode() for entry in by_site()[name])


def test_vnpt_paging_needs_post_and_the_right_ids(sites: dict[str, SampleSite]) -> None:
    site = sites["hanhchinhcong"]
    assert isinstance(site, HanhChinhCong)
    right = {"categoryIds": "11495", "site_id": "100765", "page_size": "10"}
    assert b"<h2" in post_page(site, right, 2).body
    assert post_page(site, right, 99).body.strip() == b""
    assert post_page(site, {**right, "site_id": "1"}, 2).body == b""
    assert (
        get(site, f"{site.root}/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle").status == 404
    )


def test_unknown_top_level_of_nukeviet_redirects_home(sites: dict[str, SampleSite]) -> None:
    site = sites["ubmttqvn_quangtri"]
    assert get(site, f"{site.root}/khong-co/").status == 302
    assert get(site, f"{site.root}/news/tin-hoat-dong/khong-co-99999.html").status == 404


def test_attachments_are_served(sites: dict[str, SampleSite]) -> None:
    assert len(manifest.ATTACHMENT_URLS) >= 8
    for url in manifest.ATTACHMENT_URLS:
        assert get(sites["hanhchinhcong"], url).content_type.startswith("application/")


def test_readme_documents_every_special_case() -> None:
    readme = (Path(manifest.__file__).parent / "README.md").read_text(encoding="utf-8")
    wanted = [
        manifest.EDITED_URL,
        *manifest.SYNDICATED_TV_URLS,
        *manifest.SYNDICATED_NORTH_URLS,
        *manifest.TWO_CATEGORY_URLS,
        *manifest.NOTICE_URLS,
        manifest.DEAD_LINK_URL,
        *manifest.REDIRECTED_LINK,
        str(manifest.DISTINCT_ARTICLES),
    ]
    assert [text for text in wanted if text not in readme] == []
