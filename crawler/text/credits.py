"""The photographer in a picture's caption: ``- Ảnh: H.T``, ``(Ảnh: TTXVN)``, ``Nguồn: Internet``."""

from __future__ import annotations

import re

from crawler.text._name_words import GIVEN
from crawler.text._names import has_surname, is_collective, is_initials, is_name, is_phrase, is_sure_name
from crawler.text._organisations import is_agency, is_organisation, is_place
from crawler.text.tones import fold_tone_placement
from crawler.text.unicode import squeeze

_LONGEST_CAPTION = 1_000
"""Characters. Longer text is no caption; the limit also bounds the work on a broken page."""
_EDGES = " \t,;:|-–—•·*/"

_LABEL = (
    r"(?:(?:[Nn]guồn )?[Ảả]nh(?: minh họa| minh hoạ| tư liệu)?|[Nn]guồn|[Pp]hoto|[Đđ]ồ h(?:ọa|oạ)|ẢNH|NGUỒN"
    r"|[Tt]ranh(?: minh họa| minh hoạ)?|[Mm]inh h(?:ọa|oạ)|[Ảả]nh, (?:video|clip)|[Vv]ideo|[Cc]lip)"
)
_CREDITS = (
    re.compile(rf"(?P<rest>.*?)\s*[(\[]\s*{_LABEL}\s?:\s*(?P<credit>[^()\[\]]+?(?:\([^()]*\))?)\s*[)\]]\s*\.?"),
    # In lower case and without a separator before it, the label is a word of the caption.
    re.compile(rf"(?P<rest>|.*?[.,;|)\"”–—-]\s*|.*?\s(?=[ẢNPĐTMVC])){_LABEL}\s?:\s*(?P<credit>[^:]+?)\s*"),
)
_UNLABELLED = (
    re.compile(r"(?P<rest>.*?)\s*\(?\bẢnh (?P<credit>[^\s()]+)\)?\s*\.?"),
    re.compile(r"(?P<rest>.*?[.;,|–—-]|.*?(?=\())\s*\(?Ảnh (?P<credit>[^.:()]+?)\)?\s*\.?"),
    re.compile(r"(?P<rest>.*\S)\s*\((?P<credit>[^()]+)\)\s*\.?"),
    re.compile(
        r"(?P<rest>|.*?[.;,|–—-]|.*?(?=\())\s*\(?Ảnh (?:do )?(?P<credit>[^.:()]{2,40} cung cấp|tư liệu[^.:()]{0,30})"
        r"\)?\s*\.?"
    ),
)
_FIRST_IN_BRACKETS = re.compile(
    rf"(?P<rest>.*?)\s*[(\[]\s*{_LABEL}\s?:\s*(?P<credit>[^()\[\]:]+?)\s*[)\]]\s*(?P<next>[.;,]?\s+\S.*)"
)
_FIRST = re.compile(
    rf"(?P<rest>.*?[.,;|)\"”–—-]\s*|){_LABEL}\s?:\s*(?P<credit>[^:.;]+)[.;]\s+(?P<next>[^\W\d_a-zà-ỹ].*)"
)
_USUAL = re.compile(
    r"internet|int|intenet|tư liệu|tl|t\.l|ctv|pv|nvcc|nv cung cấp|minh họa|minh hoạ|st|s\.t|sưu tầm|.* cung cấp"
    r"|facebook.*|fb.*|getty.*|chụp màn hình|chụp từ (?:clip|video|màn hình)|cắt từ (?:clip|video)"
    r"|tác giả|người dân|bạn đọc|google.*|shutterstock|pixabay|unsplash|đơn vị cung cấp",
    re.IGNORECASE,
)


def split_caption_credit(text: str) -> tuple[str, str | None]:
    """A caption without its photo credit, and the credit as printed (``H.T``, ``Minh Đức/Báo X``), ``None`` if none.

    What follows ``Ảnh:`` must be a name, an organisation or one of the usual words (``Internet``, ``CTV``); else it is
    a caption that begins with that word. Two credited pictures in one caption give both credits, ``; `` between them.
    """
    line = squeeze(text) if len(text) <= _LONGEST_CAPTION * 4 else text
    if len(line) > _LONGEST_CAPTION:
        return squeeze(line), None
    caption, last = _split_last(line)
    if last is None:
        return line, None
    for pattern, glue in ((_FIRST_IN_BRACKETS, ""), (_FIRST, " ")):
        first = pattern.fullmatch(caption) if ":" in caption else None
        credit = first["credit"].strip(_EDGES) if first is not None else ""
        if first is not None and is_photo_credit(credit):
            caption = squeeze(f"{first['rest'].rstrip(_EDGES + '(')}{glue}{first['next']}")
            return caption, last if credit == last else f"{credit}; {last}"
    return caption, last


def _split_last(line: str) -> tuple[str, str | None]:
    for pattern in _CREDITS:
        match = pattern.fullmatch(line)
        if match is not None:
            credit = match["credit"].strip(_EDGES)
            if is_photo_credit(credit) or (match["rest"].strip(_EDGES) and _is_rare_name(credit)):
                return _caption(match["rest"]), credit if is_initials(credit) else credit.removesuffix(".")
    return _split_unlabelled(line)


def _split_unlabelled(line: str) -> tuple[str, str | None]:
    word, name, bracket, given = (pattern.fullmatch(line) for pattern in _UNLABELLED)
    if word is not None and is_agency(word["credit"]):
        return _caption(word["rest"]), word["credit"]
    if name is not None and _are_sure(name["credit"]):
        return _caption(name["rest"]), name["credit"]
    if given is not None:
        return _caption(given["rest"]), given["credit"]
    if bracket is not None and _is_agency_credit(bracket["credit"]):
        return _caption(bracket["rest"]), bracket["credit"]
    return line, None


def _caption(rest: str) -> str:
    return rest.rstrip(" ,;|-–—([")


def _parts(credit: str) -> list[str]:
    plain = credit.replace("(", "/").replace(")", "").removesuffix(".") if not is_initials(credit) else credit
    return [part for part in re.split(r"\s*[/,;&+]\s*|\s+[-–—]\s*|\s*[-–—]\s+|\s+và\s+", plain) if part]


def is_photo_credit(credit: str) -> bool:
    """Whether ``credit``, known to follow a label, names who made or gave a picture."""
    parts = _parts(credit)
    return 0 < len(parts) <= 4 and all(map(_is_giver, parts))


def _is_giver(part: str) -> bool:
    if _USUAL.fullmatch(part) or is_place(part) or is_collective(part):
        return True
    if is_organisation(part):
        return len(part.split()) <= 8
    first = fold_tone_placement(part).lower().partition(" ")[0]
    known = first in GIVEN or (" " in part and has_surname(part))
    return is_initials(part) or (is_name(part) and not is_phrase(part) and (known or is_sure_name(part)))


def _is_rare_name(credit: str) -> bool:
    """Whether two or three capitalised words behind caption and label may name somebody, ever so rarely so called."""
    return 1 < len(credit.split()) <= 3 and credit.istitle() and is_name(credit) and not is_phrase(credit)


def _are_sure(credit: str) -> bool:
    parts = _parts(credit)
    return 0 < len(parts) <= 3 and all(is_agency(p) or (is_sure_name(p) and (" " in p or "." in p)) for p in parts)


def _is_agency_credit(credit: str) -> bool:
    """Whether brackets without a label credit a picture: an agency, or a name before one (``Lan Anh/TTXVN``)."""
    parts = _parts(credit)
    return (
        bool(parts) and is_agency(parts[-1]) and len(parts) <= 3 and all(is_agency(p) or is_sure_name(p) for p in parts)
    )
