"""If these fail, photographers are lost in the captions, or captions are taken for photographers."""

from __future__ import annotations

import pytest

from crawler.text.credits import split_caption_credit


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
        ("Ảnh minh họa", "Ảnh minh họa", None),
        ("Lễ hội. Ảnh: Lan Anh/TTXVN", "Lễ hội.", "Lan Anh/TTXVN"),
        ("Lễ hội (Ảnh: Lan Anh – TTXVN)", "Lễ hội", "Lan Anh – TTXVN"),
        ("Lễ hội. (Ảnh: Lan Anh).", "Lễ hội.", "Lan Anh"),
        ("Lễ hội. Ảnh: Lan Anh (CTV)", "Lễ hội.", "Lan Anh (CTV)"),
        ("Lễ hội. Ảnh: Lan Anh, Đức Minh và CTV", "Lễ hội.", "Lan Anh, Đức Minh và CTV"),
        ("Lễ hội. Ảnh: NVCC", "Lễ hội.", "NVCC"),
        ("Lễ hội. Ảnh: Nhân vật cung cấp", "Lễ hội.", "Nhân vật cung cấp"),
        ("Lễ hội (Ảnh do nhân vật cung cấp)", "Lễ hội", "nhân vật cung cấp"),
        ("Lễ hội. Ảnh tư liệu: TTXVN", "Lễ hội.", "TTXVN"),
        ("Lễ hội. Ảnh Lan Anh", "Lễ hội.", "Lan Anh"),
        ("Lễ hội (Ảnh Lan Anh)", "Lễ hội", "Lan Anh"),
        ("Lễ hội (TTXVN)", "Lễ hội", "TTXVN"),
        ("Lễ hội (Lan Anh/TTXVN)", "Lễ hội", "Lan Anh/TTXVN"),
        ("Lễ hội. Photo: Lan Anh", "Lễ hội.", "Lan Anh"),
        ("ẢNH: LAN ANH", "", "LAN ANH"),
        ("Ảnh: Xuân", "", "Xuân"),
        ("Ảnh: VGP/Nhật Bắc", "", "VGP/Nhật Bắc"),
        ("Tranh minh họa: Lê Minh", "", "Lê Minh"),
        ("Ảnh trên: Lễ hội. Ảnh: Lan Anh", "Ảnh trên: Lễ hội.", "Lan Anh"),
        ("Lễ hội. Ảnh: Lan Anh. Bến sông chiều. Ảnh: Đức Minh", "Lễ hội. Bến sông chiều.", "Lan Anh; Đức Minh"),
        ("Lễ hội. Ảnh: Lan Anh. Bến sông chiều. Ảnh: Lan Anh.", "Lễ hội. Bến sông chiều.", "Lan Anh"),
        ("Lễ hội (Ảnh: Lan Anh); Bến sông (Ảnh: Đức Minh)", "Lễ hội; Bến sông", "Lan Anh; Đức Minh"),
        ("Lễ hội (thôn Đoài)", "Lễ hội (thôn Đoài)", None),
        ("Lễ hội (Hà Nội)", "Lễ hội (Hà Nội)", None),
        ("Lễ hội (Lan Anh)", "Lễ hội (Lan Anh)", None),
        ("Ảnh: Đẹp", "Ảnh: Đẹp", None),
        ("Ảnh: Hội nghị", "Ảnh: Hội nghị", None),
        ("Ảnh: Trường học mới", "Ảnh: Trường học mới", None),
        ("Ảnh: Chợ Phiên", "Ảnh: Chợ Phiên", None),
        ("Ảnh 1: Lễ hội", "Ảnh 1: Lễ hội", None),
        ("Lễ hội. Ảnh Bác Hồ với thiếu nhi", "Lễ hội. Ảnh Bác Hồ với thiếu nhi", None),
        ("Nguồn: vốn ngân sách", "Nguồn: vốn ngân sách", None),
        ("Xem ảnh: Lan Anh", "Xem ảnh: Lan Anh", None),
        ("Chợ phiên", "Chợ phiên", None),
        ("", "", None),
    ],
)
def test_photo_credits(text: str, caption: str, credit: str | None) -> None:
    """A credit left in the caption is not found by photographer; a caption taken for a credit is lost."""
    assert split_caption_credit(text) == (caption, credit)


def test_a_paragraph_is_no_caption() -> None:
    """A text taken for a caption would lose its last words."""
    caption = "Chợ phiên đông vui. " * 60 + "Ảnh: Lan Anh"
    assert split_caption_credit(caption) == (caption, None)
