"""If these fail, a paper's prefix stays in the text, or the first words of an article are cut off."""

from __future__ import annotations

import pytest

from crawler.text.datelines import split_dateline

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
