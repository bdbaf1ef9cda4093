"""If these fail, an article is filed under the day of an event, a comment, a clock or another article."""

from __future__ import annotations

import pytest

from crawler.extraction.fields import Rules
from tests.unit.extraction.article import BODY, LAYOUT, P1, P2, TITLE, local, read


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
