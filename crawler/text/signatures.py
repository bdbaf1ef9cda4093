"""Lines that are nothing but a byline: the signature below a text, the line of names beside a headline.

Everything here is conservative: a lost name is seen and repaired, a paragraph taken for a name is lost text.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from crawler.text._names import has_surname, is_collective, is_initials, is_name, is_phrase, is_sure_name, may_be_author
from crawler.text._organisations import AGENCIES, is_agency, is_office, is_organisation, is_place, key
from crawler.text.boilerplate import is_noise_line, is_tail_label
from crawler.text.bylines import EDGES, JOB, LABEL, THEO, Byline, Reading, is_own, is_source_name, read_line
from crawler.text.unicode import squeeze

_VERB = re.compile(r"\b(?:đã|sẽ|được|là|cho biết|tham dự|phối hợp|tổ chức|ban hành|triển khai|phát biểu|trao|tặng)\b")
_DOCUMENT = re.compile(
    r"(?:KT|TM|TL|TUQ|Q)\s?\.\s?[A-ZĐÀ-Ỹ].*|(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÁNH|HIỆU TRƯỞNG|BÍ THƯ"
    r"|BỘ TRƯỞNG|TỔNG GIÁM ĐỐC|CHỦ NHIỆM|THỨ TRƯỞNG|THỦ TƯỚNG|CHỈ HUY TRƯỞNG|VIỆN TRƯỞNG|CỤC TRƯỞNG)\b.*"
    r"|(?i:\(?(?:đã )?ký(?: tên)?(?:,? (?:và )?(?:ghi rõ họ(?:,| và)? tên|đóng dấu).*)?\)?|nơi nhận\s?:?.*|lưu\s?:.*"
    r"|-?\s?như (?:trên|điều \d+).*|người (?:lập|làm đơn|viết đơn|đại diện|ký).*|.{0,40}\bngười ký|t/m .*|thay mặt .*)"
)
_LINE_END = 160  # characters; longer lines beside a headline are texts
_MOST_NAMES = 3  # beside a headline; more are a list of people
_MOST_WORDS = 8  # a line of more words that ends with a full stop is a sentence


def signature(paragraph: str, *, own_names: Collection[str] = (), set_apart: bool = False) -> Byline | None:
    """The byline in an article's last paragraph if that paragraph is nothing but a signature line, else ``None``.

    Sure signs are needed: a label, or only names (initials, words that are names), each with an organisation, host or
    ``Theo …`` beside it at most. Headings, places, poets, single words, lone offices other than the editors, and
    whatever ends as a sentence stay in the text. ``set_apart``: the page puts this line to the right or makes all of it
    bold or italic, other than the text above; then rarer names, a single name (``Ngân``) and an office count too.
    """
    if len(paragraph) > _LINE_END * 4:
        return None
    line = squeeze(paragraph).removesuffix("./.").strip()
    if is_tail_label(line) or is_noise_line(line) or line[:1] in set(EDGES):
        return None
    if not 2 <= len(line) <= 80 or re.search(r"\d", re.sub(r"\S+\.\w+", "", line)):
        return None
    if line[-1] in ".?!…:;" and not (is_initials(line.split()[-1]) and len(line.split()) <= _MOST_WORDS):
        return None
    found = read_line(line, own_names)
    byline = found.byline
    if byline == Byline((), None) or found.unread or JOB.search(line) or signs_document(line):
        return None
    if LABEL.match(line.lstrip("(")):
        return byline if _is_sure_label(byline, line, own_names) else None
    if THEO.match(line.lstrip("(")):
        return byline if byline.source is not None and is_source_name(byline.source, own_names) else None
    if byline.source is not None and not _is_credit(byline.source, own_names):
        return None
    if not byline.authors:
        return byline if _signs_alone(byline.source or "", own_names, set_apart) else None
    return byline if _is_sure(found, line, set_apart) else None


def byline_line(text: str, *, own_names: Collection[str] = ()) -> Byline | None:
    """The byline in a line that stands beside the headline or directly below the text, ``None`` if it is anything else.

    Such a line is labelled (``Tác giả bài viết: …``, ``Nguồn tin: …``, ``Theo …``) or holds one to three plain names,
    each surely a name, and perhaps a date (``Minh Anh - 05/03/2025 10:30``). The site's own name is no byline.
    """
    if len(text) > _LINE_END * 4:
        return None
    line = squeeze(text).removesuffix("./.").strip()
    if not 2 <= len(line) <= _LINE_END or is_tail_label(line) or is_noise_line(line) or line[:1] in set(EDGES):
        return None
    if line[-1] in ".?!…:;" and not (is_initials(line.split()[-1]) and len(line.split()) <= _MOST_WORDS):
        return None
    found = read_line(line, own_names)
    byline = found.byline
    if byline == Byline((), None) or found.unread or signs_document(line) or len(byline.authors) > _MOST_NAMES:
        return None
    bare = line.lstrip("(")
    if LABEL.match(bare):
        return byline if _is_sure_label(byline, line, own_names) else None
    if THEO.match(bare):
        return byline if byline.source is not None and is_source_name(byline.source, own_names) else None
    if (
        not byline.authors
        or JOB.search(line)
        or found.titled
        or (byline.source and not _is_credit(byline.source, own_names))
    ):
        return None
    bare_initials = any(is_initials(name) and "." not in name and not is_collective(name) for name in byline.authors)
    single = any(" " not in name and not is_initials(name) and not is_collective(name) for name in byline.authors)
    if bare_initials or single:
        return None
    return byline if all(is_sure_name(name) for name in byline.authors) and not _is_bracketed_name(line) else None


def signs_document(line: str) -> bool:
    """Whether ``line`` belongs to the signatures below an official document (``KT. CHỦ TỊCH``, ``Nơi nhận:``).

    The name below such a line is part of the document, and not who wrote the article.
    """
    return _DOCUMENT.fullmatch(squeeze(line[:200])) is not None


def _is_sure_label(byline: Byline, line: str, own_names: Collection[str]) -> bool:
    """Whether what follows a label is a name or source, and no text that begins with that word (``Tin: mưa lớn``)."""
    if byline.source is not None and not (
        _is_credit(byline.source, own_names) or is_source_name(byline.source, own_names)
    ):
        return False
    if not byline.authors:
        return byline.source is not None and (
            _is_credit(byline.source, own_names)
            or (len(byline.source.split()) > 1 and not is_name(byline.source) and not is_phrase(byline.source))
        )
    label = LABEL.match(line.lstrip("("))
    word = label["weak"] if label else None
    return all(
        is_collective(name)
        or (is_name(name) and not (word is not None and " " not in word.strip() and is_phrase(name)))
        or (bool(label and label["strong"]) and is_organisation(name))
        # Behind "Tin, ảnh:" a name may be ever so rare.
        or (bool(label and (label["strong"] or " " in (word or ""))) and " " in name and may_be_author(name))
        for name in byline.authors
    )


def _is_credit(source: str, own_names: Collection[str]) -> bool:
    """Whether a source is surely one: the site itself, or an organisation that is not a sentence about one."""
    return is_own(source, own_names) or (
        is_organisation(source)
        and (
            source[0].isupper()
            or is_agency(source)
            or re.match(r"(?:báo|đài|cổng|tạp chí) [A-ZĐÀ-Ỹ]", source) is not None
        )
        and len(source.split()) <= 12
        and _VERB.search(source) is None
    )


def _signs_alone(source: str, own_names: Collection[str], set_apart: bool) -> bool:
    editors = {"banbientap", "bbt", "toasoan"}
    if is_own(source, own_names) or source.lower() in AGENCIES or (is_agency(source) and "/" in source):
        return True
    return key(source) in editors or (
        set_apart and ((is_agency(source) and not is_phrase(source)) or is_office(source))
    )


def _is_sure(found: Reading, line: str, set_apart: bool) -> bool:
    """Whether the names of an unlabelled line are more than a capitalised phrase."""
    names = found.byline.authors
    if any(map(is_place, names)) or (found.titled and not set_apart and found.byline.source is None):
        return False
    if line.isupper() and not all(map(is_initials, names)):
        several = len(names) > 1 or len(line.split()) > 2
        if not set_apart and not (several and any(has_surname(name, common=True) for name in names)):
            return False
    if _is_bracketed_name(line) and not set_apart:
        return False
    if found.byline.source is not None and len(names) == 1 and " " not in names[0]:
        return is_name(names[0]) and not is_phrase(names[0])
    # Beside one sure name a rarer one is a name too.
    beside = any(" " in name and is_sure_name(name) for name in names)
    return all(is_sure_name(name, set_apart=set_apart, beside=beside) for name in names)


def _is_bracketed_name(line: str) -> bool:
    """Whether all of ``line`` is a name in brackets: below a verse or saying that is whose it is."""
    return line.startswith("(") and line.endswith(")") and is_name(line.strip("()"))
