"""If these fail, articles cannot be found by section and tag, or are found under what the menu or a sentence says."""

from __future__ import annotations

import pytest

from crawler.extraction.fields import Rules
from tests.unit.extraction.article import BODY, LAYOUT, LONG1, LONG2, TITLE, lines, read, read_generic


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


# --- sections of pages that no layout knows ---------------------------------------------------------------------------

TEXT = lines(LONG1, LONG2)
MENU = "<div class=m><a href=/>Trang chủ</a> <a href=/a>Giới thiệu</a> <a href=/b>Liên hệ</a></div>"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("<div>Trang chủ › <a href=/v>Văn hóa</a> › <a href=/w>Lễ hội</a></div>", ["Văn hóa", "Lễ hội"]),
        ("<div>Tin tức » Kinh tế</div>", ["Tin tức", "Kinh tế"]),
        (f"<nav>{MENU}</nav><p>x</p><p><a href=/>Trang chủ</a></p><p><a href=/v>Văn hóa</a></p>", ["Văn hóa"]),
        (f"{MENU}<p><a href=/>Trang chủ</a></p><p><a href=/v>Văn hóa</a></p>", ["Văn hóa"]),
        ("<div><a href=/>Trang chủ</a> <a href=/tin-tuc>Tin tức</a></div>", ["Tin tức"]),
        (f"{MENU}<p>x</p><div>Trang chủ | <a href=/v>Văn hóa</a></div>", ["Văn hóa"]),
        ("<a href=/binh-luan>Bình luận</a>", ["Bình luận"]),
        ("<div class=category><a href=/v>Văn hóa</a></div>", ["Văn hóa"]),
        ("<a href=/van-hoa>Văn hóa</a>", ["Văn hóa"]),
        ("<div><a href=/gioi-thieu>Giới thiệu</a> <a href=/tin-tuc>Tin tức</a></div>", ["Tin tức"]),
    ],
)
def test_sections_are_read_from_trail_category_and_address(before: str, expected: list[str]) -> None:
    """Without a section a consumer cannot filter."""
    assert read_generic(TEXT, before=before).sections == expected


@pytest.mark.parametrize(
    "before",
    [
        "<div><a href=/a>Giới thiệu</a> <a href=/b>Liên hệ</a></div>",
        "<div>Trang chủ</div>",
        "<div><a href=/>Trang chủ</a></div>",
        f"<div><a href=/>Trang chủ</a> › <a href=/x>{TITLE}</a></div>",
        "<div><a href=#>Văn hóa</a></div>",
        f"<div class=category><a href=/v>{LONG1}</a></div>",
        "<div>Trang chủ › " + " ".join(f"<a href=/{i}>Mục {i}</a>" for i in range(6)) + "</div>",
        MENU,
        MENU.replace("</a> <a", "</a> | <a"),
        "<div><a href=/>Trang chủ</a> <a href=/a>Giới thiệu</a> <a href=/b>Văn bản</a></div>",
        "<div><a href=/>Trang chủ</a> | <a href=/a>Giới thiệu</a> | <a href=/b>Văn bản</a></div>",
        "<a href=/en>English</a>",
        "<a href=/dang-nhap>Đăng nhập</a>",
        "<a href=/tin>Quay lại</a>",
        "<a href=/tin-tuc>Xem thêm</a><p>x</p>",
        "<a href=/tin-tuc>Xem tất cả »</a><p>x</p>",
        "<a href=/tin-tuc>Tin khác</a><p>x</p>",
    ],
)
def test_menus_and_tools_are_no_sections(before: str) -> None:
    """An article filed under "Liên hệ" is found by nobody who looks for it."""
    assert read_generic(TEXT, before=before).sections == []


@pytest.mark.parametrize("name", ["Tiếng Việt", "Trang chủ", "Cổng thông tin xã Hòa Bình"])
def test_the_language_of_the_page_is_no_section(name: str) -> None:
    """Every article of such a portal lies under "Tiếng Việt"."""
    before = f"<a href=/vi>{name}</a><p>x</p>"
    assert read_generic(TEXT, before=before, url="https://vidu.vn/vi/bai-1").sections == []


# --- tags of pages that no layout knows -------------------------------------------------------------------------------

OTHER = "Một bài khác về mùa vụ ở vùng cao trong năm nay được mùa lớn"


@pytest.mark.parametrize(
    "tags",
    [
        "<div>Từ khóa: <a href=/a>cầu</a>, <a href=/b>đường</a></div>",
        "<div>Tags:</div><ul><li><a href=/a>cầu</a></li><li><a href=/b>đường</a></li></ul>",
        "<p>Từ khóa: cầu, đường</p>",
        "<div><b>Tags</b><a href=/a>#cầu</a><a href=/b>#đường</a></div>",
        "<p><span>#cầu</span> <span>#đường</span></p>",
        "<div class=article-tags><a href=/a>cầu</a><a href=/b>đường</a></div>",
        "<div><a rel=tag href=/a>cầu</a> <a rel=tag href=/b>đường</a></div>",
        "<div><a href=/tag/cau>cầu</a> <a href=/tag/duong>đường</a></div>",
    ],
)
def test_tags_are_read_from_label_box_relation_and_address(tags: str) -> None:
    """Tags are what the editors filed the article under."""
    assert read_generic(TEXT, after=tags).tags == ["cầu", "đường"]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("", "<p>Từ khóa: không có</p>"),
        ("", "<div>Từ khóa:</div>"),
        ("", "<div><a rel='category tag' href=/c>Tin tức</a></div>"),
        ("", "<div><a href=/a>Mới nhất</a> <a href=/b>Xem nhiều</a></div>"),
        ("", "<h3>Tin khác</h3><div><a rel=tag href=/c>bóng đá</a></div>"),
        ("", f"<div class=tags><a href=/b>{OTHER}</a></div>"),
        ("", "<div class=stage><a href=/b>Video</a></div>"),
        ("<p>Bà con gọi đây là <b>#cầu</b> của lòng dân.</p>", ""),
        ("<p>Thẻ bảo hiểm được cấp cho <a href=/b>người dân</a>.</p>", ""),
        ("<p><b>Thẻ</b> bảo hiểm được cấp cho <a href=/b>người dân</a>.</p>", ""),
        ("<p>Nhãn lồng Hưng Yên có bán ở <a href=/b>chợ huyện</a>.</p>", ""),
        ("", f"<div>Tags:</div><p><a href=/b>{OTHER}</a></p>"),
        ("", f"<div><a href=/x>{OTHER}</a> <a rel=tag href=/c>bóng đá</a></div>"),
    ],
)
def test_sentences_and_other_articles_give_no_tags(text: str, after: str) -> None:
    """A wrong tag puts the article into a dossier that it has nothing to do with."""
    assert read_generic(TEXT + text, after=after).tags == []


@pytest.mark.parametrize("label", ["", " hot"])
def test_words_that_people_search_for_are_no_tags(label: str) -> None:
    """The box of popular searches stands on top of every page of the portal."""
    assert read_generic(TEXT, before=f"<div>Từ khóa{label}: <a href=/a>giá xăng</a></div>").tags == []


# --- figures ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("near", "after", "expected"),
    [
        ("<div>Lượt xem: 1.234</div>", "", 1234),
        ("<div><i class='fa fa-eye'></i> 56</div>", "", 56),
        ("<div>05/03/2026 08:15 <span class=views>56</span></div>", "", 56),
        ("<div>👁 56</div>", "", 56),
        ("", "<p>228 lượt xem</p>", 228),
        ("<div><i class='fa fa-comment'></i> 56</div>", "", None),
        ("<div>56</div>", "", None),
        ("<p>Video đạt 12.000 lượt xem sau một đêm.</p>", "", None),
        ("", "<h3>Tin khác</h3><p>228 lượt xem</p>", None),
        ("<div><a href=/t>Tố Nga</a> <i class='fa fa-eye'></i> 56</div>", "", 56),
        ("", "<p><a href=/in>In bài viết</a> 228 lượt xem</p>", 228),
        ("", "<div><a href=/x>Bài khác</a> <i class='fa fa-eye'></i> 123</div>", None),
        ("", "<div><a href=/x>Bài khác</a> 123 lượt xem</div>", None),
        ("", "<div>Lượt truy cập: 1.234.567</div>", None),
        ("", "<div>1.234.567 lượt truy cập</div>", None),
    ],
)
def test_views_without_a_layout(near: str, after: str, expected: int | None) -> None:
    """The counter of the site's visitors or of another article makes every article look read by millions."""
    assert read_generic(TEXT, near=near, after=after).views == expected
