"""Who wrote it and where it comes from: the grammar of a byline.

Vietnamese sites print bylines in many forms: ``Tác giả bài viết: …``, one or more names, a name with an office,
``(Theo TTXVN)``. A missing author is seen and repaired, a wrong one is not, so what
does not look like a name is left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from crawler.text._names import is_account, is_collective, is_name, may_be_author
from crawler.text._organisations import is_agency, is_host, is_organisation, is_place, key
from crawler.text.unicode import squeeze


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says."""

    authors: tuple[str, ...]
    """Names as printed, in printed order, without labels, roles and titles."""
    source: str | None
    """The organisation, agency, paper or host that is credited, as printed; of an address its host."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A byline with what else its line says."""

    byline: Byline
    unread: bool = False
    """Whether the line holds words that are neither names, source, roles nor a date: then it may be a text."""
    titled: bool = False
    """Whether a profession or rank stands before a name (``Luật sư``, ``Đại tá``); degrees (``ThS.``) do not count."""


_STRONG = r"tác giả bài viết|tên tác giả|nhóm tác giả|tác giả|người viết|đăng bởi|viết bởi|bút danh"
_AND = r"(?:,? (?:và )?|\s?[-–&+/,]\s?)"
_WEAK = (
    rf"(?:tin|bài|ảnh){_AND}(?:bài|ảnh|clip|video|tin)(?:{_AND}(?:ảnh|clip|video))?"
    r"|bài viết|bài|tin|nội dung|người thực hiện|thực hiện|phóng viên|pv|ctv|biên soạn|tổng hợp"
)
_SOURCE = r"nguồn tin bài|nguồn tin|nguồn bài viết|nguồn bài|nguồn|dẫn nguồn|theo nguồn"
_OTHER = (
    r"nguồn ảnh|hình ảnh|ảnh minh h(?:ọa|oạ)|ảnh|video|clip|đồ họa|đồ hoạ|thiết kế|minh họa|minh hoạ|biên tập viên"
    r"|biên tập|người đăng|người gửi|quay phim|dựng phim|kỹ thuật|trình bày"
)
LABEL = re.compile(
    rf"(?:^|(?<=[\s;|,.(–-]))(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})|(?P<source>{_SOURCE})|(?P<other>{_OTHER}))\s?:",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:bài viết |được )?(?:đăng|viết) bởi:?"
    r"|(?:tản văn|truyện ngắn|bút ký|ký sự|ghi chép|tùy bút|phóng sự|thơ)(?: của|:))\s+(?=(?-i:[A-ZĐÀ-Ỹ]))",
    re.IGNORECASE,
)
THEO = re.compile(r"(?:theo|nguồn)\s+(?=[^\W\d_])", re.IGNORECASE)

_ROLE_BEFORE = re.compile(
    r"(?:nhóm pv|nhóm phóng viên|nhóm tác giả|phóng viên|cộng tác viên|biên tập viên|pv|ctv|btv)[.:]?\s+", re.IGNORECASE
)
_ROLE_AFTER = re.compile(
    r"[\s,-]*\b(?:tổng hợp|thực hiện|biên soạn|sưu tầm|lược dịch|biên dịch|lược ghi|ghi|dịch|chia sẻ|t/h)\.?$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:tổng hợp|thực hiện|sưu tầm|biên soạn|lược dịch|biên dịch|lược ghi|ghi|dịch|t/?h|th|st|s\.t|ctv|pv|ảnh.*)\.?",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"(?:(?:PGS|GS|TSKH|TS|[Tt][Hh]\.?[Ss]|BSCK ?I{1,2}|BS|DS|KS|KTS|LS|CK ?I{1,2}|CN|NSND|NSƯT|NGƯT)[., ]\s*)+"
    r"(?=[A-ZĐÀ-Ỹ])"
)
_PROFESSION = re.compile(
    r"(?:(?:tiến|thạc|bác|dược) s[ĩỹ]|kỹ sư|luật sư|(?:phó )?giáo sư|nhà (?:báo|thơ|văn)"
    r"|(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uý)),?\s+(?=(?-i:[A-ZĐÀ-Ỹ]))",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"\b\d{1,2}\s?[:h]\s?\d{2}(?::\d{2})?\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\S+@\S+|\b0\d[\d. ]{7,}\b"
)
_MOMENT_WORD = re.compile(
    r"(?<!\w)(?:\(?GMT ?\+ ?0?7(?::00)?\)?|(?:ngày )?đăng lúc|ngày đăng|cập nhật(?: lúc)?|lúc|vào|ngày|e-?mail|đt|sđt"
    r"|điện thoại|tel|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)[:,]?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s]+)(?:/\S*)?", re.IGNORECASE)
JOB = re.compile(
    r"(?:phó |quyền )?(?:giám đốc|chủ tịch|bí thư|tổng biên tập|hiệu trưởng|chủ nhiệm|phó trưởng|chánh văn phòng)\b"
    r"|\b(?:bộ |viện |cục |vụ )?trưởng (?:phòng|ban|khoa|công an|đoàn|thôn|bản|trạm|bộ môn|họ|xóm|đài|chi cục)\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+[-–—|•·]+\s*|\s*[-–—|•·]+\s+|\s*[,;&+/]\s*|\s+và\s+", re.IGNORECASE)
_TIGHT_DASH = re.compile(r"(?<=[^\W\d_])[-–—](?=[^\W\d_])")
EDGES = " \t,;:|-–—•·*/"
_LONGEST_BYLINE = 300
"""Characters. Longer text is prose, whatever element it stands in; the limit also bounds the work on a broken page."""
_LONGEST_SOURCE = 8  # words; longer texts after "Theo" are sentences


def read_byline(text: str, *, own_names: Collection[str] = ()) -> Byline:
    """Authors and source of a text that is known to be a byline.

    ``own_names`` are the site's own names and hosts (compared without case, diacritics and punctuation): such a name
    is never an author but stays as the source. A photographer named apart (``Ảnh: …``) is no author, nor is an account
    of the software (``admin``).
    """
    return read_line(text, own_names).byline


def read_line(text: str, own_names: Collection[str]) -> Reading:
    """The byline in ``text``, and whether ``text`` says anything else."""
    if len(text) > _LONGEST_BYLINE * 4:  # white space may be most of it
        return Reading(Byline((), None), unread=True)
    line = _unwrap(squeeze(text).removesuffix("./."))
    if len(line) > _LONGEST_BYLINE:
        return Reading(Byline((), None), unread=True)
    by = _BY.match(line)
    if by:
        line = f"Đăng bởi: {line[by.end() :]}"
    labels = list(LABEL.finditer(line))
    if not labels:
        return _read_value(line, own_names)
    parts: list[Reading] = []
    head = line[: labels[0].start()].strip(EDGES + "(")
    if head:
        parts.append(_read_value(head, own_names))
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = line[label.end() : following.start() if following else len(line)].strip(EDGES + ".(")
        if label["other"] or not value:
            continue
        if label["source"]:
            parts.append(Reading(_credited(value)))
            continue
        found = _read_value(value, own_names, labelled=True)
        source = found.byline.source
        if label["strong"] and source and not found.byline.authors and not is_own(source, own_names):
            found = Reading(Byline((source,), None), found.unread)  # the page itself calls the office its author
        parts.append(found)
    return _joined(parts)


def _joined(parts: list[Reading]) -> Reading:
    authors = {key(name): name for part in reversed(parts) for name in reversed(part.byline.authors)}
    source = next((part.byline.source for part in parts if part.byline.source), None)
    names = tuple(reversed(authors.values()))
    return Reading(Byline(names, source), any(p.unread for p in parts), any(p.titled for p in parts))


def _last_part(value: str) -> str:
    return re.split(r"\s[-–—]\s|[,;/]", value)[-1].strip(EDGES)


def _read_value(value: str, own_names: Collection[str], *, labelled: bool = False) -> Reading:
    """Authors and source of a byline without its label; where there was one, headings and places may be pen-names."""
    if _MOMENT.search(value):
        value = squeeze(_MOMENT_WORD.sub(" ", _MOMENT.sub(" ", value)))
    value = _ADDRESS.sub(r"\1", value)
    source: str | None = None
    unread = False
    for inside in re.findall(r"\(([^()]*)\)", value):
        inner = inside.strip(EDGES)
        if not inner or _ROLE.fullmatch(inner):
            continue
        credited = without_theo(LABEL.sub("", inner)).strip(EDGES)
        known = is_organisation(credited) or is_own(credited, own_names)
        if source is None and (known or (credited != inner and is_source_name(credited, own_names))):
            source = credited
        else:
            unread = True  # a pen-name's owner, a place, "Đã ký"
    value = squeeze(re.sub(r"\([^()]*\)", " ", value)).strip(EDGES + "()")
    bare = _ROLE_AFTER.sub("", value).strip(EDGES)
    # "Phòng Hành chính tổng hợp" and "Phòng Sưu tầm" are offices.
    value = value if is_organisation(_last_part(value)) and not is_name(_last_part(bare)) else bare
    if THEO.match(value):
        found = _credited(without_theo(value))
        if source and not found.authors and found.source and is_name(found.source):
            return Reading(Byline((found.source,), source), unread)
        if found.source and not (is_organisation(found.source) or is_source_name(found.source, own_names)):
            return Reading(Byline((), source), unread=True)
        return Reading(Byline(found.authors, found.source or source), unread)
    if ":" in value:
        return Reading(Byline((), None), unread=True)  # a label of something else
    names, organisation, titled = _split_organisation(value, own_names)
    authors: dict[str, str] = {}
    for part in names:
        name = part if is_collective(part) else _ROLE_AFTER.sub("", _ROLE_BEFORE.sub("", part)).strip(EDGES)
        if JOB.search(name):
            unread = True
            break
        if not may_be_author(name) or not (labelled or not is_place(name)):
            unread = unread or bool(name)
        else:
            authors.setdefault(key(name), name)
    if organisation and is_account(organisation) and not (is_host(organisation) or is_own(organisation, own_names)):
        organisation, unread = None, True
    return Reading(Byline(tuple(authors.values()), organisation or source), unread, titled)


def _split_organisation(value: str, own_names: Collection[str]) -> tuple[list[str], str | None, bool]:
    """Names of a byline, from the first part that is an organisation on its whole rest (it may hold "và", "-"), and
    whether a profession was left out."""
    names: list[str] = []
    titled = False
    rest = value
    while rest:
        degree = _DEGREE.match(rest)
        rest = rest[degree.end() :] if degree else rest
        profession = _PROFESSION.match(rest)
        titled, rest = titled or profession is not None, rest[profession.end() :] if profession else rest
        if not is_collective(rest) and (is_organisation(rest) or is_own(rest, own_names)):
            own = next((m for m in _SEPARATOR.finditer(rest) if is_own(rest[: m.start()], own_names)), None)
            return names, rest[: own.start()] if own else rest, titled
        if THEO.match(rest):
            return names, without_theo(rest).strip(EDGES), titled
        match = _SEPARATOR.search(rest) or _between_names(rest)
        part = rest[: match.start()] if match else rest
        if is_agency(part):
            return names, part, titled
        names.append(part.strip(EDGES))
        rest = rest[match.end() :].strip(EDGES) if match else ""
    return names, None, titled


def _between_names(text: str) -> re.Match[str] | None:
    """A dash without spaces that joins two whole names (``Trung Kiên-Tuấn Nam``), not the halves of one."""
    match = _TIGHT_DASH.search(text)
    if match and " " in text[: match.start()].strip() and " " in text[match.end() :].strip():
        return match
    return None


def _credited(value: str) -> Byline:
    """What a source label or "Theo" names: one source, except that names before the agency are the authors."""
    value = _ADDRESS.sub(r"\1", without_theo(value).strip(EDGES + "()"))
    inside = re.fullmatch(r"([^/(]+?)\s*\(\s*([^()]+?)\s*\)?", value)
    if inside:
        value = inside[1] if _ROLE.fullmatch(inside[2]) else f"{inside[1]}/{inside[2]}"
    names, organisation, _ = _split_organisation(value, ())
    if organisation and names and all(map(is_name, names)):
        return Byline(tuple(names), organisation)
    return Byline((), None if _ROLE.fullmatch(value) else value or None)


def without_theo(text: str) -> str:
    """``text`` without the "Theo" or "Nguồn" before a source."""
    return THEO.sub("", text, count=1) if THEO.match(text) else text


def _unwrap(line: str) -> str:
    """``line`` without the brackets around all of it."""
    inner = re.fullmatch(r"\(([^()]*)\)\.?", line.strip())
    return (inner[1] if inner else line).strip()


def is_own(text: str, own_names: Collection[str]) -> bool:
    """Whether ``text`` is one of the site's own names or hosts."""
    return key(text) in {key(name) for name in own_names}


def is_source_name(source: str, own_names: Collection[str]) -> bool:
    """Whether what follows "Theo" is a name (``Hà Nội Mới``) and not the start of a sentence (``báo cáo của …``)."""
    if is_own(source, own_names) or is_host(source) or is_agency(source):
        return True
    if re.match(
        r"(?:quyết|nghị|luật|kế|thông tư|chỉ thị|công văn|điều|hướng|quy|hiến|tờ trình|ông|bà|anh|chị)\b", source, re.I
    ):
        return False
    words = source.split()
    begins = source[0].isupper() or re.match(r"(?:báo|đài|cổng|tạp chí) [A-ZĐÀ-Ỹ]", source) is not None
    return len(words) <= _LONGEST_SOURCE and begins and sum(word.islower() for word in words) <= len(words) // 2
