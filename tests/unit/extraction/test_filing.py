"""If these fail, articles cannot be found by section and tag, or are found under what the menu or a sentence says."""

from __future__ import annotations

from crawler.extraction.fields import Rules
from tests.unit.extraction.article import BODY, LAYOUT, TITLE, read


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
