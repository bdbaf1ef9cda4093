"""How a text ends: with the signature of its authors, the credits of a magazine page, the office of who signs."""

from __future__ import annotations

import re
from collections.abc import Collection

from lxml.html import HtmlElement

from crawler.extraction.alignment import is_set_apart
from crawler.extraction.blocks import Block
from crawler.extraction.tree import remove_blocks
from crawler.text.bylines import Byline
from crawler.text.credits import is_photo_credit
from crawler.text.signatures import signature, signs_document

_SIGNING_LINES = 5  # "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Đã ký)" and the name
# Who made the pictures of a magazine page: no text, and no author of it.
_PRODUCTION = re.compile(
    r"(?:(?:ảnh|đồ họa|đồ hoạ|thiết kế|trình bày|kỹ thuật|video|clip|dựng phim|quay phim)(?:\s?[,&-]\s?\w+)?"
    r"\s?:(?P<who>.{2,60})"
    r"|xuất bản\s?:\s?[\d/:., -]+|nguồn(?: tin)?\s?:\s?(?:tổng hợp|sưu tầm|internet)\.?)",
    re.IGNORECASE,
)
# The office above the name that signs a letter.
_PRIZE = re.compile(r"giải (?:nhất|nhì|ba|tư|khuyến khích|đặc biệt|[abc])\b.{0,40}", re.IGNORECASE)
_ROLE = re.compile(
    r"(?:phó |quyền |trưởng )?(?:hiệu trưởng|giám đốc|chủ tịch|bí thư|trưởng \w+|chủ nhiệm)(?: (?!là\b)\w+){0,3}",
    re.IGNORECASE,
)


def take_signature(
    root: HtmlElement, blocks: list[Block], own_names: Collection[str]
) -> tuple[list[Block], Byline | None]:
    """Split the closing signature off: one line, or a name and a source on two lines."""
    authors: list[str] = []
    source: str | None = None
    rest = list(blocks)
    while len(rest) > 1 and _is_production(rest[-1].text):
        rest.pop()
    produced = len(blocks) - len(rest)
    while len(rest) > 1 and len(blocks) - len(rest) < produced + 2:
        count, found = _signature_below(rest, own_names)
        if found is None or (authors and found.authors):
            break
        if any(signs_document(block.text) for block in rest[-_SIGNING_LINES:-1]):
            return blocks, None  # the name is that of the official who signed the document printed here
        authors = list(found.authors) or authors
        source = source or found.source
        del rest[-count:]
    if not authors and not source:
        kept = blocks[: len(blocks) - produced]
        remove_blocks(root, blocks[len(kept) :])
        return kept, None
    if _ends_a_list(rest[-1].text, own_names):
        return blocks, None
    if authors and len(rest) > 1 and _ROLE.fullmatch(rest[-1].text):
        rest.pop()
    remove_blocks(root, blocks[len(rest) :])
    return rest, Byline(tuple(authors), source)


def _is_production(line: str) -> bool:
    match = _PRODUCTION.fullmatch(line)
    return match is not None and (match["who"] is None or is_photo_credit(match["who"].strip(" .")))


def _signature_below(blocks: list[Block], own_names: Collection[str]) -> tuple[int, Byline | None]:
    """The signature in the last line, or in a name with its office below it: how many lines, and what they say."""
    last, above = blocks[-1], blocks[-2]
    apart = is_set_apart(last.element, last.nodes)
    stands_out = apart and not is_set_apart(above.element, above.nodes)
    found = signature(last.text, own_names=own_names, set_apart=stands_out)
    if found is None and apart and len(blocks) > 2:
        both = signature(f"{above.text} - {last.text}", own_names=own_names)
        if both and both.authors == (above.text,) and both.source == last.text:
            return 2, both
    return 1, found


def _ends_a_list(above: str, own_names: Collection[str]) -> bool:
    """True if the line above a name shows that it is the last of a list of people, not who wrote the article."""
    found = signature(above, own_names=own_names)
    prize = _PRIZE.fullmatch(above) is not None
    return prize or above.rstrip().endswith(":") or signs_document(above) or bool(found and found.authors)
