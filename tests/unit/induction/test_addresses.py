"""If these fail, listings and searches are stored as articles, or two articles become one document."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.induction.addresses import Addresses, induce_addresses
from crawler.platforms.base import Platform
from tests.unit.extraction.reading import repeatable

HOST = "https://vidu.gov.vn"
LISTINGS = [f"{HOST}{path}" for path in ("/", "/tin-tuc", "/van-hoa-the-thao", "/lien-he", "/tim-kiem?q=a", "/rss.xml")]
SLUGS = [
    "khanh-thanh-cay-cau-noi-hai-thon",
    "lop-hoc-boi-mien-phi-cho-tre-em",
    "lo-che-dau-tien-sang-nhat-ban",
    "to-xe-om-giup-nguoi-gia-ngay-mua",
    "nguoi-tho-ren-cuoi-cung-cua-pho",
]


def addresses(form: str, numbers: list[str]) -> list[str]:
    """Articles whose addresses have *form*."""
    return [
        HOST + form.format(slug=slug, n=n, cat=cat)
        for slug, n, cat in zip(SLUGS, numbers, ("tin", "y-te", "tin", "kinh-te", "tin"), strict=True)
    ]


def found(form: str, numbers: list[str], others: list[str] = LISTINGS) -> Addresses:
    told = induce_addresses(addresses(form, numbers), others)
    assert told is not None
    return told


FIVE = ["81234", "81251", "81268", "81302", "81377"]


@pytest.mark.parametrize(
    ("form", "numbers", "identity"),
    [
        ("/{slug}-{n}.html", FIVE, "81251"),
        ("/{cat}/{slug}-{n}", FIVE, "81251"),
        ("/{slug}-post{n}.html", ["12", "345", "6789", "23", "99"], "345"),
        ("/{slug}-a{n}.html", FIVE, "81251"),
        ("/news/398/{n}/{slug}/", FIVE, "81251"),
        (
            "/{cat}/{slug}-1{n}004193.htm",
            [f"0226022809{n}" for n in ("30", "31", "45", "46", "59")],
            "1022602280931004193",
        ),
    ],
)
def test_a_number_of_the_cms_is_the_identity(form: str, numbers: list[str], identity: str) -> None:
    """One article under two addresses would be two."""
    told = found(form, numbers)
    platform = Platform(article_url=told.article_url, article_id=told.article_id)
    assert told.sure == "sure"
    assert platform.key(addresses(form, numbers)[1]) == f"vidu.gov.vn#{identity}"
    assert all(map(platform.is_article_url, addresses(form, numbers)))
    assert not any(map(platform.is_article_url, LISTINGS))
    assert platform.is_article_url(
        HOST + form.format(slug="bai-khac-han-voi-chung", n=numbers[0][:-1] + "0", cat="moi")
    )


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("/{cat}/{slug}-{n}.html", ["2022", "2023", "2024", "2025", "2026"]),  # years
        ("/{cat}/{slug}-{n}.html", ["1", "2", "1", "3", "2"]),  # a running number of each category
        ("/{cat}/{slug}-{n}.html", ["4", "12", "7", "9", "10"]),  # may begin anew in each category
        ("/{slug}-{n}.html", ["81234", "81234", "81268", "81302", "81377"]),  # two articles have one
        ("/{slug}-{n}.html", ["20260315", "20260316", "20260317", "20260318", "20260320"]),  # days
        ("/{n}/{slug}.html", ["202601", "202602", "202603", "202604", "202605"]),  # months
        ("/{cat}/{slug}", ["", "", "", "", ""]),
    ],
)
def test_no_other_number_is_an_identity(form: str, numbers: list[str]) -> None:
    """Two articles with one identity are one document: the second one would overwrite the first."""
    assert found(form, numbers).article_id == ()


def test_hex_numbers_count_within_their_month() -> None:
    """The "/YYYYMM/slug-hex/" family (SITE-FACTS 6.4)."""
    urls = addresses("/{cat}/202603/{slug}-{n}/", ["1a2b3c4", "00fa321", "9f8e7d6", "4410a2b", "1234567"])
    told = induce_addresses(urls, LISTINGS)
    assert told is not None
    platform = Platform(article_url=told.article_url, article_id=told.article_id)
    assert platform.key(urls[1]) == "vidu.gov.vn#202603/00fa321"


def test_a_year_at_the_end_of_a_slug_is_no_form() -> None:
    """ "…-nam-2026" among addresses of words alone."""
    urls = [*addresses("/{cat}/{slug}", [""] * 5), f"{HOST}/tin/ke-hoach-tong-ket-phong-trao-nam-2026"]
    told = induce_addresses(urls, LISTINGS)
    assert told is not None
    assert not told.numbered
    assert told.article_id == ()
    assert all(re.search(told.article_url, urlsplit(url).path) for url in urls)


@pytest.mark.parametrize(
    ("articles", "others"),
    [
        ([], []),
        (["khong phai dia chi", "https://", HOST], []),
        ([f"{HOST}/tin-a", f"{HOST}/tin-b", f"{HOST}/tin-c"], [f"{HOST}/tin-tuc"]),  # as short as categories
        (addresses("/{slug}-{n}.html", FIVE), [f"{HOST}/danh-sach-bai-viet-90001.html"]),  # a listing of the same form
        (
            [f"{HOST}/a/b-12345.html", f"{HOST}/c-d-e-f", f"{HOST}/2026/x.aspx", f"{HOST}/tin/1/2/3", f"{HOST}/q.php"],
            [],
        ),
    ],
)
def test_what_cannot_be_told_is_not_proposed(articles: list[str], others: list[str]) -> None:
    """A guess would store the site's listings as articles, every day."""
    assert induce_addresses(articles, others) is None


def test_few_addresses_are_not_sure() -> None:
    """Whoever reviews must know that one address proves little."""
    assert found("/{slug}-{n}.html", FIVE).sure == "sure"
    one = induce_addresses(addresses("/{slug}-{n}.html", FIVE)[:1], [])
    assert one is not None
    assert (one.sure, one.article_id) == ("weak", ())


@repeatable
@given(
    st.lists(st.from_regex(r"/[a-z0-9-]{1,20}(?:/[a-z0-9-]{1,30}){0,3}(?:\.html)?/?", fullmatch=True), max_size=8),
    st.lists(st.from_regex(r"/[a-z0-9-]{1,20}(?:/[a-z0-9-]{1,12})?", fullmatch=True), max_size=5),
)
def test_a_proposal_fits_no_other_page_and_names_no_article_twice(articles: list[str], others: list[str]) -> None:
    """Whatever the addresses are: what is proposed rejects every other page, and tells all its articles apart."""
    told = induce_addresses([HOST + path for path in articles], [HOST + path for path in others])
    if told is None:
        return
    platform = Platform(article_url=told.article_url, article_id=told.article_id)
    fitting = {path for path in articles if platform.is_article_url(HOST + path)}
    assert not any(platform.is_article_url(HOST + path) for path in set(others) - set(articles))
    bare = {path.rstrip("/") for path in fitting}
    assert len({platform.key(HOST + path) for path in bare}) == len(bare)
