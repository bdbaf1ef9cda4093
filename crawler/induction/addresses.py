"""The form of a site's article addresses, from addresses of articles and of other pages.

Each address is taken apart into folders, the words of the headline, a mark and a number. What all articles share is
the form; it must fit no other page. An id is proposed only where it cannot be anything else: two articles with one
identity are one document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawler.induction.alignment import Sure

_ENDING = re.compile(r"\.(?:html?|aspx|php|vnp|vov|chn|epi|tpo|ldo|jsp|shtml)$", re.IGNORECASE)
_NUMBERED = re.compile(r".+-(?P<mark>[a-z]{0,5})(?P<id>\d+)\Z")
_HEX = re.compile(r".+-(?P<id>[0-9a-f]{6,12})\Z")
_MONTH = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])\Z")
_DATE = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])?\Z|(?:[0-2]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d\Z"
)
_SHORTEST_ID = 5  # digits without a mark; "-2026" is a year, and smaller numbers run in each category
_LONGEST_DATE = 8  # digits
_MIN_IDS = 3  # articles whose ids must differ
_MIN_WORDS = 4  # of a slug that nothing else tells from a category
_MOST_FORMS = 2
_MOST = 0.6  # share of addresses that tells the form of all if it has a number
_FEW = 0.2  # share of articles that may have another form
_SURE_ARTICLES, _SURE_OTHERS = 5, 3


@dataclass(frozen=True, slots=True)
class Addresses:
    """How a site addresses its articles; the regexes are on the path, as those of `Platform`."""

    article_url: str
    article_id: tuple[str, ...]
    """Empty where no number is surely the CMS's id: then the address is the identity."""
    sure: Sure
    evidence: str
    numbered: bool
    """True if a number tells articles from other pages, and not only how many words the address has."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """One piece of a path between slashes, by what it is made of."""

    kind: str
    """name, number, month, numbered or hex."""
    mark: str = ""
    """The letters before the number, e.g. ``post``."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What addresses of one form have in common."""

    segments: tuple[_Segment, ...]
    ending: str
    """The extension with its dot; empty for none."""


@dataclass(frozen=True, slots=True)
class _Address:
    path: str
    pieces: tuple[str, ...]
    form: _Form


def induce_addresses(articles: Sequence[str], others: Sequence[str]) -> Addresses | None:
    """The form of the addresses *articles* that no address of *others* has; ``None`` if there is none."""
    paths = _paths(articles)
    foreign = [path for path in _paths(others) if path not in set(paths)]
    if not paths:
        return None
    taken = [_taken_apart(path) for path in paths]
    forms = _forms(taken)
    if not forms:
        return None
    patterns = []
    for form, members in forms:
        pattern = _pattern(form, members, foreign)
        if pattern is None:
            return None
        patterns.append(pattern)
    ids = tuple(filter(None, (_id_pattern(form, members) for form, members in forms)))
    known = sum(len(members) for _, members in forms)
    strict = all(_is_strict(form) for form, _ in forms)
    if known >= _SURE_ARTICLES and len(foreign) >= _SURE_OTHERS and known == len(paths) and strict:
        sure: Sure = "sure"
    else:
        sure = "likely" if known >= _MIN_IDS and foreign else "weak"
    evidence = f"fits {known} of {len(paths)} article addresses and none of {len(foreign)} others"
    # An id that only one of two forms has would give one article two identities.
    return Addresses("|".join(patterns), ids if len(ids) == len(forms) else (), sure, evidence, strict)


def _paths(urls: Sequence[str]) -> list[str]:
    found = []
    for url in urls:
        try:
            path = urlsplit(url.strip()).path
        except ValueError:
            continue
        if path not in ("", "/"):
            found.append(path)
    return sorted(dict.fromkeys(found))


def _taken_apart(path: str) -> _Address:
    ending = match.group() if (match := _ENDING.search(path)) else ""
    pieces = tuple(unquote(piece) for piece in path.removesuffix(ending).strip("/").split("/"))
    kinds = [_kind(piece, last=place == len(pieces) - 1) for place, piece in enumerate(pieces)]
    return _Address(path, pieces, _Form(tuple(kinds), ending.lower()))


def _kind(piece: str, *, last: bool) -> _Segment:
    if _MONTH.match(piece):
        return _Segment("month")
    if piece.isdecimal():
        return _Segment("number")
    if not last:
        return _Segment("name")
    numbered = _NUMBERED.match(piece)
    if numbered:
        return _Segment("numbered", numbered["mark"])
    hexed = _HEX.match(piece)
    if hexed and re.search(r"\d", hexed["id"]) and re.search(r"[a-f]", hexed["id"]):
        return _Segment("hex")
    return _Segment("name")


def _forms(taken: Sequence[_Address]) -> list[tuple[_Form, list[_Address]]]:
    """The forms that nearly all addresses have, the commonest first; none if they are of too many kinds."""
    groups: dict[_Form, list[_Address]] = {}
    for address in taken:
        groups.setdefault(address.form, []).append(address)
    _join_hex(groups)
    _join_unnumbered(groups)
    ranked = sorted(groups.items(), key=lambda entry: (-len(entry[1]), str(entry[0])))
    kept = [entry for entry in ranked[:_MOST_FORMS] if len(entry[1]) > 1 or len(ranked) == 1]
    if kept and _is_strict(kept[0][0]) and len(kept[0][1]) >= _MOST * len(taken):
        # Addresses of words alone beside numbered ones are those of topics and other pages.
        kept = [entry for entry in kept if _is_strict(entry[0])]
        return kept[:1] + [entry for entry in kept[1:] if _is_long(*entry) or not _is_long(*kept[0])]
    left = len(taken) - sum(len(members) for _, members in kept)
    return kept if kept and left <= _FEW * len(taken) else []


def _is_strict(form: _Form) -> bool:
    return any(segment.kind in ("numbered", "hex", "number") for segment in form.segments)


def _is_long(form: _Form, members: Sequence[_Address]) -> bool:
    """True if the number is as long as an id, or has a mark, in every address."""
    places = [p for p, segment in enumerate(form.segments) if segment.kind in ("numbered", "number")]
    found = any(all(_number(address, place) for address in members) for place in places)
    return found or form.segments[-1].kind == "hex"


def _join_hex(groups: dict[_Form, list[_Address]]) -> None:
    """A hex number without a letter looks decimal, one without a digit like a word: they go with those of both."""
    for form in [form for form in groups if form.segments[-1].kind == "hex"]:
        lengths = {len(match["id"]) for a in groups[form] if (match := _HEX.match(a.pieces[-1]))}
        for other in [
            o for o in groups if o != form and (o.segments[:-1], o.ending) == (form.segments[:-1], form.ending)
        ]:
            same = [a for a in groups[other] if (m := _HEX.match(a.pieces[-1])) and len(m["id"]) in lengths]
            if len(same) == len(groups[other]):
                groups[form] += groups.pop(other)


def _join_unnumbered(groups: dict[_Form, list[_Address]]) -> None:
    """A slug that ends in a year, or in "g20", is no numbered address where more others end in words."""
    for form in [f for f in groups if f.segments[-1].kind == "numbered"]:
        plain = _Form((*form.segments[:-1], _Segment("name")), form.ending)
        if len(groups.get(plain, ())) > len(groups[form]):
            groups[plain] += groups.pop(form)


def _number(address: _Address, place: int) -> str | None:
    """The number of a segment if it is long enough for an id, or has a mark."""
    piece, kind = address.pieces[place], address.form.segments[place]
    if kind.kind == "numbered":
        match = _NUMBERED.match(piece)
        number = match["id"] if match else ""
        return number if kind.mark or len(number) >= _SHORTEST_ID else None
    return piece if kind.kind == "number" and len(piece) >= _SHORTEST_ID else None


def _pattern(form: _Form, members: Sequence[_Address], foreign: Sequence[str]) -> str | None:
    """The regex of a form, as wide as it can be without fitting *foreign*."""
    last = form.segments[-1]
    end = re.escape(form.ending) + "$" if form.ending else "/?$"
    words = min(_words(address.pieces[-1]) for address in members)
    tails = [_piece_pattern(form, members, len(form.segments) - 1)]
    if last.kind == "name":
        if words < _MIN_WORDS and not (form.ending and foreign):
            return None  # categories are as short
        tails = [
            rf"[^/]+(?:-[^/-]+){{{least},}}"
            for least in dict.fromkeys((_MIN_WORDS - 1, words - 1))
            if least <= words - 1
        ]
        tails = tails or [r"[^/]+"]
    heads = [[_piece_pattern(form, members, place) for place in range(len(form.segments) - 1)]]
    constant = [len({a.pieces[place] for a in members}) == 1 for place in range(len(form.segments) - 1)]
    if any(constant):
        heads.append(
            [re.escape(members[0].pieces[place]) if same else heads[0][place] for place, same in enumerate(constant)]
        )
    for head in heads:
        for tail in tails:
            pattern = f"^/{'/'.join([*head, tail])}{end}"
            if not any(re.search(pattern, path) for path in foreign) and all(
                re.search(pattern, a.path) for a in members
            ):
                return pattern
    return None


def _words(piece: str) -> int:
    return len([word for word in piece.split("-") if word])


def _piece_pattern(form: _Form, members: Sequence[_Address], place: int, *, named: bool = False) -> str:
    """The regex of one segment; *named*: with its number as group ``id``."""
    segment = form.segments[place]
    if segment.kind == "month":
        return r"\d{6}"
    if segment.kind == "name":
        return r"[^/]+"
    if segment.kind == "hex":
        lengths = {len(match["id"]) for a in members if (match := _HEX.match(a.pieces[place]))}
        many = f"{{{min(lengths)}}}" if len(lengths) == 1 else f"{{{min(lengths)},{max(lengths)}}}"
        return rf"[^/]+-(?P<id>[0-9a-f]{many})" if named else rf"[^/]+-[0-9a-f]{many}"
    numbers = [_number(address, place) for address in members]
    digits = r"\d+"
    if all(numbers) and not segment.mark:
        longest = max(len(number) for number in numbers if number)
        digits = rf"\d{{{_SHORTEST_ID},{longest + 1}}}" if longest + 1 > _SHORTEST_ID else r"\d+"
    digits = f"(?P<id>{digits})" if named else digits
    return digits if segment.kind == "number" else rf"[^/]+-{segment.mark}{digits}"


def _id_pattern(form: _Form, members: Sequence[_Address]) -> str | None:
    """The regex that takes the CMS's id out of a path, if one number is surely it."""
    if len(members) < _MIN_IDS:
        return None
    for place in reversed(range(len(form.segments))):
        kind = form.segments[place].kind
        if kind not in ("number", "numbered", "hex"):
            continue
        if kind == "hex":
            ids = [match["id"] if (match := _HEX.match(a.pieces[place])) else None for a in members]
        else:
            ids = [_number(address, place) for address in members]
        if not all(ids) or len(set(ids)) < len(members) or _are_dates([i for i in ids if i]):
            continue
        rest = [_piece_pattern(form, members, other) for other in range(len(form.segments))]
        rest[place] = _piece_pattern(form, members, place, named=True)
        month = next((other for other in range(place) if form.segments[other].kind == "month"), None)
        if kind == "hex" and month is not None:
            rest[month] = r"(?P<space>\d{6})"  # two articles of one month cannot share it by chance
        end = re.escape(form.ending) + "$" if form.ending else "/?$"
        return f"^/{'/'.join(rest)}{end}"
    return None


def _are_dates(ids: Sequence[str]) -> bool:
    """True for numbers that are days or months, or nearly all of which could be."""
    counts = Counter(bool(len(number) <= _LONGEST_DATE and _DATE.match(number)) for number in ids)
    return counts[True] > counts[False]
