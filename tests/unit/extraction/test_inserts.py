"""If these fail, advertisements, contents and cards stand in an article, or its own lists are cut."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import LONG1, LONG2, P3
from tests.unit.extraction.reading import body

OTHER = "Một bài khác về mùa vụ ở vùng cao"


def around(line: str) -> str:
    return f"<p>{LONG1}</p>{line}<p>{LONG2}</p>"


@pytest.mark.parametrize(
    "line",
    [
        "<div><p>Quảng cáo: Nhà nghỉ bên sông, đặt phòng hôm nay</p></div>",
        "<div id=z1><div class=z2>Tài trợ: Ngân hàng Ví Dụ - lãi suất thấp</div></div>",
        "<div><p>Quảng cáo</p><a href=https://qc.example/nha>Căn hộ bên sông chỉ từ một tỷ đồng, xem ngay</a></div>",
        f"<div><b>Xem thêm</b> <a href=/bai-khac>{OTHER}</a></div>",
        f"<div><b>Đọc thêm:</b> <a href=/bai-khac>{OTHER}</a></div>",
        f"<div><div><img src=/t.jpg></div><a href=/bai-khac>{OTHER}</a><span>Bà con được mùa.</span></div>",
        f"<div><a href=/bai-khac><img src=/t.jpg></a><a href=/bai-khac>{OTHER}</a><p>Bà con được mùa.</p></div>",
    ],
)
def test_what_is_inserted_into_the_text_is_cut(line: str) -> None:
    """It changes with every visit: the same article came with a new hash each day."""
    read = body(around(line))
    assert (read.paragraphs, read.images) == ([LONG1, LONG2], [])


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        ("<p>Quảng cáo: chiếm một nửa số tiền mà xã đã chi.</p>", ["Quảng cáo: chiếm một nửa số tiền mà xã đã chi."]),
        (
            "<ul><li>Tài trợ: hai doanh nghiệp trong xã</li><li>Thi công: bà con hai thôn</li></ul>",
            ["- Tài trợ: hai doanh nghiệp trong xã", "- Thi công: bà con hai thôn"],
        ),
        ("<p>Xem thêm <a href=/van-ban/12>tại đây</a></p>", ["Xem thêm tại đây"]),
        (f"<p>Xem thêm <a href=/vb12.pdf>{OTHER}</a></p>", [f"Xem thêm {OTHER}"]),
        (f"<p>Xem thêm ở <a href=/van-ban/12>{OTHER}</a>, trang hai.</p>", [f"Xem thêm ở {OTHER}, trang hai."]),
        (f"<div>Theo <a href=/bai-khac>{OTHER}</a>, cầu đã xong.</div>", [f"Theo {OTHER}, cầu đã xong."]),
    ],
)
def test_lines_of_the_text_that_look_like_inserts_stay(line: str, lines: list[str]) -> None:
    """An article about what a village paid for advertising lost that line."""
    assert body(around(line)).paragraphs == [LONG1, *lines, LONG2]


def test_a_picture_whose_caption_links_another_article_stays() -> None:
    """The photograph of a text was thrown away as the card of another article."""
    read = body(
        around(f"<div><img src=/cau.jpg><div>Cầu mới. Ảnh: Minh Đức, <a href=/bai-khac>{OTHER}</a></div></div>")
    )
    assert [image.url for image in read.images] == ["https://vidu.gov.vn/cau.jpg"]


def test_a_list_of_cards_that_is_all_the_page_says_stays() -> None:
    """The page of a campaign that only links its articles was emptied."""
    card = f"<div><img src=/t.jpg><a href=/bai-khac>{OTHER}</a></div>"
    assert len(body(card * 3).images) == 3


SECTIONS = f"<h3 id=a>Đường lên cầu</h3><p>{LONG1}</p><h3 id=b>Chợ bên sông</h3><p>{LONG2}</p>"


@pytest.mark.parametrize("label", ["Nội dung bài viết", "Mục lục", "Nội dung chính", "Trong bài viết này:"])
def test_a_table_of_contents_is_no_text(label: str) -> None:
    """Every sub-heading stood twice, and the text began with a list of them."""
    contents = (
        f"<div><p>{label}</p><ol><li><a href=#a>Đường lên cầu</a></li><li><a href=#b>Chợ bên sông</a></li></ol></div>"
    )
    assert body(contents + SECTIONS).paragraphs == ["Đường lên cầu", LONG1, "Chợ bên sông", LONG2]


@pytest.mark.parametrize(
    "listed",
    [
        "<ul><li>Đường lên cầu</li><li>Chợ bên sông</li></ul>",
        "<ul><li><a href=/duong>Đường lên cầu</a></li><li><a href=/cho>Chợ bên sông</a></li></ul>",
    ],
)
def test_a_list_that_repeats_sub_headings_is_text(listed: str) -> None:
    """What a visitor must not miss was told in a list first, and the list was lost."""
    found = body(f"<p>{P3}</p>{listed}{SECTIONS}").paragraphs
    assert found == [P3, "- Đường lên cầu", "- Chợ bên sông", "Đường lên cầu", LONG1, "Chợ bên sông", LONG2]
