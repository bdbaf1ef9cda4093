"""If these fail, an article has other people's names, pictures or figures: nobody notices, nobody mends."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from crawler.text.dates import VIETNAM
from tests.unit.extraction.article import BODY, LAYOUT, P1, TITLE, read

# --- people -----------------------------------------------------------------------------------------------------------


def test_authors_come_from_one_place() -> None:
    """The second selector also finds the author boxes of other cards on the page."""
    found = read(
        "",
        f"<h1 class=tieude>{TITLE}</h1>{BODY}<p class=bai><b class=tacgia>Trần An</b></p>"
        "<div class=card><b class=tacgia>Lê Bình</b></div>",
        LAYOUT,
    )
    assert found.authors == ["Trần An"]


def test_the_signature_gives_author_and_source() -> None:
    """Most portals name the author only in the last line."""
    found = read("", f"<h1 class=tieude>{TITLE}</h1><div class=noidung><p>{P1}</p><p>Trần An (TTXVN)</p></div>", LAYOUT)
    assert (found.authors, found.source_credit) == (["Trần An"], "TTXVN")
    assert found.via["authors"] == found.via["source_credit"] == "text:signature"


def test_the_origin_of_names_and_source_is_each_ones_own() -> None:
    """Whoever looks for a wrong name would mend the byline's selector, which only gave the source."""
    said = {"@type": "NewsArticle", "headline": TITLE, "author": {"name": "Nguyễn Minh Hà"}}
    head = f'<script type="application/ld+json">{json.dumps(said)}</script>'
    found = read(head, f"<h1 class=tieude>{TITLE}</h1><p class=tacgia>Nguồn: TTXVN</p>{BODY}", LAYOUT)
    assert (found.authors, found.via["authors"]) == (["Nguyễn Minh Hà"], "jsonld:author")
    assert (found.source_credit, found.via["source_credit"]) == ("TTXVN", "vidu-2026:.tacgia")


def test_the_publisher_is_no_author() -> None:
    """Machines are often told that the office wrote it."""
    head = '<meta property="og:site_name" content="Báo Ví Dụ"><span itemprop="author">Báo Ví Dụ</span>'
    assert read(head, f"<h1>{TITLE}</h1>{BODY}").authors == []


# --- figures, files, pictures -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("shown", "expected"), [("1.234", 1234), ("Lượt xem: 56", 56), ("nhiều", None)])
def test_views_of_the_layout(shown: str, expected: int | None) -> None:
    """A counter read wrongly is only a figure, but a crash here was an article."""
    assert read("", f"<h1 class=tieude>{TITLE}</h1><span class=xem>{shown}</span>{BODY}", LAYOUT).views == expected


def test_files_and_lead_picture_outside_the_body() -> None:
    """VNPT prints them above and below the text."""
    found = read(
        "",
        f"<h1 class=tieude>{TITLE}</h1><figure><img class=dau src=/d.jpg><figcaption>Cầu</figcaption></figure>{BODY}"
        "<p class=tep><a href=/kh.pdf>Kế hoạch</a> <a href=/trang>Trang</a></p>",
        LAYOUT,
    )
    assert [(i.url, i.caption) for i in found.images] == [("https://vidu.gov.vn/d.jpg", "Cầu")]
    assert [a.name for a in found.attachments] == ["Kế hoạch"]


def test_the_origin_of_the_pictures_is_the_bodys_where_the_body_holds_the_lead_picture() -> None:
    """Whoever mends a selector must know which one gave the pictures."""
    shown = (
        f"<h1 class=tieude>{TITLE}</h1><div class=noidung><p>{P1}</p><img class=dau src=/a.jpg><img src=/b.jpg></div>"
    )
    found = read("", shown, LAYOUT)
    assert ([i.url[-5:] for i in found.images], found.via["images"]) == (["a.jpg", "b.jpg"], found.via["body"])


# --- the page ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("", "https://vidu.gov.vn/tin-tuc/a.jpg"),
        ("<base href='/'>", "https://vidu.gov.vn/a.jpg"),
        ("<base href='https://vidu.gov.vn'>", "https://vidu.gov.vn/a.jpg"),
        ("<base href='//www.vidu.gov.vn/'>", "https://www.vidu.gov.vn/a.jpg"),
        ("<base href='https://khac.example/'>", "https://vidu.gov.vn/tin-tuc/a.jpg"),
        ("<base href='/static/templates/version1/'>", "https://vidu.gov.vn/tin-tuc/a.jpg"),
        ("<base href='http://['>", "https://vidu.gov.vn/tin-tuc/a.jpg"),
        ("<base href='javascript:1'>", "https://vidu.gov.vn/tin-tuc/a.jpg"),
    ],
)
def test_relative_addresses_follow_the_base_only_where_it_is_a_root(base: str, expected: str) -> None:
    """baocantho's base points into a template folder; a broken one must not cost the page."""
    found = read(base, f"<h1 class=tieude>{TITLE}</h1><div class=noidung><p>{P1}</p><img src=a.jpg></div>", LAYOUT)
    assert [image.url for image in found.images] == [expected]


def test_a_time_without_zone_is_vietnams() -> None:
    """Seven hours off is another day for every article of the morning."""
    head = '<meta property="article:published_time" content="2026-03-05T06:30:00">'
    found = read(head, f"<h1>{TITLE}</h1>{BODY}")
    assert found.published_at == datetime(2026, 3, 5, 6, 30, tzinfo=VIETNAM)
