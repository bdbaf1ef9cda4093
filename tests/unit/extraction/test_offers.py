"""If these fail, links below a notice are its text: each new article of the site is an edit of it."""

from __future__ import annotations

from functools import partial

import pytest

from tests.unit.extraction.article import P1, P2
from tests.unit.extraction.reading import body
from tests.unit.extraction.test_cost import seconds

NOTICE = f"<p>{P1}</p>"
LIST = ["Nghị quyết số {0}/NQ-HĐND về dự toán ngân sách", "Bài số {0} kể chuyện lễ hội mùa thu của tỉnh nhà"]
LINES = [
    "<p>{link}</p>",
    "<li>{link} <span>(0{n}/08/2025)</span></li>",
    "<p>{link} <i>08:15 0{n}/08/2025</i></p>",
    "<p>{link} <i>0{n}/8/2025 - 8h15</i></p>",
    "<p>0{n}/08/2025 - {link}</p>",
    "<li>{link} (0{n}/08)</li>",
    "<li>{link} ({n}.120 lượt xem)</li>",
    "<p>{link}<br>0{n}/08/2025</p>",
    "<div>{link}</div><div>0{n}/08/2025 08:15</div>",
]


def links(line: str, count: int, name: str = LIST[1]) -> str:
    """*count* lines, each with a link to another page of the site."""
    anchors = [f"<a href=/tin/bai-{n}-1900{n}.html>{name.format(n)}</a>" for n in range(1, count + 1)]
    return "".join(line.format(link=link, n=n) for n, link in enumerate(anchors, 1))


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("count", [1, 2, 6])
def test_links_that_end_a_notice_are_no_text(line: str, count: int) -> None:
    """They are other ones tomorrow; no label tells that they are, but their dates do."""
    read = body(NOTICE + links(line, count))
    assert (read.paragraphs, "href" in read.html) == ([P1], False)


@pytest.mark.parametrize("line", LINES[:7])
@pytest.mark.parametrize("announced", ["Các nghị quyết gồm:", "Toàn văn được công bố dưới đây."])
def test_links_that_the_text_announces_stay(line: str, announced: str) -> None:
    """The documents that a notice is about would be gone from it."""
    read = body(f"{NOTICE}<p>{announced}</p>{links(line, 3, LIST[0])}")
    assert len(read.paragraphs) == 2 + 3


@pytest.mark.parametrize(
    "end",
    [
        "<p>Đăng ký tại <a href=/dang-ky>trang đăng ký tham gia lễ hội mùa thu</a> trước 05/08/2025</p>",
        "<p><a href=/dang-ky>Trang đăng ký</a> (05/08/2025)</p>",
        "<p><a href=https://khac.vn/a>Bài số 1 kể chuyện lễ hội mùa thu của tỉnh</a> (05/08/2025)</p>",
        f"<p>{P2}</p><p>05/08/2025</p>",
        "<p>1. <a href=/van-ban-1>Nghị quyết số 1/NQ-HĐND về dự toán ngân sách</a></p>",
        f"<p><a href=/b>{P2}</a> Hạn cuối là 05/08/2025.</p>",
    ],
)
def test_a_notice_that_ends_with_a_date_or_link_of_its_own_stays_whole(end: str) -> None:
    """Where and until when one may register is what the notice is for."""
    assert len(body(NOTICE + end).paragraphs) == 1 + end.count("<p>")


@pytest.mark.parametrize("piece", ["1.11.", "1", "1:00 ", "05/08/2025 ", "1 lượt xem ", "(1"])
def test_a_broken_line_is_read_in_time(piece: str) -> None:
    """One page would hold up the whole run: a line of it may be as long as a book."""
    line = f"<p>{piece * (200_000 // len(piece))}x</p>"
    assert seconds(partial(body, NOTICE + line)) < 2
