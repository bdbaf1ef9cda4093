"""If these fail, an article has a wrong headline, a wrong day or other people's names: nobody notices, nobody mends."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from crawler.extraction.extractor import extract
from crawler.extraction.fields import Rules
from crawler.extraction.layout import Layout
from crawler.extraction.result import Extracted
from crawler.text.dates import VIETNAM
from tests.unit.extraction.reading import page

TITLE = "Khánh thành cây cầu nối hai thôn của xã Hòa Bình"
P1 = "Sáng nay, xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm nay vì nước lớn."
P2 = "Bà con không còn phải đi đò mỗi mùa nước lên, trẻ em đến trường bằng xe đạp trên con đường mới rải nhựa."
BODY = f"<div class=noidung><p>{P1}</p><p>{P2}</p></div>"
LAYOUT = Layout(
    id="vidu-2026",
    since=date(2026, 1, 1),
    title=("h1.tieude",),
    body=("div.noidung",),
    published=("span.ngay",),
    byline=("p.bai .tacgia", ".tacgia"),
    summary=("p.sapo",),
    views=("span.xem",),
    sections=(".duong a",),
    tags=(".the a",),
    attachments=(".tep a",),
    lead_image=("img.dau",),
)


def read(head: str, body: str, *layouts: Layout, rules: Rules = Rules()) -> Extracted:  # noqa: B008 - frozen
    return extract(page(f"<html><head>{head}</head><body>{body}</body></html>"), layouts, rules)


def local(found: Extracted) -> str | None:
    return found.published_at.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M") if found.published_at else None


# --- title ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["", " - Báo Ví Dụ", " | Báo Ví Dụ", " – Cổng thông tin", " :: Báo", "- Báo điện tử"])
@pytest.mark.parametrize("tag", ["h1", "h2", "div"])
def test_the_sites_name_is_no_part_of_the_headline(end: str, tag: str) -> None:
    """With it, copies on two sites never have one content hash."""
    for head in (f'<meta property="og:title" content="{TITLE}{end}">', f"<title>{TITLE}{end}</title>"):
        assert read(head, f"<div>Trang chủ</div><{tag}>{TITLE}</{tag}>{BODY}").title == TITLE


@pytest.mark.parametrize("category", ["Thời sự", "Kinh tế - Xã hội tỉnh", "Khánh thành"])
def test_a_category_in_the_first_h1_is_no_headline(category: str) -> None:
    """baocantho.com.vn prints the category as the first h1 (SITE-FACTS 6.5): every article would be called so."""
    body = f"<h1>{category}</h1><h1>{TITLE}</h1>{BODY}"
    assert read(f"<title>{TITLE} - Báo</title>", body).title == TITLE
    assert read(f'<meta property="og:title" content="{TITLE}">', body).title == TITLE


def test_a_headline_that_begins_with_its_category_is_kept_whole() -> None:
    """ "Kinh tế - xã hội" is a category, and how half of the headlines begin."""
    title = "Kinh tế - xã hội tỉnh Lào Cai khởi sắc"
    body = f"<h1>Kinh tế - xã hội</h1><h2>{title}</h2>{BODY}"
    assert read(f'<meta property="og:title" content="{title}">', body).title == title


def test_the_papers_own_name_is_no_headline() -> None:
    """A logo in an h1 gave every article of the paper one headline."""
    rules = Rules(own_names=("Báo Ví Dụ",))
    logo = Layout(id="logo", since=date(2026, 1, 1), title=("h1",), body=("div.noidung",))
    shown = f"<h1>BÁO VÍ DỤ</h1><h1>{TITLE}</h1>{BODY}"
    assert read("", shown, logo, rules=rules).title == TITLE
    assert read("", shown, rules=rules).title == TITLE
    assert (
        read('<meta property="og:title" content="Báo Ví Dụ">', f"<h1>Báo Ví Dụ</h1>{BODY}", rules=rules).title is None
    )


def test_without_any_headline_there_is_none() -> None:
    """A made-up headline is worse than a rejected page."""
    assert read("<title>Báo Ví Dụ</title>", f"<h1>Thời sự</h1><h1>Kinh tế</h1>{BODY}").title is None


def test_a_layouts_headline_is_one_line() -> None:
    """Line breaks in a headline break every list that shows it."""
    found = read("", f"<h1 class=tieude>Khánh thành<br>\n cây cầu</h1>{BODY}", LAYOUT)
    assert found.title == "Khánh thành cây cầu"
    assert found.via["title"] == "vidu-2026:h1.tieude"


# --- dates ------------------------------------------------------------------------------------------------------------


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


def test_the_publisher_is_no_author() -> None:
    """Machines are often told that the office wrote it."""
    head = '<meta property="og:site_name" content="Báo Ví Dụ"><span itemprop="author">Báo Ví Dụ</span>'
    assert read(head, f"<h1>{TITLE}</h1>{BODY}").authors == []


# --- filing -----------------------------------------------------------------------------------------------------------


def test_sections_of_breadcrumb_without_home_and_headline() -> None:
    """A section named like the article is a section of one article."""
    crumbs = f"<ul class=breadcrumb><li><a href=/>Trang chủ</a><li><a>Xã hội</a><li><a>{TITLE}</a></ul>"
    assert read("", f"{crumbs}<h1>{TITLE}</h1>{BODY}").sections == ["Xã hội"]


def test_sections_of_trail_menu_and_layout() -> None:
    """Without a section a consumer cannot filter."""
    trail = "<div><a href=/>Trang chủ</a> › <a href=/v>Văn hóa</a></div>"
    assert read("", f"{trail}<h1>{TITLE}</h1>{BODY}").sections == ["Văn hóa"]
    menu = "<a href='http://['>hỏng</a><a href=/tin-tuc>Tin tức sự kiện</a>"
    found = read("", f"{menu}<h1>{TITLE}</h1>{BODY}")
    assert (found.sections, found.via["sections"]) == (["Tin tức sự kiện"], "text:menu")
    path = "<p class=duong><a>Trang chủ</a> » <a>Y tế</a></p>"
    assert read("", f"{path}<h1 class=tieude>{TITLE}</h1>{BODY}", LAYOUT).sections == ["Y tế"]


def test_tags_of_layout_label_and_keywords() -> None:
    """Tags are what the editors filed the article under."""
    own = "<p class=the><a>#cầu</a> <a>đường,</a> <a>vidu.gov.vn</a></p>"
    rules = Rules(own_names=("vidu.gov.vn",))
    assert read("", f"<h1 class=tieude>{TITLE}</h1>{BODY}{own}", LAYOUT, rules=rules).tags == ["cầu", "đường"]
    assert read("", f"<h1>{TITLE}</h1>{BODY}<div>Từ khóa: <a>cầu</a>, <a>đường</a></div>").tags == ["cầu", "đường"]
    assert read('<meta name=keywords content="cầu, đường">', f"<h1>{TITLE}</h1>{BODY}").tags == []


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


# --- lead -------------------------------------------------------------------------------------------------------------


LEAD = "Ba thôn của xã Hòa Bình từ nay có đường ra trung tâm, không còn cảnh đi đò."


def test_lead_and_dateline_are_told_from_the_text() -> None:
    """The dateline names the paper, not the news."""
    found = read("", f"<h1 class=tieude>{TITLE}</h1><p class=sapo>(QT) - {LEAD}</p>{BODY}", LAYOUT)
    assert (found.summary, found.dateline) == (LEAD, "(QT) -")
    found = read("", f"<h1 class=tieude>{TITLE}</h1><div class=noidung><p>QTO - {P1}</p><p>{P2}</p></div>", LAYOUT)
    assert (found.body, found.dateline, found.summary) == (f"{P1}\n\n{P2}", "QTO -", None)


@pytest.mark.parametrize("mark", ["Vidu.vn - ", "<b>(QT) - </b>", "<b>(QT)</b> – ", "(Vidu.vn)&nbsp;- "])
def test_the_html_holds_what_the_text_holds(mark: str) -> None:
    """Whoever shows summary and HTML printed the lead twice and the paper's name in front of the text."""
    text = f"<p><b>{LEAD}</b></p><p>{mark}{P1}</p><p>{P2}</p>"
    for layouts, head in (((LAYOUT,), f"<p class=sapo>{LEAD}</p>"), ((), "")):
        found = read(
            f"<title>{TITLE}</title>", f"<h1 class=tieude>{TITLE}</h1>{head}<div class=noidung>{text}</div>", *layouts
        )
        assert (found.summary, found.body) == (LEAD, f"{P1}\n\n{P2}")
        assert found.body_html == f"<div><p>{P1}</p><p>{P2}</p></div>"


def test_the_origin_of_the_pictures_is_the_bodys_where_the_body_holds_the_lead_picture() -> None:
    """Whoever mends a selector must know which one gave the pictures."""
    shown = (
        f"<h1 class=tieude>{TITLE}</h1><div class=noidung><p>{P1}</p><img class=dau src=/a.jpg><img src=/b.jpg></div>"
    )
    found = read("", shown, LAYOUT)
    assert ([i.url[-5:] for i in found.images], found.via["images"]) == (["a.jpg", "b.jpg"], found.via["body"])


def test_a_cut_off_description_gives_the_whole_visible_lead() -> None:
    """ "Ba thôn của xã Hòa Bình từ nay có đường…" is no summary."""
    head = f'<meta name=description content="{LEAD[:50]}...">'
    found = read(head, f"<h1>{TITLE}</h1><div class=lead><b>{LEAD}</b></div>{BODY}")
    assert found.summary == LEAD
    assert LEAD not in (found.body or "")


def test_a_description_that_repeats_the_first_paragraph_is_no_lead() -> None:
    """The first paragraph would be missing in the body."""
    found = read(f'<meta name=description content="{P1}">', f"<h1>{TITLE}</h1>{BODY}")
    assert found.summary is None
    assert found.body == f"{P1}\n\n{P2}"


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
