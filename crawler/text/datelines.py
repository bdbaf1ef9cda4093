"""The dateline: the prefix of an article's first line that names the paper or the place."""

from __future__ import annotations

import re
from collections.abc import Collection

from crawler.text._organisations import is_place

_ACRONYMS = (
    "QTO|CTO|PLO|QNO|BTO|NDO|SGGPO|TTO|TNO|NLĐO|LĐO|HNMO|HNM|VOV|VTV|VGP|TTXVN|ĐCSVN|CAND|QĐND|BPO|BKO|BNO|HGO|NTO|BDO"
    "|BVPL|NTV|NBTV|QTV|QRTV|LTV|BHG|BLC|BQT|BNB|VNA"
)
_HOST_PREFIX = r"(?:[A-Za-z0-9-]+\.)+(?:vn|com|net|org|info)"
_NO_PAPERS = r"(?:WTO|NATO|FAO|ILO|WHO|IMO|NGO|ISO|CEO|CFO|COO|CTO-|ICAO|UFO|EURO|VIP)\b"
_PROPER = r"[A-ZĐÀ-Ỹ][a-zđà-ỹ]+(?: [A-ZĐÀ-Ỹ][a-zđà-ỹ]+){1,3}"
"""Two to four capitalised words: a place."""
_DATELINE = re.compile(
    r"\s*(?P<dateline>"
    rf"\(\s*(?P<inside>[^()\n]{{2,30}}?)\s*\)\s?[-–—]"
    rf"|(?:{_HOST_PREFIX}|{_ACRONYMS}|(?!{_NO_PAPERS})[A-ZĐ]{{2,4}}O)\s?[-–—](?=\s)"
    rf"|(?P<place>{_PROPER}) \(\d{{1,2}}[/-]\d{{1,2}}\)\s?[-–—](?=\s)"
    r")\s*(?=[\"'“”‘«(\d]|[^\W\d_])(?P<first>.)"
)
# "(II) -" counts chapters; no article has fifty of them.
_INSIDE = re.compile(
    rf"(?![IVX]+$)[A-ZĐ][A-ZĐ0-9&.-]{{1,9}}|{_HOST_PREFIX}|(?:Báo|Đài|Cổng) .+|Dân trí|Dân Trí|{_PROPER}"
)


def split_dateline(text: str, own_names: Collection[str] = ()) -> tuple[str | None, str]:
    """``text`` without the prefix that names the paper (``Laocaitv.vn -``, ``(QT) -``), and that prefix, first.

    Cut only if the prefix is in brackets, a host or a paper's short name, and a new sentence begins after its dash:
    ``COVID-19 - thách thức`` and ``Lào Cai - 30 năm xây dựng`` stay whole.
    """
    host = text.split(" ", 1)[0]
    if host in own_names and "." in host and text[len(host) + 1 : len(host) + 2].isupper():
        return host, text[len(host) + 1 :]  # Phú Thọ prints its host without a dash
    match = _DATELINE.match(text)
    if match is None or match["first"].islower():
        return None, text
    if match["inside"] and not (_INSIDE.fullmatch(match["inside"]) or is_place(match["inside"])):
        return None, text
    return match["dateline"], text[match.start("first") :]
