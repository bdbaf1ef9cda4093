"""If these fail, captions, tools and related lists are stored as the article, or its own paragraphs are thrown away."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from crawler.extraction.body import read_body
from crawler.extraction.layout import Layout
from tests.unit.extraction.reading import URL, body, element

P1 = "Sáng nay, xã Hòa Bình khánh thành cây cầu mới qua sông, nối hai thôn bị chia cắt nhiều năm."
P2 = "Bà con không còn phải đi đò mỗi mùa nước lên."
LAYOUT = Layout(id="vidu-2026", since=date(2026, 1, 1))


# --- captions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><img src='/cau.jpg'><figcaption>Cầu mới. Ảnh: Minh Đức</figcaption></figure>",
        "<div class='image'><img src='/cau.jpg'><span class='caption'>Cầu mới. Ảnh: Minh Đức</span></div>",
        "<div class='wp-caption'><img src='/cau.jpg'><p class='wp-caption-text'>Cầu mới. Ảnh: Minh Đức</p></div>",
        "<img src='/cau.jpg'><div class='image-caption'>Cầu mới. Ảnh: Minh Đức</div>",
        "<table><tr><td><img src='/cau.jpg'></td></tr><tr><td>Cầu mới. Ảnh: Minh Đức</td></tr></table>",
        "<table><tr><td><p><img src='/cau.jpg'></p></td></tr><tr><td><p>Cầu mới. Ảnh: Minh Đức</p></td></tr></table>",
        "<p><img src='/cau.jpg'></p><p><em>Cầu mới. Ảnh: Minh Đức</em></p>",
        "<p><img src='/cau.jpg'><br><em>Cầu mới. Ảnh: Minh Đức</em></p>",
        "<p style='text-align:center'><img src='/cau.jpg'></p><p style='text-align:center'>Cầu mới. Ảnh: Minh Đức</p>",
        "<p align=center><img src='/cau.jpg'></p>\n<p align=CENTER>Cầu mới. Ảnh: Minh Đức</p>",
        "<div class='editor-img-wrapper'><img src='/cau.jpg'><div class='editor-img-desc'>"
        "<p class='text-muted'>Cầu mới. Ảnh: Minh Đức</p></div></div>",
    ],
)
def test_a_caption_goes_to_its_picture_and_not_into_the_text(picture: str) -> None:
    """A caption in the text is a false sentence; a lost one loses who and what the picture shows."""
    read = body(f"<p>{P1}</p>{picture}<p>{P2}</p>")
    assert read.paragraphs == [P1, P2]
    (shown,) = read.images
    assert (shown.url, shown.caption, shown.credit) == ("https://vidu.gov.vn/cau.jpg", "Cầu mới.", "Minh Đức")
    assert "Cầu mới" not in read.html


def test_a_glued_caption_does_not_grow_into_the_sentence_after_it() -> None:
    """nbtv prints the caption without a break: "Quang cảnh hội nghịVới tinh thần …" is no word of any language."""
    read = body(f"<div><img src=/a.jpg><span class=caption>Quang cảnh hội nghị</span>{P1}</div><p>{P2}</p>")
    assert read.paragraphs == [P1, P2]
    assert read.images[0].caption == "Quang cảnh hội nghị"


def test_two_pictures_side_by_side_keep_their_own_captions() -> None:
    """One glued caption under the first picture says something false of it and nothing of the second."""
    read = body(
        f"<p>{P1}</p><table><tr><td><img src=/a.jpg></td><td><img src=/b.jpg></td></tr>"
        "<tr><td>Cầu cũ</td><td>Cầu mới</td></tr></table>"
    )
    assert [(i.url[-5:], i.caption) for i in read.images] == [("a.jpg", "Cầu cũ"), ("b.jpg", "Cầu mới")]
    assert read.paragraphs == [P1]


def test_a_row_below_a_picture_row_that_has_text_is_no_caption() -> None:
    """A staff table loses every second person otherwise."""
    read = body(
        f"<p>{P1}</p><table><tr><td><img src=/a.jpg></td><td>Ông Trần An, Chủ tịch</td></tr>"
        "<tr><td>Điện thoại</td><td>(bộ phận một cửa)</td></tr></table>"
    )
    assert read.paragraphs == [P1, "Ông Trần An, Chủ tịch", "Điện thoại | (bộ phận một cửa)"]


@pytest.mark.parametrize(
    "after",
    [
        f"<p><img src=/a.jpg>{P2}</p>",
        f"<p><img src=/a.jpg><br>{P2}</p>",
        f"<p><img src=/a.jpg></p><p>{P2}</p>",
        f"<p><img src=/a.jpg></p>{P2}",
        f"<p style='text-align:center'><img src=/a.jpg></p><p style='text-align:center'>{P2}</p>",
        f"<div style='display:flex;align-items:center'><img src=/a.jpg></div><p style='text-align:justify'>{P2}</p>",
    ],
)
def test_text_after_a_picture_stays_text(after: str) -> None:
    """The paragraph below the photo is the article's own."""
    assert body(f"<p>{P1}</p>{after}").paragraphs == [P1, P2]


def test_an_article_inside_an_element_called_caption_is_kept() -> None:
    """A theme may call its text column "no-caption"; the whole article went with it."""
    read = body(f"<div class='no-caption'><p>{P1}</p><p>{P2} {P1} {P2} {P1} {P2} {P1}</p></div>")
    assert len(read.paragraphs) == 2


LONG = f"{P1} {P2}"


@pytest.mark.parametrize(
    ("after", "kept"),
    [
        (f"<p><img src=/a.jpg></p><p><i>{LONG}</i></p>", [LONG]),
        (f"<div class=no-caption><p>{P2}</p><p>{P1}</p><img src=/a.jpg></div>", [P2, P1]),
        (f"<figure><img src=data:x><figcaption>{LONG} {LONG} {LONG}</figcaption></figure>", [f"{LONG} {LONG} {LONG}"]),
        (f"<figcaption>{LONG} {LONG} {LONG}</figcaption>", [f"{LONG} {LONG} {LONG}"]),
    ],
)
def test_paragraphs_are_not_lost_as_captions(after: str, kept: list[str]) -> None:
    """Text that is taken for a caption of nothing is gone."""
    assert body(f"<p>{P1}</p>{after}").paragraphs == [P1, *kept]


def test_a_long_caption_stays_with_its_picture() -> None:
    """Only where there is no picture is it a paragraph."""
    read = body(f"<p>{P1}</p><figure><img src=/a.jpg><figcaption>{LONG} {LONG} {LONG}</figcaption></figure>")
    assert (read.paragraphs, read.images[0].caption) == ([P1], f"{LONG} {LONG} {LONG}")


def test_a_placeholder_caption_is_cut() -> None:
    """ "[Nhập chú thích]" is the editor's own prompt."""
    read = body(f"<p>{P1}</p><figure><img src=/a.jpg><figcaption>[Nhập chú thích]</figcaption></figure><p>{P2}</p>")
    assert read.paragraphs == [P1, P2]
    assert read.images[0].caption is None


# --- what is not the article ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "tail",
    [
        "<p>Tin liên quan</p><p>Bài khác</p>",
        "<h3>Ý kiến ()</h3><div>0 / 500 ký tự</div><p>Một bình luận.</p>",
        "<div>Tin đã đăng</div><ul><li><a href=/b>Bài khác</a></li></ul>",
        "<p><strong>Phản hồi</strong></p><table><tr><td>Một</td><td>Hai</td></tr></table>",
        "Tin liên quan<br><a href=/b>Bài khác</a><br>Bài nữa",
        "<div><span>Đọc thêm</span><br>Bài khác</div><p>Bài nữa</p>",
    ],
)
def test_everything_after_a_tail_label_is_cut_from_text_and_html(tail: str) -> None:
    """Headlines of other articles change with every visit: each visit would be an "edit"."""
    read = body(f"<p>{P1}</p><p>{P2}</p>{tail}")
    assert read.paragraphs == [P1, P2]
    for word in ("Bài", "liên quan", "Ý kiến", "bình luận", "Hai", "đã đăng", "Đọc thêm"):
        assert word not in read.html


def test_a_box_of_related_news_between_two_paragraphs_does_not_end_the_article() -> None:
    """Papers put "Tin liên quan" in the middle: the second half of every such article was lost."""
    box = "<div class=box><h4>Tin liên quan</h4><ul><li><a href=/b>Bài khác</a></li></ul></div>"
    read = body(f"<p>{P1}</p>{box}<p>{LONG}</p><p>{P2}</p>")
    assert read.paragraphs == [P1, LONG, P2]
    assert "Bài khác" not in read.html


@pytest.mark.parametrize(
    "noise", ["In bài viết", "Lượt xem: 1.234", "228 lượt xem", "Chia sẻ", "{title}", "Thẻ tag: cầu, đường"]
)
@pytest.mark.parametrize("place", ["<p>{}</p>", "<div><span>{}</span></div>", "{}<br>", "<br>{}"])
def test_noise_lines_are_cut_from_text_and_html(noise: str, place: str) -> None:
    """A view counter inside the body makes every visit another content hash."""
    read = body(f"<p>{P1}</p>{place.format(noise)}<p>{P2}</p>")
    assert read.paragraphs == [P1, P2]
    assert noise not in read.html


@pytest.mark.parametrize(
    "template",
    [
        "<p>{title}</p>",
        "<div class=box><div class=item><a href='{{link}}'>{{item.title}}</a></div></div>",
        "<p>{{item.title}} - đọc tiếp</p>",
        "<ul><li>{publish}</li><li>{head}</li></ul>",
        "<img src='{{item.thumb}}'>",
    ],
)
def test_client_side_templates_are_cut(template: str) -> None:
    """ "{title} {publish}" is a program's text, not the article's."""
    read = body(f"<p>{P1}</p>{template}<p>{P2}</p>")
    assert read.paragraphs == [P1, P2]
    assert "{" not in read.html
    assert read.images == []


def test_a_template_token_does_not_take_the_article_around_it() -> None:
    """One leftover "{{ad}}" between two paragraphs of a div cost the whole div."""
    assert body(f"<div>{P1}<br>{{{{quangcao}}}}<br>{P2}</div>").paragraphs == [P1, P2]
    assert body(f"<div>{{{{quangcao}}}}<p>{P1}</p><p>{P2}</p></div>").paragraphs == [P1, P2]


def test_elements_that_the_layout_names_are_dropped() -> None:
    """Related boxes inside the body are other articles."""
    layout = Layout(id="vidu-2026", since=date(2026, 1, 1), drop=(".related",))
    read = body(f"<p>{P1}</p><div class=related><p>Bài khác</p></div><p>{P2}</p>", layout)
    assert read.paragraphs == [P1, P2]
    assert "Bài khác" not in read.html


# --- lead in the body -------------------------------------------------------------------------------------------------

LEAD = "Ba thôn của xã Hòa Bình từ nay có đường ra trung tâm, không còn cảnh đi đò."
LEADS = Layout(id="vidu-2026", since=date(2026, 1, 1), lead_in_body=("h2", "p > strong"))


@pytest.mark.parametrize(
    "first",
    [
        f"<h2>{LEAD}</h2>",
        f"<p><strong>{LEAD}</strong></p>",
        f"<p><strong>{LEAD[:20]}</strong><strong>{LEAD[20:]}</strong></p>",
        f"<p>QTO - <strong>{LEAD}</strong></p>",
    ],
)
def test_a_lead_inside_the_body_is_told_from_it(first: str) -> None:
    """The lead is a field of its own; doubled, it is hashed with the text."""
    read = body(f"{first}<p>{P1}</p>", LEADS)
    assert (read.lead or "").removeprefix("QTO - ") == LEAD
    assert read.paragraphs == [P1]
    assert LEAD not in read.html


@pytest.mark.parametrize(
    "first", [f"<p><strong>Ngày 5/8</strong>, {P2}</p>", "<p><strong>I. Kết quả</strong></p>", f"<p>{P2}</p>"]
)
def test_bold_words_that_open_a_paragraph_are_no_lead(first: str) -> None:
    """ "Ngày 5/8" was cut out of its sentence, which then began with a comma."""
    read = body(f"{first}<p>{P1}</p><p><strong>{LEAD}</strong></p>", LEADS)
    assert read.lead is None
    assert len(read.paragraphs) == 3


# --- the HTML ---------------------------------------------------------------------------------------------------------


def test_the_html_is_safe_to_show() -> None:
    """A consumer prints ``body_html``: a script of a hacked portal must not run in the consumer's page."""
    read = body(
        f"<p onclick='alert(1)' style='color:red' class=x id=y>{P1}</p><script>alert(2)</script><style>p{{}}</style>"
        "<p><a href='javascript:alert(3)'>một</a> <a href=' JavaScript:alert(4)'>hai</a>"
        "<a href='data:text/html,x'>ba</a><img src=x onerror=alert(5)><iframe src=//a.vn></iframe></p>"
        "<svg><script>alert(6)</script></svg><object data=x></object><form><input value=z></form><!-- bốn -->"
    )
    for bad in ("script", "alert", "onclick", "style", "class", "id=", "iframe", "svg", "<!--", "data:", "input"):
        assert bad not in read.html.lower(), bad
    assert P1 in read.html


def test_links_in_the_html_are_absolute() -> None:
    """A relative link points into the consumer's own site."""
    read = body(
        "<p>Xem <a href='/van-ban/12'>văn bản</a>, <a href='http://['>hỏng</a>, <a href='mailto:a@b.vn'>thư</a></p>"
    )
    assert '<a href="https://vidu.gov.vn/van-ban/12">văn bản</a>' in read.html
    assert "<a>hỏng</a>" in read.html
    assert 'href="mailto:a@b.vn"' in read.html


def test_structure_survives_and_empty_wrappers_go() -> None:
    """Tables, lists and emphasis are what a consumer takes the HTML for."""
    read = body(
        f"<p><strong>Hội nghị</strong><strong> </strong><em>tổng kết</em></p><p>&nbsp;</p><div><p><b></b></p></div>"
        f"<ul><li>{P1}</li></ul><table><tr><td colspan=2>Ô</td></tr></table>"
    )
    assert "<strong>Hội nghị</strong> <em>tổng kết</em>" in read.html
    assert "<p></p>" not in read.html
    assert '<td colspan="2">Ô</td>' in read.html
    assert f"<li>{P1}</li>" in read.html


def test_reading_the_body_changes_nothing_on_the_page() -> None:
    """The other fields are read from the same page afterwards."""
    root = element(
        f"<div><p>{P1}</p><img src=/a.jpg><em>Chú thích</em><p>{{title}}</p><a href=/x.pdf>x</a><script>1</script>"
        "<p>Tin liên quan</p><p>Bài khác</p></div>"
    )
    before = etree.tostring(root)
    read_body(root, URL, LAYOUT)
    assert etree.tostring(root) == before
