"""If these fail, pen-names of one word are lost, or the last heading of a text is taken for its writer."""

from __future__ import annotations

import pytest

from crawler.extraction.alignment import is_set_apart
from crawler.extraction.blocks import text_blocks
from tests.unit.extraction.reading import element

LONG = "<p>Bà con trong xã gặt xong vụ mùa và bàn nhau làm thêm vụ đông trên những thửa ruộng cao.</p>" * 3


@pytest.mark.parametrize(
    "line",
    [
        '<p style="text-align: right;">Xuân</p>',
        '<p style="color:red;TEXT-ALIGN:RIGHT">Xuân</p>',
        '<p style="text-align:end">Xuân</p>',
        '<p align="right">Xuân</p>',
        '<p class="text-right">Xuân</p>',
        '<div class="t-right mt-2">Xuân</div>',
        '<p class="pull-right">Xuân</p>',
        '<p class="article-author">Xuân</p>',
        '<p class="tacgia">Xuân</p>',
        '<p class="pAuthor">Xuân</p>',
        '<p class="pseudonym">Xuân</p>',
        '<p><span style="text-align:right">Xuân</span></p>',
        '<div style="text-align:right"><p>Xuân</p></div>',
        "<p><strong>Xuân</strong></p>",
        "<p><b><i>Phòng Tư</i> pháp</b></p>",
        "<p><em>Phòng</em> <strong>Tư pháp</strong></p>",
        "<p>Bà con vui.<br><strong>Xuân</strong></p>",
    ],
)
def test_lines_set_apart(line: str) -> None:
    """The only sign that a single word is a name."""
    last = text_blocks(element(f"<div>{LONG}{line}</div>"))[-1]
    assert is_set_apart(last.element, last.nodes)


@pytest.mark.parametrize(
    "line",
    [
        "<p>Xuân</p>",
        '<p style="text-align:justify">Xuân</p>',
        '<div style="text-align:right"><p style="text-align:left">Xuân</p></div>',
        '<p class="margin-right-10 col-right">Xuân</p>',
        "<p><strong>Phòng</strong> Tư pháp</p>",
        "<p><strong>Bà con vui.</strong><br>Xuân</p>",
        "<h3>Xuân</h3>",
        '<p style="vertical-align:right">Xuân</p>',
        '<p style="text-align:center">Xuân</p>',
        '<p class="authority">Xuân</p>',
        "<p><b></b>Xuân</p>",
        "<ul><li>Xuân</li></ul>",
    ],
)
def test_lines_like_any_other(line: str) -> None:
    """A heading or last word of the text would be cut off."""
    last = text_blocks(element(f"<div>{LONG}{line}</div>"))[-1]
    assert not is_set_apart(last.element, last.nodes)


def test_the_look_of_a_whole_text_is_not_that_of_its_last_line() -> None:
    """A column that floats to the right holds every line, so it says nothing about one."""
    last = text_blocks(element(f'<div class="right" style="text-align:right">{LONG}<p>Xuân</p></div>'))[-1]
    assert not is_set_apart(last.element, last.nodes)
