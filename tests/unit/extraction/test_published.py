"""If these fail, an article is filed under the day of the crawl, of another article or of an event: nobody notices."""

from __future__ import annotations

import pytest

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from crawler.extraction.result import Extracted
from crawler.platforms.base import Platform
from crawler.platforms.laravel_3s import Laravel3S
from crawler.platforms.month_hex import MonthHex
from crawler.platforms.vnpt_portal import VnptPortal
from crawler.text.dates import VIETNAM
from tests.unit.extraction.reading import page

TITLE = "Khánh thành cây cầu nối hai thôn của xã Hòa Bình"
P1 = "Sáng nay, xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm nay vì nước lớn."
P2 = "Bà con không còn phải đi đò mỗi mùa nước lên, trẻ em đến trường bằng xe đạp trên con đường mới rải nhựa."
TEXT = f"<p>{P1}</p><p>{P2}</p>"
OTHER = "<a href=/bai-khac>Một bài khác về mùa vụ ở vùng cao</a>"
LARAVEL = (
    Laravel3S,
    "/thoi-su/khanh-thanh-cay-cau-noi-hai-thon",
    "<h1>{t}</h1>{near}<div class=content-detail>{b}</div>",
)
VNPT = (
    VnptPortal,
    "/tin-tuc/khanh-thanh-cay-cau-1234",
    "<div class=ArticleDetailControl><div class=ArticleHeader><h1>{t}</h1></div>{near}"
    "<div class=ArticleContent>{b}</div>{after}</div>",
)
MONTH = (
    MonthHex,
    "/xa-hoi/202603/khanh-thanh-cay-cau-1a2b3c4/",
    "<h1>{t}</h1>{near}<div class=td-post-content>{b}</div>",
)
Site = tuple[type[Platform], str, str]


def read(site: Site, *, before: str = "", near: str = "", body: str = TEXT, after: str = "") -> Extracted:
    platform, path, shape = site
    outside = "" if "{after}" in shape else after
    markup = before + shape.format(t=TITLE, near=near, b=body, after=after) + outside
    found = extract(page(f"<html><body>{markup}</body></html>", f"https://vidu.vn{path}"), platform.layouts, Rules())
    assert found.title == TITLE
    assert found.layout is not None
    return found


def local(found: Extracted) -> str | None:
    return found.published_at.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M") if found.published_at else None


@pytest.mark.parametrize(
    ("site", "place"),
    [
        (LARAVEL, {"after": f"<div class=items><div>{OTHER}<div class=post-date>01/02/2020</div></div></div>"}),
        (LARAVEL, {"after": "<ul><li><a href=/b>Bài khác</a><span class=post-date>01/02/2020</span></li></ul>"}),
        (LARAVEL, {"before": "<header><time>Chủ nhật, 22/11/2026</time></header>"}),
        (LARAVEL, {"before": "<div class=top><time>Chủ nhật, 22/11/2026</time></div>"}),
        (LARAVEL, {"before": "<header><time>21/11/2026</time></header>"}),
        (LARAVEL, {"body": f"<p>{P1}</p><p><time>12/12/2025</time></p><p>{P2}</p>"}),
        (MONTH, {"before": "<div class=top><div class=date>Chủ nhật, 22/11/2026</div></div>"}),
        (MONTH, {"before": "<header><div class=date>Thứ bảy, 21/11/2026</div></header>"}),
        (MONTH, {"after": f"<div>{OTHER}<div class=date>01/02/2020</div></div>"}),
        (VNPT, {"after": "<div class=OtherDate>Tin khác (05/06/2021)</div>"}),
        (VNPT, {"after": f"<div>{OTHER}<div class=OtherDate>(05/06/2021)</div></div>"}),
        (VNPT, {"body": f"{TEXT}<div class=EventDate>Hội nghị ngày 12/12/2025 tại Hà Nội</div>"}),
        (VNPT, {"near": "<div class=EventDate>Hội nghị ngày 12/12/2025 tại Hà Nội</div>"}),
    ],
)
def test_no_date_of_a_clock_a_side_list_or_an_event_is_the_articles(site: Site, place: dict[str, str]) -> None:
    """The article shows no date: it was stored under one of another article, of the crawl or of a meeting."""
    found = read(site, **place)
    assert found.published_at is None, found.via


@pytest.mark.parametrize(
    ("site", "near", "via"),
    [
        (LARAVEL, "<div class=meta>Trần An <time>05/03/2026 08:15</time></div>", "laravel-3s-2021:time"),
        (LARAVEL, "<p class=post-date>Thứ năm, 05/03/2026 - 08:15</p>", "laravel-3s-2021:.post-date"),
        (MONTH, "<div class=date>Cập nhật lúc 08:15, 05/03/2026</div>", "month-hex-2022:div.date"),
        (
            MONTH,
            "<div class=page-detail-meta><p><ul><li>05/03/2026 08:15</li></ul></div>",
            "month-hex-2022:.page-detail-meta li",
        ),
        (
            VNPT,
            "<div class=PublishDate>Ngày đăng: 05/03/2026 08:15</div>",
            "vnpt-2024:.ArticleDetailControl [class*='Date']",
        ),
        (VNPT, "<div class=PostDate>05/03/2026 08:15</div>", "vnpt-2024:div.PostDate"),
    ],
)
def test_a_date_line_under_the_headline_is_read(site: Site, near: str, via: str) -> None:
    """Strictness must not cost the dates that are there."""
    found = read(site, near=near)
    assert (local(found), found.via["published_at"]) == ("2026-03-05 08:15", via)


def test_an_unreadable_date_under_the_headline_is_kept_raw() -> None:
    """Nobody can repair what is not on record."""
    found = read(LARAVEL, near="<p class=post-date>04/13/2026</p>")
    assert (found.published_at, found.published_raw) == (None, "04/13/2026")
