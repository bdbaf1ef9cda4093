"""If these fail, counters and related lists end up in articles (and their hashes), or sentences are cut out of them."""

from __future__ import annotations

import unicodedata

import pytest

from crawler.text.boilerplate import is_noise_line, is_tail_label, read_views

NOISE = [
    "In",
    "In bài viết",
    "IN BÀI VIẾT",
    "Lượt xem: 365",
    "Lượt xem: 34935 lượt xem",
    "228 lượt xem",
    "Số lượt xem: 1.234",
    "Đã xem: 3",
    "Ý kiến ()",
    "Ý kiến (3)",
    "0 / 500 ký tự",
    "0/500 ký tự",
    "Đang tải dữ liệu",
    "Đang tải dữ liệu...",
    "Đang tải…",
    "{title}",
    "{title} {publish} {head}",
    "{{ item.title }}",
    "Chia sẻ",
    "Chia sẻ:",
    "In bài viết | Chia sẻ",
    "Lượt xem: 365 In bài viết",
    "Tối thiểu 10 chữ Tiếng việt có dấu",
    "Không chứa liên kết",
    "Thẻ tag: tin-tuc.vn",
    "Tối thiểu 10 chữ Tiếng việt có dấu Không chứa liên kết",
    "Từ khóa",
    "Từ khoá: lúa, cá",
    "[Nhập chú thích]",
    "A- A+",
]

TAILS = [
    "Tin đã đăng",
    "Tin liên quan",
    "Tin liên quan:",
    "TIN LIÊN QUAN",
    "Các tin khác",
    "Phản hồi",
    "Bình luận",
    "Bình luận (3)",
    "Mới nhất",
    "Liên kết website",
    "Tin tức khác",
    "Cùng chuyên mục",
    "Đọc thêm",
    "» Đọc thêm",
    "Tin khác >>",
    "Ý kiến ()",
    "Những tin mới hơn",
    "Những tin cũ hơn",
    "Theo dòng sự kiện",
    "Ý kiến bạn đọc",
    "Ý kiến bạn đọc (0)",
    "Tham khảo thêm",
    "Các tin đã đưa:",
    "Tin cùng chuyên mục",
]

SENTENCES = [
    "Đoạn phim đạt 228 lượt xem sau một đêm",
    "Lượt xem tăng mạnh nhờ nội dung gần gũi.",
    "Chia sẻ yêu thương",
    "Chia sẻ với bà con vùng lũ.",
    "In ấn và phát hành",
    "In 500 tờ rơi phát cho các thôn",
    "Phản hồi của người dân",
    "Phản hồi: đường đã được sửa",
    "Bình luận trước trận đấu",
    "Tin liên quan đến bão số 3",
    "Ý kiến",
    "Ý kiến (của cử tri) được ghi nhận",
    "Đọc thêm sách mỗi ngày",
    "Mới nhất là chiếc cầu treo",
    "Facebook của xã có 3.000 người theo dõi",
    "Từ khóa của năm là chuyển đổi số",
    "Theo dòng sự kiện lịch sử",
    "Công thức {a} + {b} là ví dụ",
    "",
]


@pytest.mark.parametrize("line", NOISE)
def test_noise(line: str) -> None:
    """A counter in a body makes every visit an edit."""
    assert is_noise_line(line)
    assert is_noise_line(unicodedata.normalize("NFD", f" {line}\u00a0"))


@pytest.mark.parametrize("line", TAILS)
def test_tail_labels(line: str) -> None:
    """Past such a label stand other articles' titles; they change daily."""
    assert is_tail_label(line)
    assert is_tail_label(unicodedata.normalize("NFD", f"\t{line} "))


@pytest.mark.parametrize("line", SENTENCES)
def test_sentences_and_headings_stay(line: str) -> None:
    """Cut at such a line, an article would lose its rest."""
    assert not is_noise_line(line)
    assert not is_tail_label(line)


@pytest.mark.parametrize(
    ("line", "views"),
    [
        ("Lượt xem: 365", 365),
        ("Lượt xem: 1.234", 1234),
        ("Lượt xem: 1,234", 1234),
        ("228 lượt xem", 228),
        ("12.345.678 lượt đọc", 12_345_678),
        ("Đã xem: 3", 3),
        ("Lượt xem: 34935 lượt xem", 34_935),
        ("09:47 AM 06/08/2013 Lượt xem: 365 In bài viết", 365),
        ("Lượt xem: 0", 0),
        ("Lượt xem:", None),
        ("1,5 triệu lượt xem", None),
        ("Lượt xem: 1,2K", None),
        ("Lượt xem: 1,2 nghìn", None),
        ("Lượt xem: 2 triệu", None),
        ("06/08/2013", None),
        ("", None),
    ],
)
def test_views(line: str, views: int | None) -> None:
    """A year or a rounded number read as a counter would show nonsense to consumers."""
    assert read_views(line) == views
