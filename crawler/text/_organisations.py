"""What an organisation, a newspaper, a host and a place look like: the data and tests behind bylines.

Provinces: the 63 until 30 June 2025, which include all 34 of today. Agencies and papers: those that provincial papers
credit.
"""

from __future__ import annotations

import re

from crawler.text.unicode import fold_marks

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
    Yên Khánh, Yên Mô, Đông Bắc, Tây Bắc, Hoàng Sa, Trường Sa, Điện Biên Phủ, Sài Gòn, Tây Nguyên, Đồng Văn,
    Hoàng Su Phì, Xín Mần, Tràng An, Tam Cốc, Phát Diệm, Cúc Phương, Phan Rang, Phan Thiết, Quy Nhơn, Buôn Ma Thuột
    """.replace("\n", " ").split(",")
)

AGENCIES = frozenset(
    {"ttxvn", "ttx", "vov", "vtv", "vgp", "vna", "voh", "bbt", "afp", "ap", "reuters", "xinhua", "tass", "bbc", "cnn"}
    | {"vietnam+", "vietnamplus", "vnexpress", "vietnamnet", "vtc", "vtc news", "soha", "zing", "znews", "sggp", "tto"}
    | {"qđnd", "cand", "nld", "nlđ", "kyodo", "yonhap", "bnews"}
)
"""News agencies, papers and offices that are credited by initials or a coined word, in lower case."""

_PAPERS = frozenset(
    fold_marks(name.strip())
    for name in """
    Nhân Dân, Tuổi Trẻ, Tuổi Trẻ Online, Thanh Niên, Lao Động, Người Lao Động, Tiền Phong, Dân trí, Dân Việt,
    Hà Nội Mới, Sài Gòn Giải Phóng, Quân đội nhân dân, Công an nhân dân, Đại Đoàn Kết, Tin tức, Vietnam Plus, Zing News,
    Giáo dục và Thời đại, Giáo dục & Thời đại, Sức khỏe và Đời sống, Sức khỏe & Đời sống, Kinh tế & Đô thị, Infonet,
    Kinh tế và Đô thị, Nông nghiệp Việt Nam, Pháp luật Việt Nam, Chính phủ, Gia đình và Xã hội, Thời báo Tài chính
    """.replace("\n", " ").split(",")
)
"""Papers that are credited by their bare name, folded."""

_ORGANISATION = re.compile(  # a first word that begins no personal name
    r"(?:sở(?! hữu| thích| trường| dĩ)|ban(?! mai$| hành| đầu| phát| công| tặng)|văn phòng|ubnd|hđnd|[uủ][ỷy] ban"
    r"|phòng(?! chống| trừ| ngừa| bệnh| cháy| thủ)|báo(?! cáo| động| chí| hiếu| tin| ân| hiệu)|cục(?! diện| bộ)"
    r"|bộ(?! phận| mặt| máy| sưu| ba| lọc)|vụ(?! mùa| việc| án| lúa| đông| xuân| hè| thu)|viện(?! trợ| phí| dẫn)"
    r"|cổng(?! làng| trời| chào)|đài(?! sen| hoa| các| tưởng| phun)|trung tâm|tạp chí|(?:ub)?mttq"
    r"|trang tin|trang thông tin|website|công an|chi cục|tổng cục|bệnh viện|thông tấn xã|thanh tra"
    r"|biên phòng"
    r"|ngân hàng|công ty|bảo hiểm|liên đoàn|tòa soạn|toà soạn|tòa án|toà án|học viện|hội đồng|quân khu|bộ đội"
    r"|nhà xuất bản|tỉnh ủy|tỉnh uỷ|huyện ủy|huyện uỷ|thành ủy|thành uỷ|đảng ủy|đảng uỷ|đảng bộ|chi bộ|trạm y tế"
    r"|huyện đoàn|tỉnh đoàn|thành đoàn|mặt trận|kho bạc|bch|(?-i:CDC|TTYT|BVĐK|P\.[A-ZĐ]{2,}[-&][A-ZĐ]{2,}))\b",
    re.IGNORECASE,
)
_AMBIGUOUS_ORGANISATION = re.compile(
    r"(?:đoàn(?! kết| viên| công tác| đại biểu| xe)|hội(?! nghị| thảo| họp| thi| diễn| quán| xuân| làng| chợ)"
    r"|trường(?! học| ca| kỳ| hợp| tồn)|quỹ|thị|tỉnh|huyện|xã(?! hội)|phường|khối|nhóm)\b",
    re.IGNORECASE,
)
"""First words of organisations that are surnames or pen-names too; only a lower-case or all-capital word decides."""
_OFFICE = re.compile(
    r"(?:sở|phòng|trung tâm|văn phòng|đài|báo(?! cáo)|công an|chi cục|cục|bảo hiểm|liên đoàn|ban (?:tuyên giáo|dân vận"
    r"|biên tập|quản lý|nội chính)|hội [a-zà-ỹ]+|tỉnh đoàn|huyện đoàn|thành đoàn|cổng|bộ chỉ huy|viện|bệnh viện"
    r"|ngân hàng|kho bạc|thanh tra|mặt trận|ubmttq|ủy ban mttq"
    r"|trường (?:thpt|thcs|tiểu học|mầm non|đại học|cao đẳng|trung học|chính trị|phổ thông|ptdt\w*))\b",
    re.IGNORECASE,
)
"""Offices that write for a portal; committees that sign invitations and rules are none of them."""

_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:vn|com|net|org|info|gov|edu)", re.IGNORECASE)


def key(text: str) -> str:
    """What is compared of a name or host: letters and digits only, no case, no diacritics, no ``www.``."""
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", fold_marks(text.strip()))
    return re.sub(r"[\W_]+", "", bare)


def is_host(text: str) -> bool:
    """Whether ``text`` is a host name such as ``baochinhphu.vn``."""
    return _HOST.fullmatch(text) is not None


def is_agency(text: str) -> bool:
    """Whether ``text`` is a news agency, paper or host by its bare name, or several of them (``TTXVN/Vietnam+``)."""
    parts = [part.strip() for part in text.split("/")]
    return all(part.lower() in AGENCIES or fold_marks(part) in _PAPERS or is_host(part) for part in parts)


def is_organisation(text: str) -> bool:
    """Whether ``text`` names an office, paper or agency and not a person."""
    if is_agency(text) or _ORGANISATION.match(text):
        return True
    words = text.split()
    return _AMBIGUOUS_ORGANISATION.match(text) is not None and any(
        word.islower() or (word.isupper() and len(word) > 2 and not text.isupper()) for word in words[1:]
    )


def is_office(text: str) -> bool:
    """Whether ``text`` names an office that may sign an article alone (``Phòng Tư pháp``)."""
    return is_organisation(text) and _OFFICE.match(text) is not None and not text.isupper()


def is_place(text: str) -> bool:
    """Whether ``text`` is a province, or one of the towns and regions that stand alone in a line."""
    return re.sub(r"^(?:tinh|tp\.?|thanh pho) ?", "", fold_marks(text)) in _PLACES
