"""If these fail, words of two paragraphs grow together or a paragraph is lost: text that nobody can mend later."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extraction.blocks import text_blocks
from tests.unit.extraction.reading import element, repeatable


def texts(markup: str) -> list[str]:
    return [block.text for block in text_blocks(element(markup))]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div><p>Một.</p><p>Hai.</p></div>", ["Một.", "Hai."]),
        ("<div>Một.<br>Hai.<br/><br>Ba.</div>", ["Một.", "Hai.", "Ba."]),
        ("<div>Trước<p>Giữa</p>Sau</div>", ["Trước", "Giữa", "Sau"]),
        ("<p>Hội <b>nghị</b> <i>tổng</i><span> kết</span></p>", ["Hội nghị tổng kết"]),
        ("<p>Một<!-- ẩn -->hai</p>", ["Mộthai"]),
        ("<div><!-- chỉ ghi chú --><?xml abc?></div>", []),
        ("<p>A &amp; B &lt;C&gt; &ndash; D&nbsp;E &#7843;</p>", ["A & B <C> – D E ả"]),
        ("<div>\r\n  Một\r\n  hai \t ba\r\n</div>", ["Một hai ba"]),
        ("<ul><li>Một</li><li>Hai<ul><li>Hai a</li></ul></li></ul>", ["- Một", "- Hai", "- Hai a"]),
        ("<ul><li><p>Một</p></li><li></li></ul>", ["- Một"]),
        ("<div>A<script>var x = 1;</script>B<style>p{}</style>C<noscript>D</noscript></div>", ["ABC"]),
        ("<div><h2>Đề mục</h2>Văn bản</div>", ["Đề mục", "Văn bản"]),
        ("<div><figure><img src=a.jpg><figcaption>Chú thích</figcaption></figure>Bài</div>", ["Chú thích", "Bài"]),
        ("<div>\u200b \ufeff &#8203;</div>", []),
    ],
)
def test_a_block_is_what_a_reader_sees_as_one_paragraph(markup: str, expected: list[str]) -> None:
    """Glued or doubled paragraphs change the content hash and read as nonsense."""
    assert texts(markup) == expected


def test_a_table_of_figures_keeps_its_rows_together() -> None:
    """A price list read cell by cell has lost which price belongs to what."""
    assert texts(
        "<table><thead><tr><th>Đơn vị</th><th>Số hồ sơ</th></tr></thead><tbody>"
        "<tr><td>Sở Nội vụ</td><td>15</td></tr><tr><td>Sở Y tế</td><td></td></tr></tbody></table>"
    ) == ["Đơn vị | Số hồ sơ", "Sở Nội vụ | 15", "Sở Y tế"]


def test_words_in_a_cell_are_not_glued() -> None:
    """ "Sở Nội vụ(Văn phòng)Ông A": a search for either name finds nothing."""
    rows = "<tr><td>Sở Nội vụ<br>Văn phòng</td><td><p>Ông An</p></td></tr>"
    assert texts(f"<table>{rows}</table>") == ["Sở Nội vụ Văn phòng | Ông An"]
    rows = "<tr><td><ul><li>Một</li><li>Hai</li></ul></td><td>3<script>var a</script></td></tr>"
    assert texts(f"<table>{rows}</table>") == ["- Một - Hai | 3"]


@pytest.mark.parametrize(
    "article",
    [
        "<p>Đoạn một của bài.</p><p>Đoạn hai của bài.</p>",
        "<div>Đoạn một của bài.</div><div>Đoạn hai của bài.</div>",
        "Đoạn một của bài.<br><br>Đoạn hai của bài.",
        "<table><tr><td>Đoạn một của bài.</td></tr><tr><td>Đoạn hai của bài.</td></tr></table>",
        "<h1>Đoạn một của bài.</h1><p>Đoạn hai của bài.</p>",
    ],
)
def test_a_table_that_only_lays_out_the_page_is_no_table_of_figures(article: str) -> None:
    """Old ASP.NET themes put menu and article into one row: as one "row" the whole article would be one line."""
    found = texts(f"<table><tr><td><ul><li>Giới thiệu</li></ul></td><td>{article}</td></tr></table>")
    assert found == ["- Giới thiệu", "Đoạn một của bài.", "Đoạn hai của bài."]


def test_a_picture_table_is_read_as_its_text() -> None:
    """A photo with a caption beside it is no row of figures."""
    assert texts("<table><tr><td>Trái<img src=a.jpg></td><td>Phải</td></tr></table>") == ["Trái", "Phải"]


def test_broken_markup_nested_deeper_than_pythons_stack_is_read() -> None:
    """Unclosed tags nest more than a thousand deep on real pages; a crash there loses the article."""
    assert texts("<div>" * 1500 + "Đáy" + "<b>" * 100) == ["Đáy"]


_INLINE = st.sampled_from(["b", "i", "span", "a", "em", "font"])
_BLOCK = st.sampled_from(["p", "div", "li", "h3", "blockquote", "section"])
_WORD = st.sampled_from(["Hội", "nghị", "xã", "đường", "ủy", "2025", "&amp;", "quyết"])


@given(st.lists(st.tuples(_BLOCK, _INLINE, st.lists(_WORD, min_size=1, max_size=4)), min_size=1, max_size=6))
@repeatable
def test_no_word_is_lost_or_doubled_whatever_tags_hold_it(parts: list[tuple[str, str, list[str]]]) -> None:
    """The text of the page is the page's text: each word once, in order."""
    markup = "".join(f"<{b}><{i}>{' '.join(words)}</{i}></{b}>" for b, i, words in parts)
    found = " ".join(t.removeprefix("- ") for t in texts(f"<div>{markup}</div>")).split()
    assert found == [w.replace("&amp;", "&") for _, _, words in parts for w in words]
