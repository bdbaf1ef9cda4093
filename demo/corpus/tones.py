"""The two ways to place the tone mark in ``oa``, ``oe`` and ``uy`` at the end of a syllable."""

from __future__ import annotations

import re

_OLD = ["òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy"]
_NEW = ["oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ"]
_TO_NEW = dict(zip(_OLD, _NEW, strict=True))
# After q the u belongs to the consonant: "quý" is the only spelling.
_SYLLABLE_END = re.compile(rf"(?<!q)({'|'.join(_OLD)})\b", re.IGNORECASE)


def modern_tones(text: str) -> str:
    """``hòa, ủy`` → ``hoà, uỷ``; capitals keep their place."""

    def swap(match: re.Match[str]) -> str:
        old = match.group()
        new = _TO_NEW[old.lower()]
        return "".join(b.upper() if a.isupper() else b for a, b in zip(old, new, strict=True))

    return _SYLLABLE_END.sub(swap, text)
