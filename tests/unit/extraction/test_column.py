"""If these fail, lead, tools and hotlines are stored as text, or a paragraph is lost to them."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import HEAD, LEAD, LONG1, LONG2, LONG3, P1, P2, P3, TITLE, lines, read, text_of

TEXT = f"<div class=z2>{lines(P1, P2)}</div>"
QUESTION = "Cầu mới qua sông bao giờ thì cho xe tải đi qua, và bà con ở hai thôn phải đăng ký với ai?"
DAY = "<div class=z9>20/11/2026 08:30</div>"


@pytest.mark.parametrize(
    "lead",
    [
        f"<div class=z1>{LEAD}</div>",
        f"<p class=z1>{LEAD}</p>",
        f"<h2>{LEAD}</h2>",
        f"<div class=z1><p>{LEAD}</p></div>",
        f"<div class=z1>{LEAD}</div><img src=/cau.jpg><p class=z5>Cầu mới nhìn từ trên cao</p>",
    ],
)
@pytest.mark.parametrize("date", [DAY, "<div class=z9>20/11/2026 08:30<a>A</a><a>A</a></div>"])
def test_what_stands_over_the_column_is_no_text(lead: str, date: str) -> None:
    """A site renamed its boxes, and each of its articles began with its date and lead."""
    found = read(HEAD, f"<div><h1>{TITLE}</h1>{date}{lead}{TEXT}</div>")
    assert (text_of(found), found.summary) == ([P1, P2], LEAD)


@pytest.mark.parametrize(
    "below",
    [
        "<div class=z4>Gọi đường dây nóng của xã để báo tin về cây cầu.</div>",
        "<div class=z4><h3>Đường dây nóng</h3><p>Báo tin về cây cầu, gọi số 0208 111 222 bất kể ngày đêm.</p></div>",
        "<div class=z4>Tổng số 7 lượt bình chọn, điểm trung bình 4,6</div>",
        "<div class=z4><p>Nguồn tin: Phòng Văn hoá xã Hoà Bình</p><p>Tải về: danh-sach-dong-gop-lam-cau.pdf</p></div>",
        f"<div class=z4><a href=#>Bài trước</a> <span>{TITLE[:30]}</span> <a href=#>Bài kế tiếp</a></div>",
    ],
)
def test_what_stands_in_a_box_below_the_column_is_no_text(below: str) -> None:
    """The number of a hotline ended every article, and changed the hash of all of them on one day."""
    found = read(HEAD, f"<div><h1>{TITLE}</h1>{DAY}<div class=z1>{LEAD}</div>{TEXT}{below}</div>")
    assert (text_of(found), found.summary) == ([P1, P2], LEAD)


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (f"<p>{P1}</p><div>{lines(P2, P3)}</div>", [P1, P2, P3]),
        (f"<div>{P1}</div><div>{P2}<br>{P3}</div>", [P1, P2, P3]),
        (f"<div>{lines(P1, P2)}</div><p>{LEAD}</p>", [P1, P2, LEAD]),
        (f"<div class=z1>{P1}</div><p>{LEAD}</p><div class=z1>{lines(P2, P3)}</div>", [P1, LEAD, P2, P3]),
        (f"<div class=z1>{lines(P1, P2)}</div><div class=z3>{LONG3}</div>", [P1, P2, LONG3]),
        (
            f"<div class=z1>{lines(LONG1, LEAD)}</div><div class=z2>{lines(LONG2, LONG3)}</div>",
            [LONG1, LEAD, LONG2, LONG3],
        ),
        (f"<div class=z1>Hỏi: {QUESTION}</div><div class=z2>{lines(P1, P2)}</div>", [f"Hỏi: {QUESTION}", P1, P2]),
        (
            f"<p>{P1}</p><table><tr><td>Thôn Đông của xã Hoà Bình</td><td>ba mươi triệu đồng</td></tr>"
            "<tr><td>Thôn Đoài của xã Hoà Bình</td><td>bốn mươi triệu đồng</td></tr>"
            "<tr><td>Thôn Trung của xã Hoà Bình</td><td>năm mươi triệu đồng</td></tr></table>",
            [
                P1,
                "Thôn Đông của xã Hoà Bình | ba mươi triệu đồng",
                "Thôn Đoài của xã Hoà Bình | bốn mươi triệu đồng",
                "Thôn Trung của xã Hoà Bình | năm mươi triệu đồng",
            ],
        ),
    ],
)
def test_text_beside_the_widest_box_stays_text(text: str, paragraphs: list[str]) -> None:
    """The first paragraph of an article, the question of a reader, or what stood over a table was lost."""
    found = read(HEAD, f"<div><h1>{TITLE}</h1>{DAY}<div>{text}</div></div>")
    assert (text_of(found), found.summary) == (paragraphs, None)
