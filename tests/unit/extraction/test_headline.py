"""If these fail, articles are called after their category, their site or a sub-heading, or have no title."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extraction.fields import Rules
from crawler.extraction.layout import Layout
from tests.unit.extraction.article import BODY, LAYOUT, LONG1, LONG2, LONG3, TITLE, read


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


# --- a page that says nothing to machines -----------------------------------------------------------------------------

TEXT = f"<p>{LONG1}</p><p>{LONG2}</p>"
NAMELESS = "<title>Báo Ví Dụ</title>"
ELSEWHERE = "https://vidu.gov.vn/tin/1234"
SLUG = "khanh-thanh-cay-cau-noi-hai-thon-cua-xa-hoa-binh"


@pytest.mark.parametrize(
    "line",
    [
        f"<div class=title>{TITLE}</div><div>05/03/2026 08:15</div>",
        f"<h2>{TITLE}</h2><div>05/03/2026 08:15</div>",
        f"<div><b>{TITLE}</b></div><div>Thứ năm, 05/03/2026</div>",
        f"<div class=tieu-de><span>{TITLE}</span></div><div>Lượt xem: 5</div><div>05/03/2026</div>",
        f"<h2>{TITLE} <small>05/03/2026</small></h2>",
    ],
)
def test_a_marked_line_over_date_and_text_is_the_headline(line: str) -> None:
    """Old portals have neither title nor h1: every article of theirs would be rejected."""
    found = read(NAMELESS, f"<div>Trang tin của xã</div>{line}{TEXT}", url=ELSEWHERE)
    assert (found.title, found.via["title"]) == (TITLE, "text:headline-line")


@pytest.mark.parametrize(
    "line",
    [
        f"<p>{TITLE}</p>",
        f"<h2><a href=/b>{TITLE}</a></h2><div>05/03/2026</div>",
        f"<h2>{TITLE}:</h2><div>05/03/2026</div>",
        "<h2>Các tin đã đưa</h2><div>05/03/2026</div>",
        "<h2>Lượt xem: 1.234.567</h2><div>05/03/2026</div>",
        f"<div><b>{TITLE[:20]}</b>{TITLE[20:]}</div>",
        "<h2>Kinh tế</h2><div>05/03/2026</div>",
        f"<p>{LONG3}</p><p><b>Bà con phấn khởi với cây cầu</b></p>",
        "<h3>Bà con phấn khởi với cây cầu</h3>",
    ],
)
def test_a_line_with_one_sign_or_less_is_no_headline(line: str) -> None:
    """A sub-heading or another article's headline is worse than none: the page is rejected and can be mended."""
    assert read(NAMELESS, f"<div>Trang tin của xã</div>{line}{TEXT}", url=ELSEWHERE).title is None


@pytest.mark.parametrize("line", [f"<p>{TITLE}</p>", f"<div><span>{TITLE}</span><i>05/03/2026</i></div>"])
@pytest.mark.parametrize("path", [f"/tin/{SLUG}.html", f"/tin/{SLUG}-1234.html", f"/{SLUG}", f"/tin/1234-{SLUG}/"])
def test_the_line_that_the_address_spells_is_the_headline(path: str, line: str) -> None:
    """Most families make the address of the headline; nothing else on such a page proves it."""
    found = read(NAMELESS, f"<div>Trang tin của xã</div>{line}{TEXT}", url=f"https://vidu.gov.vn{path}")
    assert (found.title, found.via["title"]) == (TITLE, "text:address")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("<p>Hòa Bình</p>", "/hoa-binh/1234"),
        (f"<p>{TITLE}</p>", f"/tin/{SLUG}chua-1234"),
        (f"<p>{TITLE}</p>", f"/tin/so{SLUG}-1234"),
    ],
)
def test_a_short_word_or_half_a_word_of_the_address_proves_nothing(line: str, path: str) -> None:
    """The name of the district stands in the address of its every article."""
    assert read(NAMELESS, f"{line}{TEXT}", url=f"https://vidu.gov.vn{path}").title is None


def test_the_folder_of_the_address_is_no_headline() -> None:
    """The menu's entry "Tin tức sự kiện" is spelt by the address of every article below it."""
    menu = "<ul><li><a href=/tin-tuc-su-kien>Tin tức sự kiện</a></li></ul>"
    url = f"https://vidu.gov.vn/tin-tuc-su-kien/{SLUG}-1234.html"
    assert read(NAMELESS, f"{menu}<h2>{TITLE}</h2>{TEXT}", url=url).title == TITLE


def test_the_bullet_of_a_list_is_no_part_of_the_headline() -> None:
    """ "- Khánh thành …" is another title than the same article's on the next site."""
    assert read(NAMELESS, f"<ul><li>{TITLE}</li></ul>{TEXT}", url=f"https://vidu.gov.vn/tin/{SLUG}").title == TITLE


@pytest.mark.parametrize("kind", ["[Ảnh] ", "[Video] ", "[Infographic] "])
def test_the_kind_of_article_before_the_machine_title_does_not_hide_the_visible_line(kind: str) -> None:
    """The machine title alone would give another hash than the same headline elsewhere."""
    found = read(f'<meta property="og:title" content="{kind}{TITLE} | Báo">', f"<h2>{TITLE}</h2>{TEXT}")
    assert found.title == TITLE


@pytest.mark.parametrize(
    "shown", ["Khánh thành cây cầu", "Khánh thành cây cầu nối hai thôn của xã Hòa", f"Toàn cảnh lễ {TITLE.lower()}"]
)
def test_a_line_that_is_only_like_the_machine_title_does_not_replace_it(shown: str) -> None:
    """A sub-heading or a caption that begins alike would become the headline."""
    found = read(f'<meta property="og:title" content="{TITLE}">', f"<div>{shown}</div>{TEXT}")
    assert found.title == TITLE


def test_the_only_h1_is_the_headline_without_any_other_proof() -> None:
    """It is the least that a page can say; two of them say nothing."""
    assert read(NAMELESS, f"<h1>{TITLE}</h1>{TEXT}", url=ELSEWHERE).title == TITLE
    assert read(NAMELESS, f"<h1>Thời sự</h1><h1>Kinh tế</h1>{TEXT}", url=ELSEWHERE).title is None


def test_a_menu_entry_that_the_tab_is_called_after_is_no_headline() -> None:
    """Portals call every page of a category after it: all its articles would have one headline."""
    menu = "<ul><li><a href=/tin-trong-tinh>Tin trong tỉnh</a></li></ul>"
    found = read("<title>Tin trong tỉnh - Báo</title>", f"{menu}<h2>{TITLE}</h2><p>05/03/2026</p>{TEXT}", url=ELSEWHERE)
    assert found.title == TITLE


def test_the_section_behind_the_headline_is_none_of_it() -> None:
    """Liferay prints headline and section as a hidden heading: every article of a section ended with its name."""
    section = "Tin chỉ đạo, điều hành"
    trail = f"<ul><li><a href=/chi-dao>{section}</a></li></ul>"
    shown = f"<h2>{TITLE} - {section}</h2>{trail}<h3>{TITLE}</h3>{BODY}"
    assert read(f"<title>{TITLE} - {section} - Cổng Ví Dụ</title>", shown).title == TITLE


def test_a_headline_with_a_dash_is_kept_whole() -> None:
    """ "… - nhìn từ một cây cầu" was lost, because a box of the page is called after the first half."""
    title = f"{TITLE} - nhìn từ bên sông"
    shown = f"<h2>{title}</h2><ul><li><a href=/b>Tin tức</a></li></ul>{BODY}<h3>{TITLE}</h3>"
    assert read(f"<title>{title} - Cổng Ví Dụ</title>", shown).title == title
