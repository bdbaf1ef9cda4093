"""What a Vietnamese person's name, an organisation and a place look like: the data and tests behind bylines.

Surnames: the ones that more than about 0.1 % of people bear, and those of the ethnic groups of the northern
provinces. Provinces: the 63 until 30 June 2025, which include all 34 of today. Agencies: those that provincial papers
credit.
"""

from __future__ import annotations

import re

from crawler.text.tones import fold_tone_placement
from crawler.text.unicode import fold_marks

_COMMON_SURNAMES = """Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Đặng Bùi Đỗ Ngô Đinh Trịnh Trương Tạ Phùng"""
"""Surnames that begin no ordinary phrase; in capitals a heading looks like a name (``HỒ SƠ``, ``ĐÀO TẠO``)."""
_OTHER_SURNAMES = """
    Võ Hồ Dương Lý Đào Đoàn Lâm Mai Cao Hà Tô Lưu Lương Vương Châu Chu Quách Thái Tôn Tống Triệu Từ Thân Tăng Nghiêm Mạc
    La Lã Lại Kiều Khổng Khuất Hứa Giang Doãn Diệp Đàm Đồng Đậu Đới Đường Cù Cung Bạch Âu An Bế Bàn Chẩu Cầm Điêu Giàng
    Hạng Hầu Lò Lục Lù Lường Lộc Ma Má Mùa Nông Phàn Quàng Sùng Sầm Thào Tẩn Tòng Vàng Vi Vừ Thạch Kim Sơn Danh Hoa
    Thiều Tiêu Ninh Nhữ Ngụy Mẫn Mã Lều Khúc Hán Đèo Chử Chế Bá Ân Viên Uông Ung Trang Trà Tào Tiết Thẩm
"""

_COMMON = frozenset(fold_tone_placement(_COMMON_SURNAMES).lower().split())
_SURNAMES = frozenset(fold_tone_placement(_OTHER_SURNAMES).lower().split())

_PLACES = frozenset(
    fold_marks(name.strip())
    for name in """
    An Giang, Bà Rịa, Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước,
    Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai,
    Hà Giang, Hà Nam, Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hưng Yên, Khánh Hòa, Kiên Giang,
    Kon Tum, Lai Châu, Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên,
    Quảng Bình, Quảng Nam, Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên,
    Thanh Hóa, Thừa Thiên Huế, Huế, Tiền Giang, Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái, Hồ Chí Minh,
    Việt Nam, Hoa Lư, Tam Điệp, Sa Pa, Đông Hà, Phủ Lý, Nho Quan, Gia Viễn, Đà Lạt, Nha Trang, Hà Tây,
    Yên Khánh, Yên Mô, Đông Bắc, Tây Bắc,
    Hoàng Sa, Trường Sa, Điện Biên Phủ
    """.replace("\n", " ").split(",")
)

AGENCIES = frozenset({"ttxvn", "ttx", "vov", "vtv", "vgp", "vna", "voh", "bbt", "afp", "reuters"})
"""News agencies and offices that are credited by initials, in lower case."""

_ORGANISATION = re.compile(  # a first word that begins no personal name
    r"(?:sở|ban|phòng|trung tâm|văn phòng|ubnd|ủy ban|uỷ ban|hđnd|ubmttq|mttq|báo(?! cáo)|tạp chí|cổng|trang tin"
    r"|trang thông tin|website|công an|chi cục|cục|bộ|tổng cục|vụ|viện|bệnh viện|thông tấn xã|đài|thanh tra"
    r"|ngân hàng|công ty|bảo hiểm|liên đoàn|tòa soạn|toà soạn|tòa án|toà án|học viện|hội đồng|quân khu|bộ đội"
    r"|nhà xuất bản|tỉnh ủy|tỉnh uỷ|huyện ủy|huyện uỷ|thành ủy|thành uỷ|đảng ủy|đảng uỷ|đảng bộ|chi bộ"
    r"|huyện đoàn|tỉnh đoàn|thành đoàn|mặt trận|kho bạc)\b",
    re.IGNORECASE,
)
_AMBIGUOUS_ORGANISATION = re.compile(r"(?:đoàn|hội|trường|quỹ|thị|tỉnh|huyện|xã|phường|khối|nhóm)\b", re.IGNORECASE)
"""First words of organisations that are surnames or pen-names too; only a lower-case or all-capital word decides."""

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|gov|edu)", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-ZĐ][a-zà-ỹ]?\.){1,3}[A-ZĐ]?[a-zà-ỹ]*\.?|[A-ZĐ]{2,3}")
_HONORIFIC = re.compile(r"(?:ông|bà|chị|cô|bác|chú|đồng|đ/c|em)\b", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]+")
_NAME_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")


def key(text: str) -> str:
    """What is compared of a name or host: letters and digits only, no case, no diacritics, no ``www.``."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", fold_marks(text.strip()))
    return re.sub(r"[\W_]+", "", bare)


def is_host(text: str) -> bool:
    """Whether ``text`` is a host name such as ``baochinhphu.vn``."""
    return _HOST.fullmatch(text) is not None


def is_organisation(text: str) -> bool:
    """Whether ``text`` names an office, paper or agency and not a person."""
    if is_host(text) or text.lower() in AGENCIES or _ORGANISATION.match(text):
        return True
    words = text.split()
    return _AMBIGUOUS_ORGANISATION.match(text) is not None and any(
        word.islower() or (word.isupper() and len(word) > 2 and not text.isupper()) for word in words[1:]
    )


def is_place(text: str) -> bool:
    """Whether ``text`` is a province, or one of the towns and regions that stand alone in a line."""
    return re.sub(r"^(?:tinh|tp\.?|thanh pho) ?", "", fold_marks(text)) in _PLACES


def is_initials(text: str) -> bool:
    """Whether ``text`` is a pen-name of initials: ``P.Y``, ``H.T.``, ``N.Linh``, ``MK``, but no Roman numeral."""
    return _INITIALS.fullmatch(text) is not None and _ROMAN.fullmatch(text) is None


def has_surname(text: str, *, common: bool = False) -> bool:
    """Whether the first word of ``text`` is a surname, or, on request, one that begins no ordinary phrase."""
    first = fold_tone_placement(text.partition(" ")[0]).lower()
    return first in _COMMON or (not common and first in _SURNAMES)


def is_name(text: str) -> bool:
    """Whether ``text`` has the shape of a person's name: initials, or one to four capitalised words.

    Three or four words need a surname first: pen-names of that length are rarer than title-case headings.
    """
    if is_initials(text):
        return True
    words = text.split()
    if not 1 <= len(words) <= 4 or is_place(text) or is_organisation(text) or _HONORIFIC.match(text):
        return False
    if not all(_NAME_WORD.fullmatch(word) and len(word) <= 8 for word in words):
        return False
    if not (text.isupper() or all(word[0].isupper() and not word[1:].isupper() for word in words)):
        return False
    return len(words) <= 2 or has_surname(text)
