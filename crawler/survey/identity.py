"""Who publishes on a host: name for the site file, publisher, kind and province, each with where it was read.

What nothing says stays ``None``, for a person to fill in; a guess is marked as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from crawler import units
from crawler.extraction.page import Page
from crawler.items import Kind
from crawler.text.unicode import fold_marks, squeeze

_SUFFIXES = frozenset({"vn", "gov", "com", "org", "net", "edu", "info", "www"})
_OFFICE = re.compile(
    r"(?:báo|đài|cổng|trang|ủy ban|uỷ ban|ubnd|sở|bộ|ban|cục|chi cục|trung tâm|hội|liên đoàn|liên minh|mặt trận|"
    r"công an|văn phòng|viện|trường|tỉnh|thành phố|huyện|xã|phường|thông tấn|tạp chí)\b",
    re.IGNORECASE,
)
_PORTAL_OF = re.compile(
    r"^(?:chào mừng (?:đến|bạn đến)(?: với)?\s+)?(?:(?:cổng|trang) (?:thông tin )?điện tử(?: tổng hợp)?|website"
    r"|trang chủ)(?:\s*[-–|:]\s*|\s+(?:của )?|$)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[-–—|»]\s+|\s*\|\s*")
_LONGEST = 120
"""Characters of an office's name; a longer title is a slogan."""


@dataclass(frozen=True, slots=True)
class Said:
    """A value and what says so."""

    value: str | None
    source: str
    certain: bool
    """False: a person must look."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a site is."""

    name: str
    """For the site file: letters, digits and underscores."""
    publisher: Said
    kind: Kind
    kind_source: str
    province: Said


def identify(host: str, pages: Sequence[Page]) -> Identity:
    """Read the identity of *host* from its name and its *pages* (home first)."""
    publisher = _publisher(host, pages)
    kind, source = _kind(host, publisher.value or "")
    return Identity(name_of(host), publisher, kind, source, _province(host, publisher))


def name_of(host: str) -> str:
    """The site's name from its host: ``ubmttqvn.quangtri.gov.vn`` -> ``ubmttqvn_quangtri``."""
    labels = [label for label in host.lower().split(".") if label not in _SUFFIXES] or host.lower().split(".")[:1]
    name = re.sub(r"[^a-z0-9]+", "_", "_".join(labels)).strip("_")
    return name if name[:1].isalpha() else f"site_{name}"


def _publisher(host: str, pages: Sequence[Page]) -> Said:
    told = [(page.structured.publisher(), "the page's structured data") for page in pages]
    told += [(name, "the title of the home page") for page in pages[:1] for name in _title_parts(page)]
    named = [(squeeze(name), source) for name, source in told if name and len(squeeze(name)) <= _LONGEST]
    cut = [(_PORTAL_OF.sub("", name), source) for name, source in named]
    for name, source in cut:
        if _OFFICE.match(name) and " " in name:
            return Said(_capital(name), source, certain=True)
    bare = host.removeprefix("www.")
    for name, source in cut:
        if " " in name and name.casefold() != bare:
            return Said(_capital(name), source, certain=False)
    return Said(None, "no page names its office", certain=False)


def _title_parts(page: Page) -> Iterator[str]:
    for text in page.selector.css("title::text").getall()[:1]:
        parts = _PARTS.split(squeeze(text))
        for one, other in pairwise(parts):
            # "Đài Phát thanh - Truyền hình Lào Cai" is one name: its first half has no place.
            if _OFFICE.match(one) and not _OFFICE.match(other) and _unit_in(other) and not _unit_in(one):
                yield f"{one} - {other}"
        yield from parts


def _capital(name: str) -> str:
    """An office as it writes itself in a line of text, not in a banner of capitals."""
    return name if not name.isupper() else name[:1] + name[1:].lower()


def _kind(host: str, publisher: str) -> tuple[Kind, str]:
    said = publisher.casefold()
    if host.endswith(".gov.vn"):
        return "portal", "a host of the state (.gov.vn)"
    if said.startswith("báo"):
        return "newspaper", f"its name, {publisher}"
    if re.search(r"\bđài\b|truyền hình|phát thanh", said) or re.search(r"tv\.|ptth|\btv", host):
        return "tv", f"its name, {publisher or host}"
    named = re.match(r"(?:www\.)?bao([a-z0-9-]+)", host)
    if named and units.find(named[1]):  # baotang (museum) and baohiem (insurance) begin so, too
        return "newspaper", f"its host, {host}"
    return "portal", "nothing: look"


def _province(host: str, publisher: Said) -> Said:
    unit = _unit_in(publisher.value or "")
    if unit is not None:
        return Said(unit.short, f"the publisher, {publisher.value}", publisher.certain)
    for label in reversed(host.lower().split(".")):
        if label in _SUFFIXES:
            continue
        for bare in dict.fromkeys((label, re.sub(r"^(?:bao|dai|ptth|truyenhinh)|(?:tv|ptth)$", "", fold_marks(label)))):
            unit = units.find(bare) if len(bare) > 3 else None
            if unit is not None:
                return Said(unit.short, f"the host, {host}", certain=True)
    return Said(None, "neither publisher nor host name one", certain=False)


def _unit_in(name: str) -> units.Unit | None:
    """The unit that an office's name holds, the longest words first."""
    words = name.split()
    spans = ((start, start + n) for n in (4, 3, 2, 1) for start in range(len(words) - n + 1))
    found = (units.find(" ".join(words[start:end]).strip(",.;:")) for start, end in spans)
    return next(filter(None, found), None)
