"""What the words around a date say that it is: a publication, an update, or the date of something else.

Everything here works on *plain* text (see ``_date_grammar``). Sources: site facts (section 7), the Vietnamese language
packs of NukeViet, Joomla, Drupal and WordPress, and footers of public sites for the wordings of licences.
"""

from __future__ import annotations

import re
from typing import Literal

Label = Literal["published", "updated"]
"""What a page says that its date is."""

LICENCE = re.compile(
    r"\bgiay (?:phep|chung nhan|cn|dkkd|dang ky)|\bgp(?:hd|xb|tt|ttdt|bc|bttt|btttt|cbc|kd|dkkd)?\b|\b(?:cn)?dkkd\b"
    r"|\bcap (?:ngay|lai|phep|doi|lan)\b|\bngay cap\b(?! nhat)|\bdang ky (?:lan|thay doi|kinh doanh|doanh nghiep)\b"
    r"|\bma so (?:doanh nghiep|thue)\b|\bms(?:dn|t)\b|\bban quyen\b|\bcopyright\b|©|\blicen[cs]e\b|\bchiu trach nhiem\b"
)
"""Imprint of a site, in all its wordings: no date of such a text is an article's."""

_OTHER = re.compile(
    r"(?:\b(?:hom nay|bay gio|hien tai|gio he thong)[\s:,(-]*"  # the page's own clock
    r"|\b(?:(?:ngay |thoi gian )?(?:ban hanh|hieu luc|het han|dien ra|mo thau|dong thau|khai mac|be mac|khai giang"
    r"|khoi cong|thanh lap|dang ky|dang kiem|nghiem thu)"
    r"|(?:ngay|thoi gian) (?:to chuc|bat dau|ket thuc|lam viec|tiep dan|nop|ky|sinh|mat|hop|thi|le|su kien|cap|in|het)"
    r"|(?:in|sinh|ky)(?= ngay)|quyet dinh|nghi dinh|nghi quyet|thong tu|cong van|van ban|cong bao|cong dien"
    r"|xo so|xs[a-z]{2,4}|kqxs|gia (?:vang|xang|ca phe|lua)|ty gia|thoi tiet|du bao|lich phat song|muc nuoc"
    r"|hotline|dien thoai|version|phien ban|ty so)[\s:.,(]*"
    r"|\bso\s?:?\s?\d+\s?/[\w/.-]*[\s,]*)"  # a document's number: "so 12/2024/qd-ubnd ngay"
    r"(?:(?:ngay|luc|vao|tu)[\s:]*)*$"
)
_OTHER_MARKED = re.compile(
    r"(?:\b(?:từ|đến|trước|hết)\s+(?:hết\s|ngày\s)*"
    r"|(?:^|[|;,(-])\s*(?:in|số|ký|cấp|sinh|ns|đt|tel|fax|sđt|v|ver|deadline|lịch(?: \w+){1,2}"
    r"|(?:thời )?hạn(?: \w+){0,3})[\s:.,(]*(?:ngày[\s:]*)?)$",
    re.IGNORECASE,
)
"""Words that without their marks are names or parts of others (Tú, Hân, Kỳ, *Chuyển đổi số*)."""
_LIST = re.compile(
    r"(?:^|\bngay|\btu)\s*\d{1,2}(?:[./]\d{1,2})?"
    r"(?:\s?(?:,|va|den|&|-|~)\s?(?:ngay\s)?\d{1,2}(?:[./]\d{1,2})?)*\s?(?:,|va|den|&|-|~)\s?(?:ngay\s)?$"
)
"""Days of an event before its last one: ``5, 6, 7/3/2025``."""
LABEL_REACH = 60
"""How far before a date, in characters, a label can begin."""

SPAN = re.compile(r"[\s(]*(?:[-~>→]+|\bden\b|\btoi\b)\s*(?:ngay\s*)?")
"""What stands between the first and the last day, or hour, of an event."""

_PUBLISHED = re.compile(
    r"\b(?:ngay|gio|thoi gian|duoc|da) (?:dang|viet|gui|dua|tao)\b|\bdang(?= (?:ngay|luc|tai|tin|bai|vao|boi|tren)\b)"
    r"|\bdang[\s:|,(-]*$|\bxuat ban\b|\b(?:viet|gui|dua|tao) (?:ngay|luc|tin|bai|boi)\b|\bpublish(?:ed)?\b"
    r"|\bpost(?:ed)?\b|\bcreated?\b"
)
_UPDATED = re.compile(r"\bcap nhat\b|\b(?:chinh )?sua\b|\blan cuoi\b|\bupdated?\b|\bmodified\b")
_UPDATED_AFTER = re.compile(r"[\s,(|-]*(?:da )?(?:cap nhat|updated?)[\s)]*")

_NAME = r"\s?:?\s?[a-z]+(?:[ .][a-z0-9]+){0,4}(?=\s{5}|\s*(?:[|,;(·•-]|$))"
AROUND = re.compile(
    r"(?:[\s,;:.|()\[\]'_~·•*@/+-]"
    r"|\b(?>(?:dang|viet|gui|dua|post(?:ed)?|publish(?:ed)?)(?: tin| bai)? (?:boi|by)"
    + _NAME
    + r"|(?:tac gia|nguoi (?:dang|viet|gui|dua tin))"
    + _NAME
    + r"|(?:thoi gian |ngay gio |gio |ngay )?(?:(?:duoc|da|lan) )?"
    r"(?:dang|xuat ban|cap nhat|viet(?= (?:ngay|luc))|(?<=ngay )viet|(?<=duoc )viet|gui|dua|tao)"
    r"(?: (?:dang|ngay|luc|vao|tren|tai|tin|bai|(?:lan )?cuoi(?: cung)?|moi nhat))*"
    r"|lan cuoi(?: cung)?|(?:chinh )?sua (?:doi )?(?:lan )?cuoi|chinh sua|ngay|luc|vao luc|vao"
    r"|gio(?: (?:viet nam|ha noi|dong duong))?"
    r"|(?:post(?:ed)?|publish(?:ed)?|created?|(?:last )?(?:updated?|modified))(?: (?:date|on|at))?|at"
    r"|(?:gmt|utc)\s?\+\s?0?7(?::?00)?|indochina time"
    r"|(?:(?:so )?luot (?:xem|doc|truy cap)|(?:da|so lan|lan) xem|xem(?=\s?:)|views?|hits?)\s?:?(?:\s?\d[\d.,]*)?"
    r"|\d[\d.,]* (?:luot (?:xem|doc)|lan xem|binh luan|phan hoi|y kien|views?)"
    r"|(?:binh luan|y kien|phan hoi)(?:\s?:\s?\d+|\s?\(\d*(?=\)))"
    r"|in bai viet|in bai|in trang|in|ban in|chia se (?:qua )?(?:facebook|twitter|zalo|email)|chia se bai viet|chia se"
    r"|gui (?:email|bai viet|mail)|email|co chu|nghe bai viet)"
    r"(?![a-z0-9]))*+"
)
"""What may stand around the date of a publication line: separators, labels, byline, counters, print and share tools."""


def is_of_something_else(before: str, shown: str) -> bool:
    """True if the words right *before* a date say that it is a clock's, an event's, a document's or a deadline's.

    At most ``LABEL_REACH`` characters; *shown* is the same text with its marks.
    """
    return bool(_OTHER.search(before) or _LIST.search(before) or _OTHER_MARKED.search(shown))


def label_of(before: str, after: str = "") -> Label | None:
    """What the words *before* a date, or an update mark alone *after* it, call it; of two labels the nearer one."""
    updated = [match.start() for match in _UPDATED.finditer(before)]
    published = [match.start() for match in _PUBLISHED.finditer(before)]
    if updated or published:
        return "updated" if max(updated, default=-1) > max(published, default=-1) else "published"
    return "updated" if _UPDATED_AFTER.fullmatch(after) else None
