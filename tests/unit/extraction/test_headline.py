"""If these fail, articles are called after their category, their site or a sub-heading, or have no title."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extraction.fields import Rules
from crawler.extraction.layout import Layout
from tests.unit.extraction.article import BODY, LAYOUT, TITLE, read


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
