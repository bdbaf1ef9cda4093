"""Who wrote it and where it comes from: bylines, signature lines, datelines and photo credits.

Vietnamese sites print these in many forms around the text: ``Tác giả bài viết: …``, a last line with one or more
names, ``(Theo TTXVN)``, a prefix with the paper's short name, a photographer at the end of a caption. Everything here
is conservative: a lost name is seen and repaired, a paragraph taken for a name is lost text.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from crawler.text._names import AGENCIES, has_surname, is_host, is_initials, is_name, is_organisation, is_place, key
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.tones import is_syllable
from crawler.text.unicode import squeeze


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says."""

    authors: tuple[str, ...]
    """Names as printed, in printed order, without labels and roles."""
    source: str | None
    """The organisation, agency, paper or host that is credited, as printed."""


_NOBODY = Byline((), None)

_STRONG = r"tác giả bài viết|tên tác giả|tác giả|người viết"
_AND = r"(?:,? (?:và )?|\s?[-–&+/,]\s?)"
_WEAK = (
    rf"(?:tin|bài|ảnh){_AND}(?:bài|ảnh|clip|video|tin)(?:{_AND}(?:ảnh|clip|video))?"
    r"|bài viết|bài|tin|thực hiện|phóng viên|biên soạn|tổng hợp"
)
_SOURCE = r"nguồn tin bài|nguồn tin|nguồn bài|nguồn bài viết|nguồn|dẫn nguồn|theo nguồn"
_OTHER = r"ảnh|video|clip|đồ họa|đồ hoạ|thiết kế|biên tập|người đăng|quay phim|dựng phim|kỹ thuật"
_LABEL = re.compile(
    rf"(?:^|(?<=[\s;|,.(–-]))(?:(?P<strong>{_STRONG})|(?P<weak>{_WEAK})|(?P<source>{_SOURCE})|(?P<other>{_OTHER}))\s?:",
    re.IGNORECASE,
)
_THEO = re.compile(r"(?:theo|nguồn)\s+(?=[^\W\d_])", re.IGNORECASE)

_ROLE_BEFORE = re.compile(
    r"(?:nhóm pv|nhóm phóng viên|phóng viên|cộng tác viên|biên tập viên|pv|ctv|btv)[.:]?\s+", re.IGNORECASE
)
_ROLE_AFTER = re.compile(
    r"[\s,-]*\b(?:tổng hợp|thực hiện|biên soạn|sưu tầm|lược dịch|biên dịch|lược ghi|ghi|dịch|chia sẻ|t/h)\.?$",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:tổng hợp|thực hiện|sưu tầm|biên soạn|lược ghi|ghi|dịch|t/?h|th|st|ctv|pv|ảnh.*)\.?", re.IGNORECASE
)
_MOMENT = re.compile(r"\b\d{1,2}[:h]\d{2}(?::\d{2})?\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\S+@\S+|\b0\d[\d. ]{7,}\b")
_JOB = re.compile(r"(?:phó |quyền )?(?:giám đốc|chủ tịch|trưởng|bí thư|tổng biên tập|hiệu trưởng|chủ nhiệm)\b", re.I)
_VERB = re.compile(r"\b(?:đã|sẽ|được|là|cho biết|tham dự|phối hợp|tổ chức|ban hành|triển khai|phát biểu|trao|tặng)\b")
_SEPARATOR = re.compile(r"\s+[-–—|•·]+\s*|\s*[-–—|•·]+\s+|\s*[,;&+/]\s*|\s+và\s+", re.IGNORECASE)
_TIGHT_DASH = re.compile(r"(?<=[^\W\d_])[-–—](?=[^\W\d_])")
_PEN_NAME = re.compile(r".*\..*|[A-ZĐ]{2}|CTV|BTV")  # three bare capitals may be any abbreviation
_EDGES = " \t,;:|-–—•·*/"
_MAX_NAME_WORDS = 6
_LONGEST_BYLINE = 300
"""Characters. Longer text is prose, whatever element it stands in; the limit also bounds the work on a broken page."""
_LONGEST_CAPTION = 1_000
"""Characters, for the same reasons."""


def read_byline(text: str, *, own_names: Collection[str] = ()) -> Byline:
    """Authors and source of a text that is known to be a byline.

    ``own_names`` are the site's own names and hosts (compared without case, diacritics and punctuation): such a name
    is never an author but stays as the source. A photographer named apart (``Ảnh: …``) is no author.
    """
    line = _unwrap(squeeze(text).removesuffix("./."))
    if len(line) > _LONGEST_BYLINE:
        return _NOBODY
    labels = list(_LABEL.finditer(line))
    if not labels:
        return _read_value(line, own_names)
    authors: list[str] = []
    source: str | None = None
    head = line[: labels[0].start()].strip(_EDGES + "(")
    if head:
        authors, source = _merge(authors, source, _read_value(head, own_names))
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        value = line[label.end() : following.start() if following else len(line)].strip(_EDGES + ".(")
        if label["other"] or not value:
            continue
        if label["source"]:
            found = _credited(value)
        else:
            found = _read_value(value, own_names)
            if label["strong"] and not found.authors and found.source and not _is_own(found.source, own_names):
                found = Byline((found.source,), None)  # the page itself calls the office its author
        authors, source = _merge(authors, source, found)
    return Byline(tuple(authors), source)


def signature(paragraph: str, *, own_names: Collection[str] = ()) -> Byline | None:
    """The byline in an article's last paragraph if that paragraph is nothing but a signature line, else ``None``.

    Sure signs are needed: a label, or only names (initials, two capitalised words, more with a surname first), each
    with an organisation, host or ``Theo …`` beside it at most. Headings in capitals, places, single words, lone
    offices other than the editors, and whatever ends as a sentence stay in the text.
    """
    line = squeeze(paragraph).removesuffix("./.").strip()
    if is_tail_label(line) or is_noise_line(line) or line[:1] in set(_EDGES):
        return None
    if not 2 <= len(line) <= 80 or re.search(r"\d", re.sub(r"\S+\.\w+", "", line)):
        return None
    if line[-1] in ".?!…:;" and not is_initials(line.split()[-1]):
        return None
    found = read_byline(line, own_names=own_names)
    if found == _NOBODY or _JOB.search(line) or not all(map(is_name, found.authors)):
        return None
    if _LABEL.match(line.lstrip("(")):
        sure = bool(found.authors) or (found.source is not None and _is_credit(found.source, own_names))
        return found if sure else None
    if _THEO.match(line.lstrip("(")):
        return found if found.source is not None and _is_title_case(found.source, own_names) else None
    if found.source is not None and not _is_credit(found.source, own_names):
        return None
    if not found.authors:
        return found if _signs_alone(found.source or "", own_names) else None
    return found if _is_sure(found, line) else None


_ACRONYMS = (
    "QTO|CTO|PLO|QNO|BTO|NDO|SGGPO|TTO|TNO|NLĐO|LĐO|HNMO|HNM|VOV|VTV|VGP|TTXVN|ĐCSVN|CAND|QĐND|BPO|BKO|BNO|HGO|NTO|BDO"
    "|BVPL|NTV|NBTV|QTV|QRTV|LTV|BHG|BLC|BQT|BNB|VNA"
)
_HOST_PREFIX = r"(?:[A-Za-z0-9-]+\.)+(?:vn|com|net|org|info)"
_DATELINE = re.compile(
    r"\s*(?P<dateline>"
    rf"\(\s*(?P<inside>[^()\n]{{2,30}}?)\s*\)\s?[-–—]"
    rf"|(?:{_HOST_PREFIX}|{_ACRONYMS})\s?[-–—](?=\s)"
    r")\s*(?=[\"'“”‘«(\d]|[^\W\d_])(?P<first>.)"
)
_INSIDE = re.compile(rf"(?=.*[^IVXLC\d])[A-ZĐ][A-ZĐ0-9&.-]{{1,9}}|{_HOST_PREFIX}|(?:Báo|Đài|Cổng) .+|Dân trí|Dân Trí")


def split_dateline(text: str) -> tuple[str | None, str]:
    """``text`` without the prefix that names the paper (``Laocaitv.vn -``, ``(QT) -``), and that prefix, first.

    Cut only if the prefix is in brackets, a host or a known short name, and a new sentence begins after its dash:
    ``COVID-19 - thách thức`` and ``Lào Cai - 30 năm xây dựng`` stay whole.
    """
    match = _DATELINE.match(text)
    if match is None or match["first"].islower():
        return None, text
    if match["inside"] and not (_INSIDE.fullmatch(match["inside"]) or is_place(match["inside"])):
        return None, text
    return match["dateline"], text[match.start("first") :]


_CREDIT_LABEL = (
    r"(?:(?:[Nn]guồn )?[Ảả]nh(?: minh họa| minh hoạ| tư liệu)?|[Nn]guồn|[Pp]hoto|[Đđ]ồ h(?:ọa|oạ)|ẢNH|NGUỒN)"
)
_CREDITS = (
    re.compile(rf"(?P<rest>.*?)\s*\(\s*{_CREDIT_LABEL}\s?:\s*(?P<credit>[^()]+?)\s*\)\s*\.?"),
    # In lower case and without a separator before it, the label is a word of the caption.
    re.compile(rf"(?P<rest>|.*?[.,;|)\"”–—-]\s*|.*?\s(?=[ẢNPĐ])){_CREDIT_LABEL}\s?:\s*(?P<credit>[^:]+?)\s*"),
    re.compile(r"(?P<rest>.*?)\s*\(?\bẢnh (?P<credit>[^\s()]+)\)?\s*\.?"),
)
_CREDIT_WORDS = re.compile(
    r"internet|tư liệu|tl|ctv|pv|nvcc|minh họa|minh hoạ|st|sưu tầm|.*cung cấp|facebook.*|fb.*|getty.*|chụp màn hình",
    re.IGNORECASE,
)


def split_caption_credit(text: str) -> tuple[str, str | None]:
    """A caption without its photo credit, and the credit as printed (``H.T``, ``Minh Đức/Báo X``), ``None`` if none.

    What follows ``Ảnh:`` must be a name, an organisation or one of the usual words (``Internet``, ``CTV``); else it is
    a caption that begins with that word.
    """
    line = squeeze(text)
    if len(line) > _LONGEST_CAPTION:
        return line, None
    for position, pattern in enumerate(_CREDITS):
        match = pattern.fullmatch(line)
        if match is None:
            continue
        credit = match["credit"].strip(_EDGES)
        agency = credit.lower() in AGENCIES or is_host(credit)
        if agency if position == 2 else _is_photo_credit(credit):
            return match["rest"].rstrip(" ,;|-–—("), credit.removesuffix(".") if not is_initials(credit) else credit
    return line, None


def _is_photo_credit(credit: str) -> bool:
    parts = [part for part in re.split(r"\s*[/,;&]\s*|\s+[-–—]\s+|\s+và\s+", credit.removesuffix(".")) if part]
    return 0 < len(parts) <= 4 and all(
        is_name(part)
        or is_place(part)
        or (is_organisation(part) and len(part.split()) <= 8)
        or _CREDIT_WORDS.fullmatch(part)
        for part in parts
    )


def _read_value(value: str, own_names: Collection[str]) -> Byline:
    """Authors and source of a byline without label."""
    value = _MOMENT.sub(" ", value)
    source: str | None = None
    for inside in re.findall(r"\(([^()]*)\)", value):
        inner = inside.strip(_EDGES)
        if inner and source is None and not _ROLE.fullmatch(inner):
            source = _without_theo(_LABEL.sub("", inner)).strip(_EDGES)
    value = _ROLE_AFTER.sub("", squeeze(re.sub(r"\([^()]*\)", " ", value)).strip(_EDGES + "()")).strip(_EDGES)
    if _THEO.match(value):
        found = _credited(_without_theo(value))
        return Byline(found.authors, found.source or source)
    names, organisation = _split_organisation(value, own_names)
    authors: list[str] = []
    for part in names:
        name = _ROLE_AFTER.sub("", _ROLE_BEFORE.sub("", part)).strip(_EDGES)
        known = {key(author) for author in authors}
        if _JOB.match(name):
            break
        if name and len(name.split()) <= _MAX_NAME_WORDS and not re.search(r"\d", name) and key(name) not in known:
            authors.append(name)
    return Byline(tuple(authors), organisation or source)


def _split_organisation(value: str, own_names: Collection[str]) -> tuple[list[str], str | None]:
    """Names of a byline, and from the first part that is an organisation on its whole rest (it may hold "và", "-")."""
    names: list[str] = []
    rest = value
    while rest:
        if is_organisation(rest) or _is_own(rest, own_names):
            own = next((m for m in _SEPARATOR.finditer(rest) if _is_own(rest[: m.start()], own_names)), None)
            return names, rest[: own.start()] if own else rest
        if _THEO.match(rest):
            return names, _without_theo(rest).strip(_EDGES)
        match = _SEPARATOR.search(rest) or _between_names(rest)
        part = rest[: match.start()] if match else rest
        names.append(part.strip(_EDGES))
        rest = rest[match.end() :].strip(_EDGES) if match else ""
    return names, None


def _between_names(text: str) -> re.Match[str] | None:
    """A dash without spaces that joins two whole names (``Trung Kiên-Tuấn Nam``), not the halves of one."""
    match = _TIGHT_DASH.search(text)
    if match and " " in text[: match.start()].strip() and " " in text[match.end() :].strip():
        return match
    return None


def _credited(value: str) -> Byline:
    """What a source label or "Theo" names: one source, except ``Name/Agency``, whose first half is the author."""
    value = _without_theo(value).strip(_EDGES + "()")
    halves = re.fullmatch(r"([^/(]+?)\s*[/(]\s*([^/)]+)\)?", value)
    if halves and is_name(halves[1]) and is_organisation(halves[2]):
        return Byline((halves[1],), halves[2])
    return Byline((), value or None)


def _without_theo(text: str) -> str:
    return _THEO.sub("", text, count=1) if _THEO.match(text) else text


def _merge(authors: list[str], source: str | None, found: Byline) -> tuple[list[str], str | None]:
    known = {key(author) for author in authors}
    return authors + [author for author in found.authors if key(author) not in known], source or found.source


def _unwrap(line: str) -> str:
    """``line`` without the brackets around all of it."""
    inner = re.fullmatch(r"\(([^()]*)\)\.?", line.strip())
    return (inner[1] if inner else line).strip()


def _is_own(text: str, own_names: Collection[str]) -> bool:
    return key(text) in {key(name) for name in own_names}


def _is_credit(source: str, own_names: Collection[str]) -> bool:
    """Whether a source is surely one: the site itself, or an organisation that is not a sentence about one."""
    return _is_own(source, own_names) or (
        is_organisation(source)
        and (source[0].isupper() or is_host(source))
        and len(source.split()) <= 12
        and _VERB.search(source) is None
    )


def _is_title_case(source: str, own_names: Collection[str]) -> bool:
    """Whether what follows "Theo" is a name (``Hà Nội Mới``) and not the start of a sentence (``báo cáo của …``)."""
    if _is_own(source, own_names) or is_host(source) or source.lower() in AGENCIES:
        return True
    words = source.split()
    return len(words) <= 6 and source[0].isupper() and sum(word.islower() for word in words) <= len(words) // 2


def _signs_alone(source: str, own_names: Collection[str]) -> bool:
    editors = {"banbientap", "bbt", "toasoan"}
    return _is_own(source, own_names) or source.lower() in AGENCIES or key(source) in editors


def _is_sure(found: Byline, line: str) -> bool:
    """Whether the names of an unlabelled line are more than a capitalised phrase."""
    if any(map(is_place, found.authors)):
        return False
    if line.isupper() and not all(map(is_initials, found.authors)):
        return (len(found.authors) > 1 or len(line.split()) > 2) and any(
            has_surname(name, common=True) for name in found.authors
        )
    if not all(is_syllable(word) for name in found.authors if " " in name for word in name.split() if "'" not in word):
        return False
    return found.source is not None or any(" " in name or _PEN_NAME.fullmatch(name) for name in found.authors)
