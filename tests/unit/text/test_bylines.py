"""If these fail, writers are lost or invented, or the last paragraph of an article is taken for a name and dropped."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.bylines import Byline, read_byline, signature, split_caption_credit, split_dateline
from tests.unit.text import repeatable

OWN = ("nbtv.vn", "Đài PT-TH Ninh Bình")

# Text, authors, source, and whether it is sure enough to be cut off as a last paragraph.
BYLINES: list[tuple[str, tuple[str, ...], str | None, bool]] = [
    ("Tác giả bài viết: Phương Nhi", ("Phương Nhi",), None, True),
    ("Tác giả: Lan Anh   Nguồn tin: baochinhphu.vn", ("Lan Anh",), "baochinhphu.vn", True),
    ("Tác giả bài viết: Chinhphu.vn", ("Chinhphu.vn",), None, False),
    ("Tác giả bài viết: Sở Y tế", ("Sở Y tế",), None, False),
    ("Tác giả bài viết: nbtv.vn", (), "nbtv.vn", True),
    ("Tin, ảnh: P.Y", ("P.Y",), None, True),
    ("TIN, ẢNH: NGỌC LAN", ("NGỌC LAN",), None, True),
    ("Bài và ảnh: Lan Anh - Đức Minh", ("Lan Anh", "Đức Minh"), None, True),
    ("Bài, ảnh: N.Linh - H.T", ("N.Linh", "H.T"), None, True),
    ("Bài: Lan Anh - Ảnh: Đức Minh", ("Lan Anh",), None, True),
    ("Tin, bài: Thu Trang; ảnh: Hoàng Long", ("Thu Trang",), None, True),
    ("Tin, ảnh: Ngọc Lan (Trung tâm VH-TT huyện)", ("Ngọc Lan",), "Trung tâm VH-TT huyện", True),
    ("Phương Loan (nbtv.vn)", ("Phương Loan",), "nbtv.vn", True),
    ("Phương Loan (nbtv.vn)./.", ("Phương Loan",), "nbtv.vn", True),
    ("Phương Loan - Đài PT-TH Ninh Bình", ("Phương Loan",), "Đài PT-TH Ninh Bình", True),
    ("ĐÀI PTTH NINH BÌNH", (), "ĐÀI PTTH NINH BÌNH", True),
    ("Theo TTXVN", (), "TTXVN", True),
    ("(Theo TTXVN)", (), "TTXVN", True),
    ("Theo Hà Nội Mới", (), "Hà Nội Mới", True),
    ("Theo Bộ Y tế", (), "Bộ Y tế", True),
    ("Theo Minh Anh/VOV", ("Minh Anh",), "VOV", True),
    ("Nguồn: baochinhphu.vn", (), "baochinhphu.vn", True),
    ("Nguồn tin: Sở Văn hóa, Thể thao và Du lịch", (), "Sở Văn hóa, Thể thao và Du lịch", True),
    ("Trung Kiên - Tuấn Nam", ("Trung Kiên", "Tuấn Nam"), None, True),
    ("Trung Kiên-Tuấn Nam", ("Trung Kiên", "Tuấn Nam"), None, True),
    ("Lan Anh, Đức Minh", ("Lan Anh", "Đức Minh"), None, True),
    ("Lan Anh và Đức Minh", ("Lan Anh", "Đức Minh"), None, True),
    ("Lan Anh, Đức Minh, Lan Anh", ("Lan Anh", "Đức Minh"), None, True),
    ("Lò Văn Ín, Vàng Thị Mỷ", ("Lò Văn Ín", "Vàng Thị Mỷ"), None, True),
    ("Giàng A Páo", ("Giàng A Páo",), None, True),
    ("H'Hen Niê", ("H'Hen Niê",), None, True),
    ("Đoàn Văn Minh", ("Đoàn Văn Minh",), None, True),
    ("Xuân Thường", ("Xuân Thường",), None, True),
    ("Trang Nhung", ("Trang Nhung",), None, True),
    ("Đinh Thị Thanh Vân", ("Đinh Thị Thanh Vân",), None, True),
    ("Đàm Thị Thanh – Sở Khoa học và Công nghệ", ("Đàm Thị Thanh",), "Sở Khoa học và Công nghệ", True),
    ("Vũ Hà - Sở Lao động - Thương binh và Xã hội", ("Vũ Hà",), "Sở Lao động - Thương binh và Xã hội", True),
    ("Phạm Hải - Phòng Văn hóa, Thông tin", ("Phạm Hải",), "Phòng Văn hóa, Thông tin", True),
    ("Thu Hà - Đoàn Thanh niên xã", ("Thu Hà",), "Đoàn Thanh niên xã", True),
    ("Hoàng Hiếu/TTXVN", ("Hoàng Hiếu",), "TTXVN", True),
    ("Thu Hà (Theo TTXVN)", ("Thu Hà",), "TTXVN", True),
    ("Thu Hà (tổng hợp)", ("Thu Hà",), None, True),
    ("Minh Tâm (CTV)", ("Minh Tâm",), None, True),
    ("PV Minh Anh", ("Minh Anh",), None, True),
    ("THUẬN VĂN - LÊ ÁNH", ("THUẬN VĂN", "LÊ ÁNH"), None, True),
    ("THUẬN VĂN - ", ("THUẬN VĂN",), None, False),
    ("Hồ Thảo 13:13, 25/09/2026 chia sẻ", ("Hồ Thảo",), None, False),
    ("Lan Anh - lananh@nbtv.vn", ("Lan Anh",), None, True),
    ("Nguyễn Văn An - Phó Giám đốc Sở Y tế", ("Nguyễn Văn An",), None, False),
    ("P.Y", ("P.Y",), None, True),
    ("MK", ("MK",), None, True),
    ("PV", ("PV",), None, True),
    ("BBT", (), "BBT", True),
    ("Ban Biên tập", (), "Ban Biên tập", True),
    ("", (), None, False),
]

PARAGRAPHS = [
    "Hội nghị thành công tốt đẹp",
    "Bà con trong xã ai cũng vui.",
    "Xin trân trọng cảm ơn!",
    "Lan Anh.",
    "Ninh Bình",
    "Ninh Bình - Nam Định",
    "TP. Hồ Chí Minh",
    "Hồ Chí Minh",
    "Việt Nam",
    "Trường Sa",
    "Kết luận",
    "KẾT LUẬN",
    "HỒ SƠ - THỦ TỤC",
    "VĂN HÓA - XÃ HỘI",
    "CHỦ TỊCH",
    "PHÓ GIÁM ĐỐC",
    "Kết quả đạt được",
    "Một Số Giải Pháp",
    "II",
    "GDP",
    "Hết",
    "Góp ý",
    "Fair Play",
    "Green Skyline",
    "Mới Nhất",
    "- Chọn Website -",
    "- Lan Anh",
    "(Còn nữa)",
    "Sở Y tế",
    "UBND tỉnh",
    "Sở Y tế tổ chức hội nghị",
    "Thu Hà - Sở Y tế đã có mặt",
    "Nơi nhận:",
    "Chị Lan",
    "Ông Nguyễn Văn An",
    "Nguyễn Thị Hoa phát biểu",
    "Bài học: đoàn kết",
    "Tin: mưa lớn ở miền Bắc",
    "Theo báo cáo của sở",
    "Theo đó, mỗi hộ được hỗ trợ",
    "Nguồn: Niên giám thống kê 2023",
    "Nguồn: báo cáo của các xã",
    "Ảnh: Minh Đức",
    "Ngày 5/3",
    "Lan Anh, Đức Minh cùng các bạn trong lớp đã về thăm trường cũ sau hai mươi năm xa cách",
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("text", "authors", "source", "sure"), BYLINES)
def test_bylines(text: str, authors: tuple[str, ...], source: str | None, sure: bool, form: str) -> None:
    text = unicodedata.normalize("NFD", text) if form == "NFD" else text
    expected = Byline(authors, source)
    assert read_byline(text, own_names=OWN) == expected
    assert signature(text, own_names=OWN) == (expected if sure else None)


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_what_is_no_signature_stays_in_the_text(paragraph: str) -> None:
    """A lost name is seen and repaired; an eaten last paragraph is lost text that nobody misses in time."""
    assert signature(paragraph, own_names=OWN) is None


NAMES = st.sampled_from(["Lan Anh", "Đỗ Đức Minh", "P.Y", "Hoàng Thị Thu Trang", "Quốc Khánh", "N.Linh"])


@repeatable
@given(st.lists(NAMES, min_size=1, max_size=3, unique=True), st.sampled_from([" - ", ", ", " – ", "; ", " & "]))
def test_any_list_of_names_is_read_in_printed_order(names: list[str], separator: str) -> None:
    line = separator.join(names)
    assert read_byline(line).authors == tuple(names)
    assert signature(line) == Byline(tuple(names), None)
    assert read_byline(f"Tin, ảnh: {line}").authors == tuple(names)


@repeatable
@given(st.text(max_size=80))
def test_any_text_is_answered_without_an_error(text: str) -> None:
    read_byline(text, own_names=OWN)
    signature(text, own_names=OWN)
    split_caption_credit(text)


DATELINES = [
    ("Laocaitv.vn - Những mùa lúa mới", "Laocaitv.vn -", "Những mùa lúa mới"),
    ("(QT) - Chiều nay, chợ đông", "(QT) -", "Chiều nay, chợ đông"),
    ("QTO - Sáng sớm, sương dày", "QTO -", "Sáng sớm, sương dày"),
    ("(CTO) - 20 hộ dân", "(CTO) -", "20 hộ dân"),
    ("(PLO)- Bến xe đông khách", "(PLO)-", "Bến xe đông khách"),
    ("(Chinhphu.vn) - Đường mới thông xe", "(Chinhphu.vn) -", "Đường mới thông xe"),
    ("(TN&MT) – “Rừng xanh” là tên cuộc thi", "(TN&MT) –", "“Rừng xanh” là tên cuộc thi"),
    ("(Báo Quảng Trị) - Nắng lên", "(Báo Quảng Trị) -", "Nắng lên"),
    ("(Ninh Bình) - Nắng lên", "(Ninh Bình) -", "Nắng lên"),
    ("\u00a0(QT)\u00a0-\u00a0Nắng lên\n\nMưa xuống", "(QT)\u00a0-", "Nắng lên\n\nMưa xuống"),
]

NO_DATELINE = [
    "Lào Cai - 30 năm xây dựng",
    "COVID-19 - thách thức",
    "COVID-19 - Thách thức cho trạm y tế xã",
    "ASEAN - Cộng đồng gắn kết",
    "HĐND - UBND xã họp",
    "Hà Nội - Ngày trở lại",
    "Laocaitv.vn - kênh tin của bà con",
    "(1) - Điều kiện chung",
    "(II) - Nội dung",
    "(Ảnh minh họa) - Cảnh chợ",
    "(QT) Chiều nay",
    "(QT) -",
    "Nắng lên. (QT) - Mưa",
    "",
]


@pytest.mark.parametrize(("text", "dateline", "rest"), DATELINES)
def test_datelines_are_kept_apart(text: str, dateline: str, rest: str) -> None:
    """The same agency text under two papers' prefixes would hash as two articles."""
    assert split_dateline(text) == (dateline, rest)


@pytest.mark.parametrize("text", NO_DATELINE)
def test_an_ordinary_beginning_is_not_cut(text: str) -> None:
    """The first words of the article would be lost."""
    assert split_dateline(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("Lễ hội đầu xuân - Ảnh: H.T", "Lễ hội đầu xuân", "H.T"),
        ("Lễ hội đầu xuân (Ảnh: TTXVN)", "Lễ hội đầu xuân", "TTXVN"),
        ("Lễ hội đầu xuân. Ảnh: Lan Anh", "Lễ hội đầu xuân.", "Lan Anh"),
        ("Lễ hội đầu xuân Ảnh: Lan Anh - Đức Minh", "Lễ hội đầu xuân", "Lan Anh - Đức Minh"),
        ("Lễ hội đầu xuân; ảnh: CTV.", "Lễ hội đầu xuân", "CTV"),
        ("Lễ hội đầu xuân. Ảnh TTXVN", "Lễ hội đầu xuân.", "TTXVN"),
        ("Ảnh: Minh Đức/Báo X", "", "Minh Đức/Báo X"),
        ("Rừng thông (Ảnh minh họa: Internet)", "Rừng thông", "Internet"),
        ("Bản đồ quy hoạch. Nguồn: Sở Xây dựng", "Bản đồ quy hoạch.", "Sở Xây dựng"),
        ("Ảnh: Đơn vị cung cấp", "", "Đơn vị cung cấp"),
        ("Rừng thông (Ảnh minh họa)", "Rừng thông (Ảnh minh họa)", None),
        ("Ảnh: Toàn cảnh buổi lễ", "Ảnh: Toàn cảnh buổi lễ", None),
        ("Ảnh: Đồng chí bí thư phát biểu tại buổi lễ.", "Ảnh: Đồng chí bí thư phát biểu tại buổi lễ.", None),
        ("Khách xem ảnh: Đẹp", "Khách xem ảnh: Đẹp", None),
        ("Chợ phiên", "Chợ phiên", None),
        ("", "", None),
    ],
)
def test_photo_credits(text: str, caption: str, credit: str | None) -> None:
    """A credit left in the caption is not found by photographer; a caption taken for a credit is lost."""
    assert split_caption_credit(text) == (caption, credit)


def test_prose_in_a_byline_element_is_no_name() -> None:
    """A broken page puts half an article into the author's element; its words must not become writers."""
    assert read_byline("Lan Anh, " * 40) == Byline((), None)
    caption = "Chợ phiên đông vui. " * 60 + "Ảnh: Lan Anh"
    assert split_caption_credit(caption) == (caption, None)
