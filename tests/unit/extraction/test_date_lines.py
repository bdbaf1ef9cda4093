"""If these fail, an article is filed under the day of an event, a comment, a clock or another article."""

from __future__ import annotations

import pytest

from crawler.extraction.fields import Rules
from tests.unit.extraction.article import (
    BODY,
    HEAD,
    LAYOUT,
    LONG1,
    LONG2,
    LONG3,
    P1,
    P2,
    TITLE,
    known_fault,
    lines,
    local,
    read,
    read_generic,
    text_of,
)


def test_the_layouts_date_is_read_with_its_raw_text() -> None:
    """The raw text is the proof when somebody doubts the date."""
    shown = f"<h1 class=tieude>{TITLE}</h1><span class=ngay>Thứ 5, 05.03.2026 | 08:15:30</span>{BODY}"
    found = read("", shown, LAYOUT)
    assert local(found) == "2026-03-05 08:15"
    assert (found.published_precision, found.published_raw) == ("second", "Thứ 5, 05.03.2026 | 08:15:30")


def test_an_unreadable_date_is_kept_raw_and_noted() -> None:
    """It is not guessed, and not silently lost either."""
    found = read("", f"<h1 class=tieude>{TITLE}</h1><span class=ngay>04/13/2026</span>{BODY}", LAYOUT)
    assert (found.published_at, found.published_raw) == (None, "04/13/2026")
    assert any(note.startswith("published_at:") for note in found.notes)


def test_a_distrusted_date_is_never_used() -> None:
    """NukeViet's machine date is the time of the last edit."""
    head = '<meta property="article:published_time" content="2026-03-05T08:00:00+07:00">'
    rules = Rules(distrust=frozenset({"opengraph:article:published_time"}))
    assert local(read(head, f"<h1>{TITLE}</h1>{BODY}")) == "2026-03-05 08:00"
    assert read(head, f"<h1>{TITLE}</h1>{BODY}", rules=rules).published_at is None


def test_the_minute_comes_from_the_line_of_the_same_day() -> None:
    """ "2026-01-08" is all that the meta says; the page shows 18:21."""
    head = f'<title>{TITLE}</title><meta name="DC.Date" content="2026-03-05">'
    same = f"<h1>{TITLE}</h1><div>05/03/2026 - 18:21</div>{BODY}"
    other = f"<h1>{TITLE}</h1><div>06/03/2026 - 18:21</div>{BODY}"
    assert local(read(head, same)) == "2026-03-05 18:21"
    found = read(head, other)
    assert (local(found), found.via["published_at"]) == ("2026-03-06 18:21", "text:date-line")


@pytest.mark.parametrize(
    "place",
    [
        "<div>{date}</div>{title}{body}",
        "{title}<div>{date}</div>{body}",
        "{title}<div><a>In</a> <a>Chia sẻ</a></div><div>228 lượt xem</div><div>{date}</div>{body}",
    ],
)
def test_the_date_line_beside_the_headline_is_found(place: str) -> None:
    """On a page that no layout knows it is the only date there is."""
    shown = place.format(date="Thứ năm, 05/03/2026 | 08:15", title=f"<h1>{TITLE}</h1>", body=BODY)
    found = read("", shown)
    assert local(found) == "2026-03-05 08:15"
    assert found.via["published_at"] == "text:date-line"


@pytest.mark.parametrize(
    "around",
    [
        "<header><div>Chủ nhật, 22/11/2026</div></header>{article}",
        "<div id=time-now>Chủ nhật, 15/11/2026 10:00</div>{article}",
        "<div class=top><span>Chủ nhật, ngày 22 tháng 11 năm 2026</span></div>{article}",
        "<div class='header-clock'><p>22/11/2026 10:00</p></div>{article}",
        "<nav><p>21/11/2026</p></nav>{article}",
        "{article}<footer><p>Giấy phép số 12/GP-TTĐT cấp ngày 15/01/2010</p></footer>",
        "{article}<p>Giấy phép số 12/GP-TTĐT</p><p>15/01/2010</p>",
        "{article}<h3>Tin liên quan</h3><div><a>Bài khác</a><div>01/02/2026</div></div>",
        "{article}<div>Tin đã đăng</div><ul><li><a>Bài khác</a><p>(01/02/2026)</p></li></ul>",
        "{article}<h3>Bình luận</h3><p>01/02/2026 08:00</p>",
    ],
)
def test_no_date_of_clock_licence_or_side_list_is_taken(around: str) -> None:
    """The portal shows no date: a page's clock would give every article the day of the crawl."""
    short = f"<h1>{TITLE}</h1><div class=noidung><p>{P1} {P2}</p></div>"
    found = read("", around.format(article=short))
    assert found.title == TITLE
    assert found.published_at is None, found.via


# --- what stands beside the headline ----------------------------------------------------------------------------------

TEXT = lines(LONG1, LONG2)
MACHINE = HEAD + '<meta property="article:published_time" content="2026-03-05T08:00:00+07:00">'


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        ("<div>Đăng lúc: 08:15 05/03/2026</div>", "2026-03-05 08:15"),
        ("<div><span>Trần An</span> <span>05/03/2026 08:15</span> <span>228 lượt xem</span></div>", "2026-03-05 08:15"),
        ("<time datetime='2026-03-05T08:15:00+07:00'>05/03/2026</time>", "2026-03-05 08:15"),
        ("<time datetime='2026-03-06T08:15:00+07:00'>05/03/2026</time>", "2026-03-05 00:00"),
        ("<div>3 giờ trước</div>", "2026-11-22 07:00"),
        ("<div>Cập nhật: 07/03/2026 09:00</div><div>Đăng: 05/03/2026 08:15</div>", "2026-03-05 08:15"),
        ("<div>Cập nhật: 07/03/2026 09:00</div>", "2026-03-07 09:00"),
        (
            "<time class=updated>07/03/2026</time> <time class='entry-date published'>05/03/2026</time>",
            "2026-03-05 00:00",
        ),
        ("<div>2026-03-06T01:15:00+07:00</div><div>05/03/2026 08:15</div>", "2026-03-05 08:15"),
        (f"<p>{P1}</p><div>05/03/2026</div>", "2026-03-05 00:00"),
        ("<ul><li><a href=/b>Bài khác</a> 01/02/2020</li></ul><div>05/03/2026</div>", "2026-03-05 00:00"),
        ("<dl><dt>Ngày đăng</dt><dd>05/03/2026</dd></dl>", "2026-03-05 00:00"),
        ("<div><a href=/thoi-tiet>Thời tiết</a></div><div>05/03/2026</div>", "2026-03-05 00:00"),
        (
            "<dl><dt>Cập nhật</dt><dd>07/03/2026</dd><dt>Đăng lúc</dt><dd>05/03/2026 08:15</dd></dl>",
            "2026-03-05 08:15",
        ),
    ],
)
def test_the_date_shown_below_the_headline_is_read(near: str, expected: str) -> None:
    """Half of the portals tell machines nothing: this line is the only date there is."""
    assert local(read_generic(TEXT, near=near)) == expected


@pytest.mark.parametrize(
    "near",
    [
        "<div>Hạn nộp hồ sơ: 20/12/2025</div>",
        "<div>Từ ngày 01/02/2025 đến ngày 05/02/2025</div>",
        "<div>Số 123 (05/03/2020)</div>",
        "<div>Sinh ngày 05/03/1960</div>",
        "<div>12/25/2025</div>",
        "<div>20/12/2026</div>",
        "<div>08:15</div>",
        "<div class=tin-khac><p>01/02/2020</p></div>",
        "<div class=clock>21/11/2026</div>",
        "<ul><li><a href=/b>Bài khác</a> 01/02/2020</li><li><a href=/c>Bài nữa</a> 02/02/2020</li></ul>",
        f"<p>{LONG3}</p><p>{LONG1}</p><p>01/02/2020</p>",
        "<div>Giấy phép số 12</div><div>01/02/2020</div>",
        "<p>Lễ khánh thành diễn ra ngày 01/02/2020.</p>",
        "<div><span>Hạn nộp hồ sơ</span> <span>20/12/2025</span></div>",
        "<div><span>Ngày hết hạn</span><span>20/12/2025</span></div>",
        "<div><span>Ngày thi</span> <span>Thứ bảy</span> <span>20/12/2025</span></div>",
        "<div><span>Thời gian tổ chức dự kiến</span> <span>20/12/2025</span></div>",
        "<div><span>Trần An</span> <span>Ngày thi</span> <span>20/12/2025</span> <span>228 lượt xem</span></div>",
        "<dl><dt>Ngày thi</dt><dd>20/12/2025</dd></dl>",
        "<div><span>01/02/2025</span> - <span>05/02/2025</span></div>",
        "<div><span>01/02/2025</span> <span>đến</span> <span>05/02/2025</span></div>",
        "<figure><img src=/a.jpg><figcaption>01/02/2020</figcaption></figure>",
        "<div class=chu-thich><p>01/02/2020</p></div>",
    ],
)
def test_no_other_date_below_the_headline_is_the_articles(near: str) -> None:
    """A deadline, a caption or the days of a festival: whoever sorts by day finds the article in another year."""
    found = read_generic(TEXT, near=near)
    assert found.published_at is None, found.published_raw


CHRONICLE = f"<p><b>20/10/2025</b></p><p>{LONG1}</p><p><b>21/10/2025</b></p><p>{LONG2}</p>"


@pytest.mark.parametrize(
    "text",
    [
        f"<p>Hòa Bình, ngày 05/03/2020</p>{TEXT}",
        f"<p>Thời gian: 08:00 20/12/2025</p><p>Địa điểm: Hội trường xã</p>{TEXT}",
        f"<p>Số: 12/TB-UBND</p><p>Hòa Bình, ngày 05 tháng 3 năm 2020</p>{TEXT}",
        known_fault(
            CHRONICLE,
            reason="the first day of a chronicle is cut from the text, as is any line of a date alone",
        ),
    ],
)
def test_a_date_that_opens_the_text_is_the_texts(text: str) -> None:
    """The day of a document, a meeting or a chronicle's first entry is not that of the news about it."""
    found = read_generic(text)
    assert found.published_at is None, found.published_raw
    assert len(text_of(found)) == text.count("<p>")


def test_the_first_day_of_a_chronicle_is_not_the_articles() -> None:
    """It is what the text tells of first; the news may be years younger."""
    assert read_generic(CHRONICLE).published_at is None
    alone = f"<p><b>20/10/2025</b></p><p>{LONG1}</p><p>{LONG2}</p>"
    assert local(read_generic(alone)) == "2025-10-20 00:00"


@pytest.mark.parametrize("box", ["comment-item", "binh-luan", "list-ykien", "feedback-item", "box_phanhoi"])
@pytest.mark.parametrize("head", [HEAD, MACHINE])
def test_the_date_of_a_readers_comment_is_not_the_articles(box: str, head: str) -> None:
    """Below a short article the first comment stands within the lines among which the date is looked for."""
    comment = f"<div class={box}><b>Trần Bình</b><p>06/03/2026 09:00</p><p>Hay quá</p></div>"
    found = read_generic(f"<p>{LONG1}</p>", after=comment, head=head)
    assert local(found) == ("2026-03-05 08:00" if head == MACHINE else None)


@pytest.mark.parametrize(
    ("near", "expected"),
    [
        ("<div>05/03/2026</div>", "2026-03-05 08:00"),
        ("<div>05/03/2026 08:15</div>", "2026-03-05 08:15"),
        ("<div>04/03/2026 17:30</div>", "2026-03-04 17:30"),
        ("<div>Cập nhật: 07/03/2026 09:00</div>", "2026-03-05 08:00"),
        ("<div>04/03/2026</div><div>05/03/2026</div>", "2026-03-05 08:00"),
        ("", "2026-03-05 08:00"),
        ("<figure><img src=/a.jpg><figcaption>01/02/2020</figcaption></figure>", "2026-03-05 08:00"),
        ("<div><span>Cập nhật:</span> <span>07/03/2026 09:00</span></div>", "2026-03-05 08:00"),
        ("<dl><dt>Cập nhật</dt><dd>07/03/2026 09:00</dd></dl>", "2026-03-05 08:00"),
    ],
)
def test_the_shown_date_corrects_the_machines_but_a_change_does_not(near: str, expected: str) -> None:
    """Machine dates lie more often than readers are lied to, yet "updated" is another date than "published"."""
    assert local(read_generic(TEXT, near=near, head=MACHINE)) == expected


def test_above_the_headline_only_a_date_of_another_day_counts() -> None:
    """There stands the clock of the page too, which shows the day of the crawl."""
    assert local(read_generic(TEXT, before="<div>05/03/2026 08:15</div>")) == "2026-03-05 08:15"
    assert local(read_generic(TEXT, before="<div>22/11/2026</div>")) is None
    assert local(read_generic(TEXT, before="<div>3 giờ trước</div>")) is None
    assert local(read_generic(TEXT, before="<div>21/11/2026</div>", head=MACHINE)) == "2026-03-05 08:00"
    assert local(read_generic(TEXT, before="<div>05/03/2026 08:15</div>", head=MACHINE)) == "2026-03-05 08:00"
