"""If these fail, headlines of other articles stand in the text, or links that the writer set are missing from it."""

from __future__ import annotations

import pytest

from tests.unit.extraction.article import LONG1, LONG2, P1, lines
from tests.unit.extraction.reading import body

LAW = "Chương trình hành động số 12 về phát triển giao thông nông thôn"
OTHER = "Một bài khác về mùa vụ ở vùng cao"


@pytest.mark.parametrize(
    "line",
    [
        f"<p><a href=/bai-khac>{OTHER}</a></p>",
        f"<p><a href=https://vidu.gov.vn/bai-khac>{OTHER}</a></p>",
        f"<p>&gt;&gt;&gt; <a href=/bai-khac>{OTHER}</a></p>",
        f"<p>» <a href=https://khac.vn/bai-khac>{OTHER}</a></p>",
        f"<p>Xem thêm: <a href=/bai-khac>{OTHER}</a></p>",
        f"<p><b>Tin liên quan:</b> <a href=/bai-khac>{OTHER}</a></p>",
        f"<ul><li><a href=/bai-khac>{OTHER}</a></li></ul>",
        "<p><span>In bài viết</span> <span>Chia sẻ</span></p>",
    ],
)
def test_links_to_other_articles_between_paragraphs_are_cut(line: str) -> None:
    """They change with every visit, and say what the article does not."""
    read = body(f"<p>{LONG1}</p>{line}<p>{LONG2}</p>")
    assert read.paragraphs == [LONG1, LONG2]
    assert OTHER not in read.html


@pytest.mark.parametrize(
    "line",
    [
        "<p><a href=/dang-ky>Đăng ký tại đây</a></p>",
        f"<p><a href=https://chinhphu.example/van-ban/12>{LAW}</a></p>",
        f"<p><a href=/vb12.pdf>{LAW}</a></p>",
        f"<p>Theo <a href=/van-ban/12>{LAW}</a>, xã được hỗ trợ.</p>",
        f"<p><a href=#chu-thich>{LAW}</a></p>",
        f"<p><a name=muc-1>{LAW}</a></p>",
        f"<p><a href='http://['>{LAW}</a></p>",
        "<p>Xem thêm: phụ lục ở cuối bài này.</p>",
        "<p>-> Bà con bước qua cầu.</p>",
    ],
)
def test_links_that_belong_to_the_text_stay(line: str) -> None:
    """A cited law or a form to fill in is what the notice is about."""
    assert len(body(f"<p>{LONG1}</p>{line}<p>{LONG2}</p>").paragraphs) == 3


LIST = "".join(f"<p><a href=/van-ban/{i}>{i}. {LAW}</a></p>" for i in range(4))
LINKED = "a list of links that the text announces is cut as related news"


@pytest.mark.parametrize(
    ("markup", "count"),
    [
        (LIST, 4),
        (f"<p>{P1}</p><p>Các văn bản đã ban hành gồm:</p>{LIST}", 6),
        (f"<p>Các văn bản đã ban hành gồm:</p>{LIST}<p>{LONG1}</p>", 6),
    ],
)
def test_a_list_of_links_that_somebody_wrote_is_text(markup: str, count: int) -> None:
    """A notice that lists the new documents was stored without them."""
    assert len(body(markup).paragraphs) == count


@pytest.mark.parametrize(
    "end",
    [
        "<p>Tệp đính kèm:</p><p><a href=/a.pdf>Kế hoạch</a></p>",
        "<p>Tài liệu kèm theo</p><ul><li><a href=/a.pdf>Kế hoạch</a></li></ul>",
        "<p>Tải về <a href=/a.pdf>Kế hoạch</a></p>",
        "<p><a href=/a.pdf>Kế hoạch</a></p><p>1.234</p>",
        "<p><a href=/a.pdf>Kế hoạch</a></p><p>#cầu #đường</p>",
        "<p><a href=/a.pdf>Kế hoạch</a></p><p>Người đăng: Trần An</p>",
    ],
)
def test_files_and_counters_below_the_text_are_no_text(end: str) -> None:
    """The file is an attachment; its name is no paragraph."""
    read = body(f"{lines(LONG1, LONG2)}{end}")
    assert read.paragraphs == [LONG1, LONG2]
    assert [file.name for file in read.attachments] == ["Kế hoạch"]


@pytest.mark.parametrize(
    "end",
    [
        "Tải về bản đồ cũng dễ như xem đường đi trên giấy.",
        "Tài liệu kèm theo được phát cho từng nhà.",
        "Đường dây nóng: 0233 3852 123",
        "Người đăng ký nộp hồ sơ tại xã.",
        "0233 3852 123",
        "2.500.000",
        "<a href=https://dichvucong.example>Cổng dịch vụ công quốc gia</a> nhận hồ sơ.",
        f"Xem toàn văn <a href=/van-ban/12>{LAW}</a>.",
    ],
)
def test_a_last_line_that_tells_something_stays(end: str) -> None:
    """Where to apply or whom to call is what a notice is read for."""
    assert len(body(f"{lines(LONG1, 'Liên hệ theo địa chỉ sau:')}<p>{end}</p>").paragraphs) == 3


def test_an_article_is_never_emptied() -> None:
    """One link or one number is all that some notices hold."""
    assert body(f"<p><a href=/van-ban/12>{LAW}</a></p>").paragraphs == [LAW]
    assert body("<p>2.500</p><p>3.500</p>").paragraphs != []


def test_annexes_that_the_text_lists_stay_though_each_is_a_file() -> None:
    """A decision's list of annexes ended the text, and was stored without them."""
    annexes = "".join(
        f"<p>+ <a href=/pl{i}.doc>Phụ lục {i}: cách tính điểm của hạng mục thứ {i}</a>;</p>" for i in (1, 2)
    )
    read = body(f"<p>{LONG1}</p><p>Các phụ lục kèm theo:</p>{annexes}")
    assert (len(read.paragraphs), len(read.attachments)) == (4, 2)
