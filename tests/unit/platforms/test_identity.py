"""Identity of articles: what is one article must have one key, what is two must have two."""

from __future__ import annotations

import pytest

from crawler.platforms import PLATFORMS

ONE = [
    ("mediatech", "https://nbtv.vn/news/401/48578/du-an-cua-hoc-sinh", "https://nbtv.vn/du-an-cua-hoc-sinh-48578.html"),
    ("nukeviet", "http://a.gov.vn/news/tin-moi/bai-viet-5.html", "http://a.gov.vn/news/su-kien/bai-viet-5.html"),
    (
        "nukeviet",
        "http://a.gov.vn/news/tin-moi/bai-viet-5.html",
        "http://a.gov.vn/index.php/news/tin-moi/bai-viet-5.html",
    ),
    ("onecms", "https://baolaocai.vn/tieu-de-cu-post404649.html", "https://baolaocai.vn/tieu-de-moi-post404649.html"),
]
TWO = [
    ("mediatech", "https://nbtv.vn/thoi-su-ngay-20-11-2026.html", "https://nbtv.vn/thoi-su-ngay-21-11-2026.html"),
    ("vnpt_portal", "https://a.gov.vn/ke-hoach/ke-hoach-nam-2026", "https://a.gov.vn/bao-cao/bao-cao-nam-2026"),
    ("month_hex", "https://b.vn/xa-hoi/202210/bai-a-2203956/", "https://b.vn/xa-hoi/202503/bai-b-2203956/"),
    ("nukeviet", "http://a.gov.vn/news/tin-moi/bai-viet-5.html", "http://a.gov.vn/van-ban/tin-moi/bai-viet-5.html"),
]


@pytest.mark.parametrize(("family", "one", "other"), ONE)
def test_addresses_of_one_article(family: str, one: str, other: str) -> None:
    """An edit would look like a split, and the article would be stored twice."""
    platform = PLATFORMS[family]()
    assert platform.key(one) == platform.key(other)


@pytest.mark.parametrize(("family", "one", "other"), TWO)
def test_addresses_of_two_articles(family: str, one: str, other: str) -> None:
    """Two articles would become one document: data loss."""
    platform = PLATFORMS[family]()
    assert platform.key(one) != platform.key(other)


@pytest.mark.parametrize(
    "path",
    [
        "/print/tin-moi/bai-viet-5.html",
        "/savefile/tin-moi/bai-viet-5.html",
        "/videoclips/clip-5.html",
        "/download/tai-lieu-5.html",
    ],
)
def test_nukeviet_copies_and_other_modules_are_no_articles(path: str) -> None:
    """The print copy of an article would be stored as another article."""
    assert not PLATFORMS["nukeviet"]().is_article_url(f"http://a.gov.vn{path}")


@pytest.mark.parametrize("path", ["/index.php/news/tin-moi/bai-viet-5.html", "/vi/news/tin-moi/bai-viet-5.html"])
def test_nukeviet_without_rewriting_or_with_languages(path: str) -> None:
    """The project's own NukeViet site would yield nothing (SITE-FACTS 6.9, B)."""
    assert PLATFORMS["nukeviet"]().is_article_url(f"http://a.gov.vn{path}")
