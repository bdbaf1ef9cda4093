"""If these fail, articles are taken for listings and never read, or one article is stored twice, or two as one."""

from __future__ import annotations

import re

import pytest

from crawler.platforms import PLATFORMS
from crawler.platforms.base import Platform
from crawler.platforms.month_hex import MonthHex
from crawler.spiders.baoquangtri import BaoQuangTri
from crawler.spiders.ubdt import Ubdt
from tests.unit.platforms import more_addresses

QUANGTRI = BaoQuangTri.platform

# Addresses as SITE-FACTS gives them.
ARTICLES: dict[str, list[str]] = {
    "vnpt_portal": [
        "https://ninhbinh.gov.vn/tin-noi-bat/cac-hoat-dong-tai-le-hoi-hoa-lu-nam-2024-336351",
        "http://www.hoinongdan.org.vn/chinh-sach/du-thao-luat-dat-dai-381436",
        "http://www.hoinongdan.org.vn/chinh-sach/du-thao-luat-dat-dai-381436/",
    ],
    "mediatech": [
        "https://nbtv.vn/news/401/48578/du-an-cua-hoc-sinh",
        "https://nbtv.vn/nhan-dan-la-chu-the-sang-tao-50151.html",
        "https://baothaibinh.com.vn/tin-tuc/260/154962/mot-bai-viet",
    ],
    "ecm": [
        "http://ubdt.gov.vn/tin-tuc/tin-hoat-dong/hoat-dong-cua-uy-ban/bai.htm",
        "http://ubdt.gov.vn/tin-tuc-hoat-dong/bai.htm",
        "http://ubdt.gov.vn/thong-bao/bai.htm",
        "http://ubdt.gov.vn/chuyen-doi-so/bai.htm",
        "http://www.cema.gov.vn/hanh-trinh-70-nam-ban-ton-giao-chinh-phu.htm",
        "http://www.cema.gov.vn/gioi-thieu/cong-dong-54-dan-toc/nguoi-tay.htm",
    ],
    "month_hex": [
        "https://baoquangtri.vn/khoa-hoc-cong-nghe/202508/khoi-day-dam-me-khoa-hoc-cong-nghe-9344c18/",
        "https://baoquangtri.vn/kinh-te/nong-nghiep/202508/khoi-day-dam-me-9344c18",
        "https://baoquangbinh.vn/xa-hoi/202210/mot-bai-2203956/",
    ],
    "laravel_3s": [
        "http://laocaitv.vn/chinh-tri-xa-hoi/an-toan-phong-chay-chua-chay-o-cac-khu-tro-nhung-van-de-dat-ra"
    ],
    "onecms": ["https://baolaocai.vn/mot-bai-post123.html", "https://plo.vn/mot-bai-post873412.html"],
    "nukeviet": [
        "http://xa.gov.vn/chi-dao-dieu-hanh/11-linh-vuc-quan-trong-4.html",
        "http://xa.gov.vn/tin-tuc/chi-dao-dieu-hanh/11-linh-vuc-quan-trong-4.html",
        "http://congdoan.quangtri.gov.vn/Tin-hoat-dong-26/mot-bai-1053.html",
    ],
}
LISTINGS: dict[str, list[str]] = {
    "vnpt_portal": [
        *("https://ninhbinh.gov.vn/kinh-te", "https://laocai.gov.vn/tin-thoi-su", "https://ninhbinh.gov.vn/"),
        "https://ninhbinh.gov.vn/?pageid=27205&p_cate=11495",
    ],
    "mediatech": ["https://nbtv.vn/", "https://nbtv.vn/phat-thanh", "https://nbtv.vn/tin-tuc/260"],
    "ecm": [
        *(f"http://ubdt.gov.vn{path}" for path in Ubdt.listings),
        *("http://ubdt.gov.vn/home.htm", "http://ubdt.gov.vn/tin-tuc.htm", "http://ubdt.gov.vn/tin-tuc/a/b.htm?p=2"),
        *("http://ubdt.gov.vn/chuyen-doi-so.htm", "http://ubdt.gov.vn/gioi-thieu/cong-dong-54-dan-toc.htm"),
        "http://ubdt.gov.vn/tin-tuc/tin-tuc-su-kien/nghien-cuu-trao-doi.htm",
    ],
    "month_hex": [
        *(f"https://baoquangtri.vn{path}" for path in BaoQuangTri.listings),
        *("https://baoquangtri.vn/chinh-tri/index.html", "https://baoquangtri.vn/doc-bao-in/"),
    ],
    "laravel_3s": ["http://laocaitv.vn/", "http://laocaitv.vn/chinh-tri-xa-hoi", "http://laocaitv.vn/tin-tuc/thoi-su"],
    "onecms": [
        *("https://baolaocai.vn/review-lao-cai/", "https://baolaocai.vn/tu-khoa/cau-tag12.html"),
        "https://baolaocai.vn/search/?q=a",
    ],
    "nukeviet": [
        *("http://xa.gov.vn/chi-dao-dieu-hanh/", "http://xa.gov.vn/tin-tuc/chi-dao-dieu-hanh/page-2/"),
        *("http://xa.gov.vn/rss/chi-dao-dieu-hanh/", "http://xa.gov.vn/sitemap-vi.news.xml", "http://xa.gov.vn/"),
    ],
}


def cases(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(name, url) for name, urls in table.items() for url in urls]


def test_every_family_has_its_addresses_here() -> None:
    """A new family without examples is an untested one."""
    for here, there in ((ARTICLES, more_addresses.ARTICLES), (LISTINGS, more_addresses.NO_ARTICLES)):
        assert set(here) | {family for family, _ in there} == set(PLATFORMS) - {"generic"}


@pytest.mark.parametrize(("name", "url"), cases(ARTICLES))
def test_an_articles_address_is_known(name: str, url: str) -> None:
    """Articles whose address is not known are never asked for."""
    assert PLATFORMS[name]().is_article_url(url)


@pytest.mark.parametrize(("name", "url"), cases(LISTINGS))
def test_a_listings_address_is_no_articles(name: str, url: str) -> None:
    """A listing read as an article is a reject on every run, and its articles are lost."""
    assert not PLATFORMS[name]().is_article_url(url)


@pytest.mark.parametrize(
    "url", ["https://baoquangtri.vn/nghia-tinh-salavan-va-champasak-135352.htm", ARTICLES["month_hex"][0]]
)
def test_baoquangtri_knows_the_addresses_of_both_its_lives(url: str) -> None:
    """Old articles are still linked."""
    assert QUANGTRI.is_article_url(url)


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        *((path, True) for path in ("/chinh-tri/", "/khoa-hoc-cong-nghe/", "/kinh-te/nong-nghiep/")),
        *((path, False) for path in ("/", "/doc-bao-in/", "/chinh-tri/202508/", "/chinh-tri/202508/bai-a-9344c18/")),
    ],
)
def test_a_menu_of_month_hex_leads_to_categories_only(path: str, leads: bool) -> None:
    """Without them only the home page is read; with more, every issue of the printed paper is."""
    assert bool(re.search(str(MonthHex.listing_url), path)) is leads


def key(family: Platform, url: str, *hosts: str) -> str:
    return family.key(family.canonical(url, hosts, None))


SAME = [
    ("mediatech", "https://nbtv.vn/news/401/48578/ten-cu", "https://nbtv.vn/ten-moi-48578.html"),
    ("mediatech", "https://nbtv.vn/news/401/48578/ten-cu-2021", "https://nbtv.vn/news/7/48578/ten-cu-2021/"),
    ("nukeviet", "http://xa.gov.vn/tin/xa-hoi/cau-moi-12.html", "http://xa.gov.vn/tin/kinh-te/cau-moi-12.html"),
    ("nukeviet", "http://xa.gov.vn/xa-hoi/cau-moi-12.html", "http://xa.gov.vn/kinh-te/ten-sua-12.html"),
    ("month_hex", "https://a.vn/x/202508/ten-9344c18/", "https://a.vn/y/z/202508/ten-sua-9344c18"),
    ("onecms", "https://a.vn/ten-post12.html", "https://a.vn/ten-sua-post12.html"),
    ("vnpt_portal", "https://a.vn/x/ten-336351", "https://a.vn/y/ten-sua-336351/"),
    ("laravel_3s", "http://a.vn/x/ten-bai-viet-dai-hon-hai-muoi", "http://a.vn/x/ten-bai-viet-dai-hon-hai-muoi/"),
]
OTHER = [
    ("mediatech", "https://nbtv.vn/news/48578/1/ten", "https://nbtv.vn/ten-48578.html"),
    ("nukeviet", "http://xa.gov.vn/tin/xa-hoi/cau-12.html", "http://xa.gov.vn/van-ban/xa-hoi/cau-12.html"),
    ("nukeviet", "http://xa.gov.vn/tin/xa-hoi/cau-12.html", "http://xa.gov.vn/tin/xa-hoi/cau-13.html"),
    ("nukeviet", "http://xa.gov.vn/tin/cau-12.html", "http://phuong.gov.vn/tin/cau-12.html"),
    ("month_hex", "https://a.vn/x/202508/ten-9344c18/", "https://a.vn/x/202508/ten-9344c19/"),
    ("onecms", "https://a.vn/ten-post12.html", "https://a.vn/ten-post112.html"),
    ("vnpt_portal", "https://a.vn/x/ten-2024-336351", "https://a.vn/x/ten-2024-336352"),
    ("vnpt_portal", "https://a.vn/x/ke-hoach-nam-2026", "https://a.vn/y/thong-bao-nam-2026"),
    ("mediatech", "https://a.vn/ke-hoach-nam-2026.html", "https://a.vn/thong-bao-nam-2026.html"),
    ("ecm", "http://a.vn/thong-bao/mot.htm", "http://a.vn/thong-bao/hai.htm"),
    ("generic", "https://a.vn/mot-bai-viet-nao-do-12", "https://a.vn/mot-bai-viet-nao-do-13"),
]


@pytest.mark.parametrize(("name", "one", "other"), SAME)
def test_two_addresses_of_one_article_have_one_key(name: str, one: str, other: str) -> None:
    """Else each article is stored once per category, and again when its headline is mended."""
    assert key(PLATFORMS[name](), one) == key(PLATFORMS[name](), other)


@pytest.mark.parametrize(("name", "one", "other"), OTHER)
def test_two_articles_have_two_keys(name: str, one: str, other: str) -> None:
    """A false merge is data loss."""
    assert key(PLATFORMS[name](), one) != key(PLATFORMS[name](), other)


def test_ubdt_is_one_site_under_its_names() -> None:
    """cema.gov.vn, www.cema.gov.vn and ubdt.gov.vn serve the same paths."""
    keys = {
        Ubdt.platform.key(Ubdt.platform.canonical(f"{start}/thong-bao/mot.htm", Ubdt.hosts, Ubdt.scheme))
        for start in ("http://ubdt.gov.vn", "https://cema.gov.vn", "http://www.cema.gov.vn:80")
    }
    assert keys == {"http://ubdt.gov.vn/thong-bao/mot.htm"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.vn/sitemap-vi.news.xml", True),
        ("http://a.vn/sitemap-vi.tin-tuc.xml", True),
        ("http://a.vn/sitemap.xml", True),
        ("http://a.vn/sitemap-vi.about.xml", False),
        ("http://a.vn/sitemap-vi.laws.xml", False),
    ],
)
def test_nukeviets_sitemaps_of_news_are_told_from_the_others(url: str, expected: bool) -> None:
    """A portal's laws are thousands of addresses that are no articles."""
    assert PLATFORMS["nukeviet"]().is_news_sitemap(url) is expected
    assert PLATFORMS["generic"]().is_news_sitemap(url)
